"""Opening windows <-> HSDS schedules (the parts of an RFC 5545 rule).

HSDS cannot say that a rule takes days away, that hours are only likely, or that a window returns every summer.
Such a schedule is given in words (`notes`) and claims no hours; a season is given for its current or next run.
"""

import re
from datetime import date
from typing import Any

from resources_db.documents import Document, complete
from resources_db.hsds.ids import derived
from resources_db.hsds.standard import Json, is_date, number_of

HOURS_TEXT = "hours_text"
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LETTERS = dict(zip(_CODES, "月火水木金土日", strict=True))
_NTH = {"1": "第1", "2": "第2", "3": "第3", "4": "第4", "5": "第5", "-1": "最終"}
_SURE = {"open", "always", "closed", "hol_closed", "also", "unknown"}
"""Kinds of hours (reading.hours.Window) that are claimed on the days named."""
_HOLIDAYS = {
    "always": "祝日・年末年始も",
    "closed": "祝日・年末年始は休み",
    "hol_closed": "祝日は休み",
    "also": "祝日も",
    "only": "その日が祝日のときだけ",
    "maybe": "このとおりとは限りません",
    "maybe_hol": "祝日は、このとおりとは限りません",
}
_RESTS = {
    "except": "祝日はのぞく",
    "moved": "祝日のときは、次の祝日でない日",
    "after": "祝日の次の日",
    "maybe": "休まないこともあります",
}
_DAY = re.compile(r"(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::00(?:\.0+)?)?(\+09:?00)?", re.ASCII)
_ONLY_SOME = ("count", "byweekno", "bymonthday", "byyearday")
_SPEAKING = ("freq", "byday", "opens_at", "closes_at", "dtstart", *_ONLY_SOME)
_JAPAN_HOURS = 9
_LONGEST_BYDAY = 100


def write_schedules(id_: str, document: Document, today: date) -> list[Json]:
    """Windows as HSDS schedules, and the town's own words on the hours."""
    found = [_write(window, today) for window in document["schedules"]]
    if document.get("hours_text"):
        found.append({"id": derived(id_, HOURS_TEXT), "description": document["hours_text"]})
    return found


def _write(window: Document, today: date) -> Json:
    notes = _notes(window)
    run = _run(window, today)
    times = (window["opens_at"], window["closes_at"])
    if window["closed"] or window["holidays"] not in _SURE or run is None or None in times:
        return {"id": window["id"], "notes": notes}
    opens, closes = times
    return {
        "id": window["id"],
        "freq": "MONTHLY" if re.search(r"\d", window["byday"]) else "WEEKLY",
        "byday": window["byday"],
        "opens_at": f"{opens}+09:00",
        "closes_at": f"{'23:59' if closes == '00:00' else closes}+09:00",
        "timezone": _JAPAN_HOURS,
        "valid_from": run[0],
        "valid_to": run[1],
        "notes": notes if window["season_from"] or window["holidays"] in _HOLIDAYS else None,
    }


def _run(window: Document, today: date) -> tuple[str | None, str | None] | None:
    """First and last day of the window; of one that returns each year, those of its current or next run."""
    first, last = window["valid_from"], window["valid_to"]
    if not window["season_from"] or not window["season_to"]:
        return first, last
    for year in (today.year - 1, today.year, today.year + 1):
        starts = _in_year(year, window["season_from"], starts=True)
        last_year = year + (window["season_to"] < window["season_from"])
        ends = _in_year(last_year, window["season_to"], starts=False)
        starts, ends = max(starts, first or starts), min(ends, last or ends)
        if ends >= max(starts, today.isoformat()):
            return starts, ends
    return None


def _in_year(year: int, day: str, *, starts: bool) -> str:
    """29 February of a common year is the day after it where a season starts, the day before where it ends."""
    month, number = map(int, day.split("-"))
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return f"{year}-03-01" if starts else f"{year}-02-28"


def _notes(window: Document) -> str:
    """休み: 毎年12月29日~1月3日 / 第2・最終土曜 09:00~12:00、祝日は休み"""
    when = [_season(window), _validity(window), days_in_words(window["byday"])]
    if window["opens_at"] and window["closes_at"]:
        when.append(f"{window['opens_at']}~{window['closes_at']}")
    words = " ".join(filter(None, when))
    kinds = _RESTS if window["closed"] else _HOLIDAYS
    told = "、".join(filter(None, (words, kinds.get(window["holidays"]))))
    return f"休み: {told}" if window["closed"] else told


def _season(window: Document) -> str:
    if not window["season_from"] or not window["season_to"]:
        return ""
    ends = (day.split("-") for day in (window["season_from"], window["season_to"]))
    return "毎年" + "~".join(f"{int(month)}月{int(day)}日" for month, day in ends)


def _validity(window: Document) -> str:
    if not window["valid_from"] and not window["valid_to"]:
        return ""
    return f"{window['valid_from'] or ''}~{window['valid_to'] or ''}"


def days_in_words(byday: str) -> str:
    """MO,TU -> 月・火曜; 2SA,-1SA -> 第2土・最終土曜; all seven -> 毎日"""
    days = [match.groups() for match in map(_DAY.fullmatch, byday.split(",")) if match]
    if {day for nth, day in days if not nth} == set(_CODES):
        return "毎日"
    return "・".join(_NTH.get(nth or "", nth or "") + _LETTERS[day] for nth, day in days) + (
        "曜" if days else ""
    )


def read_schedules(items: list[Json]) -> list[Document]:
    """Those of the schedules that a window can hold exactly; the others claim nothing."""
    return [window for item in items if (window := read_schedule(item))]


def read_schedule(item: Json) -> Document | None:
    opens, closes = read_time(item.get("opens_at")), read_time(item.get("closes_at"))
    first, last = _days(item, ("valid_from", "dtstart"), max), _days(item, ("valid_to", "until"), min)
    byday = _byday(item)
    if opens is None or closes is None or byday is None or None in (first, last) or not _is_plain(item):
        return None
    if closes == "23:59":
        closes = "00:00"
    told = {"byday": byday, "opens_at": opens, "closes_at": closes, "valid_from": first or None}
    return complete("schedules", told | {"valid_to": last or None, "id": item["id"]})


def _is_plain(item: Json) -> bool:
    """Every week or month, in Japan's time, and not only some of the times."""
    every = item.get("interval") is None or number_of(item["interval"]) == 1
    here = item.get("timezone") is None or number_of(item["timezone"]) == _JAPAN_HOURS
    return every and here and not any(item.get(key) for key in _ONLY_SOME)


def read_time(value: Any) -> str | None:
    """9:00, 09:00:00, 09:00+09:00 -> 09:00. A time of another zone is none of ours."""
    match = _TIME.fullmatch(value) if isinstance(value, str) else None
    if not match:
        return None
    hour, minute = int(match[1]), int(match[2])
    if (hour, minute) == (24, 0):
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def same_time(value: Any) -> str | None:
    """For telling whether two ways of writing a closing time are the same."""
    told = read_time(value)
    return "00:00" if told == "23:59" else told


def _days(item: Json, keys: tuple[str, str], choose: Any) -> str | None:
    """ "" when no day is told, None when one cannot be read."""
    told = [item[key][:10] for key in keys if item.get(key)]
    if not all(map(is_date, told)):
        return None
    return str(choose(told)) if told else ""


def _byday(item: Json) -> str | None:
    freq = str(item.get("freq") or "").upper()
    days = [day.strip().upper() for day in str(item.get("byday") or "").split(",") if day.strip()]
    if not days:
        return _implied_days(item, freq)
    matches = [_DAY.fullmatch(day) for day in days]
    if not all(matches) or freq not in {"", "WEEKLY", "MONTHLY"}:
        return None
    if freq != "MONTHLY" and any(match and match[1] for match in matches):
        return None
    byday = ",".join(days)
    return byday if len(byday) <= _LONGEST_BYDAY else None


def _implied_days(item: Json, freq: str) -> str | None:
    """A weekly rule without days is on the weekday on which it starts; one day is that day."""
    first, last = _days(item, ("valid_from", "dtstart"), max), _days(item, ("valid_to", "until"), min)
    if freq == "DAILY" or (not freq and first and first == last):
        return ",".join(_CODES)
    start = str(item.get("dtstart") or "")[:10]
    return _CODES[date.fromisoformat(start).weekday()] if freq == "WEEKLY" and is_date(start) else None


def hours_text_of(items: list[Json]) -> str | None:
    """What the schedules say in words."""
    told = [item["description"] for item in items if item.get("description")]
    return "\n".join(dict.fromkeys(told)) or None
