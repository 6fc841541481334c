"""What lint finds in a record, and what it must leave alone. Groups by what a clerk would mend."""

from typing import Any

import pytest

from resources_db.quality.about_contact import is_url
from resources_db.quality.about_place import kilometres
from tests.resources_db.quality.records import kinds, phone, place, problems, record

WRONG = {"0570-000-189": "0120-000-783(相談専用ダイヤル)", "0570-0-00310": "0120-0-00310(SOSダイヤル)"}


def test_a_good_record_has_no_findings() -> None:
    assert problems(record()) == []


class TestNationalNumbers:
    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"phones": [phone("0570-000-189")]}, "phones"),
            ({"description": "夜は0570-000-189へ。"}, "description"),
            ({"contact_text": "相談(０５７０－０００－１８９)"}, "contact_text"),
            ({"application_process": "0570 000 189 に電話"}, "application_process"),
            ({"summary": "0570000189"}, "summary"),
            ({"extra": {"夜間の窓口": "0570(000)189"}}, "夜間の窓口"),
        ],
    )
    def test_a_dead_number_is_found_wherever_it_stands(self, changes: Any, field: str) -> None:
        found = [
            p for p in problems(record(**changes), wrong_numbers=WRONG) if p.kind == "wrong_national_number"
        ]
        assert [(p.field, p.values["right"]) for p in found] == [(field, "0120-000-783(相談専用ダイヤル)")]

    @pytest.mark.parametrize("text", ["0570-000-1891", "10570-000-189", "0120-000-783", "0570-00-0189-0000"])
    def test_other_numbers_are_left_alone(self, text: str) -> None:
        assert "wrong_national_number" not in kinds(record(description=text), wrong_numbers=WRONG)

    def test_no_registry_no_findings(self) -> None:
        assert kinds(record(description="0570-000-189")) == set()


class TestPhones:
    @pytest.mark.parametrize(
        "number", ["0000-0101", "000-0000", "03-0000-01", "03-0000-01011", "0120-000-10"]
    )
    def test_a_number_that_cannot_be_called(self, number: str) -> None:
        assert kinds(record(phones=[phone(number)])) == {"impossible_number"}

    @pytest.mark.parametrize(
        "number", ["03-0000-0101", "0120-000-101", "#8000", "189", "0123-45-0101", "0570-000-101"]
    )
    def test_a_number_that_can(self, number: str) -> None:
        assert kinds(record(phones=[phone(number)])) == set()

    @pytest.mark.parametrize("header", ["電話番号", "TEL", "施設の電話", "telephoneNumber"])
    def test_a_cell_in_which_no_number_was_read(self, header: str) -> None:
        assert "unread_number" in kinds(record(phones=[], extra={header: "00-11"}))

    @pytest.mark.parametrize(
        "extra", [{"電話番号": "なし"}, {"FAX番号": "00-11"}, {"電話/FAX": "03-0000-0101"}, {"定員": "11"}]
    )
    def test_a_cell_without_a_broken_number(self, extra: dict[str, str]) -> None:
        assert "unread_number" not in kinds(record(phones=[], extra=extra))

    def test_two_numbers_that_nothing_tells_apart(self) -> None:
        two = [phone("03-0000-0101"), phone("03-0000-0102")]
        assert kinds(record(phones=two)) == {"two_numbers"}

    @pytest.mark.parametrize(
        "second", [phone("03-0000-0102", description="予約"), phone("03-0000-0102", type="fax")]
    )
    def test_two_numbers_that_are_told_apart(self, second: Any) -> None:
        assert kinds(record(phones=[phone("03-0000-0101"), second])) == set()

    @pytest.mark.parametrize(
        "changes",
        [
            {"phones": [phone("090-1234-0101")]},
            {"phones": [phone("070-1234-0101")]},
            {"description": "代表の携帯は080-1234-0101です。"},
            {"contact_text": "０９０１２３４０１０１"},
            {"contact_text": "(090)1234-0101"},
        ],
    )
    def test_a_mobile_number_is_asked_about(self, changes: Any) -> None:
        assert kinds(record(**changes)) == {"private_mobile"}

    @pytest.mark.parametrize(
        "text", ["0800-000-0101", "08000000101", "1090-1234-0101", "090-1234", "050-1234-0101"]
    )
    def test_what_is_no_mobile_number(self, text: str) -> None:
        assert kinds(record(contact_text=text)) == set()


class TestWhatAParentNeeds:
    @pytest.mark.parametrize(
        ("changes", "kind"),
        [
            ({"phones": [], "places": []}, "no_contact"),
            ({"phones": [phone("03-0000-0101", type="fax")], "places": []}, "no_contact"),
            ({"age_text": None, "minimum_age": None}, "no_ages"),
            ({"fees_description": None, "is_free": None}, "no_cost"),
        ],
    )
    def test_missing(self, changes: Any, kind: str) -> None:
        assert kinds(record(**changes)) == {kind}

    @pytest.mark.parametrize(
        "changes",
        [
            {"phones": []},
            {"places": []},
            {"age_text": None, "minimum_age": None, "eligibility_description": "ひとり親"},
            {"age_text": None},
            {"fees_description": None},
            {"fees_description": "要問合せ", "is_free": None},
        ],
    )
    def test_enough(self, changes: Any) -> None:
        assert kinds(record(**changes)) == set()


class TestWeb:
    @pytest.mark.parametrize(
        "url", ["なし", "www.town.example", "htp://town.example", "https://", "https://town", "http:/town.example",
                "https://a.example https://b.example", "https://a.example,https://b.example", "https://a.example(市HP) 参照",
                "javascript:alert(1)", "https://[town"],
    )  # fmt: skip
    def test_no_url(self, url: str) -> None:
        assert not is_url(url)
        assert kinds(record(url=url)) == {"not_a_url"}

    @pytest.mark.parametrize(
        "url", ["https://town.example/a?b=c&d=e,f#g", "http://町.example/子育て", "https://town.example:8443/",
                "https://jump.example/?to=https://town.example"],
    )  # fmt: skip
    def test_url(self, url: str) -> None:
        assert kinds(record(url=url)) == set()

    @pytest.mark.parametrize(
        ("email", "found"), [("a@b.example", set()), ("a(at)b.example", {"not_an_email"})]
    )
    def test_email(self, email: str, found: set[str]) -> None:
        assert kinds(record(email=email)) == found


class TestAges:
    @pytest.mark.parametrize("text", ["3歳～18か月", "生後57歳から", "5歳～3歳"])
    def test_swapped(self, text: str) -> None:
        assert "swapped_ages" in kinds(record(age_text=text))

    @pytest.mark.parametrize(
        "text", ["生後57日～就学前", "6か月から3歳未満", "概ね18歳まで", "18か月～3歳", ""]
    )
    def test_plausible(self, text: str) -> None:
        assert "swapped_ages" not in kinds(record(age_text=text))


class TestDays:
    @pytest.mark.parametrize(
        ("changes", "kind"),
        [
            ({"valid_to": "2026-11-23"}, "past_valid_to"),
            ({"application_until": "2026-03-31"}, "past_application"),
            ({"valid_from": "2027-04-01", "valid_to": "2027-03-31"}, "turned_days"),
            ({"application_from": "2027-05-01", "application_until": "2027-04-30"}, "turned_days"),
        ],
    )
    def test_wrong(self, changes: Any, kind: str) -> None:
        assert kinds(record(**changes)) == {kind}

    def test_the_last_day_is_not_over(self) -> None:
        assert kinds(record(valid_to="2026-11-24", application_until="2026-11-24")) == set()

    @pytest.mark.parametrize(
        "changes",
        [
            {"extra": {"受付終了日": "2026-13-01"}},
            {"extra": {"更新日": "令和8年4月"}},
            {"extra": {"更新日": "R8.4."}},
            {"extra": {"最終確認日": "45383"}},
            {"extra": {"開催日": "2026/2/30"}},
            {"description": "申込みは令和　年　月　日まで。"},
            {"description": "受付は○月○日から。"},
            {"description": "令和8年 月 日に開きます。"},
            {"application_process": "4月__日までに申込み"},
            {"hours_text": "12月 日まで"},
        ],
    )
    def test_half_typed(self, changes: Any) -> None:
        assert kinds(record(**changes)) == {"half_typed_date"}

    @pytest.mark.parametrize(
        "changes",
        [
            {"extra": {"受付終了日": "2026-04-01", "更新日": "令和8年4月1日"}},
            {"extra": {"受付終了日": "定員になりしだい"}},
            {"extra": {"利用可能曜日": "1"}},
            {"extra": {"認可等年月日": "S47.4"}},
            {"hours_text": "小学3年 月曜日、4月 日曜日は休み"},
            {"hours_text": "月○ 火○ 水× 木○ 金○ 土○ 日×"},
            {"description": "毎年 月1回、4月から"},
        ],
    )
    def test_whole_or_no_dates(self, changes: Any) -> None:
        assert kinds(record(**changes)) == set()


class TestNames:
    @pytest.mark.parametrize("name", ["ほしぞら保育園(令和2年4月1日から休園)", "うみべの家（休止中）"])
    def test_with_a_closure(self, name: str) -> None:
        assert kinds(record(name=name)) == {"closure_in_a_name"}

    @pytest.mark.parametrize(
        "name",
        ["名称", "施設名", "合計", "小 計", "計", "※休日は除く", "注 令和8年4月現在", "#REF!", "#N/A", "=A1", "12", "-", "〃", "同上", "以下余白",
         "nan", "NULL", "Unnamed: 3", "Sheet1", "一覧.xlsx", "ほしぞら保育園(記入例)", "記載例 ほしぞら保育園", "テストデータ"],
    )  # fmt: skip
    def test_left_over_from_a_sheet(self, name: str) -> None:
        assert kinds(record(name=name)) == {"odd_name"}

    @pytest.mark.parametrize(
        "name",
        ["1歳6か月児健診", "24時間電話相談", "計画相談支援", "合計特殊出生率の話", "番号案内", "テスト勉強の会", "#いのち",
         "-1歳からの広場", "注意欠如・多動症の会", "令和保育園", "例の会"],
    )  # fmt: skip
    def test_names(self, name: str) -> None:
        assert kinds(record(name=name)) == set()


class TestBrokenCharacters:
    @pytest.mark.parametrize(
        "text",
        ["こども\ufffd家庭", "縺薙←繧ゅ", "繝輔ぃ繝溘Μ繝ｼ", "ã\u0081\u0093ã\u0081©ã\u0082\u0082", "〓田保育園", "\ue000田", "??????", "ï¿½", "(文字化け)"],
    )  # fmt: skip
    def test_broken(self, text: str) -> None:
        assert kinds(record(description=text)) == {"broken_characters"}

    @pytest.mark.parametrize(
        "text", ["髪の縺れ", "café…", "㈱髙橋①", "本当に?", "Straße", "São Paulo", "naïve"]
    )
    def test_whole(self, text: str) -> None:
        assert kinds(record(description=text)) == set()


class TestPlaces:
    CENTRES = {"みなも県星見市": (36.62, 139.06), "source:hoshimi": (36.62, 139.06)}

    @pytest.mark.parametrize("point", [(139.06, 36.62), (0.0, 0.0), (51.5, -0.1)])
    def test_outside_japan(self, point: tuple[float, float]) -> None:
        looked = record(places=[place(latitude=point[0], longitude=point[1])])
        assert kinds(looked, centres=self.CENTRES) == {"outside_japan"}

    def test_left_out_by_the_import(self) -> None:
        assert kinds(record(extra={"緯度": "139.06", "経度": "36.62"})) == {"outside_japan"}

    @pytest.mark.parametrize("city", [{"prefecture": "みなも県", "city": "星見市"}, {}])
    def test_far_from_the_other_places(self, city: dict[str, str]) -> None:
        looked = record(places=[place(latitude=36.95, longitude=139.06, **city)])
        found = problems(looked, centres=self.CENTRES)
        assert [(p.kind, p.values["km"]) for p in found] == [("far_away", "37")]

    @pytest.mark.parametrize(
        "changes",
        [
            {"latitude": 36.85, "longitude": 139.06},
            {"latitude": None, "longitude": None},
            {"latitude": 43.06, "longitude": 141.35, "prefecture": "北海道", "city": "札幌市"},
        ],
    )
    def test_near_or_of_another_town(self, changes: Any) -> None:
        assert kinds(record(places=[place(**changes)]), centres=self.CENTRES) == set()

    def test_kilometres(self) -> None:
        tokyo, osaka = (35.6812, 139.7671), (34.7025, 135.4959)  # the two stations; 403 km by the ellipsoid
        assert kilometres(tokyo, osaka) == pytest.approx(403, abs=2)


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_drafts_wait(status: str) -> None:
    assert kinds(record(status=status)) == {"draft_waiting"}


def test_the_same_place_twice() -> None:
    found = problems(record(), twins={"id": "hoshimi H2"})
    assert [(p.kind, p.values["other"]) for p in found] == [("same_twice", "hoshimi H2")]
