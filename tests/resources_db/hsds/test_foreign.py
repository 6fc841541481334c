"""Services of other programs: what a record holds is read, the rest is kept and given back."""

import copy
from datetime import UTC, date, datetime
from typing import Any

import pytest

from resources_db.hsds.reading import read_service
from resources_db.hsds.standard import Json, NotHsds
from resources_db.hsds.writing import service_of
from resources_db.importers.records import Record

ID, OTHER_ID = "ac148810-d857-441c-9679-408f346de14b", "1554f2e2-a373-45db-a3fa-9fc48a61c15e"
PLACE_ID, LINK_ID = "3a19ff88-4620-4d17-9830-ac1d859eb5d5", "e94c9f38-1e8f-4564-91d4-d53501ab1765"
SERVICE: Json = {
    "id": ID,
    "name": "こどもの広場",
    "status": "active",
    "description": "親子で遊べる広場です。",
    "minimum_age": 0,
    "maximum_age": 6,
    "wait_time": "1週間ほど",
    "phones": [{"id": OTHER_ID, "number": "03-0000-0101", "extension": 12, "languages": [{"name": "英語"}]}],
    "service_at_locations": [
        {
            "id": LINK_ID,
            "location": {
                "id": PLACE_ID,
                "location_type": "physical",
                "name": "市民館",
                "latitude": 36.1,
                "longitude": 139.2,
                "accessibility": [{"description": "スロープあり"}],
                "addresses": [
                    {
                        "attention": "受付",
                        "address_1": "本町1-1",
                        "address_2": "2階",
                        "city": "星見市",
                        "state_province": "みなも県",
                        "postal_code": "000-0000",
                        "country": "JP",
                        "address_type": "physical",
                    }
                ],
            },
        }
    ],
}


def read(**changes: Any) -> Record:
    return read_service({**copy.deepcopy(SERVICE), **changes}, set())


def export(record: Record, **changes: Any) -> Json:
    return service_of(
        record.document | changes,
        id=record.id or ID,
        source="t",
        source_id=record.source_id,
        organization=None,
        last_modified=datetime(2026, 11, 24, tzinfo=UTC),
        today=date(2026, 11, 24),
    )


class TestWhatIsRead:
    def test_fields(self) -> None:
        document = read().document
        assert document["name"] == "こどもの広場"
        assert (document["minimum_age"], document["maximum_age"]) == (0, 84)
        assert document["phones"][0]["number"] == "03-0000-0101"
        assert document["phones"][0]["extension"] == "12"
        place = document["places"][0]
        assert place["address"] == "みなも県星見市本町1-1 2階"
        assert (place["prefecture"], place["city"], place["postal_code"]) == (
            "みなも県",
            "星見市",
            "000-0000",
        )
        assert (place["latitude"], place["longitude"]) == (36.1, 139.2)
        assert document["ways"] == "phone,visit"

    def test_ids(self) -> None:
        record = read()
        assert (record.id, record.source_id) == (ID, ID)
        assert record.document["phones"][0]["id"] == OTHER_ID
        assert (record.document["places"][0]["id"], record.document["places"][0]["link_id"]) == (
            PLACE_ID,
            LINK_ID,
        )

    def test_nothing_is_said_of_what_hsds_has_no_place_for(self) -> None:
        assert not {"kind", "keywords", "is_crisis", "valid_to", "name_kana", "summary"} & set(
            read().document
        )

    def test_needs_come_from_its_words(self) -> None:
        assert "temporary_care" in {
            need["need"] for need in read(name="一時預かり ぽけっと").document["needs"]
        }

    @pytest.mark.parametrize(
        ("status", "ours"),
        [("active", "published"), ("Active", "published"), ("inactive", "withdrawn"), ("defunct", "withdrawn"), ("temporarily closed", "withdrawn")],
    )  # fmt: skip
    def test_only_what_is_active_is_offered(self, status: str, ours: str) -> None:
        assert read(status=status).document["status"] == ours

    def test_what_nobody_can_turn_to_is_a_draft(self) -> None:
        record = read_service({"id": ID, "name": "名前だけ", "status": "active"}, set())
        assert record.document["status"] == "draft"

    @pytest.mark.parametrize(
        ("where", "owner"),
        [
            ("service_at_locations", [{"phones": [{"number": "03-0000-0102"}]}]),
            ("service_at_locations", [{"location": {"phones": [{"number": "03-0000-0102"}]}}]),
            ("contacts", [{"phones": [{"number": "03-0000-0102"}]}]),
            ("organization", {"name": "ほしぞら会", "phones": [{"number": "03-0000-0102"}]}),
        ],
    )
    def test_a_phone_may_hang_elsewhere(self, where: str, owner: Any) -> None:
        record = read(phones=[], **{where: owner})
        assert [phone["number"] for phone in record.document["phones"]] == ["03-0000-0102"]

    def test_a_place_that_cannot_be_visited_is_none(self) -> None:
        links = [{"location": {"location_type": kind, "name": "x"}} for kind in ("virtual", "postal")]
        record = read(service_at_locations=links)
        assert record.document["places"] == []
        assert record.document["ways"] == "phone,online"

    def test_a_foreign_address_keeps_its_order(self) -> None:
        links = copy.deepcopy(SERVICE["service_at_locations"])
        links[0]["location"]["addresses"][0] |= {"country": "US", "address_1": "1 Main St", "city": "MyCity"}
        place = read(service_at_locations=links).document["places"][0]
        assert place["address"] == "1 Main St, 2階, MyCity, みなも県"

    def test_hours_that_a_window_cannot_hold_are_kept_and_told(self) -> None:
        record = read(schedules=[{"byday": "MO", "interval": 2, "opens_at": "10:00", "closes_at": "12:00"}])
        assert record.document["schedules"] == []
        assert [warning[0] for warning in record.warnings] == ["schedules"]

    def test_one_phone_of_two_services_is_the_first_ones(self) -> None:
        seen: set[str] = set()
        first = read_service(copy.deepcopy(SERVICE), seen)
        second = read_service({**copy.deepcopy(SERVICE), "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610"}, seen)
        assert "id" in first.document["phones"][0]
        assert "id" not in second.document["phones"][0]

    def test_an_organization_with_its_number(self) -> None:
        numbers = [
            {"identifier_scheme": "JP-JCN", "identifier_type": "法人番号", "identifier": "1234567890123"}
        ]
        record = read(organization={"name": "ほしぞら市", "organization_identifiers": numbers})
        assert record.organization == {
            "name": "ほしぞら市",
            "sector": "public",
            "corporate_number": "1234567890123",
        }
        assert "corporate_number" not in read(organization={"name": "x", "tax_id": "GB-1"}).organization


class TestNotTaken:
    @pytest.mark.parametrize(
        ("changes", "column"),
        [
            ({"name": ""}, "name"),
            ({"name": " "}, "name"),
            ({"name": "あ" * 301}, "name"),
            ({"name": None}, "name"),
            ({"name": ["x"]}, "name"),
            ({"status": "published"}, "status"),
            ({"phones": "03-0000-0101"}, "phones"),
            ({"phones": ["03-0000-0101"]}, "phones[0]"),
            ({"phones": [{"number": {"of": 1}}]}, "phones[0].number"),
            ({"organization": [{}]}, "organization"),
            ({"description": True}, "description"),
        ],
    )
    def test_wrong_forms(self, changes: Json, column: str) -> None:
        with pytest.raises(NotHsds) as caught:
            read(**changes)
        assert caught.value.name == column
        assert caught.value.error.endswith("。")

    @pytest.mark.parametrize(
        "more",
        [
            {"minimum_age": "6"},
            {"status": "foo"},
            {"valid_to": "2026-02-30"},
            {"is_crisis": None},
            {"phones": {"x": {}}},
            {"phones": [1]},
            {"phones": {"not-a-uuid": {"number": "1", "position": 0}}},
            {"phones": {OTHER_ID: {"type": "v" * 21}}},
            {"schedules": {OTHER_ID: {"byday": "毎日", "position": 0}}},
            {"extra": []},
        ],
    )
    def test_an_export_that_somebody_has_changed(self, more: Json) -> None:
        with pytest.raises(NotHsds) as caught:
            read(x_michishirube=more)
        assert caught.value.name.startswith("x_michishirube.")


class TestTooLongForAColumn:
    """(PostgreSQL would refuse the whole import.)"""

    def test_the_value_is_kept_instead(self) -> None:
        record = read(cost_options=[{"amount": 500, "currency": "日本円です"}])
        (cost,) = record.document["cost_options"]
        assert (cost["amount"], cost["currency"]) == (500.0, None)
        assert export(record)["cost_options"][0]["currency"] == "日本円です"

    def test_an_item_that_needs_the_value_is_kept_instead(self) -> None:
        record = read(phones=[{"number": "03-0000-0102", "type": "v" * 21}, {"number": "03-0000-0101"}])
        assert [phone["number"] for phone in record.document["phones"]] == ["03-0000-0101"]
        assert [phone["number"] for phone in export(record)["phones"]] == ["03-0000-0101", "03-0000-0102"]


class TestGivenBack:
    def test_what_no_field_holds(self) -> None:
        service = export(read())
        assert service["wait_time"] == "1週間ほど"
        assert service["phones"][0]["languages"][0]["name"] == "英語"
        location = service["service_at_locations"][0]["location"]
        assert location["accessibility"][0]["description"] == "スロープあり"
        assert location["addresses"][0]["attention"] == "受付"
        assert service["maximum_age"] == 6

    def test_its_own_word_for_a_status(self) -> None:
        record = read(status="temporarily closed")
        assert export(record)["status"] == "temporarily closed"
        assert export(record, status="published")["status"] == "active"

    def test_nothing_comes_back_that_staff_changed_or_removed(self) -> None:
        record = read()
        moved = {**record.document["places"][0], "address": "星見市北町2-2"}
        service = export(record, phones=[], places=[moved], maximum_age=36)
        assert "phones" not in service
        (address,) = service["service_at_locations"][0]["location"]["addresses"]
        assert (address["address_1"], "attention" in address) == ("星見市北町2-2", False)
        assert service["maximum_age"] == 2.9167

    def test_what_hsds_would_refuse_is_not_written_but_kept(self) -> None:
        record = read(url="www.example.jp", accessibility=[], logo_of_ours={"any": "thing"})
        service = export(record)
        assert "url" not in service
        assert service["x_michishirube"]["url"] == "www.example.jp"
        assert service["logo_of_ours"] == {"any": "thing"}
