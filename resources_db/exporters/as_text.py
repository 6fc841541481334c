"""What a record holds as numbers and windows, in the words of a town's list.

Only for records without a text of their own. The words are those that resources_db.reading reads back.
"""

from collections.abc import Sequence

from resources_db.documents import Document

_DAYS = {"MO": "月", "TU": "火", "WE": "水", "TH": "木", "FR": "金", "SA": "土", "SU": "日"}
_HOLIDAYS = {"closed": "祝日・年末年始は休み", "hol_closed": "祝日は休み"}
_SCHOOLS = ((10, "高校"), (7, "中学"), (1, "小学"))
_BEFORE_SCHOOL = {0: "年長", -1: "年中", -2: "年少"}
_OPEN_END = ("valid_from", "valid_to", "season_from", "season_to")


def ages(document: Document) -> str:
    """6か月～3歳未満, 小学1年生～小学6年生; "" where the record has no ages."""
    first, last = document["minimum_grade"], document["maximum_grade"]
    if first is not None and last is not None:
        return "～".join(dict.fromkeys((_grade(first), _grade(last))))
    low, high = document["minimum_age"], document["maximum_age"]
    if low is None and high is None:
        return ""
    until = f"{_months(high)}未満" if high is not None else ""
    return f"{_months(low)}～{until}" if low is not None else until


def hours(schedules: Sequence[Document]) -> str:
    """月・火 9:00～17:00。土 9:00～12:00。祝日は休み; "" where there is more to say than that."""
    if any(s["closed"] or not s["opens_at"] or not s["closes_at"] for s in schedules):
        return ""
    if any(s[name] for s in schedules for name in _OPEN_END):
        return ""
    windows = [f"{_days(s['byday'])} {_clock(s['opens_at'])}～{_clock(s['closes_at'])}" for s in schedules]
    closed = dict.fromkeys(_HOLIDAYS[s["holidays"]] for s in schedules if s["holidays"] in _HOLIDAYS)
    return "。".join([*windows, *closed])


def phones(found: Sequence[Document]) -> str:
    """03-0000-0101(代表)、03-0000-0102(予約) 内線12"""
    return "、".join(_phone(phone) for phone in found)


def _phone(phone: Document) -> str:
    label = f"({phone['description']})" if phone["description"] else ""
    extension = f" 内線{phone['extension']}" if phone["extension"] else ""
    return f"{phone['number']}{label}{extension}"


def _months(months: int) -> str:
    years, rest = divmod(months, 12)
    return (f"{years}歳" if years or not rest else "") + (f"{rest}か月" if rest else "")


def _grade(grade: int) -> str:
    for first, school in _SCHOOLS:
        if grade >= first:
            return f"{school}{grade - first + 1}年生"
    return _BEFORE_SCHOOL.get(grade, "")


def _days(byday: str) -> str:
    """MO,TU -> 月・火; 2SA,4SA -> 第2土・第4土; -1FR -> 最終金"""
    return "・".join(_day(code) for code in byday.split(","))


def _day(code: str) -> str:
    nth, name = code[:-2], _DAYS[code[-2:]]
    return f"最終{name}曜" if nth == "-1" else f"第{nth}{name}曜" if nth else name


def _clock(time: str) -> str:
    return time.removeprefix("0")
