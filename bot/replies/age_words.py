"""The ages of a service in words that parents use: 「3歳から」, 「小学生になったら」, 「就学前まで」."""

import re
from datetime import date

from resources_db.models import Service
from resources_db.reading.text import clean
from resources_db.school import ages_of_grades

_SINCE_BIRTH = re.compile(r"生後(?:満)?(\d+)日")
_CLASSES = {0: "5歳児クラス(年長)", -1: "4歳児クラス(年中)", -2: "3歳児クラス(年少)"}
_SCHOOLS = ((1, 6, "小学"), (7, 9, "中学"), (10, 12, "高校"))


def from_age(service: Service, today: date) -> str:
    """From when on: 「3歳から」 or 「小学生になったら」; "" where nobody is too young."""
    youngest, _ = ages_of_grades(service.minimum_grade, None, today)
    low = service.minimum_age
    if service.minimum_grade is not None and (low is None or youngest is None or youngest >= low):
        return f"{_first_of(service.minimum_grade)}になったら"
    if low is None:
        return ""
    days = _SINCE_BIRTH.search(clean(service.age_text or "")) if low < 12 else None
    return f"生後{days[1]}日から" if days else f"{months(low)}から"


def until_age(service: Service, today: date) -> str:
    """Until when: 「3歳未満」 or 「就学前まで」; "" where nobody is too old."""
    _, oldest = ages_of_grades(None, service.maximum_grade, today)
    high = service.maximum_age
    if service.maximum_grade is not None and (high is None or oldest is None or oldest <= high):
        return f"{_last_of(service.maximum_grade)}まで"
    return f"{months(high)}未満" if high is not None else ""


def range_of_ages(service: Service, today: date) -> str:
    """「1歳から、就学前まで」"""
    low, high = from_age(service, today), until_age(service, today)
    return "、".join(filter(None, (low.replace("になったら", "から"), high)))


def months(value: int) -> str:
    """30 -> 2歳半, 18 -> 1歳半, 10 -> 10か月, 36 -> 3歳."""
    years, rest = divmod(value, 12)
    if not years:
        return f"{rest}か月"
    return f"{years}歳" + ("半" if rest == 6 else f"{rest}か月" if rest else "")


def _first_of(grade: int) -> str:
    """1 -> 小学生, 3 -> 小学3年生, 0 -> 5歳児クラス(年長)."""
    for first, last, school in _SCHOOLS:
        if first <= grade <= last:
            return f"{school}生" if grade == first else _year(grade, first, school)
    return _class_of(grade)


def _last_of(grade: int) -> str:
    """6 -> 小学生, 3 -> 小学3年生, 0 -> 就学前."""
    for first, last, school in _SCHOOLS:
        if first <= grade <= last:
            return f"{school}生" if grade == last else _year(grade, first, school)
    return "就学前" if grade == 0 else _class_of(grade)


def _year(grade: int, first: int, school: str) -> str:
    return f"{school}{grade - first + 1}年生"


def _class_of(grade: int) -> str:
    """Above school there are no grades: 13 is the year in which they turn 19."""
    if grade > _SCHOOLS[-1][1]:
        return f"{grade + 5}歳の年度"
    return _CLASSES.get(grade, f"{max(0, grade + 5)}歳児クラス")
