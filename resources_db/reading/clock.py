"""Times of day and spans between two of them: 9時半, 午後1時~5時, 8:30~17:15."""

import re
from dataclasses import dataclass
from datetime import time

from resources_db.reading.text import clean

_HALF_DAY = r"(午前|午後)?\s*+"
_MINUTE = (
    r"(?::(\d{2})(?::00)?|時(?:(\d{1,2}(?=分)|\d{2}(?!\d))分?|(半))?)"  # :30 / 時 / 時30分 / 時30 / 時半
)
CLOCK = rf"(?:{_HALF_DAY}(\d{{1,2}}){_MINUTE}|(正午))"
_FIRST = rf"(?:{_HALF_DAY}(\d{{1,2}}){_MINUTE}?|(正午))"  # 9~17時: the first may leave 時 out
_RANGE = re.compile(rf"{_FIRST}\s*+(?:~|-|から)\s*+(翌(?:日|朝)?の?)?\s*+{CLOCK}(?:まで)?")
# the same without groups, for larger patterns
A_CLOCK = re.sub(r"\((?![?])", "(?:", CLOCK)
RANGE = re.sub(r"\((?![?])", "(?:", _RANGE.pattern)
_A_CLOCK = re.compile(rf"\s*{CLOCK}\s*")
_BETWEEN_CLOCKS = re.compile(r"[、,/・\s]+")


@dataclass(frozen=True, slots=True)
class Span:
    """`closes` at or before `opens` means past midnight."""

    opens: time
    closes: time


def read_clock(value: str) -> time | None:
    """9:00, 9時半, 18時30分, 午後5時, 25:00 (one in the morning) -> a time, or None."""
    match = _A_CLOCK.fullmatch(clean(value))
    minutes = _minutes(match.groups()) if match else None
    return None if minutes is None else _time(minutes)


def read_spans(text: str, *, overnight: bool = False) -> list[Span] | None:
    """Every span in `text`, in order; None when one of them cannot be a time. With `overnight`, 18:00~8:00
    lasts till the morning (the hours beyond the usual ones of a place that is open by day)."""
    spans = [_span(match, overnight) for match in _RANGE.finditer(text)]
    return [span for span in spans if span] if all(spans) else None


def span_of(opens: str, closes: str, *, overnight: bool = False) -> Span | None:
    """Two cells, 9:00 and 17:00 -> a span, or None."""
    spans = read_spans(f"{clean(opens)}~{clean(closes)}", overnight=overnight)
    return spans[0] if spans and len(spans) == 1 else None


def paired(opens: str, closes: str) -> list[Span]:
    """Two cells of several times each, 8:30、13:00 and 12:00、17:00 -> spans in order, else []."""
    firsts, lasts = (
        [read_clock(part) for part in _BETWEEN_CLOCKS.split(clean(cell))] for cell in (opens, closes)
    )
    told = [one for both in zip(firsts, lasts, strict=False) for one in both if one]
    in_order = all(one < other for one, other in zip(told, told[1:], strict=False))
    if len(firsts) != len(lasts) or len(firsts) < 2 or len(told) != 2 * len(firsts) or not in_order:
        return []
    return [Span(*both) for both in zip(told[::2], told[1::2], strict=True)]


def _span(match: re.Match[str], overnight: bool) -> Span | None:
    groups = match.groups()
    opens, closes = _minutes(groups[:6]), _minutes(groups[7:])
    if opens is None or closes is None:
        return None
    if groups[0] == "午後" and not groups[7] and not groups[6] and closes < opens:
        closes += 12 * 60  # 午後1時~5時
    is_night = overnight or bool(groups[6]) or opens >= 12 * 60 and closes <= 6 * 60
    if closes <= opens and not is_night:
        return None  # 9時~5時: five in the afternoon, or a mistake
    if closes - opens > 24 * 60:
        return None
    if not (is_night or groups[0] or groups[7]) and _may_be_of_the_afternoon(opens, closes):
        return None
    return Span(_time(opens), _time(closes))


def _may_be_of_the_afternoon(opens: int, closes: int) -> bool:
    """1:00~5:00, 3:00~7:00: with no 午前, 翌 or 深夜 beside it, nobody can tell."""
    return opens >= 60 and (closes <= 6 * 60 or opens < 5 * 60 and closes <= 9 * 60)


def _minutes(groups: tuple[str | None, ...]) -> int | None:
    half_day, hour, minute, minute_of_kanji, half, noon = groups
    if noon:
        return 12 * 60
    if hour is None:
        return None
    h, m = int(hour), 30 if half else int(minute or minute_of_kanji or 0)
    if h > 29 or m > 59 or (half_day == "午前" and h >= 12):
        return None
    return (h + 12 if half_day == "午後" and h < 12 else h) * 60 + m


def _time(minutes: int) -> time:
    minutes = 0 if minutes == 23 * 60 + 59 else minutes  # 0:00~23:59 is all day
    return time(minutes // 60 % 24, minutes % 60)
