"""A row's dates: when it can be applied for, from when until when it is offered, when it was checked."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from resources_db.documents import Document, plain
from resources_db.importers.contacts import Warn
from resources_db.reading.closures import Closure
from resources_db.reading.dates import read_date, read_first_day, read_last_day, read_period
from resources_db.reading.text import clean

REVIEW_AFTER = timedelta(days=365)
# 日付でなくてよいことば
_NO_DATE = re.compile(r"(?:随時|常時|通年|なし|無し|無|未定|未確認|毎年.*|[-ー―]+)")
_UNREAD = "日付として読めません。2027-03-31 のように書いてください。"
_READERS = {
    "apply_from": read_first_day,
    "apply_to": read_last_day,
    "valid_from": read_first_day,
    "published_on": read_first_day,
    "valid_to": read_last_day,
    "event_to": read_last_day,
    "checked_on": read_first_day,
}


@dataclass(frozen=True, slots=True)
class Periods:
    """`event`: first and last day of an event. `fields`: the dates of a document."""

    event: tuple[date | None, date | None]
    fields: Document


def read_periods(cells: dict[str, str], body: str, closure: Closure | None, warn: Warn) -> Periods:
    """`body` is the description; a date in a cell that cannot be read is told."""
    day = {column: read(cells.get(column, "")) for column, read in _READERS.items()}
    for column, found in day.items():
        if found is None and (text := clean(cells.get(column, ""))) and not _NO_DATE.fullmatch(text):
            warn(column, _UNREAD)
    told = cells.get("event_from", "")
    event = read_period(told) or (read_date(told), day["event_to"])
    if told and not any(event):
        warn(
            "event_from",
            "開催日として読めません。年も書いてください(2026-08-05 など)。書いてあるとおりに表示します。",
        )
    first, last = read_period(cells.get("apply_note", "")) or (None, None)
    checked = day["checked_on"] or read_date(_checked(clean(body)))
    fields = {
        "application_from": day["apply_from"] or first,
        "application_until": day["apply_to"] or last,
        "valid_from": day["valid_from"] or day["published_on"],
        "valid_to": day["valid_to"] or event[1] or event[0] or _last_day_before(closure),
        "assured_date": checked,
        "review_on": checked + REVIEW_AFTER if checked else None,
    }
    return Periods(event, {key: plain(value) for key, value in fields.items()})


def _last_day_before(closure: Closure | None) -> date | None:
    """A place that closed for good, as its name says, is offered up to the day before."""
    return closure.since - timedelta(days=1) if closure and closure.since and not closure.until else None


def _checked(body: str) -> str:
    match = re.search(r"最終確認(?:日)?\s*[:は]?\s*(\S+)", body)
    return match[1] if match else ""
