"""Open now, closed now, or not known: in Japan time, with its holidays."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from resources_db.opening import (
    JAPAN,
    Opening,
    is_holiday,
    is_year_end,
    may_open_within,
    opening,
    opens_within,
)
from resources_db.reading.hours import Window, combine, read_hours


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=JAPAN)


def windows(text: str) -> list[Window]:
    found = read_hours(text)
    assert found, text
    return found


ALL_DAYS = "MO,TU,WE,TH,FR,SA,SU"
OFFICE = windows("平日8時30分～17時15分")
SHOP = windows("月～土10時～18時")
CLOSED_ON_HOLIDAYS = windows("月～土10時～18時、祝日休み")
EVERY_HOLIDAY = windows("毎日10時～18時、祝日も開く")
EVERY_DAY = windows("毎日10時～18時、年中無休(1/1を除く)")
SUNDAYS_AND_HOLIDAYS = windows("日曜・祝日9時～12時")
THIRD_SUNDAY = windows("第3日曜14時～16時")
LAST_FRIDAY = windows("最終金曜10時～12時")
EVERY_OTHER_WEEK = windows("隔週火曜10時～12時")
DUTY = windows("平日8時30分～17時15分、夜間は当番")
DUTY_AT_NEW_YEAR = windows("毎日9時～17時、夜間は当番、12月28日～1月5日休み")
SUMMER = windows("7月21日～8月31日の土日9時～17時")
WINTER = windows("土・日9時～17時、11月～翌3月は16時まで")
LONG_NEW_YEAR = windows("火～土10時～18時、祝日・12月28日～1月5日休み")
SHORT_NEW_YEAR = windows("毎日10時～18時、12/30～1/1は休み")
OBON = windows("月～金9時～17時、8月13日～15日は休み")
OBON_UNTOLD = windows("月～金9時～17時、お盆休み")
ONE_DAY_OFF = windows("月～金9時～17時、令和8年11月25日は臨時休館")
A_SATURDAY_OFF = windows("月～土9時～17時、12月5日(土)は休館")
LAST_FRIDAY_OFF = windows("月～金9時～17時、最終金曜休み")
MONDAYS_MOVED = windows("火～日9時～17時、月曜(祝日なら翌日)休み")
DAY_AFTER_HOLIDAY = windows("火～日9時～17時、祝日の翌日休み")
HOLIDAY_HOURS = windows("月～金9時～19時、土日祝10時～17時")
CLOSED_FOR_GOOD = windows("月～金9時～17時、令和8年4月1日から休園")


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
        (EVERY_DAY, "2026-12-31 10:00", True),
        (EVERY_DAY, "2027-01-01 10:00", False),
        (SUNDAYS_AND_HOLIDAYS, "2026-11-22 10:00", True),
        (SUNDAYS_AND_HOLIDAYS, "2026-11-23 10:00", True),
        (SUNDAYS_AND_HOLIDAYS, "2026-11-24 10:00", False),
        (SUNDAYS_AND_HOLIDAYS, "2026-12-31 10:00", False),
        (THIRD_SUNDAY, "2026-12-20 15:00", True),
        (THIRD_SUNDAY, "2026-12-13 15:00", False),
        (DUTY, "2026-11-24 10:00", True),
        (DUTY, "2026-11-24 22:00", None),
        (windows("24時間"), "2027-01-01 03:00", True),
        (LAST_FRIDAY, "2026-11-27 11:00", True),
        (LAST_FRIDAY, "2026-11-20 11:00", False),
        (EVERY_OTHER_WEEK, "2026-11-24 11:00", None),
        (EVERY_OTHER_WEEK, "2026-11-24 13:00", False),
        (HOLIDAY_HOURS, "2026-11-23 18:00", False),
        (HOLIDAY_HOURS, "2026-11-23 16:00", True),
        ([], "2026-11-24 10:00", None),
    ],
)  # fmt: skip
def test_open_now(given: list[Window], moment: str, open_now: bool | None) -> None:
    assert opening(given, at(moment)).open_now is open_now


@pytest.mark.parametrize(
    ("given", "moment", "open_now"),
    [
        (SUMMER, "2026-07-19 10:00", False),
        (SUMMER, "2026-07-25 10:00", True),
        (SUMMER, "2026-08-30 10:00", True),
        (SUMMER, "2026-09-05 10:00", False),
        (WINTER, "2026-10-31 16:30", True),
        (WINTER, "2026-11-01 16:30", False),
        (WINTER, "2027-02-28 15:30", True),
        (WINTER, "2028-02-29 15:30", False),
        (WINTER, "2027-03-28 16:30", False),
        (WINTER, "2027-04-03 16:30", True),
    ],
)  # fmt: skip
def test_a_season_has_both_its_ends(given: list[Window], moment: str, open_now: bool) -> None:
    assert opening(given, at(moment)).open_now is open_now


@pytest.mark.parametrize(
    ("given", "moment", "open_now"),
    [
        (LONG_NEW_YEAR, "2026-12-26 11:00", True),
        (LONG_NEW_YEAR, "2027-01-05 11:00", False),
        (LONG_NEW_YEAR, "2027-01-06 11:00", True),
        (SHORT_NEW_YEAR, "2026-12-29 11:00", None),
        (SHORT_NEW_YEAR, "2026-12-30 11:00", False),
        (SHORT_NEW_YEAR, "2027-01-02 11:00", None),
        (DUTY_AT_NEW_YEAR, "2026-12-28 10:00", None),
        (DUTY_AT_NEW_YEAR, "2027-01-06 10:00", True),
        (OBON, "2026-08-12 10:00", True),
        (OBON, "2026-08-13 10:00", False),
        (OBON, "2027-08-13 10:00", False),
        (OBON_UNTOLD, "2026-08-13 10:00", None),
        (OBON_UNTOLD, "2026-08-13 20:00", False),
        (OBON_UNTOLD, "2026-10-13 10:00", True),
        (ONE_DAY_OFF, "2026-11-25 10:00", False),
        (ONE_DAY_OFF, "2027-11-25 10:00", True),
        (A_SATURDAY_OFF, "2026-12-05 10:00", None),
        (A_SATURDAY_OFF, "2025-12-05 10:00", True),
        (LAST_FRIDAY_OFF, "2026-11-27 10:00", False),
        (LAST_FRIDAY_OFF, "2026-11-20 10:00", True),
        (CLOSED_FOR_GOOD, "2026-03-31 10:00", True),
        (CLOSED_FOR_GOOD, "2026-04-01 10:00", False),
    ],
)  # fmt: skip
def test_a_rule_of_closing(given: list[Window], moment: str, open_now: bool | None) -> None:
    assert opening(given, at(moment)).open_now is open_now


@pytest.mark.parametrize(
    ("moment", "open_now", "why"),
    [
        ("2026-11-16 10:00", False, "a Monday"),
        ("2026-11-23 10:00", None, "a Monday that is a holiday"),
        ("2026-11-24 10:00", False, "the day after it"),
        ("2026-11-25 10:00", True, "a Wednesday"),
        ("2026-05-04 10:00", None, "a Monday in Golden Week"),
        ("2026-05-07 10:00", None, "the day after Golden Week: moved to this day, or to 5 May?"),
        ("2026-05-08 10:00", True, "a Friday"),
    ],
)
def test_mondays_moved_where_they_are_holidays(moment: str, open_now: bool | None, why: str) -> None:
    assert opening(MONDAYS_MOVED, at(moment)).open_now is open_now, why


@pytest.mark.parametrize(
    ("moment", "open_now", "why"),
    [
        ("2026-11-24 10:00", False, "a Tuesday after a holiday"),
        ("2026-11-25 10:00", True, "two days after"),
        ("2026-05-06 10:00", None, "a holiday after a holiday"),
        ("2026-05-07 10:00", False, "the day after all of them"),
        ("2027-03-23 10:00", False, "the day after a substitute holiday"),
        ("2027-02-12 10:00", False, "a Friday after a Thursday"),
        ("2023-11-04 10:00", None, "a Saturday after a holiday"),
    ],
)
def test_the_day_after_a_holiday(moment: str, open_now: bool | None, why: str) -> None:
    assert opening(DAY_AFTER_HOLIDAY, at(moment)).open_now is open_now, why


def test_a_closure_without_any_hours() -> None:
    closed = Window(ALL_DAYS, None, None, "open", valid_from=date(2026, 4, 1), closed=True)
    assert opening([closed], at("2026-03-31 10:00")) == Opening(None, None)
    assert opening([closed], at("2026-04-01 10:00")) == Opening(False, None)
    assert opening([*CLOSED_FOR_GOOD, closed], at("2026-04-01 10:00")) == Opening(False, None)


def test_an_event_of_some_days() -> None:
    event = Window(
        ALL_DAYS, time(10), time(12), "maybe", valid_from=date(2026, 11, 24), valid_to=date(2026, 11, 26)
    )
    moments = ("2026-11-23 11:00", "2026-11-24 11:00", "2026-11-26 13:00", "2026-11-27 11:00")
    assert [opening([event], at(moment)).open_now for moment in moments] == [False, None, False, False]


@pytest.mark.parametrize(
    ("given", "moment", "next_open"),
    [
        (OFFICE, "2026-11-24 07:00", "2026-11-24 08:30"),
        (OFFICE, "2026-11-20 18:00", "2026-11-24 08:30"),
        (OFFICE, "2026-12-28 18:00", "2027-01-04 08:30"),
        (OFFICE, "2026-05-01 18:00", "2026-05-07 08:30"),
        (THIRD_SUNDAY, "2026-11-15 17:00", "2026-12-20 14:00"),
        (DUTY, "2026-11-24 22:00", "2026-11-25 08:30"),
        (SUMMER, "2026-09-05 10:00", "2027-07-24 09:00"),
        (LONG_NEW_YEAR, "2026-12-26 19:00", "2027-01-06 10:00"),
        (OBON, "2026-08-12 18:00", "2026-08-17 09:00"),
        (LAST_FRIDAY, "2026-11-27 13:00", "2026-12-25 10:00"),
    ],
)
def test_next_open(given: list[Window], moment: str, next_open: str) -> None:
    assert opening(given, at(moment)).next_open == at(next_open)


def test_no_next_opening_where_it_may_open_weeks_before() -> None:
    assert opening(OBON_UNTOLD, at("2026-08-06 18:00")) == Opening(False, None)
    assert opening(SHOP, at("2026-11-22 18:00")).next_open == at("2026-11-24 10:00")


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


def test_may_open_within() -> None:
    tuesday = at("2026-11-24 09:00"), at("2026-11-24 18:00")
    assert may_open_within(OFFICE, *tuesday) is True
    assert may_open_within(EVERY_OTHER_WEEK, *tuesday) is None
    assert may_open_within(EVERY_OTHER_WEEK, at("2026-11-25 09:00"), at("2026-11-25 18:00")) is False
    assert may_open_within([], *tuesday) is None
    assert opens_within(EVERY_OTHER_WEEK, *tuesday) is False


def test_opens_within() -> None:
    night = combine("金", "20:00", "02:00", "翌2時まで、予約") or windows("金曜20時～2時")
    assert opens_within(night, at("2026-11-28 01:00"), at("2026-11-28 03:00"))
    assert not opens_within(OFFICE, at("2026-11-24 17:15"), at("2026-11-24 20:00"))
    assert not opens_within(DUTY, at("2026-11-24 20:00"), at("2026-11-24 22:00"))
    assert not opens_within(OFFICE, at("2026-11-24 10:00"), at("2026-11-24 10:00"))
