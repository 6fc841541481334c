"""HSDS that somebody has changed, or that a program in disorder has written: a sentence for each service that cannot
be taken, the others go in, and what went in comes out again."""

import json
from pathlib import Path
from typing import Any

import pytest

from resources_db.engine import Sessions
from resources_db.hsds.export import write
from resources_db.hsds.parsing import parse as PARSE
from resources_db.hsds.reading import read_hsds
from resources_db.importers import import_file
from resources_db.importers.records import Record, RowError

PHONE, OTHER = "22222222-2222-4222-8222-222222222222", "33333333-3333-4333-8333-333333333333"
NEED = {"need": "dv", "weight": 1, "evidence": "語"}
TERM = {"id": PHONE, "term_id": OTHER, "name": "授乳室"}
WINDOW = {"id": PHONE, "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}
ENDLESS = "1e999"

# property that is named -> what "x_michishirube" says
EDITED: list[tuple[str, Any]] = [
    ("minimum_grade", {"minimum_grade": 5000}),
    ("minimum_grade", {"minimum_grade": -6}),
    ("maximum_grade", {"maximum_grade": 16}),
    ("minimum_age", {"minimum_age": -1}),
    ("maximum_age", {"maximum_age": 1501}),
    ("name", {"name": ""}),
    ("name", {"name": " "}),
    ("name", {"name": "あ" * 301}),
    ("organization_name", {"organization_name": 7}),
    ("organization_name", {"organization_name": ""}),
    ("organization_name", {"organization_name": "あ" * 301}),
    ("organization", {"organization": ["x"]}),
    ("organization.sector", {"organization": {"sector": "x"}}),
    ("organization.corporate_number", {"organization": {"corporate_number": "1" * 31}}),
    ("organization.name_kana", {"organization": {"name_kana": 7}}),
    ("source", {"source": "あ" * 201}),
    ("source", {"source": 5}),
    ("source", {"source": " "}),
    ("source_id", {"source_id": "1" * 101}),
    ("needs.weight", {"needs": [{"need": "dv"}]}),
    ("needs.weight", {"needs": [NEED | {"weight": 1.5}]}),
    ("needs.evidence", {"needs": [{"need": "dv", "weight": 1}]}),
    ("needs", {"needs": [NEED, NEED]}),
    (
        "phones",
        {"phones": [{"id": PHONE, "number": "03-0000-0101"}, {"id": PHONE, "number": "03-0000-0102"}]},
    ),
    ("phones.id", {"phones": [{"id": 5, "number": "03-0000-0101"}]}),
    ("phones.number", {"phones": [{"id": PHONE, "number": 5}]}),
    ("places", {"places": [{"link_id": link, "id": PHONE, "name": "x"} for link in (PHONE, OTHER)]}),
    ("attributes.name", {"attributes": [TERM | {"name": None}]}),
    ("attributes.language", {"attributes": [TERM | {"language": "x" * 40}]}),
    ("schedules.opens_at", {"schedules": [WINDOW | {"opens_at": "09:00:00.5+09:00"}]}),
    ("schedules.valid_to", {"schedules": [WINDOW | {"valid_to": "20260101"}]}),
    ("valid_from", {"valid_from": "2026-W01-1"}),
]
# property that is named -> what the service says, as JSON
OUT_OF_BOUNDS = [
    ("minimum_age", ENDLESS),
    ("x_of_ours", ENDLESS),
    ("x_of_ours", f'[1, {{"x": -{ENDLESS}}}]'),
    ("x_michishirube", f'{{"cost_options": [{{"id": "{PHONE}", "amount": {ENDLESS}}}]}}'),
    ("x_of_ours", "[" * 101 + "]" * 101),
]  # fmt: skip
# what is harmless: goes in
MENDED: list[tuple[str, dict[str, Any]]] = [
    ("an attribute without all of its term", {"x_michishirube": {"attributes": [TERM]}}),
    ("an age of 4,000 digits", {"minimum_age": int("9" * 4000)}),
    ("an age beyond all lives", {"minimum_age": 1e9, "maximum_age": 1e12}),
    ("a number of 400 digits", {"cost_options": [{"option": "1回", "amount": int("9" * 400)}], "x": int("9" * 400)}),
    ("hours nobody has", {"schedules": [{"byday": "9MO,ZZ", "opens_at": "99:99"}]}),
    ("an extra of another form", {"x_michishirube": {"extra": {"hsds": {"phones": {"whole": 5}, "organization": 5}}}}),
    ("brackets within brackets", {"x_of_ours": json.loads("[" * 90 + "]" * 90)}),
    ("an item without ids", {"x_michishirube": {"places": [{"link_id": PHONE, "name": "広場"}]}}),
]  # fmt: skip


def service(number: int, **more: Any) -> dict[str, Any]:
    id_ = f"11111111-1111-4111-8111-{number:012}"
    return {"id": id_, "name": f"広場{number}", "status": "active", "description": "遊び場", **more}


def save(path: Path, *services: dict[str, Any]) -> Path:
    path.write_text(json.dumps([service(1), *services, service(2)]), "utf-8")
    return path


def refused(path: Path) -> RowError:
    """The one service between two good ones that is not taken."""
    (_, first), (number, error), (_, last) = read_hsds(path)
    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert number == 2
    assert isinstance(error, RowError)
    assert error.error.endswith("。")
    return error


@pytest.mark.parametrize(("column", "more"), EDITED)
def test_an_export_that_somebody_has_changed(tmp_path: Path, column: str, more: Any) -> None:
    error = refused(save(tmp_path / "x.json", service(3, x_michishirube=more)))
    assert error.column == f"x_michishirube.{column}"


@pytest.mark.parametrize(("column", "text"), OUT_OF_BOUNDS)
def test_what_no_database_keeps(tmp_path: Path, column: str, text: str) -> None:
    path = save(tmp_path / "x.json", service(3, **{column: "HERE"}))
    path.write_text(path.read_text("utf-8").replace('"HERE"', text), "utf-8")
    assert refused(path).column == column


def test_a_phone_of_another_service(tmp_path: Path) -> None:
    phones = [{"id": PHONE, "number": "03-0000-0101"}]
    path = tmp_path / "x.json"
    first, second = service(1, phones=phones), service(2, x_michishirube={"phones": phones})
    path.write_text(json.dumps([first, second]), "utf-8")
    (_, good), (_, error) = read_hsds(path)
    assert isinstance(good, Record)
    assert isinstance(error, RowError)
    assert error.column == "x_michishirube.phones.id"


@pytest.mark.parametrize(
    "error", [KeyError, TypeError, ValueError, OverflowError, RecursionError, AttributeError, IndexError]
)
def test_nothing_in_one_service_stops_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def parse(found: dict[str, Any]) -> Any:
        if found["name"] == "広場3":
            raise error("never thought of")
        return PARSE(found)

    monkeypatch.setattr("resources_db.hsds.reading.parse", parse)
    assert refused(save(tmp_path / "x.json", service(3))).value == "広場3"


def test_all_of_them_through_the_database(empty_town: Sessions, tmp_path: Path) -> None:
    bad = [service(100 + i, x_michishirube=more) for i, (_, more) in enumerate(EDITED)]
    good = [service(200 + i, **more) for i, (_, more) in enumerate(MENDED)]
    report = import_file(empty_town, save(tmp_path / "x.json", *bad, *good), format="hsds")
    assert len(report.rejected) == len(EDITED)
    assert report.created == len(MENDED) + 2
    assert write(empty_town, tmp_path / "y.json", everything=True) == len(MENDED) + 2
    again = import_file(empty_town, tmp_path / "y.json", format="hsds")
    assert (again.created, again.updated, again.unchanged, again.rejected) == (0, 0, len(MENDED) + 2, [])
