"""A row's columns on days and hours -> schedules of a document."""

from datetime import date

from resources_db.documents import Document, complete, plain
from resources_db.importers.texts import Texts, closed_days
from resources_db.reading.clock import read_clock
from resources_db.reading.days import CODES
from resources_db.reading.hours import Window, combine, combine_week, read_hours

_WEEK = ("hours_weekday", "hours_saturday", "hours_sunday")
_EVERY_DAY = ",".join(CODES)


def read_schedules(
    cells: dict[str, str], texts: Texts, event: tuple[date | None, date | None]
) -> list[Document]:
    """[] where nothing could be read for sure."""
    if event[0]:
        return [_as_part(w) for w in _event_windows(cells, event[0], event[1] or event[0])]
    if not cells.get("hours") and (cells.get("opens") or cells.get("closes")):
        note = "。".join(filter(None, (cells.get("hours_note"), closed_days(cells))))
        windows = combine(cells.get("days", ""), cells.get("opens", ""), cells.get("closes", ""), note)
    elif not cells.get("hours") and any(cells.get(column) for column in _WEEK):
        note = "。".join(filter(None, (cells.get("hours_note"), closed_days(cells))))
        weekdays, saturday, sunday = (cells.get(column, "") for column in _WEEK)
        windows = combine_week(weekdays, saturday, sunday, note)
    else:
        windows = read_hours(texts.opening)
    return [_as_part(window) for window in windows or ()]


def closed_between(since: date | None, until: date | None) -> Document:
    """A rule that closes every day from `since` on, or already."""
    return _as_part(Window(_EVERY_DAY, None, None, "open", valid_from=since, valid_to=until, closed=True))


def _event_windows(cells: dict[str, str], first: date, last: date) -> list[Window]:
    """An event of one day has its hours; of one that goes over several, each day's hours are only likely."""
    opens, closes = read_clock(cells.get("opens", "")), read_clock(cells.get("closes", ""))
    if opens is None or closes is None or cells.get("hours_note"):
        return []
    holidays = "always" if first == last else "maybe"
    return [Window(_EVERY_DAY, opens, closes, holidays, valid_from=first, valid_to=last)]


def _as_part(window: Window) -> Document:
    names = (
        "byday", "opens_at", "closes_at", "holidays", "season_from", "season_to", "valid_from", "valid_to", "closed"
    )  # fmt: skip
    return complete("schedules", {name: plain(getattr(window, name)) for name in names})
