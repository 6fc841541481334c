"""From one match of a time pattern to dates and minutes: the rules behind ``japanese_dates``."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from bot.text import time_context as context
from bot.text import time_patterns as p
from bot.text.numbers import to_int

Kind = Literal["day", "weekdays", "part", "clock", "now"]
DAY_MINUTES = 1440
EVERY_DAY = frozenset(range(7))
UNTIL = ("まで", "より前", "前", "以前")
NEARBY = 12


@dataclass(frozen=True, slots=True)
class TimeWish:
    """A time at ``[start, end)`` of the caller's text.

    ``weekdays`` has Monday=0. ``minutes`` is a half-open range of minutes of the day; an end above
    1440 means after midnight. A day and a part of the day said together (土曜の午前) are one wish that
    carries both; its ``kind`` is that of the day.

    Which days suit: ``dates`` when there are any; else ``weekdays``, and with ``holidays`` the public
    holidays too (土日祝). ``holidays`` alone (祝日: no dates, no weekdays) suits public holidays only,
    never every day. With neither of the three, any day suits (夜, 15時); ``minutes`` is then set.
    """

    start: int
    end: int
    text: str
    kind: Kind
    dates: frozenset[date] = frozenset()
    weekdays: frozenset[int] = frozenset()
    minutes: tuple[int, int] | None = None
    holidays: bool = False


def _wish(match: re.Match[str], kind: Kind, **fields: object) -> TimeWish:
    return replace(TimeWish(match.start(), match.end(), match.group(), kind), **fields)  # type: ignore[arg-type]


def _now(match: re.Match[str], now: datetime) -> TimeWish:
    minute = now.hour * 60 + now.minute
    return _wish(match, "now", dates=frozenset({now.date()}), minutes=(minute, minute + 1))


def _relative_day(match: re.Match[str], now: datetime) -> TimeWish:
    word = match["day"]
    day = now.date() + timedelta(days=p.RELATIVE_DAYS[word])
    minutes = p.PARTS.get(word)
    return _wish(match, "part" if minutes else "day", dates=frozenset({day}), minutes=minutes)


def _week(match: re.Match[str], now: datetime) -> TimeWish | None:
    today = now.date()
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=p.WEEK_WORD[match["week"]])
    numbers = range(7)
    if match["end"]:
        numbers = range(5, 7)
    elif match["weekday"]:
        numbers = range(p.WEEKDAYS[match["weekday"]], p.WEEKDAYS[match["weekday"]] + 1)
    dates = frozenset(d for d in (monday + timedelta(days=n) for n in numbers) if d >= today)
    return _wish(match, "day", dates=dates) if dates else None


def _next_weekday(match: re.Match[str], now: datetime) -> TimeWish:
    ahead = (p.WEEKDAYS[match["weekday"]] - now.weekday() - 1) % 7 + 1
    return _wish(match, "day", dates=frozenset({now.date() + timedelta(days=ahead)}))


def _month_day(match: re.Match[str], now: datetime) -> TimeWish | None:
    groups = match.groupdict()
    day, month, year = to_int(groups["day"]), now.month, now.year
    relative = ("今月", "来月", "再来月").index(groups["rel"]) if groups.get("rel") else 0
    if groups.get("month"):
        month = to_int(groups["month"]) or 0
    years = [int(groups["year"])] if groups.get("year") else [year, year + 1]
    if relative:
        years, month = [year + (month + relative - 1) // 12], (month + relative - 1) % 12 + 1
    for year in years:
        try:
            resolved = date(year, month, day or 0)
        except ValueError:
            continue
        if resolved >= now.date():
            return _wish(match, "day", dates=frozenset({resolved}))
    return None


def _bare_day(match: re.Match[str], now: datetime) -> TimeWish | None:
    for ahead in range(62):
        resolved = now.date() + timedelta(days=ahead)
        if resolved.day == int(match["day"]):
            return _wish(match, "day", dates=frozenset({resolved}))
    return None


def _group(match: re.Match[str], now: datetime) -> TimeWish:
    days, holidays = p.GROUPS[
        match["group"].replace("・", "").replace("祝日", "祝") if match["group"] != "祝日" else "祝日"
    ]
    if match["not"] is not None:
        return _wish(match, "weekdays", weekdays=EVERY_DAY - days)
    return _wish(match, "weekdays", weekdays=days, holidays=holidays)


def _weekday_range(match: re.Match[str], now: datetime) -> TimeWish:
    first, last = p.WEEKDAYS[match["from"]], p.WEEKDAYS[match["to"]]
    days = frozenset((first + n) % 7 for n in range((last - first) % 7 + 1))
    return _wish(match, "weekdays", weekdays=days)


def _weekday_list(match: re.Match[str], now: datetime) -> TimeWish:
    letters = match["list"].replace("曜日", "").replace("曜", "")
    days = frozenset(p.WEEKDAYS[char] for char in letters if char in p.WEEKDAYS)
    return _wish(match, "weekdays", weekdays=EVERY_DAY - days if match["not"] is not None else days)


def _part(match: re.Match[str], now: datetime) -> TimeWish:
    return _wish(match, "part", minutes=p.PARTS[match["part"]])


def _kana_weekday(match: re.Match[str], now: datetime) -> TimeWish:
    return _wish(match, "weekdays", weekdays=frozenset({p.KANA_WEEKDAYS[match["kana"]]}))


def _kana_part(match: re.Match[str], now: datetime) -> TimeWish:
    return _wish(match, "part", minutes=p.PARTS[p.KANA_PARTS[match["kana"]]])


def _after_work(match: re.Match[str], now: datetime) -> TimeWish:
    return _wish(match, "part", minutes=p.PARTS["仕事のあと"])


def _minute(hour: int | None, minute: int, half_day: str) -> int | None:
    """Return the minute of the day; None when it is no time of day."""
    if hour is None or hour > 29 or minute > 59:
        return None
    if half_day.startswith(p.NIGHT_WORDS):
        hour += 24 if hour < 6 else 12 if 9 <= hour <= 12 else 0
    elif half_day.startswith(p.EVENING_WORDS):
        hour += 12 if hour < 12 else 12 if hour == 12 and half_day[0] in "夜晩" else 0
    elif half_day.startswith(("昼", "お昼")) or not half_day:
        hour += 12 if 1 <= hour <= 6 else 0
    return hour * 60 + minute


def _half_nearby(match: re.Match[str], edge: str) -> str:
    """「仕事おわるの7時前」「夜は7時から」: the half of the day that the words around a bare clock tell."""
    plain = match.string
    before = context.SENTENCE_END.split(plain[max(match.start() - NEARBY, 0) : match.start()])[-1]
    half = ""
    for cue in context.HALF_OF_DAY.finditer(before):
        if cue["work"] is None or edge in UNTIL or edge in ("過ぎ", "すぎ"):
            half = "朝" if cue["morning"] else "夜"
    if not half and edge in UNTIL:
        after = context.HALF_OF_DAY.search(plain[match.end() : match.end() + NEARBY])
        half = "夜" if after and not after["morning"] else ""
    hour = to_int(match["h1"]) or 0
    return half if 5 <= hour <= 11 else ""


def _clock_part(match: re.Match[str], n: int, half_day: str) -> int | None:
    minute = 30 if match[f"hm{n}"] else int(match[f"m{n}"] or match[f"c{n}"] or 0)
    return _minute(to_int(match[f"h{n}"]), minute, half_day)


def _clock_range(match: re.Match[str], now: datetime) -> TimeWish | None:
    if match["bare"]:
        start, end, said = _minute(int(match["bare"]), 0, ""), _minute(int(match["bare2"]), 0, "午前"), None
    else:
        start, said = _clock_part(match, 1, match["half1"] or _half_nearby(match, "")), match["half2"]
        end = _clock_part(match, 2, said or "午前")
    if start is None or end is None:
        return None
    while end <= start:  # 「9時から5時」は17時まで、「夜10時から2時」は翌日の2時まで
        end += DAY_MINUTES if said else DAY_MINUTES // 2
    return _wish(match, "clock", minutes=(start, end))


def _clock(match: re.Match[str], now: datetime) -> TimeWish | None:
    edge = match["edge"] or ""
    minute = _clock_part(match, 1, match["half1"] or _half_nearby(match, edge))
    if minute is None or (
        match["h1"] == "一" and not (match["half1"] or match["hm1"] or edge in ("から", "まで"))
    ):
        return None  # 「一時は」は時刻ではなく「一時的に」
    if edge in ("から", "以降", "以後", "過ぎ", "すぎ"):
        minutes = (minute, max(DAY_MINUTES, minute + 60))
    elif edge in UNTIL:
        evening = edge == "前" and minute > p.PARTS["夕方"][0]  # 「夜7時前」は夕方から19時まで
        minutes = (p.PARTS["夕方"][0] if evening else 0, minute)
    elif edge:  # ごろ
        minutes = (max(minute - 30, 0), minute + 30)
    else:
        minutes = (minute, minute + 60)
    return _wish(match, "clock", minutes=minutes)


READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], datetime], TimeWish | None]], ...] = (
    (p.NOW, _now),
    (p.RELATIVE_DAY, _relative_day),
    (p.NEXT_WEEKDAY, _next_weekday),
    (p.WEEK, _week),
    (p.MONTH_DAY, _month_day),
    (p.SLASH_DAY, _month_day),
    (p.BARE_DAY, _bare_day),
    (p.CLOCK_RANGE, _clock_range),
    (p.CLOCK, _clock),
    (p.AFTER_WORK, _after_work),
    (p.WEEKDAY_RANGE, _weekday_range),
    (p.WEEKDAY_GROUP, _group),
    (p.WEEKDAY_LIST, _weekday_list),
    (p.PART, _part),
    (p.KANA_WEEKDAY, _kana_weekday),
    (p.KANA_PART, _kana_part),
)
