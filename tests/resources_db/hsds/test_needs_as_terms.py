"""Our needs are terms of a taxonomy that other programs can read, keep and give back."""

from dataclasses import replace
from typing import Any

import pytest

from resources_db.documents import Document
from resources_db.hsds import shaping
from resources_db.hsds.ids import NEEDS, NEEDS_NAME, taxonomy_id
from resources_db.hsds.reading import read_service
from resources_db.hsds.shaping import need_term, needs_taxonomy
from resources_db.hsds.standard import Json
from resources_db.hsds.writing import BLANK, OURS
from resources_db.matching.taxonomy import Need, needs
from resources_db.service_needs import STAFF
from tests.resources_db.hsds.test_round_trip import write

ID = "1554f2e2-a373-45db-a3fa-9fc48a61c15e"
CARE = {"need": "temporary_care", "weight": 0.7, "evidence": "一時預かり"}
ADDED = {"need": "work", "weight": 1.0, "evidence": STAFF}
REMOVED = {"need": "gaming", "weight": 0.0, "evidence": STAFF}


def document(*items: Document) -> Document:
    return BLANK | {"name": "ぽけっと", "needs": sorted(items, key=lambda item: str(item["need"]))}


def attributes(service: Json) -> dict[str, Json]:
    return {one["taxonomy_term"]["code"]: one for one in service["attributes"]}


def renamed(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    """The same need, called or described otherwise."""
    other: dict[str, Need] = needs() | {"temporary_care": replace(needs()["temporary_care"], **changes)}
    monkeypatch.setattr(shaping, "needs", lambda: other)
    shaping._needs_version.cache_clear()


@pytest.fixture(autouse=True)
def _true_version() -> Any:
    yield
    shaping._needs_version.cache_clear()


def test_a_need_is_a_term_with_its_taxonomy(schema: Any) -> None:
    service = write(document(CARE), ID)
    assert [error.message for error in schema.iter_errors(service)] == []
    [attribute] = service["attributes"]
    assert attribute["value"] == "一時預かり"
    term = attribute["taxonomy_term"]
    known = needs()["temporary_care"]
    assert (term["code"], term["name"], term["description"]) == ("temporary_care", known.label, known.plain)
    assert term["taxonomy_detail"] == needs_taxonomy()
    assert set(needs_taxonomy()) == {"id", "name", "description", "version"}
    assert needs_taxonomy()["name"] == NEEDS_NAME == "みちしるべの困りごと分類"


def test_its_id_stays_whatever_it_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    before, version = need_term("temporary_care"), needs_taxonomy()["version"]
    renamed(monkeypatch, label="少しの間の預かり")
    after = need_term("temporary_care")
    assert after["name"] != before["name"]
    assert (after["id"], after["code"]) == (before["id"], before["code"])
    assert needs_taxonomy()["version"] != version


def test_every_need_has_an_id_of_its_own() -> None:
    assert len({need_term(need)["id"] for need in needs()}) == len(needs())


def test_what_staff_added_is_told_and_what_they_took_away_is_not() -> None:
    told = attributes(write(document(CARE, ADDED, REMOVED), ID))
    assert set(told) == {"temporary_care", "work"}
    assert told["work"]["value"] == STAFF


def test_all_of_it_comes_back() -> None:
    record = read_service(write(document(CARE, ADDED, REMOVED), ID), set())
    assert record.document["needs"] == [REMOVED, CARE, ADDED]


class TestAfterAnotherProgramHadIt:
    def foreign(self, *items: Document) -> Json:
        service = write(document(*items), ID)
        del service[OURS]
        return service

    def test_needs_are_known_again_and_not_kept_as_foreign_terms(self) -> None:
        read = read_service(self.foreign(CARE, ADDED), set()).document
        assert read["attributes"] == []
        assert {"temporary_care", "work"} <= {item["need"] for item in read["needs"]}

    def test_what_staff_said_goes_before_the_rules(self) -> None:
        staffs = CARE | {"evidence": STAFF, "weight": 1.0}
        service = self.foreign(staffs) | {"description": "一時預かりもしています"}
        assert staffs in read_service(service, set()).document["needs"]

    @pytest.mark.parametrize(
        "taxonomy",
        [
            {"taxonomy": NEEDS},
            {"taxonomy_detail": {"id": taxonomy_id(NEEDS), "name": NEEDS_NAME, "description": ""}},
            {"taxonomy_detail": {"id": taxonomy_id(NEEDS), "name": NEEDS, "description": ""}},
        ],
        ids=["its id", "its name", "the name of earlier exports"],
    )
    def test_by_whatever_it_calls_the_taxonomy(self, taxonomy: Json) -> None:
        term = {"code": "work", "name": "仕事", "description": ""} | taxonomy
        service = self.foreign() | {"attributes": [{"id": ID, "taxonomy_term": term, "value": "求職"}]}
        read = read_service(service, set()).document
        assert {"need": "work", "weight": 1.0, "evidence": "求職"} in read["needs"]
        assert read["attributes"] == []
