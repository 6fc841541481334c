"""The whole list out and in again, on both databases."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from resources_db.documents import ORGANIZATION, SERVICE, Document, load
from resources_db.engine import Sessions
from resources_db.history import Change, NewRecord, create, remove, revise
from resources_db.hsds.export import of_ids, write
from resources_db.hsds.reading import read_hsds
from resources_db.hsds.standard import Json
from resources_db.hsds.writing import BLANK
from resources_db.importers import import_file
from resources_db.importers.records import Record
from resources_db.models import Organization, new_id
from tests.conftest import shared_file
from tests.resources_db.test_history import DOCUMENT


def put(sessions: Sessions, document: Document = DOCUMENT, source_id: str = "1") -> str:
    id_ = new_id()
    identity = {"source": "星見市", "source_id": source_id, "match_key": None, "import_digest": None}
    with sessions.begin() as session:
        create(Change(session, "職員A"), [NewRecord(id_, identity, document)])
    return id_


def documents(sessions: Sessions) -> dict[str, Document]:
    with sessions() as session:
        return load(session, list(session.scalars(select(SERVICE.c.id))))


def exported(sessions: Sessions, path: Path, **how: Any) -> list[dict[str, Any]]:
    write(sessions, path, **how)
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return found


def test_out_of_the_database_and_into_it_again(empty_town: Sessions, tmp_path: Path) -> None:
    put(empty_town)
    put(empty_town, DOCUMENT | {"organization": None, "status": "draft"}, "2")
    with empty_town.begin() as session:
        session.execute(update(ORGANIZATION).values(name_kana="ホシゾラカイ", sector="private"))
    before, path = documents(empty_town), tmp_path / "list.json"
    assert write(empty_town, path, everything=True) == 2
    with empty_town.begin() as session:
        remove(Change(session, "職員A"), list(before))
        session.execute(ORGANIZATION.delete())
    report = import_file(empty_town, path, format="hsds")
    assert (report.created, report.rejected) == (2, [])
    assert documents(empty_town) == before
    with empty_town() as session:
        (organization,) = session.scalars(select(Organization))
        assert (organization.name, organization.name_kana, organization.sector) == (
            "ほしぞら会",
            "ホシゾラカイ",
            "private",
        )
        sources = session.execute(select(SERVICE.c.source, SERVICE.c.source_id).order_by(SERVICE.c.source_id))
        assert [tuple(row) for row in sources] == [("星見市", "1"), ("星見市", "2")]
    again = import_file(empty_town, path, format="hsds")
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)


@pytest.mark.parametrize("name", ["service_full.json", "csv"])
def test_an_example_of_the_standard_through_the_database(
    empty_town: Sessions, tmp_path: Path, name: str
) -> None:
    import_file(empty_town, shared_file(f"data/hsds/examples/{name}"), format="hsds")
    before = documents(empty_town)
    write(empty_town, tmp_path / "out.json")
    report = import_file(empty_town, tmp_path / "out.json", format="hsds")
    assert (report.created, report.updated, report.unchanged, report.rejected) == (0, 0, 1, [])
    assert documents(empty_town) == before


def test_only_what_is_published_unless_asked(sqlite_town: Sessions, tmp_path: Path) -> None:
    for status in ("published", "draft", "in_review", "withdrawn"):
        put(sqlite_town, DOCUMENT | {"status": status, "name": status}, status)
    assert [one["name"] for one in exported(sqlite_town, tmp_path / "x.json")] == ["published"]
    states = {
        one["name"]: one["status"] for one in exported(sqlite_town, tmp_path / "x.json", everything=True)
    }
    assert states == {
        "published": "active",
        "draft": "inactive",
        "in_review": "inactive",
        "withdrawn": "defunct",
    }


def test_what_has_ended_is_not_active(sqlite_town: Sessions, tmp_path: Path) -> None:
    put(sqlite_town, DOCUMENT | {"valid_to": "2020-03-31"}, "1")
    put(sqlite_town, DOCUMENT | {"valid_from": "2999-04-01", "valid_to": None}, "2")
    assert [one["status"] for one in exported(sqlite_town, tmp_path / "x.json")] == ["defunct", "inactive"]
    records = [record for _, record in read_hsds(tmp_path / "x.json") if isinstance(record, Record)]
    assert {record.document["status"] for record in records} == {"published"}


def test_the_history_goes_with_everything_without_names_of_people(
    sqlite_town: Sessions, tmp_path: Path
) -> None:
    id_ = put(sqlite_town)
    with sqlite_town.begin() as session:
        revise(Change(session, "職員B"), load(session, [id_])[id_], id_, {"name": "ほしぞらひろば"})
    (service,) = exported(sqlite_town, tmp_path / "x.json", everything=True)
    changes = [(m["last_action_type"], m["field_name"], m["updated_by"]) for m in service["metadata"]]
    assert changes == [("create", "*", "staff"), ("update", "name", "staff")]
    assert "職員" not in json.dumps(service, ensure_ascii=False)
    assert "metadata" not in exported(sqlite_town, tmp_path / "x.json")[0]


def test_ids_are_the_same_in_every_export(sqlite_town: Sessions, tmp_path: Path) -> None:
    put(sqlite_town)
    assert exported(sqlite_town, tmp_path / "a.json") == exported(sqlite_town, tmp_path / "b.json")


def test_more_than_one_batch(sqlite_town: Sessions, tmp_path: Path) -> None:
    records = [
        NewRecord(new_id(), {"source": "t", "source_id": f"{i:04}"}, {"name": f"広場{i:04}"})
        for i in range(401)
    ]
    with sqlite_town.begin() as session:
        create(Change(session, "t"), records)
    found = exported(sqlite_town, tmp_path / "x.json")
    assert [one["name"] for one in found] == [f"広場{i:04}" for i in range(401)]


class TestWhileTheListChanges:
    def test_an_export_is_the_list_of_one_moment(
        self, empty_town: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ids = [put(empty_town, DOCUMENT | {"name": f"広場{i}"}, str(i)) for i in range(3)]

        def lose_and_read(*arguments: Any, **how: Any) -> Iterator[Json]:
            with empty_town.begin() as other:  # the export has had its first look at the list
                remove(Change(other, "職員A"), ids[1:])
            return of_ids(*arguments, **how)

        monkeypatch.setattr("resources_db.hsds.export.of_ids", lose_and_read)
        assert [one["name"] for one in exported(empty_town, tmp_path / "x.json")] == [
            "広場0",
            "広場1",
            "広場2",
        ]
        assert len(exported(empty_town, tmp_path / "y.json")) == 1

    def test_without_a_snapshot_what_is_gone_is_left_out(
        self, empty_town: Sessions, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ids = [put(empty_town, DOCUMENT, str(i)) for i in range(2)]

        def load_and_lose(session: Session, *rest: Any) -> dict[str, Document]:
            found = load(session, *rest)
            with empty_town.begin() as other:
                remove(Change(other, "職員A"), ids[1:])
            return found

        monkeypatch.setattr("resources_db.hsds.export.load", load_and_lose)
        with empty_town() as session:
            assert [one["id"] for one in of_ids(session, ids, date(2026, 11, 24))] == ids[:1]


def test_an_empty_list_is_an_empty_array(sqlite_town: Sessions, tmp_path: Path) -> None:
    assert exported(sqlite_town, tmp_path / "x.json") == []


def test_what_cannot_be_finished_leaves_what_was_there(
    sqlite_town: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    put(sqlite_town)
    path = tmp_path / "x.json"
    path.write_text("before", "utf-8")
    monkeypatch.setattr("resources_db.hsds.export.json.dumps", full)
    with pytest.raises(OSError, match="No space"):
        write(sqlite_town, path)
    assert path.read_text("utf-8") == "before"
    assert [one.name for one in tmp_path.glob("x.json*")] == ["x.json"]


def test_a_blank_record_is_what_the_table_makes_of_nothing(sqlite_town: Sessions) -> None:
    put(sqlite_town, {"name": ""})
    (document,) = documents(sqlite_town).values()
    assert {key: document[key] for key in BLANK} == BLANK
    assert set(document) - set(BLANK) == {key for key, value in document.items() if value == []}
