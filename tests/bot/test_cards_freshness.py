"""What a card says when a record is old, when something changed, and when one cannot apply today."""

from datetime import date, datetime
from typing import Any

import pytest

from bot.replies.cards import card
from resources_db.models import Phone, Service
from resources_db.opening import JAPAN

NOW = datetime(2026, 11, 24, 10, tzinfo=JAPAN)
FRESH = {"assured_date": date(2026, 10, 1), "review_on": date(2027, 10, 1)}
OLD = "2026年10月1日に確認した情報です。変わっているかもしれません"


def checks(**fields: Any) -> list[str]:
    """The lines about time; all else of the record is told."""
    known = {
        "name": "ほしぞら広場",
        "age_text": "0歳から",
        "fees_description": "無料",
        "url": "https://hoshimi.example",
    }
    said = card(Service(summary="", description="", **known | FRESH | fields), NOW)["to_check"]
    return [line for line in said if line != "開いている時間"]


class TestHowOld:
    def test_a_fresh_record_says_nothing(self) -> None:
        assert checks() == []

    @pytest.mark.parametrize(
        ("review_on", "is_old"),
        [(date(2026, 11, 23), True), (date(2026, 11, 24), True), (date(2026, 11, 25), False), (None, False)],
    )
    def test_its_day_of_review(self, review_on: date | None, is_old: bool) -> None:
        assert checks(review_on=review_on) == ([OLD] if is_old else [])

    @pytest.mark.parametrize("review_on", [None, date(2030, 1, 1)])
    def test_a_year_is_long_whatever_the_day_of_review(self, review_on: date | None) -> None:
        (line,) = checks(assured_date=date(2025, 11, 23), review_on=review_on)
        assert line.startswith("2025年11月23日に確認した情報です")

    def test_never_checked(self) -> None:
        assert checks(assured_date=None, review_on=date(2020, 1, 1)) == ["いつ確認した情報か分かりません"]


class TestWhatChanged:
    def test_the_towns_notice_comes_first(self) -> None:
        said = checks(alert="8月は工事で\n休みます", assured_date=None)
        assert said == ["お知らせがあります。8月は工事で 休みます", "いつ確認した情報か分かりません"]

    @pytest.mark.parametrize("alert", [None, ""])
    def test_no_notice_no_line(self, alert: str | None) -> None:
        assert checks(alert=alert) == []


class TestApplying:
    @pytest.mark.parametrize(
        ("begins", "ends", "line"),
        [
            (None, date(2026, 11, 23), "申込みは2026年11月23日に終わりました。次の受付があるかは窓口で聞けます"),
            (date(2026, 4, 1), date(2026, 5, 31), "申込みは2026年5月31日に終わりました。次の受付があるかは窓口で聞けます"),
            (date(2026, 11, 25), None, "申込みは2026年11月25日からです"),
            (date(2027, 1, 4), date(2027, 2, 5), "申込みは2027年1月4日からです"),
        ],
    )  # fmt: skip
    def test_not_today(self, begins: date | None, ends: date | None, line: str) -> None:
        assert checks(application_from=begins, application_until=ends) == [line]

    @pytest.mark.parametrize(
        ("begins", "ends"),
        [
            (None, None),
            (date(2026, 11, 24), None),
            (None, date(2026, 11, 24)),
            (date(2026, 4, 1), date(2027, 3, 31)),
        ],
    )
    def test_today(self, begins: date | None, ends: date | None) -> None:
        assert checks(application_from=begins, application_until=ends) == []


class TestItsPhone:
    @pytest.mark.parametrize(
        ("number", "odd"),
        [
            ("03-0000-0101", False),
            ("0120-000-000", False),
            ("189", False),
            ("00-0101", True),
            ("45-6791", True),
        ],
    )
    def test_a_number_that_cannot_be_dialled_is_to_check(self, number: str, odd: bool) -> None:
        said = checks(phones=[Phone(number="03-0000-0199", type="fax"), Phone(number=number, type="voice")])
        assert said == (["電話番号(足りない数字があるようです)"] if odd else [])
