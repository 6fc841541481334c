"""Needs that staff set right stay right, whatever is imported, undone or carried to another town's database."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from resources_db.documents import SERVICE, load
from resources_db.engine import Sessions, open_sessions
from resources_db.history import revision
from resources_db.hsds.export import write
from resources_db.importers import import_file
from resources_db.importers.undo import undo_last_import
from resources_db.migrate import migrate
from resources_db.models import Metadata
from resources_db.service_needs import STAFF, correct_needs
from tests.resources_db.hsds.conftest import schema
from tests.resources_db.importers.test_second_file import by_hand, documents, rows, take

__all__ = ["schema"]
CARE = "一時預かりをしています"  # 備考; the rules see temporary_care in it
FOOD = "一時預かりと、子ども食堂"


def id_of(sessions: Sessions, source_id: str = "A1") -> str:
    with sessions() as session:
        found: str = session.scalars(select(SERVICE.c.id).where(SERVICE.c.source_id == source_id)).one()
    return found


def correct(sessions: Sessions, source_id: str = "A1", **changes: tuple[str, ...]) -> bool:
    id_ = id_of(sessions, source_id)
    with sessions.begin() as session:
        return correct_needs(session, id_, "職員A", **changes)


def needs(sessions: Sessions, source_id: str = "A1") -> dict[str, tuple[float, str]]:
    items = documents(sessions)[source_id]["needs"]
    return {item["need"]: (item["weight"], item["evidence"]) for item in items}


@pytest.fixture
def town(empty_town: Sessions, tmp_path: Path) -> Sessions:
    take(empty_town, tmp_path, rows(2, A1=CARE))
    assert needs(empty_town)["temporary_care"] == (0.4, "一時預かり")
    return empty_town


class TestACorrection:
    def test_adds_and_takes_away(self, town: Sessions) -> None:
        assert correct(town, add=("toilet_daily",), remove=("temporary_care",))
        assert needs(town)["toilet_daily"] == (1.0, STAFF)
        assert needs(town)["temporary_care"] == (0.0, STAFF)

    def test_is_one_line_in_the_history_and_tells_every_index(self, town: Sessions) -> None:
        with town() as session:
            before = revision(session)
        correct(town, add=("toilet_daily",))
        with town() as session:
            assert revision(session) == before + 1
            last = session.scalars(select(Metadata).order_by(Metadata.number.desc())).first()
        assert last
        assert (last.field_name, last.updated_by, last.import_run_id) == ("needs", "職員A", None)
        assert "toilet_daily" not in last.previous_value
        assert "toilet_daily" in last.replacement_value

    def test_twice_is_no_change(self, town: Sessions) -> None:
        assert correct(town, remove=("temporary_care",))
        assert not correct(town, remove=("temporary_care",))

    def test_can_be_given_up_for_what_the_rules_see(self, town: Sessions) -> None:
        before = needs(town)
        correct(town, add=("toilet_daily",), remove=("temporary_care",))
        assert correct(town, reset=("toilet_daily", "temporary_care"))
        assert needs(town) == before


class TestAnImport:
    def test_of_the_same_file_keeps_it(self, town: Sessions, tmp_path: Path) -> None:
        correct(town, add=("toilet_daily",), remove=("temporary_care",))
        report = take(town, tmp_path, rows(2, A1=CARE))
        assert (report.updated, report.unchanged) == (0, 2)
        assert needs(town)["temporary_care"] == (0.0, STAFF)

    def test_of_a_changed_row_keeps_it_and_takes_what_else_the_words_say(
        self, town: Sessions, tmp_path: Path
    ) -> None:
        correct(town, add=("toilet_daily",), remove=("temporary_care",))
        for text in (FOOD, f"{FOOD}。", FOOD):  # the first change, and those after it
            report = take(town, tmp_path, rows(2, A1=text))
            assert report.updated == 1
            assert report.warnings == []
            found = needs(town)
            assert found["temporary_care"] == (0.0, STAFF)
            assert found["toilet_daily"] == (1.0, STAFF)
            assert found["food_support"] == (0.4, "子ども食堂")

    def test_of_a_row_that_came_back_keeps_it(self, town: Sessions, tmp_path: Path) -> None:
        correct(town, "A2", add=("toilet_daily",))
        take(town, tmp_path, rows(1, A1=CARE), allow_loss=True)
        take(town, tmp_path, rows(2, A1=CARE))
        assert needs(town, "A2")["toilet_daily"] == (1.0, STAFF)

    def test_leaves_other_records_to_the_rules(self, town: Sessions, tmp_path: Path) -> None:
        correct(town, remove=("temporary_care",))
        take(town, tmp_path, rows(2, A1=CARE, A2=CARE))
        assert needs(town, "A2")["temporary_care"] == (0.4, "一時預かり")

    def test_that_is_undone_leaves_it(self, town: Sessions, tmp_path: Path) -> None:
        correct(town, remove=("temporary_care",))
        take(town, tmp_path, rows(2, A1=FOOD))
        undo_last_import(town)
        assert needs(town)["temporary_care"] == (0.0, STAFF)
        assert "food_support" not in needs(town)

    def test_that_is_undone_leaves_a_correction_made_since(self, town: Sessions, tmp_path: Path) -> None:
        take(town, tmp_path, rows(2, A1=FOOD))
        correct(town, remove=("temporary_care",))
        undone = undo_last_import(town)
        assert needs(town)["temporary_care"] == (0.0, STAFF)
        assert [kept["field"] for kept in undone.kept] == ["needs"]

    def test_keeps_needs_that_another_program_set_by_hand(self, town: Sessions, tmp_path: Path) -> None:
        """As every field: while the file says what it said before."""
        other = [{"need": "reading", "weight": 0.7, "evidence": "絵本"}]
        by_hand(town, "A1", needs=other)
        take(town, tmp_path, rows(2, A1=f"{CARE}。"))
        assert documents(town)["A1"]["needs"] == other


class TestOnTheWayToAnotherDatabase:
    @pytest.fixture
    def elsewhere(self, tmp_path: Path) -> Any:
        opened = open_sessions(f"sqlite:///{tmp_path / 'elsewhere.db'}")
        migrate(opened.kw["bind"])
        yield opened
        opened.kw["bind"].dispose()

    def test_it_is_kept_and_known_again(
        self, town: Sessions, elsewhere: Sessions, tmp_path: Path, schema: Any
    ) -> None:
        correct(town, add=("toilet_daily",), remove=("temporary_care",))
        write(town, path := tmp_path / "list.json")
        for service in json.loads(path.read_text("utf-8")):
            assert [error.message for error in schema.iter_errors(service)] == []
        import_file(elsewhere, path)
        with town() as session, elsewhere() as other:
            here, there = (load(s, [id_of(town)])[id_of(town)] for s in (session, other))
        assert there == here
        take(elsewhere, tmp_path, rows(2, A1=f"{CARE}。"), source="広場")
        assert needs(elsewhere)["temporary_care"] == (0.0, STAFF)
        assert needs(elsewhere)["toilet_daily"] == (1.0, STAFF)

    def test_a_need_that_was_taken_away_is_told_to_nobody(self, town: Sessions, tmp_path: Path) -> None:
        correct(town, add=("toilet_daily",), remove=("temporary_care",))
        write(town, path := tmp_path / "list.json")
        [first] = [s for s in json.loads(path.read_text("utf-8")) if s["id"] == id_of(town)]
        told = {one["taxonomy_term"]["code"]: one["value"] for one in first["attributes"]}
        assert told["toilet_daily"] == STAFF
        assert "temporary_care" not in told

    def test_what_comes_back_from_there_does_not_undo_a_newer_one(
        self, town: Sessions, tmp_path: Path
    ) -> None:
        write(town, path := tmp_path / "list.json")
        correct(town, remove=("temporary_care",))
        import_file(town, path)
        assert needs(town)["temporary_care"] == (0.0, STAFF)
