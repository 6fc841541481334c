"""Why a service fits and what is still to check, sentence by sentence: as far as the record goes, and no further."""

from datetime import date, datetime
from typing import Any

import pytest

from bot.replies.cards import card
from bot.replies.reasons import soon_beside
from resources_db.matching.eligibility import AgeFit, Standing
from resources_db.matching.ranking import Match
from resources_db.models import Location, Phone, Service, ServiceAtLocation, ServiceNeed
from resources_db.opening import JAPAN


def record_of(**fields: Any) -> Service:
    """A record as the database gives it; all else of it is told."""
    known: dict[str, Any] = {
        "name": "ほしぞら広場",
        "summary": "",
        "description": "",
        "keywords": "",
        "ways": "",
        "is_free": True,
    }
    known |= {"fees_description": "無料", "assured_date": date(2026, 10, 1), "url": "https://hoshimi.example"}
    return Service(**known | fields)


def a_match(service: Service, **fields: Any) -> Match:
    known: dict[str, Any] = {"score": 1.0, "need": "temporary_care", "age": AgeFit.UNKNOWN}
    return Match(service, **known | {"reasons": ["need:temporary_care"]} | fields)


NOW = datetime(2026, 11, 24, 10, tzinfo=JAPAN)


def said(match: Match) -> list[str]:
    return card(match.service, NOW, match)["reasons"]


def to_check(match: Match) -> list[str]:
    return [line for line in card(match.service, NOW, match)["to_check"] if line != "開いている時間"]


def temporary_care(weight: float, evidence: str = "一時預かり") -> list[ServiceNeed]:
    return [ServiceNeed(need="temporary_care", weight=weight, evidence=evidence)]


class TestTheNeed:
    @pytest.mark.parametrize(
        ("needs", "sentence"),
        [
            (temporary_care(1.0), "少しの間、子どもを預けたいときに使えます"),
            (temporary_care(0.7), "少しの間、子どもを預けたいときに使えます"),
            (temporary_care(1.0, "職員の確認"), "少しの間、子どもを預けたいときに使えます"),
            (temporary_care(0.4), "説明に「一時預かり」とあります"),
            (temporary_care(0.0, "職員の確認"), "お話の内容に近い案内です"),
            (temporary_care(0.9, ""), "お話の内容に近い案内です"),
            ([], "お話の内容に近い案内です"),
        ],
        ids=["name", "summary", "staff say so", "description", "staff say no", "no words", "learned"],
    )
    def test_is_said_as_far_as_the_record_goes(self, needs: list[ServiceNeed], sentence: str) -> None:
        assert said(a_match(record_of(description="一時預かりのこと", needs=needs))) == [sentence]

    def test_words_stand_as_the_record_writes_them(self) -> None:
        own = [ServiceNeed(need="dv", weight=0.4, evidence="dv")]
        match = a_match(record_of(description="ＤＶの相談", needs=own), need="dv", reasons=["need:dv"])
        assert said(match) == ["説明に「DV」とあります"]


class TestTheAge:
    @pytest.mark.parametrize(
        ("standing", "ages", "line"),
        [
            (Standing.SOON, {"minimum_age": 36}, "もうすぐ使えます(3歳から)"),
            (Standing.SOON, {"minimum_age": 30}, "もうすぐ使えます(2歳半から)"),
            (Standing.SOON, {"minimum_age": 4}, "もうすぐ使えます(4か月から)"),
            (
                Standing.SOON,
                {"minimum_age": 1, "age_text": "生後57日〜2歳"},
                "もうすぐ使えます(生後57日から)",
            ),
            (Standing.SOON, {"minimum_age": 72, "minimum_grade": 1}, "もうすぐ使えます(小学生になったら)"),
            (Standing.SOON, {"minimum_grade": 4}, "もうすぐ使えます(小学4年生になったら)"),
            (
                Standing.SOON,
                {"minimum_age": 36, "minimum_grade": -2},
                "もうすぐ使えます(3歳児クラス(年少)になったら)",
            ),
            (Standing.EARLY, {"minimum_grade": 7}, "使えるのは、まだ先です(中学生になったら)"),
            (Standing.OVER, {"maximum_age": 84, "maximum_grade": 0}, "年齢の上限(就学前まで)をこえています"),
            (Standing.OVER, {"maximum_age": 36}, "年齢の上限(3歳未満)をこえています"),
            (Standing.OVER, {"maximum_grade": 3}, "年齢の上限(小学3年生まで)をこえています"),
            (
                Standing.OVER,
                {"maximum_age": 228, "maximum_grade": 12},
                "年齢の上限(高校生まで)をこえています",
            ),
            (
                Standing.BETWEEN,
                {"minimum_age": 36, "maximum_age": 84, "maximum_grade": 0},
                "お子さんの年齢は、対象(3歳から、就学前まで)に入っていません",
            ),
            (
                Standing.PARTLY,
                {"minimum_age": 12, "maximum_age": 48},
                "対象は1歳から、4歳未満です。お子さんが入るか、確かめてください",
            ),
            (Standing.UNREAD, {"age_text": "保育が要る子"}, "お子さんの年齢が、対象に入るか"),
            (Standing.UNREAD, {}, "対象の年齢は一覧に書いてありません"),
            (Standing.UNTOLD, {}, "対象の年齢は一覧に書いてありません"),
        ],
    )
    def test_what_is_still_open(self, standing: Standing, ages: dict[str, Any], line: str) -> None:
        assert to_check(a_match(record_of(**ages), standing=standing)) == [line]

    @pytest.mark.parametrize(
        ("standing", "ages"),
        [
            (Standing.ALL, {"minimum_age": 0}),
            (Standing.UNTOLD, {"minimum_age": 36}),
            (Standing.UNREAD, {"age_text": "年齢を問わない"}),
            (Standing.UNREAD, {"age_text": "誰でも(6歳未満は保護者と)"}),
        ],
    )
    def test_nothing_is_open(self, standing: Standing, ages: dict[str, Any]) -> None:
        assert to_check(a_match(record_of(**ages), standing=standing)) == []

    def test_what_takes_over_is_named(self) -> None:
        match = a_match(
            record_of(maximum_age=84, maximum_grade=0), standing=Standing.OVER, instead="学童クラブ にじ"
        )
        assert to_check(match) == [
            "年齢の上限(就学前まで)をこえています。今の年齢には「学童クラブ にじ」があります"
        ]


class TestTheWays:
    @pytest.mark.parametrize(
        ("reason", "fields", "sentence"),
        [
            ("way:phone", {"phones": [Phone(number="03-0000-0101", type="voice")]}, "電話で聞けます"),
            ("way:phone", {"phones": [Phone(number="03-0000-0101", type="fax")]}, None),
            ("way:phone", {"phones": [Phone(number="45-6791", type="voice")]}, None),
            ("way:online", {"description": "ＬＩＮＥで相談"}, "オンラインで使えます"),
            ("way:online", {"description": "申込みは電子申請で"}, "ネットやメールでできることがあります"),
            ("way:home", {"description": "助産師が訪問します"}, "家に来てもらえます"),
            ("way:home", {"description": "お弁当を配達します"}, "家に届けてもらえます"),
            ("way:visit", {"kind": "相談"}, "直接行って話せます"),
            ("way:visit", {"kind": "公園"}, "直接行けます"),
            ("free", {"is_free": None}, None),
            ("district", {}, None),
            ("district", {"places": [ServiceAtLocation(location=Location(district="みどり台4丁目"))]}, "みどり台にあります"),
        ],
    )  # fmt: skip
    def test_are_said_as_far_as_the_record_goes(
        self, reason: str, fields: dict[str, Any], sentence: str | None
    ) -> None:
        match = a_match(record_of(**fields), reasons=["near", reason])
        assert said(match) == ["お話の内容に近い案内です", *([sentence] if sentence else [])]


class TestSoonBeside:
    def test_what_opens_within_a_year_is_named_beside_what_fits(self) -> None:
        fits = a_match(record_of(), standing=Standing.ALL)
        soon = a_match(
            record_of(name="つばめ預かり室", minimum_age=36, needs=temporary_care(1.0)),
            standing=Standing.SOON,
        )
        assert (
            soon_beside([fits, soon], [fits], NOW.date())
            == "「つばめ預かり室」は、もうすぐ使えます(3歳から)。"
        )
        assert soon_beside([fits, soon], [fits, soon], NOW.date()) == ""

    def test_not_what_answers_another_need(self) -> None:
        fits = a_match(record_of(), standing=Standing.ALL, need="debt")
        soon = a_match(record_of(minimum_age=36, needs=temporary_care(1.0)), standing=Standing.SOON)
        assert soon_beside([fits, soon], [fits], NOW.date()) == ""


def test_what_was_wished_for_and_is_not_told_is_to_check() -> None:
    service = record_of(minimum_age=0, is_free=None, fees_description="要問合せ")
    match = a_match(service, unchecked=["time", "free"])
    lines = card(service, NOW, match)["to_check"]
    assert lines == ["開いている時間(希望の日や時間に開いているか)", "無料で使えるか"]
