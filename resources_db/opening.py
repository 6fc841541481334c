"""Open now? Opens next when? From parsed windows, weekdays and Japan's national holidays.

A day's hours begin on it: what lasts past midnight belongs to the evening before, and so does a rule that closes
that day. Of each moment the answer is yes, no, or not known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

import holidays

JAPAN = ZoneInfo("Asia/Tokyo")
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAYS_AHEAD = 45  # the next third Sunday can be five weeks away, and the year's end lies between
_DAYS_AHEAD_OF_A_SEASON = 400  # a season comes once a year
_ONE_DAY, _ONE_WEEK = timedelta(days=1), timedelta(days=7)


class Window(Protocol):
    """As reading.hours.Window, which says what the values mean."""

    @property
    def byday(self) -> str: ...
    @property
    def opens_at(self) -> time | None: ...
    @property
    def closes_at(self) -> time | None: ...
    @property
    def holidays(self) -> str: ...
    @property
    def season_from(self) -> str | None: ...
    @property
    def season_to(self) -> str | None: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...
    @property
    def closed(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Opening:
    """`open_now` is None when the record does not tell (also: an unclear holiday). `next_open` is sure; it is
    None, too, where the place may open more than a week before."""

    open_now: bool | None
    next_open: datetime | None


@dataclass(frozen=True, slots=True)
class _Day:
    """What windows ask of a date. `codes`: MO and 2MO, in the last week -1MO as well."""

    date: date
    codes: frozenset[str]
    month_day: str
    is_holiday: bool
    is_year_end: bool


class _Hours(NamedTuple):
    """`start` and `end` in Japan time, without a zone. `sure`: False where it is only perhaps open."""

    start: datetime
    end: datetime
    sure: bool


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
    here = now.astimezone(JAPAN).replace(tzinfo=None)
    today = here.date()
    unsure = False
    for day in (today - _ONE_DAY, today):
        for hours in _hours_on(windows, _day(day)):
            if hours.start <= here < hours.end:
                if hours.sure:
                    return Opening(True, None)
                unsure = True
    if not any(not window.closed for window in windows):  # only closures are known
        return Opening(False if _closed_on(windows, _day(today)) else None, None)
    next_open = _next(windows, here)
    return Opening(None if unsure else False, next_open.replace(tzinfo=JAPAN) if next_open else None)


def opens_within(windows: Sequence[Window], start: datetime, end: datetime) -> bool:
    """Is any window surely open at some moment of [start, end)?"""
    return may_open_within(windows, start, end) is True


def may_open_within(windows: Sequence[Window], start: datetime, end: datetime) -> bool | None:
    """Open at some moment of [start, end)? None where that is only perhaps so, or nothing is known."""
    if start >= end:
        return False
    first, last = (moment.astimezone(JAPAN).replace(tzinfo=None) for moment in (start, end))
    unsure = all(window.closed for window in windows)
    day = first.date() - _ONE_DAY
    while day <= last.date():
        for hours in _hours_on(windows, _day(day)):
            if hours.start < last and hours.end > first:
                if hours.sure:
                    return True
                unsure = True
        day += _ONE_DAY
    return None if unsure else False


def _next(windows: Sequence[Window], here: datetime) -> datetime | None:
    day = here.date()
    has_season = any(w.season_from or w.valid_from or (w.closed and w.valid_to) for w in windows)
    last = day + timedelta(days=_DAYS_AHEAD_OF_A_SEASON if has_season else _DAYS_AHEAD)
    perhaps: datetime | None = None
    while day < last:
        later = [hours for hours in _hours_on(windows, _day(day)) if hours.start > here]
        if starts := [hours.start for hours in later if hours.sure]:
            return min(starts) if perhaps is None or min(starts) - perhaps <= _ONE_WEEK else None
        if perhaps is None and (unsure := [h.start for h in later if h.end - h.start < _ONE_DAY]):
            perhaps = min(unsure)
        day = max(day + _ONE_DAY, _comes_into_force(windows, day)) if has_season else day + _ONE_DAY
    return None


def _comes_into_force(windows: Sequence[Window], day: date) -> date:
    """The first day, this one included, on which any hours are in season and within their dates."""
    found = date.max
    for window in windows:
        if window.closed or window.valid_to and window.valid_to < day:
            continue
        if _is_in_force(window, _day(day)):
            return day
        start = max(day, window.valid_from or day)
        if window.season_from and not _is_in_force(window, _day(start)):
            this_year = f"{start.year}-{window.season_from}" >= start.isoformat()
            start = _on_or_after(start.year + (not this_year), window.season_from)
        found = min(found, start)
    return found


def _on_or_after(year: int, month_day: str) -> date:
    """1 March where the year has no 29 February."""
    month, day = int(month_day[:2]), int(month_day[3:])
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 3, 1)


@lru_cache(maxsize=2048)
def _day(day: date) -> _Day:
    code = _CODES[day.weekday()]
    codes = {code, f"{(day.day - 1) // 7 + 1}{code}"}
    if (day + timedelta(days=7)).month != day.month:
        codes.add(f"-1{code}")
    return _Day(day, frozenset(codes), f"{day:%m-%d}", is_holiday(day), is_year_end(day))


@lru_cache(maxsize=1024)
def _codes(byday: str) -> frozenset[str]:
    return frozenset(byday.split(","))


def _hours_on(windows: Sequence[Window], day: _Day) -> Iterator[_Hours]:
    """The hours that begin on that day, after what the rules of closing leave of them."""
    closed: bool | None = False
    asked = False
    for window in windows:
        if window.closed:
            continue
        runs, opens, closes = _runs(window, day), window.opens_at, window.closes_at
        if runs is False or opens is None or closes is None:
            continue
        if not asked:
            closed, asked = _closed_on(windows, day), True
        if closed and not _is_at_any_time(window):
            continue
        start = datetime.combine(day.date, opens)
        end = datetime.combine(day.date if closes > opens else day.date + _ONE_DAY, closes)
        yield _Hours(start, end, runs is True and closed is False)


def _is_at_any_time(window: Window) -> bool:
    """夜間・休日は当番: perhaps at any time, also on days on which the place itself is closed."""
    return window.holidays == "maybe" and window.opens_at == window.closes_at and window.byday.count(",") == 6


def _runs(window: Window, day: _Day) -> bool | None:
    """Does the window take place on that day? None where the record does not tell."""
    if (window.season_from or window.valid_from or window.valid_to) and not _is_in_force(window, day):
        return False
    named = not day.codes.isdisjoint(_codes(window.byday))
    kind = window.holidays
    if kind == "maybe":
        return None if named else False
    if kind in {"only", "maybe_hol"} and not (named and day.is_holiday):
        return False
    if kind == "maybe_hol":
        return None
    if kind == "always":
        return named
    if day.is_year_end:
        closed = kind == "closed" or (kind == "hol_closed" and day.is_holiday)
        return False if closed or not (named or kind == "also" and day.is_holiday) else None
    if day.is_holiday:
        return _runs_on_holiday(kind, named)
    return named


def _runs_on_holiday(kind: str, named: bool) -> bool | None:
    if kind == "also":
        return True
    if not named or kind in {"closed", "hol_closed"}:
        return False
    return True if kind in {"open", "only"} else None


def _is_in_force(window: Window, day: _Day) -> bool:
    """Within its season and its dates."""
    if window.valid_from and day.date < window.valid_from or window.valid_to and day.date > window.valid_to:
        return False
    low, high = window.season_from, window.season_to
    if low is None or high is None:
        return True
    if low <= high:
        return low <= day.month_day <= high
    return day.month_day >= low or day.month_day <= high


def _closed_on(windows: Sequence[Window], day: _Day) -> bool | None:
    """Does a rule close that day? None: perhaps."""
    answers = {_closes(window, day) for window in windows if window.closed}
    return True if True in answers else None if None in answers else False


def _closes(rule: Window, day: _Day) -> bool | None:
    if not _is_in_force(rule, day):
        return False
    codes = _codes(rule.byday)
    if rule.holidays == "after":
        return _closes_after_a_holiday(day)
    if rule.holidays == "moved":
        return _closes_moved(codes, day)
    if day.codes.isdisjoint(codes) or rule.holidays == "except" and day.is_holiday:
        return False
    return None if rule.holidays == "maybe" else True


def _closes_after_a_holiday(day: _Day) -> bool | None:
    """祝日の翌日: at a weekend or on another holiday, many are open all the same and closed a day later."""
    if _day(day.date - _ONE_DAY).is_holiday:
        return None if day.is_holiday or day.date.weekday() >= 5 else True
    return None if day.date.weekday() < 5 and _ends_a_run_of_days_off(day.date) else False


def _ends_a_run_of_days_off(day: date) -> bool:
    """Did days off with a holiday among them end on the day before?"""
    before = day - _ONE_DAY
    while before.weekday() >= 5 or is_holiday(before):
        if is_holiday(before):
            return True
        before -= _ONE_DAY
    return False


def _closes_moved(codes: frozenset[str], day: _Day) -> bool | None:
    """月曜(祝日なら翌日): Mondays; where one is a holiday, the next day that is none. Of several holidays in a
    row nobody knows which day it is."""
    if not day.codes.isdisjoint(codes) and not day.is_holiday:
        return True
    before = day.date - _ONE_DAY
    length = 0
    while is_holiday(before):
        length += 1
        if not _day(before).codes.isdisjoint(codes):
            return True if length == 1 and not day.is_holiday else None
        before -= _ONE_DAY
    return False
