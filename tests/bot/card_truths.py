"""Reads the sentences of a card back, and works each out anew from the record: not with the code that said it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from bot.messages import Card
from resources_db.documents import Document
from resources_db.matching.eligibility import Child
from resources_db.matching.query import TimeWish
from resources_db.matching.taxonomy import needs
from resources_db.opening import JAPAN, Window, is_holiday, opening
from resources_db.reading.text import clean
from resources_db.school import completed_months, grade_on

STAFF = "職員の確認"
_PLAIN = {need.plain: id_ for id_, need in needs().items()}
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


def untrue(card: Card, record: Record, told: Told, town: Town) -> list[str]:
    """The sentences of the card that its record does not bear out, and those that nobody knows how to check."""
    checks = [
        *((line, _REASONS) for line in card["reasons"]),
        *((line, _CHECKS) for line in card["to_check"]),
    ]
    return [line for line, known in checks if not _holds(line, known, record, told, town)]


Check = Callable[[re.Match[str], Record, Told], bool]


def _holds(line: str, known: Mapping[str, Check], record: Record, told: Told, town: Town) -> bool:
    if found := re.fullmatch(r"(.+)。今の年齢には「(.+)」があります", line):
        line = found[1]
        if not any(_takes_over(other, record, told) for other in town.called(found[2])):
            return False
    for pattern, check in known.items():
        if match := re.fullmatch(pattern, line):
            return check(match, record, told)
    return False


def _takes_over(other: Record, record: Record, told: Told) -> bool:
    shared = {n["need"] for n in record.document["needs"]} & {n["need"] for n in other.document["needs"]}
    return _all_inside(other, told) and any(record.need(n) >= 0.4 and other.need(n) >= 0.4 for n in shared)


def _months(told: Told) -> Iterator[range]:
    return (range(child.low, child.high) for child in told.children)


def _inside(record: Record, told: Told) -> list[bool]:
    """Child by child: is every age that it may have taken?"""
    day = told.now.date()
    return [all(takes(record.document, m, day) for m in ages) for ages in _months(told)]


def _all_inside(record: Record, told: Told) -> bool:
    return tells_ages(record.document) and bool(told.children) and all(_inside(record, told))


def _partly(record: Record, told: Told) -> bool:
    day = told.now.date()
    any_inside = any(takes(record.document, m, day) for ages in _months(told) for m in ages)
    return any_inside and not any(_inside(record, told))


def _is_open(record: Record, told: Told) -> bool:
    """At some quarter of an hour that was asked for, in the next five weeks."""
    return any(
        opening(record.windows, moment).open_now is True
        for wish in told.times
        for moment in _moments(wish, told.now.astimezone(JAPAN))
    )


def _moments(wish: TimeWish, now: datetime) -> Iterator[datetime]:
    if wish.now:
        yield now
        return
    low, high = wish.minutes or (0, 24 * 60)
    for day in wish.dates or [now.date() + timedelta(days=n) for n in range(35)]:
        asked = wish.dates or (wish.holidays and is_holiday(day)) or day.weekday() in wish.weekdays
        if asked or not (wish.weekdays or wish.holidays):
            midnight = datetime(day.year, day.month, day.day, tzinfo=JAPAN)
            for minute in range(low, high, 15):
                if (moment := midnight + timedelta(minutes=minute)) >= now - timedelta(minutes=15):
                    yield moment


def _from(words: str, record: Record, told: Told) -> bool:
    """「3歳から」, 「小学生になったら」, 「生後57日から」: is it what the record opens with?"""
    document = record.document
    if found := re.fullmatch(r"(.+)になったら", words):
        return bool(document["minimum_grade"] == _grade(found[1], first=True))
    if found := re.fullmatch(r"生後\d+日から", words):
        return words.removesuffix("から") in clean(document["age_text"])
    months = _age(words.removesuffix("から"))
    return bool(months is not None and document["minimum_age"] == months)


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


def _range(words: str, record: Record, told: Told) -> bool:
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


def _soon(match: re.Match[str], record: Record, told: Told) -> bool:
    near = min(_distance(record, told)) < _A_YEAR
    return is_late(record.document, told) and near and _from(match[1], record, told)


def _early(match: re.Match[str], record: Record, told: Told) -> bool:
    distances = _distance(record, told)
    far = all(_A_YEAR <= months < _NEVER for months in distances)
    return is_late(record.document, told) and far and _from(match[1], record, told)


def _past(match: re.Match[str], record: Record, told: Told) -> bool:
    over = all(months == _NEVER for months in _distance(record, told))
    return is_late(record.document, told) and over and _until(match[1], record)


def _between(match: re.Match[str], record: Record, told: Told) -> bool:
    return is_late(record.document, told) and _range(match[1], record, told)


def _place(match: re.Match[str], record: Record, told: Told) -> bool:
    there = record.document["places"][0]["district"] or ""
    return bool(told.district) and there.startswith(told.district or "-") and there.startswith(match[1])


def _can_call(record: Record) -> bool:
    return any(
        p["type"] != "fax" and len(re.sub(r"\D", "", p["number"])) >= 3 for p in record.document["phones"]
    )


def _way(name: str, words: str) -> Check:
    """The list says that it is a way to use it, and the record's words say what of it is promised."""
    return lambda _, record, __: (
        name in record.document["ways"].split(",") and bool(re.search(words, record.text, re.IGNORECASE))
    )


_REASONS: dict[str, Check] = {
    r"(.+)ときに使えます": lambda m, r, _: r.need(_PLAIN.get(m[1], "")) >= 0.7,
    r"説明に「(.+)」とあります": lambda m, r, _: m[1] in r.text,
    r"お話の内容に近い案内です": lambda *_: True,  # says nothing of the record
    r"お子さんの年齢が、対象に入っています": lambda _, r, t: _all_inside(r, t),
    r"対象の年齢に入っているお子さんがいます": lambda _, r, t: tells_ages(r.document) and any(_inside(r, t)),
    r"(.+)にあります": _place,
    r"無料です": lambda _, r, __: r.document["is_free"] is True,
    r"希望の日や時間に開いています": lambda _, r, t: _is_open(r, t),
    r"電話で聞けます": lambda _, r, __: _can_call(r),
    r"オンラインで使えます": _way("online", "オンライン|LINE|チャット|Zoom|ビデオ通話"),
    r"ネットやメールでできることがあります": _way("online", "メール|電子申請|インターネット|ウェブ|Web|オンライン|LINE"),
    r"家に来てもらえます": _way("home", "訪問|自宅|伺|うかがい|派遣"),
    r"家に届けてもらえます": _way("home", "配達|届け|宅食|配送"),
    r"直接行って話せます": _way("visit", "相談|面談|窓口|話"),
    r"直接行けます": _way("visit", ""),
}  # fmt: skip
_CHECKS: dict[str, Check] = {
    r"もうすぐ使えます\((.+)\)": _soon,
    r"使えるのは、まだ先です\((.+)\)": _early,
    r"年齢の上限\((.+)\)をこえています": _past,
    r"お子さんの年齢は、対象\((.+)\)に入っていません": _between,
    r"対象は(.+)です。お子さんが入るか、確かめてください": lambda m, r, t: (
        _partly(r, t) and _range(m[1], r, t)
    ),
    r"お子さんの年齢が、対象に入るか": lambda _, r, t: bool(t.children) and not tells_ages(r.document),
    r"対象の年齢は一覧に書いてありません": lambda _, r, __: (
        not tells_ages(r.document)
        and not r.document["age_text"]
        and not r.document["eligibility_description"]
    ),
    r"開いている時間": lambda _, r, t: opening(r.windows, t.now).open_now is None,
    r"開いている時間\(希望の日や時間に開いているか\)": lambda _, r, t: (
        bool(t.times) and opening(r.windows, t.now).open_now is None
    ),
    r"費用": lambda _, r, __: not r.document["fees_description"] and r.document["is_free"] is None,
    r"無料で使えるか": lambda _, r, __: r.document["is_free"] is None,
    r"電話番号\(.+\)|連絡先|申込みは.+|\d+年\d+月\d+日に確認した.+|いつ確認した.+|お知らせがあります。.+": (
        lambda *_: True  # tests/bot/test_cards_freshness.py
    ),
}
