"""Opening hours as town lists write them -> windows by weekday.

平日8時30分~17時15分、第2・第4土曜は9時~12時  ->  two windows. The text is read clause by clause, and every
clause that could speak of hours must be understood: else nothing is claimed (None) and the card shows the
town's own words. What is only perhaps so (夜間は当番, 延長19時まで, 隔週, お盆休み) becomes "maybe" windows and
rules: at such times the desk is neither open nor closed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from functools import lru_cache

from resources_db.reading.clauses import ALL_HOURS, seasonal_clocks
from resources_db.reading.clock import Span, paired, span_of
from resources_db.reading.closures import Closure, closure_in_name
from resources_db.reading.days import CODES, Days, days_at_start
from resources_db.reading.draft import ALL_DAY, Draft
from resources_db.reading.reader import read
from resources_db.reading.seasons import ALL_YEAR, intervals
from resources_db.reading.slots import Rule, Slot, slots_of
from resources_db.reading.text import clean
from resources_db.reading.unclear import Unclear
from resources_db.reading.wording import name_the_rest

__all__ = ["Closure", "Window", "closure_in_name", "combine", "combine_week", "read_hours"]

_MOST_WINDOWS = 40
_CACHED = 4096
_ALWAYS = re.compile(r"年中無休|無休|365日|年中")
_CLOSED_CELL = re.compile(
    r"お?休み?|休[園館業診所室庁校]日?|閉[園館所庁室]日?|定休日?|利用不可|なし|無し?|×|✕|✖"
)
_PERHAPS_CELL = re.compile(r"[要応]?相談|隔週|不定期|月に?\d(?:~\d)?回|要予約|[○〇◯△]")


@dataclass(frozen=True, slots=True)
class Window:
    """Hours on some days, or with `closed` a rule that takes them away.

    `byday` as in RFC 5545 ("MO,TU", "2SA,4SA", "-1FR"); closes at or before opens = past midnight; 00:00-00:00
    = all day. `season_from`..`season_to` ("MM-DD") every year, over the new year too; `valid_from`..`valid_to`
    only then. All four are inclusive.

    `holidays` of hours: "open"; "always" (at the year's end, too); "closed" (and at the year's end);
    "hol_closed" (the year's end is not told); "also" (日曜・祝日: on every national holiday); "only" (on national
    holidays that fall on its days); "unknown"; "maybe" (perhaps at these hours); "maybe_hol" ("maybe", on
    national holidays only).
    `holidays` of a rule: "open" (on its days, holiday or not); "except" (not on national holidays); "moved"
    (where its day is a holiday, on the next that is none); "after" (on days after a national holiday);
    "maybe" (perhaps closed). A rule without hours takes the whole day.
    """

    byday: str
    opens_at: time | None
    closes_at: time | None
    holidays: str
    season_from: str | None = None
    season_to: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    closed: bool = False


def read_hours(text: str) -> list[Window] | None:
    """Free text -> windows, or None."""
    found = _read_hours(text)
    return None if found is None else list(found)


def combine(days: str, opens: str, closes: str, note: str = "") -> list[Window] | None:
    """The columns 利用可能曜日, 開始時間, 終了時間 and the note -> windows, or None."""
    found = _combine(days, opens, closes, note)
    return None if found is None else list(found)


def combine_week(weekdays: str, saturday: str, sunday: str, note: str = "") -> list[Window] | None:
    """Columns for weekdays, Saturdays and Sundays, each with hours or 休 -> windows, or None. An empty cell
    leaves its days open to question; national holidays are told only where a cell names them (祝:…)."""
    found = _combine_week(weekdays, saturday, sunday, note)
    return None if found is None else list(found)


@lru_cache(maxsize=_CACHED)
def _read_hours(text: str) -> tuple[Window, ...] | None:
    return _windows_of(text, []) if clean(text) else None


@lru_cache(maxsize=_CACHED)
def _combine(days_text: str, opens: str, closes: str, note: str) -> tuple[Window, ...] | None:
    if not (clean(opens) or clean(closes)):
        return _read_hours(f"{days_text}。{note}")
    if _ALWAYS.fullmatch(clean(days_text)):
        days_text, note = "毎日", f"年中無休。{note}"
    days, more = days_at_start(days_text)
    columns = _columns(days, opens, closes, note) if days else None
    more, note = (name_the_rest(text, f"{opens} {closes}") for text in (more, note))
    return _windows_of(f"{more}。{note}", columns) if columns else None


@lru_cache(maxsize=_CACHED)
def _combine_week(weekdays: str, saturday: str, sunday: str, note: str) -> tuple[Window, ...] | None:
    drafts = []
    try:
        for cell, codes in ((weekdays, CODES[:5]), (saturday, CODES[5:6]), (sunday, CODES[6:])):
            drafts.append(_part_of_week(clean(cell), codes))
        whole = Draft([slot for draft in drafts for slot in draft.slots])
        if clean(note):
            whole = read(note, whole.slots)
    except Unclear:
        return None
    for draft in drafts:
        whole.rules += draft.rules
        whole.marks |= draft.marks
        whole.more_hours |= draft.more_hours
    if "holiday_hours" in whole.marks:
        whole.slots = [s if s.holidays else replace(s, holidays="never") for s in whole.slots]
    return _windows(whole)


def _part_of_week(cell: str, codes: tuple[str, ...]) -> Draft:
    letters = {"MO": "月~金", "SA": "土", "SU": "日"}[codes[0]]
    if not cell.strip("-ー―"):
        return Draft([Slot(codes, ALL_DAY, maybe=True)])
    if _CLOSED_CELL.fullmatch(cell):
        return Draft([])
    if ALL_HOURS.fullmatch(cell):
        return Draft([Slot(codes, ALL_DAY)])
    if len(codes) == 1 and _PERHAPS_CELL.fullmatch(cell):
        return Draft([Slot(codes, ALL_DAY, maybe=True)])
    names_its_days = days_at_start(cell)[0] is not None
    draft = read(cell if names_its_days else f"{letters} {cell}", [])
    if not draft.slots:
        raise Unclear(cell)
    return draft


def _columns(days: Days, opens: str, closes: str, note: str) -> list[Slot] | None:
    """The hours that the columns tell: 9:00 and 17:00, 放課後 and 18:30, 夏季(4月~10月)8:30 冬季9:00 and 16:00."""
    if spans := paired(opens, closes):
        return slots_of(days, spans, ALL_YEAR, maybe=False)
    firsts, lasts = seasonal_clocks(opens), seasonal_clocks(closes)
    if not firsts or not lasts:
        return None
    slots = []
    for first_season, first in firsts:
        for last_season, last in lasts:
            season = first_season & last_season
            span = _span(first, last, note)
            if season and span is None:
                return None
            if season and span:
                slots += slots_of(days, [span], season, maybe=first == "")
    return slots


def _span(first: str, last: str, note: str) -> Span | None:
    if first == "":  # 放課後
        return span_of("0:00", last)
    return span_of(first, last, overnight="翌" in note)


def _windows_of(text: str, columns: list[Slot]) -> tuple[Window, ...] | None:
    try:
        return _windows(read(text, columns))
    except Unclear:
        return None


def _windows(draft: Draft) -> tuple[Window, ...] | None:
    found = [
        Window(",".join(slot.codes), slot.span.opens, slot.span.closes, _holidays(slot, draft.marks), *ends)
        for slot in draft.slots
        for ends in intervals(slot.season)
    ]
    if draft.more_hours:
        found.append(Window(",".join(CODES), time(0), time(0), "maybe"))
    says_nothing = all(window.holidays == "maybe" and window.opens_at == window.closes_at for window in found)
    if says_nothing or len(found) > _MOST_WINDOWS:
        return None
    return tuple(dict.fromkeys([*found, *_rules(draft.rules)]))


def _rules(rules: Iterable[Rule]) -> list[Window]:
    return [
        Window(",".join(rule.codes), None, None, rule.holidays, *ends, rule.since, rule.until, closed=True)
        for rule in rules
        for ends in intervals(rule.season)
    ]


def _holidays(slot: Slot, marks: set[str]) -> str:
    """See Window. What a clause said of its own days goes before what was said of all."""
    if slot.maybe:
        return "maybe_hol" if slot.holidays == "only" else "maybe"
    if slot.holidays in {"also", "only"}:
        return slot.holidays
    if slot.holidays == "unsure":
        return "unknown"
    if slot.holidays == "open":
        return "always" if "always" in marks else "open"
    if slot.holidays == "closed":
        return "closed"
    if slot.holidays == "never" or "holidays_closed" in marks:
        return "closed" if "year_end_closed" in marks else "hol_closed"
    return "always" if "always" in marks else "open" if "open" in marks else "unknown"
