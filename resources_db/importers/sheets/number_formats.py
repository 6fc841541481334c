"""Numbers of spreadsheets as the words that the sheet shows: dates, times, 0012, 060-0000, 5歳, 10%.

A spreadsheet keeps a date as a count of days and 060-0000 as 600000; only the format tells.
Format codes: ECMA-376 Part 1, 18.8.30 and 18.8.31 (with the built-in formats of Japanese Excel)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel, to_excel

Kind = Literal["number", "date", "month", "weekday", "datetime", "time", "duration", "percent"]
Moment = datetime | date | time | timedelta
Value = int | float | Moment
"""A cell's value as openpyxl gives it, or the plain number behind it."""

_ERA, _ERA_LONG, _YMD = "[$-411]ge.m.d", '[$-411]ggge"年"m"月"d"日"', 'yyyy"年"m"月"d"日"'
_YM, _MD = 'yyyy"年"m"月"', 'm"月"d"日"'
# Books name built-in formats by number only. openpyxl's table lacks those of Japanese Excel (ECMA-376 Part 1,
# 18.8.30, ja-jp), so that their dates would be plain numbers; they are added once, here, for the whole program.
BUILTIN_FORMATS.update(
    {
        27: _ERA,
        28: _ERA_LONG,
        29: _ERA_LONG,
        30: "m/d/yy",
        31: _YMD,
        32: 'h"時"mm"分"',
        33: 'h"時"mm"分"ss"秒"',
    }
    | {34: _YM, 35: _MD, 36: _ERA, 50: _ERA, 51: _ERA_LONG, 52: _YM, 53: _MD, 54: _ERA_LONG}
    | {55: _YM, 56: _MD, 57: _ERA, 58: _ERA_LONG}
    # Money in the currency of whoever looks: openpyxl says dollars, a town would mean yen.
    | dict.fromkeys((5, 6, 7, 8, 42, 44), "#,##0")
)

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|[_*].|(?P<ampm>AM/PM|A/P)'
    r"|(?P<general>General|G/標準)|(?P<science>E[+-])|(?P<date>[yYmMdDhHsSgGeEaA]+)|(?P<place>[0#?.,/]+)|(?P<other>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<|>|=)(-?\d+(?:\.\d+)?)\]")
_SEMICOLON = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_LAID_OUT = re.compile(r"[0#][0#\-() ]*")
_WEEKDAYS = "月火水木金土日"
_FIRST_YEAR, _LAST_DAY = 1900, 2_958_465  # 9999-12-31


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """`before` and `after` stand around the number; `places` is "000-0000" where digits are laid out."""

    kind: Kind = "number"
    before: str = ""
    after: str = ""
    places: str = ""
    has_year: bool = False


PLAIN = NumberFormat()


def shown(value: Value, code: str, epoch: datetime = WINDOWS_EPOCH) -> str:
    """The cell's text. Days are counted from `epoch` where `value` is a number though the sheet shows a date."""
    if not isinstance(value, int | float):
        number: float = to_excel(value, epoch)  # type: ignore[no-untyped-call]
        return _moment(value, read_format(_section(code, number))) or _plain(number)
    form = read_format(_section(code, value))
    if form.kind == "number":
        return _number(value, form)
    if form.kind == "percent":
        return _plain(value * 100) + "%"
    if not 0 <= value < _LAST_DAY:
        return _plain(value)
    moment: Moment = from_excel(value, epoch, form.kind == "duration")  # type: ignore[no-untyped-call]
    return _moment(moment, form) or _plain(value)


def _section(code: str, value: float) -> str:
    """Of `positive;negative;zero` or `[<=999]000;000-0000`, the part for this value."""
    if ";" not in code:
        return code
    sections = _SEMICOLON.split(code)
    conditions = [_CONDITION.search(section) for section in sections]
    if any(conditions):
        return next((s for s, c in zip(sections, conditions, strict=True) if not c or _holds(c, value)), "")
    return sections[0] if value > 0 or (value == 0 and len(sections) < 3) else ""


def _holds(condition: re.Match[str], value: float) -> bool:
    sign, limit = condition[1], float(condition[2])
    return {
        "<=": value <= limit,
        ">=": value >= limit,
        "<": value < limit,
        ">": value > limit,
        "=": value == limit,
    }[sign]


@lru_cache(maxsize=512)
def read_format(code: str) -> NumberFormat:
    """One section of a format code."""
    letters, percent = "", False
    literals, places = [""], list[str]()  # literals[i] stands before places[i]
    for piece in _PIECE.finditer(code):
        kind, text = piece.lastgroup, piece[piece.lastgroup or 0]
        if kind == "bracket" and re.fullmatch(r"h+|m+|s+", text, re.I):
            return NumberFormat("duration")
        if kind == "date":
            letters += text.lower() + " "
        elif kind in ("place", "general"):
            places.append(text if kind == "place" else "#.")
            literals.append("")
        elif kind == "bracket":
            literals[-1] += text[1:].split("-")[0] if text.startswith("$") else ""  # [$¥-411]
        elif kind in ("quoted", "escaped", "other"):
            percent = percent or (kind == "other" and text == "%")
            literals[-1] += text
    if letters:
        return _date_format(letters)
    if percent:
        return NumberFormat("percent")
    return _number_format(literals, places) if places else PLAIN


def _date_format(letters: str) -> NumberFormat:
    weekday = bool(re.search(r"a{3,}|d{3,}", letters))
    day = bool(re.search(r"(?<!d)d{1,2}(?!d)", letters))
    year = bool(re.search(r"[yge]", letters))
    clock = bool(re.search(r"[hs]", letters))
    if clock:
        return NumberFormat("datetime" if day or year else "time")
    if day:
        return NumberFormat("date")
    if year or "m" in letters:
        return NumberFormat("month", after="m" if "m" in letters else "", has_year=year)
    return NumberFormat("weekday") if weekday else PLAIN


def _number_format(literals: list[str], places: list[str]) -> NumberFormat:
    if places[-1].endswith(","):  # shown in thousands: the words around would be wrong for the whole number
        return PLAIN
    inner = places[0] + "".join(word + place for word, place in zip(literals[1:-1], places[1:], strict=True))
    laid_out = _LAID_OUT.fullmatch(inner) and inner.count("0") + inner.count("#") > 1
    return NumberFormat("number", literals[0].strip(), literals[-1].strip(), inner if laid_out else "")


def _number(value: float, form: NumberFormat) -> str:
    text, whole = _plain(value), float(value).is_integer()
    if form.places and whole and value >= 0:
        text = _laid_out(text, form.places)
    return f"{form.before}{text}{form.after}" if value >= 0 else _plain(value)


def _laid_out(digits: str, places: str) -> str:
    """600000 in 000-0000 -> 060-0000: filled from the right, figures left over go to the front."""
    left, text = list(digits), ""
    for place in reversed(places):
        if place == "0":
            text = (left.pop() if left else "0") + text
        elif place == "#":
            text = (left.pop() if left else "") + text
        else:
            text = place + text
    return "".join(left) + text


def _plain(value: float) -> str:
    """Without .0 and never as 1.23E+11; of fractions the 15 figures that Excel itself keeps."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e18):
        return str(int(value))
    text = format(value, ".15g")
    return format(Decimal(text), "f")


def _moment(value: Moment, form: NumberFormat) -> str:
    """Empty for what the sheet cannot show either: a day before the calendar's first, a time of less than none."""
    if isinstance(value, timedelta):
        return _duration(value)
    if isinstance(value, time):
        return "" if form.kind in ("date", "month", "weekday") else _clock(value)
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    moment = (moment + timedelta(seconds=0.5)).replace(microsecond=0)
    if form.kind == "time":
        return _clock(moment.time())
    if moment.year < _FIRST_YEAR:
        return ""
    if form.kind == "weekday":
        return _WEEKDAYS[moment.weekday()]
    if form.kind == "month":  # the sheet shows no day: none is claimed
        return (f"{moment.year}年" if form.has_year else "") + (f"{moment.month}月" if form.after else "")
    day = f"{moment:%Y-%m-%d}"
    return day if form.kind == "date" or moment.time() == time() else f"{day} {_clock(moment.time())}"


def _clock(value: time) -> str:
    rounded = datetime.combine(date.min, value) + timedelta(seconds=0.5)
    return rounded.time().isoformat("seconds" if rounded.second else "minutes")


def _duration(value: timedelta) -> str:
    """25 hours -> 25:00"""
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" if minutes >= 0 else ""
