"""A day, or a time from one day to another, out of a cell. A date without its year is none."""

import calendar
import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from resources_db.reading.text import clean, kanji_to_digits

_JAPAN = timezone(timedelta(hours=9))
# Year before the first year of an era, and the last year that papers printed before its end still name.
_ERAS = {"令和": (2018, 99), "平成": (1988, 45), "昭和": (1925, 64), "大正": (1911, 15), "明治": (1867, 45)}
_ERAS |= {"R": _ERAS["令和"], "H": _ERAS["平成"], "S": _ERAS["昭和"], "T": _ERAS["大正"], "M": _ERAS["明治"]}
_ERAS |= {name[0]: _ERAS[name] for name in ("令和", "平成", "昭和")}  # 令6.4.1
_FIRST_YEAR, _LAST_YEAR = 1868, 2100

_KANJI_DATE = re.compile(r"[〇一二三四五六七八九十]+(?=[年月日])")
_ERA_YEAR = r"(?:令和|平成|昭和|大正|明治)\s*(?:元|\d{1,2})"
_SHORT_ERA = r"(?:(?<![A-Za-z])[RHSTMrhstm]\.?\s?|(?<![一-龠])[令平昭])(?:元|\d{1,2})"
_YEAR = r"(?<!\d)(?:1[89]|20)\d\d"
_DATE = re.compile(
    rf"(?P<year>{_ERA_YEAR}|{_SHORT_ERA}|{_YEAR})"
    rf"(?:\s*年?\s*\(\s*(?P<again>{_ERA_YEAR}|{_SHORT_ERA}|(?:1[89]|20)\d\d)\s*年?\s*\))?"
    r"\s*(?P<sep>[年./-])\s*(?P<month>\d{1,2})\s*(?:(?<=\d)(?P<last>[月./-])\s*)(?P<day>\d{1,2})(?:(?P<end>\s*日)|(?![\d年月]))"
)
# 2026年(令和8年)4月1日: the same year said twice
_TWICE = re.compile(r"年\s*\(\s*([^()\d]*(?:元|\d+))\s*年?\s*\)(?=\s*\d{1,2}\s*月)")
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?: 0?0:00(?::00)?)?")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)")
# 期間、くり返し、おおよそ: 一日とは言えない
_NO_SINGLE_DAY = re.compile(r"~|から|より|以降|以前|毎年|毎月|頃|ごろ|[・,]\s*\d{1,2}日|\d{1,2}月\d{1,2}日")


@lru_cache(maxsize=4096)
def read_date(text: str) -> date | None:
    """The one day that a text names: 2026-04-01, 20260401, 令和8年4月1日, R8.4.1, 5/16/2020. None for a span,
    for a day without its year and for a number of Excel's."""
    plain = _plain(text)
    if compact := _COMPACT.fullmatch(plain):
        return _day(int(compact[1]), int(compact[2]), int(compact[3]))
    if american := _AMERICAN.fullmatch(plain):
        # 5/6/2020 may be the fifth of June: only a second number that is no month settles the order.
        return _day(int(american[3]), int(american[1]), int(american[2])) if int(american[2]) > 12 else None
    if _MOMENT.fullmatch(plain):
        return _day_in_japan(plain)
    found = {_of(match) for match in _DATE.finditer(plain)}
    return found.pop() if len(found) == 1 and not _NO_SINGLE_DAY.search(_DATE.sub(" ", plain)) else None


_CLOCK = r"(?:午前|午後)?\s*\d{1,2}(?:時(?:半|\d{1,2}分)?|:\d\d(?::\d\d)?)|正午"
_HOURS = re.compile(rf"(?:{_CLOCK})\s*~\s*(?:{_CLOCK})")
_TIME = rf"{_CLOCK}|必着|(?:当日)?消印有効|締切|締め切り|〆切|[月火水木金土日]曜日?"
_TO = r"(?:~|から|より|-|至|/)"
_BETWEEN = re.compile(
    rf"(?:自\s*)?<1>\s*(?:から|より|{_TO})\s*~?\s*(?:至\s*)?(?:<2>|(?:(?P<month>\d{{1,2}})月)?(?P<day>\d{{1,2}})日|(?P<slash_month>\d{{1,2}})[/.](?P<slash_day>\d{{1,2}})|(?P<bare_day>\d{{2}}))\s*(?:まで)?"
)
_FROM = re.compile(r"<1>\s*(?:~|から|より|以降)(?:\s*(?:随時|受付|受付開始|開始|申込可|申請可|適用|施行))?")
_UNTIL = re.compile(r"(?:~\s*<1>(?:\s*まで)?|<1>(?:\s*(?:まで|以前|締切|〆切|必着|期限))+)")
_LABEL = re.compile(
    r"^(?:(?:申込み?|申し込み|申請|受付|募集|応募|利用|有効|実施|開催|掲載|公開|対象|予約)?(?:受付)?(?:期間|期限|締切|締め切り|〆切|日)?\s*[:は]?\s*)"
)
_CLOSING = re.compile(r"締切|締め切り|〆切|必着|消印|期限")


@lru_cache(maxsize=4096)
def read_period(text: str) -> tuple[date | None, date | None] | None:
    """First and last day; None in place of the one that is left open. None altogether where no year is
    written (6月30日まで), for 随時, and where the text names more than one span."""
    plain = re.sub(r"[。\s]*※.*", "", _plain(text), flags=re.DOTALL)
    days: list[date | None] = []
    signs: list[str] = []

    def mark(match: re.Match[str]) -> str:
        days.append(_of(match))
        signs.append(match["sep"])
        return f"<{len(days)}>"

    marked = _DATE.sub(mark, plain)
    closing = " 締切" if _CLOSING.search(marked) else ""
    # 9時~17時 is no beginning of a span of days
    marked = _HOURS.sub(" 時間帯", re.sub(r"\([^()<>]*\)", " ", marked))
    marked = re.sub(_TIME, " ", _LABEL.sub("", marked, count=1))
    marked = re.sub(r"(?:です|とします|となります)[ 。]*$", "", marked)
    marked = re.sub(r"\s+", " ", marked + (closing if len(days) == 1 else "")).strip(" 。、")
    if not days or None in days:
        return None
    if between := _BETWEEN.fullmatch(marked.removesuffix(" 締切").removesuffix(" 時間帯")):
        return _span(days, signs[0], between)
    if len(days) == 1 and _FROM.fullmatch(marked):
        return days[0], None
    return (None, days[0]) if len(days) == 1 and _UNTIL.fullmatch(marked) else None


def _span(days: list[date | None], sign: str, match: re.Match[str]) -> tuple[date | None, date | None] | None:
    """Both days in their order. An end without a year is of the same year; before the start, it is not
    settled, and neither is the span. `sign` parts the figures of the first day."""
    first, last = days[0], days[1] if len(days) == 2 else None
    written = match["day"] or match["slash_day"] or match["bare_day"]
    if len(days) == 1 and first and written:
        # 2026.4.1~30 is a day; 2026.4.1~12 may be a month
        if match["bare_day"] and (sign not in "./" or int(written) <= 12):
            return None
        month = match["month"] or match["slash_month"] or first.month
        last = _day(first.year, int(month), int(written))
    return (first, last) if first and last and first <= last else None


_AGAIN = rf"(?:\s*年?\s*\(\s*(?P<again>{_ERA_YEAR}|{_SHORT_ERA}|(?:1[89]|20)\d\d)\s*年?度?\s*\))?"
_SOME_YEAR = rf"(?P<year>{_ERA_YEAR}|{_SHORT_ERA}|{_YEAR}){_AGAIN}\s*"
_OF_MONTH = rf"{_SOME_YEAR}(?:年\s*(?P<month>\d{{1,2}})月|[./-](?P<figure>\d{{1,2}}))"
_OF_FISCAL = rf"{_SOME_YEAR}年度(?:\s*\((?P<said_again>{_ERA_YEAR}|{_SHORT_ERA}|{_YEAR})年度\))?"
_YEAR_LAST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MONTH_ENDS = re.compile(rf"~?\s*{_OF_MONTH}\s*の?(?:末日?|中|いっぱい)?(?:まで)?(?:予定)?")
_FISCAL_ENDS = re.compile(rf"~?\s*{_OF_FISCAL}\s*の?(?:末日?|中|いっぱい)?(?:まで)?(?:予定)?")
_MONTH_BEGINS = re.compile(rf"{_OF_MONTH}\s*(?:から|より|以降|~)?(?:予定)?")
_FISCAL_BEGINS = re.compile(rf"{_OF_FISCAL}\s*の?(?:当初|初め|はじめ)?(?:から|より|以降|~)?(?:予定)?")


def read_last_day(text: str) -> date | None:
    """The day on which something ends: the day that is written, else the last one of a written month or fiscal
    year (2024年3月, 令和6年3月末, 令和6年度: 31 March of the next year). None where no year is written.
    Of 5/8/2020, which may be May or August, the later: by then it has ended for sure."""
    if period := read_period(text):
        return period[1]
    if day := read_date(text):
        return day
    plain = _plain(text)
    if match := _YEAR_LAST.fullmatch(plain):
        one, other, year = map(int, match.groups())
        readings = (_day(year, one, other), _day(year, other, one))
        return max((reading for reading in readings if reading), default=None)
    if (match := _MONTH_ENDS.fullmatch(plain)) and (first := _first_of_month(match)):
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return _of_year(match, 1, 3, 31) if (match := _FISCAL_ENDS.fullmatch(plain)) else None


def read_first_day(text: str) -> date | None:
    """The day on which something begins: the day that is written, else the first one of a written month, or
    April 1 of a fiscal year. None where no year is written."""
    if period := read_period(text):
        return period[0]
    if day := read_date(text):
        return day
    plain = _plain(text)
    if match := _MONTH_BEGINS.fullmatch(plain):
        return _first_of_month(match)
    return _of_year(match, 0, 4, 1) if (match := _FISCAL_BEGINS.fullmatch(plain)) else None


def _first_of_month(match: re.Match[str]) -> date | None:
    return _of_year(match, 0, int(match["month"] or match["figure"]), 1)


def _of_year(match: re.Match[str], later: int, month: int, day: int) -> date | None:
    """A day of the written year, or of some years `later`; None for two years that contradict."""
    year, again = _year(match["year"]), match["again"] or match.groupdict().get("said_again")
    if year is None or (again and _year(again) != year):
        return None
    return _day(year + later, month, day)


def _plain(text: str) -> str:
    plain = clean(text)
    if "月" not in plain:
        return plain
    return _TWICE.sub(r"(\1)年", _KANJI_DATE.sub(lambda m: kanji_to_digits(m[0]), plain))


def _of(match: re.Match[str]) -> date | None:
    """None for a day that the calendar does not have, for 2026/4-1 and for two years that contradict."""
    year, again = _year(match["year"]), match["again"]
    sep, last = match["sep"], match["last"]
    if (sep == "年") != (last == "月") or (sep == "年" and not match["end"]) or (sep != "年" and sep != last):
        return None
    if year is None or (again and _year(again) != year):
        return None
    return _day(year, int(match["month"]), int(match["day"]))


def _year(text: str) -> int | None:
    """2026, 令和8, R8 or 令和元 as a year of the common calendar."""
    match = re.fullmatch(r"(\D*?)[.\s]*(元|\d+)", text.strip())
    if not match:
        return None
    number = 1 if match[2] == "元" else int(match[2])
    if not match[1]:
        return number
    before, most = _ERAS[match[1].strip().upper()]
    return before + number if 1 <= number <= most else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _day_in_japan(moment: str) -> date | None:
    """The day that a moment with its offset from Greenwich falls on in Japan."""
    try:
        return datetime.fromisoformat(moment).astimezone(_JAPAN).date()
    except ValueError:
        return None
