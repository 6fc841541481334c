"""Lint over a whole list: what each finding tells, and what only the whole list can show."""

from datetime import date

import yaml

from resources_db.engine import Sessions
from resources_db.models import Status
from resources_db.quality import lint as checks
from resources_db.quality.lint import Finding, label, lint, title
from tests.resources_db.quality.conftest import Put
from tests.resources_db.quality.records import TODAY, phone, place


def found(town: Sessions, source: str | None = None, wrong: dict[str, str] | None = None) -> list[Finding]:
    with town() as session:
        return list(lint(session, wrong or {}, today=TODAY, source=source))


def test_a_finding_says_where_what_and_how_to_mend_it(town: Sessions, put: Put) -> None:
    put("H1", name="ほしぞら広場", description="夜は0570-000-189へ")
    (finding,) = found(town, wrong={"0570-000-189": "0120-000-783(相談専用ダイヤル)"})
    assert finding.to_json() | {"service_id": ""} == {
        "kind": "wrong_national_number",
        "service_id": "",
        "name": "ほしぞら広場",
        "source": "hoshimi",
        "source_id": "H1",
        "field": "description",
        "value": "0570-000-189",
        "sentence": "この番号は使われていません。正しい番号は 0120-000-783(相談専用ダイヤル) です。書きなおしてください。",
    }


def test_an_empty_list_and_a_good_one_have_no_findings(town: Sessions, put: Put) -> None:
    assert found(town) == []
    put("H1")
    assert found(town) == []


def test_drafts_are_looked_at_and_withdrawn_records_are_not(town: Sessions, put: Put) -> None:
    put("H1", url="なし", status=Status.WITHDRAWN)
    put("H2", url="なし", status=Status.DRAFT)
    assert [(f.source_id, f.kind) for f in found(town)] == [("H2", "not_a_url"), ("H2", "draft_waiting")]


def test_one_source_alone(town: Sessions, put: Put) -> None:
    put("A1", "a", url="なし")
    put("B1", "b", url="なし")
    assert [f.source_id for f in found(town, "b")] == ["B1"]
    assert [f.source_id for f in found(town)] == ["A1", "B1"]


class TestTwice:
    def test_both_are_told_of_the_other(self, town: Sessions, put: Put) -> None:
        put("H1", name="ほしぞら　広場", places=[place("星見市本町1-1")])
        put("H2", "other", name="ほしぞら広場", places=[place("星見市本町１－１")])
        told = [(f.source_id, f.sentence.split("」")[0]) for f in found(town)]
        assert told == [("H1", "同じものが「other H2"), ("H2", "同じものが「hoshimi H1")]

    def test_another_address_is_another_place(self, town: Sessions, put: Put) -> None:
        put("H1", name="ほしぞら広場", places=[place("星見市本町1-1")])
        put("H2", name="ほしぞら広場", places=[place("星見市本町1-2")])
        assert found(town) == []

    def test_without_an_address_the_organization_tells(self, town: Sessions, put: Put) -> None:
        put("H1", name="育児相談", places=[], organization="子育て支援課")
        put("H2", name="育児相談", places=[], organization="健康づくり課")
        assert found(town) == []
        put("H3", name="育児相談", places=[], organization="健康づくり課")
        assert [f.source_id for f in found(town)] == ["H2", "H3"]

    def test_a_withdrawn_one_does_not_count(self, town: Sessions, put: Put) -> None:
        put("H1", name="ほしぞら広場")
        put("H2", name="ほしぞら広場", status=Status.WITHDRAWN)
        assert found(town) == []


class TestFar:
    def test_the_middle_is_that_of_the_municipality(self, town: Sessions, put: Put) -> None:
        for number in range(6):
            city = {"prefecture": "みなも県", "city": "星見市", "latitude": 36.6 + number / 100}
            put(f"H{number}", places=[place(f"本町{number}", longitude=139.06, **city)])
        put(
            "H9",
            places=[place("本町9", prefecture="みなも県", city="星見市", latitude=37.6, longitude=139.06)],
        )
        put(
            "S1", places=[place("札幌", prefecture="北海道", city="札幌市", latitude=43.06, longitude=141.35)]
        )
        assert [(f.source_id, f.kind) for f in found(town)] == [("H9", "far_away")]

    def test_few_places_have_no_middle(self, town: Sessions, put: Put) -> None:
        put("H1", places=[place("本町1", latitude=36.6, longitude=139.06)])
        put("H2", places=[place("本町2", latitude=37.6, longitude=139.06)])
        assert found(town) == []


def test_more_records_than_one_batch(town: Sessions, put: Put, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(checks, "_BATCH", 2)
    for number in range(5):
        put(f"H{number}", phones=[phone("00")])
    assert [f.source_id for f in found(town)] == ["H0", "H1", "H2", "H3", "H4"]


def test_every_message_has_a_title_and_a_sentence_that_asks_for_something() -> None:
    messages = yaml.safe_load(checks._MESSAGES.read_text("utf-8"))
    for kind, message in messages["kinds"].items():
        assert title(kind)
        assert message["sentence"].endswith("ください。"), kind


def test_a_header_of_the_towns_own_is_its_own_name() -> None:
    assert (label("phones"), label("夜間の窓口")) == ("電話番号", "夜間の窓口")


def test_today_is_a_parameter(town: Sessions, put: Put) -> None:
    put("H1", valid_to="2026-11-24")
    with town() as session:
        assert [f.kind for f in lint(session, {}, today=date(2026, 11, 25))] == ["past_valid_to"]
