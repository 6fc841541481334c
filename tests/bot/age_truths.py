"""Ages and school years of a record, worked out month by month: what a child of each age may do, and the words of a
card that say so, read back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from resources_db.documents import Document
from resources_db.matching.eligibility import Child
from resources_db.matching.query import TimeWish
from resources_db.opening import Window
from resources_db.reading.text import clean
from resources_db.school import completed_months, grade_on

STAFF = "職員の確認"
_CLASSES = {"5歳児クラス(年長)": 0, "4歳児クラス(年中)": -1, "3歳児クラス(年少)": -2}
_TEXTS = (
    "name",
    "alternate_name",
    "kind",
    "keywords",
    "summary",
    "description",
    "application_process",
    "contact_text",
)
_A_YEAR, _NEVER = 12, 10_000  # months


@dataclass(frozen=True)
class Told:
    """What the parent said, and when."""

    now: datetime
    children: Sequence[Child] = ()
    district: str | None = None
    times: Sequence[TimeWish] = ()


@dataclass(frozen=True)
class Record:
    document: Document
    windows: Sequence[Window]

    @property
    def text(self) -> str:
        return clean(" ".join(self.document[field] or "" for field in _TEXTS))

    def need(self, id_: str) -> float:
        """Weight of a need that the record's own words, or staff, speak for."""
        for own in self.document["needs"]:
            said = any(word in self.text.casefold() for word in own["evidence"].split("、"))
            if own["need"] == id_ and (said or own["evidence"] == STAFF):
                return float(own["weight"])
        return 0.0


class Town:
    """Its records by id, and by name."""

    def __init__(self, by_id: Mapping[str, Record]) -> None:
        self.by_id = by_id

    def called(self, name: str) -> list[Record]:
        return [record for record in self.by_id.values() if record.document["name"] == name]


@cache
def _grades_at(months: int, day: date) -> frozenset[int]:
    """The grades that children of so many whole months are in: by their possible birthdays."""
    first = day - timedelta(days=31 * (months + 2))
    days = (first + timedelta(days=n) for n in range((day - first).days + 1))
    near = (d for d in days if abs((day - d).days / 30.44 - months) < 3)
    return frozenset(grade_on(d, day) for d in near if completed_months(d, day) == months)


def takes(record: Document, months: int, day: date) -> bool:
    low, high = record["minimum_age"], record["maximum_age"]
    first, last = record["minimum_grade"], record["maximum_grade"]
    by_age = (low is None or months >= low) and (high is None or months < high)
    if first is None and last is None:
        return by_age
    grades = _grades_at(months, day)
    return by_age and any((first is None or g >= first) and (last is None or g <= last) for g in grades)


def tells_ages(record: Document) -> bool:
    keys = ("minimum_age", "maximum_age", "minimum_grade", "maximum_grade")
    return any(record[key] is not None for key in keys)


def is_late(record: Document, told: Told) -> bool:
    """It tells its ages, and no child can have any of them."""
    day = told.now.date()
    ages = [months for child in told.children for months in range(child.low, child.high)]
    return bool(ages) and tells_ages(record) and not any(takes(record, months, day) for months in ages)


def _months(told: Told) -> Iterator[range]:
    return (range(child.low, child.high) for child in told.children)


def inside(record: Record, told: Told) -> list[bool]:
    """Child by child: is every age that it may have taken?"""
    day = told.now.date()
    return [all(takes(record.document, m, day) for m in ages) for ages in _months(told)]


def all_inside(record: Record, told: Told) -> bool:
    return tells_ages(record.document) and bool(told.children) and all(inside(record, told))


def partly(record: Record, told: Told) -> bool:
    day = told.now.date()
    any_inside = any(takes(record.document, m, day) for ages in _months(told) for m in ages)
    return any_inside and not any(inside(record, told))


def _from(words: str, record: Record, told: Told) -> bool:
    """「3歳から」, 「小学生になったら」, 「生後57日から」: is it what the record opens with?"""
    document = record.document
    if found := re.fullmatch(r"(.+)になったら", words):
        return bool(document["minimum_grade"] == _grade(found[1], first=True))
    if found := re.fullmatch(r"生後\d+日から", words):
        return words.removesuffix("から") in clean(document["age_text"])
    months = _age(words.removesuffix("から"))
    opens = months is not None and takes(document, months, told.now.date())
    return bool(opens and document["minimum_age"] == months)


def _until(words: str, record: Record) -> bool:
    if found := re.fullmatch(r"(.+)まで", words):
        return bool(record.document["maximum_grade"] == _grade(found[1], first=False))
    months = _age(words.removesuffix("未満"))
    return bool(months is not None and record.document["maximum_age"] == months)


def _age(words: str) -> int | None:
    found = re.fullmatch(r"(?:(\d+)歳)?(半|\d+か月)?", words)
    if not found or not words:
        return None
    rest = 6 if found[2] == "半" else int((found[2] or "0").removesuffix("か月"))
    return int(found[1] or 0) * 12 + rest


def _grade(words: str, *, first: bool) -> int | None:
    schools = {"小学": (1, 6), "中学": (7, 9), "高校": (10, 12)}
    if found := re.fullmatch(r"(小学|中学|高校)(?:(\d)年)?生", words):
        low, high = schools[found[1]]
        return low + int(found[2]) - 1 if found[2] else low if first else high
    if words == "就学前":
        return 0
    if found := re.fullmatch(r"(\d+)歳の年度", words):
        return int(found[1]) - 5
    found = re.fullmatch(r"(\d)歳児クラス", words)
    return _CLASSES.get(words, int(found[1]) - 5 if found else None)


def range_is(words: str, record: Record, told: Told) -> bool:
    low, _, high = words.rpartition("、")
    if not low and high.endswith("から"):
        low, high = high, ""
    starts = (low, low.replace("から", "になったら"))
    opens = not low or any(_from(words, record, told) for words in starts)
    return opens and (not high or _until(high, record))


def _distance(record: Record, told: Told) -> list[int]:
    """Child by child: how many months until it is taken, or _NEVER."""
    day, found = told.now.date(), []
    for child in told.children:
        later = (m - child.high for m in range(child.high, 400) if takes(record.document, m, day))
        found.append(next(later, _NEVER))
    return found


def soon(match: re.Match[str], record: Record, told: Told) -> bool:
    near = min(_distance(record, told)) < _A_YEAR
    return is_late(record.document, told) and near and _from(match[1], record, told)


def early(match: re.Match[str], record: Record, told: Told) -> bool:
    distances = _distance(record, told)
    far = all(_A_YEAR <= months < _NEVER for months in distances)
    return is_late(record.document, told) and far and _from(match[1], record, told)


def past(match: re.Match[str], record: Record, told: Told) -> bool:
    over = all(months == _NEVER for months in _distance(record, told))
    return is_late(record.document, told) and over and _until(match[1], record)


def between(match: re.Match[str], record: Record, told: Told) -> bool:
    return is_late(record.document, told) and range_is(match[1], record, told)
