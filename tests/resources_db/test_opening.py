"""Open now, closed now, or not known: in Japan time, with its holidays."""

from datetime import UTC, date, datetime, timedelta

import pytest

from resources_db.opening import JAPAN, Opening, is_holiday, is_year_end, opening, opens_within
from resources_db.reading.hours import Window, combine, read_hours


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=JAPAN)


def windows(text: str) -> list[Window]:
    found = read_hours(text)
    assert found, text
    return found


OFFICE = windows("平日8時30分～17時15分")
SHOP = windows("月～土10時～18時")
CLOSED_ON_HOLIDAYS = windows("月～土10時～18時、祝日休み")
EVERY_HOLIDAY = windows("毎日10時～18時、年中無休")
SUNDAYS_AND_HOLIDAYS = windows("日曜・祝日9時～12時")
THIRD_SUNDAY = windows("第3日曜14時～16時")
DUTY = windows("平日8時30分～17時15分、夜間は当番")


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-01-01", "元日"), ("2026-05-06", "振替休日 (憲法記念日が日曜)"), ("2026-09-22", "国民の休日"),
        ("2026-11-23", "勤労感謝の日"), ("2027-01-11", "成人の日"), ("2027-03-22", "振替休日 (春分の日が日曜)"), ("2027-05-03", "憲法記念日"),
    ],
)  # fmt: skip
def test_holidays(day: str, why: str) -> None:
    assert is_holiday(date.fromisoformat(day)), why


@pytest.mark.parametrize("day", ["2026-11-24", "2026-12-28", "2026-12-31", "2027-01-04"])
def test_no_holidays(day: str) -> None:
    assert not is_holiday(date.fromisoformat(day))


def test_the_years_end_is_12_29_to_1_3() -> None:
    days = [date(2026, 12, 27) + timedelta(days=n) for n in range(9)]
    assert [day.day for day in days if is_year_end(day)] == [29, 30, 31, 1, 2, 3]


@pytest.mark.parametrize(
    ("given", "moment", "open_now"),
    [
        (OFFICE, "2026-11-24 08:29", False),
        (OFFICE, "2026-11-24 08:30", True),
        (OFFICE, "2026-11-24 17:14", True),
        (OFFICE, "2026-11-24 17:15", False),
        (OFFICE, "2026-11-28 10:00", False),
        (OFFICE, "2026-11-23 10:00", False),
        (OFFICE, "2027-03-22 10:00", False),
        (OFFICE, "2026-12-30 10:00", False),
        (SHOP, "2026-11-23 10:00", None),
        (SHOP, "2026-12-30 10:00", None),
        (CLOSED_ON_HOLIDAYS, "2026-11-23 10:00", False),
        (CLOSED_ON_HOLIDAYS, "2026-12-30 10:00", None),
        (CLOSED_ON_HOLIDAYS, "2027-01-01 10:00", False),
        (EVERY_HOLIDAY, "2026-11-23 10:00", True),
        (EVERY_HOLIDAY, "2027-01-01 10:00", None),
        (SUNDAYS_AND_HOLIDAYS, "2026-11-22 10:00", True),
        (SUNDAYS_AND_HOLIDAYS, "2026-11-23 10:00", True),
        (SUNDAYS_AND_HOLIDAYS, "2026-11-24 10:00", False),
        (SUNDAYS_AND_HOLIDAYS, "2026-12-31 10:00", False),
        (THIRD_SUNDAY, "2026-12-20 15:00", True),
        (THIRD_SUNDAY, "2026-12-13 15:00", False),
        (DUTY, "2026-11-24 10:00", True),
        (DUTY, "2026-11-24 22:00", None),
        (windows("24時間"), "2027-01-01 03:00", True),
        ([], "2026-11-24 10:00", None),
    ],
)  # fmt: skip
def test_open_now(given: list[Window], moment: str, open_now: bool | None) -> None:
    assert opening(given, at(moment)).open_now is open_now


@pytest.mark.parametrize(
    ("given", "moment", "next_open"),
    [
        (OFFICE, "2026-11-24 07:00", "2026-11-24 08:30"),
        (OFFICE, "2026-11-20 18:00", "2026-11-24 08:30"),
        (OFFICE, "2026-12-28 18:00", "2027-01-04 08:30"),
        (OFFICE, "2026-05-01 18:00", "2026-05-07 08:30"),
        (THIRD_SUNDAY, "2026-11-15 17:00", "2026-12-20 14:00"),
        (DUTY, "2026-11-24 22:00", "2026-11-25 08:30"),
    ],
)
def test_next_open(given: list[Window], moment: str, next_open: str) -> None:
    assert opening(given, at(moment)).next_open == at(next_open)


def test_past_midnight_belongs_to_the_evening_before() -> None:
    bar = windows("金曜16：00～1：00")
    assert opening(bar, at("2026-11-28 00:30")).open_now is True
    assert opening(bar, at("2026-11-28 01:00")).open_now is False
    assert opening(bar, at("2026-11-27 00:30")).open_now is False


def test_any_zone_is_read_as_japan_time() -> None:
    assert opening(OFFICE, datetime(2026, 11, 24, 0, 0, tzinfo=UTC)).open_now is True
    assert opening(OFFICE, datetime(2026, 11, 24, 9, 0, tzinfo=UTC)).open_now is False


def test_nothing_known_is_nothing_said() -> None:
    assert opening([], at("2026-11-24 10:00")) == Opening(None, None)


def test_opens_within() -> None:
    night = combine("金", "20:00", "02:00", "翌2時まで、予約") or windows("金曜20時～2時")
    assert opens_within(night, at("2026-11-28 01:00"), at("2026-11-28 03:00"))
    assert not opens_within(OFFICE, at("2026-11-24 17:15"), at("2026-11-24 20:00"))
    assert not opens_within(DUTY, at("2026-11-24 20:00"), at("2026-11-24 22:00"))
    assert not opens_within(OFFICE, at("2026-11-24 10:00"), at("2026-11-24 10:00"))
