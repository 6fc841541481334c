"""Every change of a record leaves who, when, field, before and after."""

from typing import Any

from sqlalchemy import func, select

from resources_db.documents import LOCATION, Document, complete, complete_place, load
from resources_db.engine import Sessions
from resources_db.history import Change, NewRecord, complete_organizations, create, hand_edits, remove, revise
from resources_db.models import Metadata, Organization, Service, new_id

DOCUMENT: Document = {
    "name": "ほしぞら広場",
    "summary": "親子の遊び場",
    "organization": "ほしぞら会",
    "minimum_age": 0,
    "maximum_age": 36,
    "valid_to": "2027-03-31",
    "status": "published",
    "extra": {"駐輪場": "あり"},
    "phones": [complete("phones", {"number": "03-0000-0101", "extension": "12"})],
    "schedules": [
        complete("schedules", {"byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:30"}),
        complete("schedules", {"byday": "2SA", "closed": True, "valid_from": "2026-12-01"}),
    ],
    "places": [complete_place({"name": "ほしぞら広場", "address": "星見市本町1-1", "latitude": 36.1})],
    "required_documents": [complete("required_documents", {"document": "母子手帳"})],
    "cost_options": [complete("cost_options", {"amount": 600, "currency": "JPY", "option": "1時間"})],
    "languages": [complete("languages", {"name": "英語", "code": "en"})],
    "service_areas": [complete("service_areas", {"name": "市内"})],
    "contacts": [complete("contacts", {"department": "子育て支援課"})],
    "attributes": [
        complete("attributes", {"value": "可"})
        | {"taxonomy": "設備", "code": "nursing", "name": "授乳室", "description": None}
        | {"language": None, "term_uri": None}
    ],
    "needs": [{"need": "play", "weight": 1.0, "evidence": "遊び場"}],
}


def put(sessions: Sessions, document: Document, by: str = "職員A") -> str:
    id_ = new_id()
    identity = {"source": "t", "source_id": id_[:8], "match_key": None, "import_digest": None}
    with sessions.begin() as session:
        create(Change(session, by), [NewRecord(id_, identity, document)])
    return id_


def edit(sessions: Sessions, id_: str, by: str = "職員B", **fields: Any) -> bool:
    with sessions.begin() as session:
        return revise(Change(session, by), load(session, [id_])[id_], id_, fields)


def history(sessions: Sessions, id_: str) -> list[tuple[str, str, str, str, str]]:
    with sessions() as session:
        rows = session.scalars(select(Metadata).where(Metadata.resource_id == id_).order_by(Metadata.number))
        return [
            (m.last_action_type, m.field_name, m.previous_value, m.replacement_value, m.updated_by)
            for m in rows
        ]


def test_a_document_comes_back_as_it_went_in(empty_town: Sessions) -> None:
    id_ = put(empty_town, DOCUMENT)
    with empty_town() as session:
        loaded = load(session, [id_])[id_]
    assert {key: loaded[key] for key in DOCUMENT} == DOCUMENT


def test_creation_is_one_row_and_the_organization_another(empty_town: Sessions) -> None:
    id_ = put(empty_town, DOCUMENT)
    assert history(empty_town, id_) == [("create", "*", "", '"ほしぞら広場"', "職員A")]
    with empty_town() as session:
        organization = session.scalars(select(Organization)).one()
    assert history(empty_town, organization.id) == [("create", "*", "", '"ほしぞら会"', "職員A")]


def test_a_change_leaves_who_and_before_and_after(empty_town: Sessions) -> None:
    id_ = put(empty_town, DOCUMENT)
    assert edit(empty_town, id_, summary="雨の日も遊べる", maximum_age=48)
    assert history(empty_town, id_)[1:] == [
        ("update", "summary", '"親子の遊び場"', '"雨の日も遊べる"', "職員B"),
        ("update", "maximum_age", "36", "48", "職員B"),
    ]


def test_a_change_of_parts_replaces_them_and_leaves_no_orphans(empty_town: Sessions) -> None:
    id_ = put(empty_town, DOCUMENT)
    moved = [complete_place({"name": "新しい広場", "address": "星見市港町2"})]
    assert edit(empty_town, id_, places=moved, phones=[])
    with empty_town() as session:
        assert load(session, [id_])[id_]["places"] == moved
        assert session.scalar(select(func.count()).select_from(LOCATION)) == 1
    assert [row[1] for row in history(empty_town, id_)[1:]] == ["places", "phones"]


def test_the_same_values_again_are_no_change(empty_town: Sessions) -> None:
    id_ = put(empty_town, DOCUMENT)
    assert not edit(empty_town, id_, **DOCUMENT)
    assert len(history(empty_town, id_)) == 1


def test_a_removed_record_leaves_its_whole_content(empty_town: Sessions) -> None:
    id_ = put(empty_town, DOCUMENT)
    with empty_town.begin() as session:
        remove(Change(session, "職員C"), [id_])
    kind, field, before, after, by = history(empty_town, id_)[-1]
    assert (kind, field, after, by) == ("delete", "*", "", "職員C")
    assert "母子手帳" in before
    with empty_town() as session:
        for table in (Service.__table__, LOCATION):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_what_is_known_of_an_organization_is_not_overwritten(empty_town: Sessions) -> None:
    put(empty_town, DOCUMENT)
    for sector in ("private", "public"):
        with empty_town.begin() as session:
            told = {"name": "ほしぞら会", "sector": sector, "corporate_number": None}
            complete_organizations(Change(session, "職員A"), [told])
    with empty_town() as session:
        organization = session.scalars(select(Organization)).one()
    assert organization.sector == "private"
    assert [row[1] for row in history(empty_town, organization.id)] == ["*", "sector"]


def test_edits_by_hand_are_told_from_those_of_an_import(empty_town: Sessions) -> None:
    id_ = put(empty_town, DOCUMENT)
    edit(empty_town, id_, summary="一")
    edit(empty_town, id_, summary="二", alert="休み")
    with empty_town() as session:
        assert hand_edits(session, [id_]) == {id_: {"summary": "親子の遊び場", "alert": None}}
