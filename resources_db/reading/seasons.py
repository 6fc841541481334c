"""Parts of the year as town lists write them: 4月~10月, 7/21~8/31, 奇数月, 令和8年8月10日, お盆.

A season is a set of days of the year, 0 (1 January) to 365 (31 December), 29 February counted: so that
"all but August" or "November to March" need no special case. Windows carry it as "MM-DD".."MM-DD".
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

Season = frozenset[int]

_LEAP = date(2024, 1, 1)
ALL_YEAR: Season = frozenset(range(366))
CODE_OF_LETTER = dict(zip("月火水木金土日", ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))

_M = r"(?:1[0-2]|0?[1-9])"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:(?:令和|R|平成|H)\s*(?:\d{1,2}|元)|20\d\d)\s*[年./]\s*"
_NEXT = r"(?:翌年?の?|次の年の)?"
_WEEKDAY = r"(?:[(<][月火水木金土日](?:曜日?)?(?:・祝)?[)>])?"
_TO = r"\s*(?:~|-|から)\s*"
_ONE = rf"(?:{_YEAR})?{_NEXT}{_M}(?:月|[/.])\s*{_D}(?![\d:時])日?{_WEEKDAY}"
_OTHER_END = rf"(?:{_YEAR})?{_NEXT}(?:{_M}(?:月|[/.])\s*)?{_D}(?![\d:時月])日?{_WEEKDAY}"
DATES = rf"(?<![\d第.])(?:{_ONE}(?:{_TO}{_OTHER_END})?)(?:まで|の間|の期間)?"  # 8月13日(木)~15日(土)
_MONTH = (
    rf"{_NEXT}{_M}月(?!曜|\s*\d{{1,2}}(?:日|\s*(?:~|-|から|・)\s*\d{{1,2}}日))"  # not 8月13日, not 第4月曜
)
MONTHS = (
    rf"(?<![\d第・./])(?:{_NEXT}{_M}月?{_TO}{_MONTH}(?:まで|の間)?"  # 11月~翌年3月, 12~2月
    rf"|(?:{_M}月?[・,と])*{_MONTH}"  # 5月・11月, 8月
    r"|(?:毎年)?[奇偶]数月)"
)

# 日にちの書かれていない時期: そうかもしれない期間を広くとる(地方や学校でちがう)
_PERHAPS = {
    "お盆": ("07-12..07-17", "08-07..09-07"),  # 新盆、月おくれ盆、旧盆(沖縄)
    "正月": ("12-28..01-07",),
    "連休": ("04-25..05-10",),
    "夏季休暇": ("07-10..09-10",),
    "冬季休暇": ("12-15..01-31",),
    "春季休暇": ("03-10..04-15",),
    "秋季休暇": ("10-01..10-25",),
    "長期休暇": ("07-10..09-10", "12-15..01-31", "03-10..04-15", "10-01..10-25"),
    "夏季": ("05-01..10-31",),
    "冬季": ("10-15..05-15",),
    "春季": ("02-15..06-15",),
    "秋季": ("08-15..12-15",),
}
PERHAPS = "|".join(_PERHAPS)


@dataclass(frozen=True, slots=True)
class Dated:
    """Days named by their date: of one year (`since`..`until`, inclusive) or, without a year, `season`."""

    season: Season
    since: date | None = None
    until: date | None = None
    weekday: str | None = None  # 12月5日(土): only in a year in which it is a Saturday


def ordinal(month: int, day: int) -> int | None:
    try:
        return (date(2024, month, day) - _LEAP).days
    except ValueError:
        return None


def between(first: int, last: int) -> Season:
    """Both inclusive; over the new year when `last` comes before `first`."""
    return (
        frozenset(range(first, last + 1)) if first <= last else ALL_YEAR - frozenset(range(last + 1, first))
    )


def _written(text: str) -> Season:
    """12-29..01-03 -> the season."""
    first, last = (ordinal(int(end[:2]), int(end[3:])) for end in text.split(".."))
    return between(first or 0, last or 0)


YEAR_END = _written("12-29..01-03")
ABOUT_NEW_YEAR = _written("12-25..01-07")
ABOUT_OBON = _written("08-10..08-17")


def perhaps(name: str) -> Season:
    """A time of the year whose dates are not told, taken widely. `name` is one of PERHAPS."""
    return frozenset().union(*(_written(text) for text in _PERHAPS[name]))


def intervals(season: Season) -> list[tuple[str | None, str | None]]:
    """As "MM-DD" ends, both inclusive; (None, None) for the whole year."""
    if len(season) == len(ALL_YEAR):
        return [(None, None)]
    starts = [day for day in sorted(season) if (day - 1) % 366 not in season]
    found: list[tuple[str | None, str | None]] = []
    for start in starts:
        end = start
        while (end + 1) % 366 in season:
            end = (end + 1) % 366
        found.append((f"{_LEAP + timedelta(days=start):%m-%d}", f"{_LEAP + timedelta(days=end):%m-%d}"))
    return found


def read_months(text: str) -> Season | None:
    """4月~10月, 11~翌3月, 5月・11月, 奇数月 -> whole months, or None."""
    if not re.fullmatch(MONTHS, text):
        return None
    if "数月" in text:
        months = [m for m in range(1, 13) if m % 2 == ("奇" in text)]
    else:
        months = [int(m) for m in re.findall(r"\d+", text)]
        if re.search(rf"\d月?{_TO}{_NEXT}\d", text):
            return between(_first(months[0]), _last(months[1]))
    return frozenset().union(*(between(_first(m), _last(m)) for m in months))


def _first(month: int) -> int:
    return ordinal(month, 1) or 0


def _last(month: int) -> int:
    return (_first(month + 1) if month < 12 else 366) - 1


_PARTS = re.compile(
    rf"(?:(?P<year>{_YEAR}))?{_NEXT}(?:(?P<month>{_M})(?:月|[/.]))?\s*(?P<day>{_D})(?![\d:時月])日?"
    r"(?:[(<](?P<weekday>[月火水木金土日])(?:曜日?)?(?:・祝)?[)>])?"
)


def read_dated(text: str) -> Dated | None:
    """8月13日~15日, 7/21~8/31, 12月5日(土), 令和8年8月10日 -> the days, or None (also: 2月30日)."""
    if not re.fullmatch(DATES, text):
        return None
    parts = list(_PARTS.finditer(text))
    first, last = parts[0], parts[-1]
    first_month = int(first["month"])
    last_month = int(last["month"] or first_month)
    ends = ordinal(first_month, int(first["day"])), ordinal(last_month, int(last["day"]))
    if ends[0] is None or ends[1] is None:
        return None
    weekday = CODE_OF_LETTER[first["weekday"]] if first["weekday"] and first is last else None
    season = between(ends[0], ends[1])
    if not first["year"]:
        return None if last["year"] else Dated(season, weekday=weekday)
    year = _year(first["year"])
    last_year = _year(last["year"]) if last["year"] else year + (ends[1] < ends[0])
    try:
        since = date(year, first_month, int(first["day"]))
        until = date(last_year, last_month, int(last["day"]))
    except ValueError:  # 29 February of a common year
        return None
    return Dated(season, since, until) if since <= until else None


def _year(text: str) -> int:
    number = 1 if "元" in text else int(re.findall(r"\d+", text)[0])
    if number > 1900:
        return number
    return number + (1988 if re.match(r"平成|H", text) else 2018)
