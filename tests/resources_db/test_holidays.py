"""The national holidays that "open now?" counts with are those that the Cabinet Office publishes."""

import csv
from datetime import date, timedelta

from resources_db.opening import is_holiday
from tests.conftest import shared_file

FIRST, LAST = date(1955, 1, 1), date(2027, 12, 31)


def published() -> set[date]:
    """内閣府「国民の祝日」について, 昭和30年(1955)から令和9年(2027): 1,067 rows in CP932."""
    text = shared_file("data/holidays/syukujitsu_cp932.csv").read_text("cp932")
    rows = list(csv.reader(text.splitlines()))[1:]
    assert len(rows) == 1067
    return {date(*map(int, row[0].split("/"))) for row in rows}


def test_every_published_holiday_is_known() -> None:
    assert [day for day in sorted(published()) if not is_holiday(day)] == []


def test_no_other_day_is_taken_for_a_holiday() -> None:
    days = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
    assert {day for day in days if is_holiday(day)} == published()
