"""Open now? Opens next when? From parsed windows, weekdays and Japan's national holidays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo

import holidays

JAPAN = ZoneInfo("Asia/Tokyo")
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAYS_AHEAD = 45  # the next third Sunday can be five weeks away, and the year's end lies between


class Window(Protocol):
    """As reading.hours.Window, which says what the values of `holidays` mean."""

    byday: str
    opens_at: time
    closes_at: time
    holidays: str


@dataclass(frozen=True, slots=True)
class Opening:
    """`open_now` is None when the record does not tell (also: an unclear holiday)."""

    open_now: bool | None
    next_open: datetime | None


@cache
def _calendar() -> holidays.HolidayBase:
    return holidays.country_holidays("JP")


def is_holiday(day: date) -> bool:
    """National holiday, substitute holiday included (国民の祝日に関する法律)."""
    return day in _calendar()


def is_year_end(day: date) -> bool:
    """12/29-1/3: public desks are closed by law (行政機関の休日に関する法律 第1条)."""
    return (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)


def opening(windows: Sequence[Window], now: datetime) -> Opening:
    """`now` is aware; it is read as Japan time."""
    if not windows:
        return Opening(None, None)
    here = now.astimezone(JAPAN)
    if any(_all_day(w) for w in windows):
        return Opening(True, None)
    unsure = False
    for day in (here.date() - timedelta(days=1), here.date()):
        for window in windows:
            start, end = _span(window, day)
            if start <= here < end:
                runs = _runs(window, day)
                if runs:
                    return Opening(True, None)
                unsure = unsure or runs is None
    return Opening(None if unsure else False, _next(windows, here))


def _next(windows: Sequence[Window], here: datetime) -> datetime | None:
    for ahead in range(_DAYS_AHEAD):
        day = here.date() + timedelta(days=ahead)
        starts = [_span(w, day)[0] for w in windows if _runs(w, day)]
        later = sorted(start for start in starts if start > here)
        if later:
            return later[0]
    return None


def _all_day(window: Window) -> bool:
    return window.opens_at == window.closes_at and window.holidays == "open" and window.byday.count(",") == 6


def _span(window: Window, day: date) -> tuple[datetime, datetime]:
    start = datetime.combine(day, window.opens_at, JAPAN)
    end = datetime.combine(day, window.closes_at, JAPAN)
    return start, end if end > start else end + timedelta(days=1)


def _runs(window: Window, day: date) -> bool | None:
    """Does the window take place on that day? None where the record does not tell."""
    if window.holidays == "maybe":
        return None
    named = any(_falls_on(code, day) for code in window.byday.split(","))
    if is_year_end(day):
        closed = window.holidays == "closed" or (window.holidays == "hol_closed" and is_holiday(day))
        return False if closed or not (named or window.holidays == "also" and is_holiday(day)) else None
    if is_holiday(day):
        return _runs_on_holiday(window.holidays, named)
    return named


def _runs_on_holiday(holidays: str, named: bool) -> bool | None:
    if holidays == "also":
        return True
    if not named or holidays in {"closed", "hol_closed"}:
        return False
    return True if holidays == "open" else None


def _falls_on(code: str, day: date) -> bool:
    if code[-2:] != _CODES[day.weekday()]:
        return False
    return len(code) == 2 or int(code[0]) == (day.day - 1) // 7 + 1


def opens_within(windows: Sequence[Window], start: datetime, end: datetime) -> bool:
    """Is any window surely open at some moment of [start, end)?"""
    if start >= end:
        return False
    first = start.date() - timedelta(days=1)
    for ahead in range((end.date() - first).days + 1):
        day = first + timedelta(days=ahead)
        for window in windows:
            opens, closes = _span(window, day)
            if opens < end and closes > start and _runs(window, day):
                return True
    return False
