"""Reads the sentences of a card back, and works each out anew from the record: not with the code that said it."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from bot.messages import Card
from resources_db.matching.query import TimeWish
from resources_db.matching.taxonomy import needs
from resources_db.opening import JAPAN, is_holiday, opening
from tests.bot.age_truths import (
    Record,
    Told,
    Town,
    all_inside,
    between,
    early,
    inside,
    partly,
    past,
    range_is,
    soon,
    tells_ages,
)

_PLAIN = {need.plain: id_ for id_, need in needs().items()}


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
    return all_inside(other, told) and any(record.need(n) >= 0.4 and other.need(n) >= 0.4 for n in shared)


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
    r"お子さんの年齢が、対象に入っています": lambda _, r, t: all_inside(r, t),
    r"対象の年齢に入っているお子さんがいます": lambda _, r, t: tells_ages(r.document) and any(inside(r, t)),
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
    r"もうすぐ使えます\((.+)\)": soon,
    r"使えるのは、まだ先です\((.+)\)": early,
    r"年齢の上限\((.+)\)をこえています": past,
    r"お子さんの年齢は、対象\((.+)\)に入っていません": between,
    r"対象は(.+)です。お子さんが入るか、確かめてください": lambda m, r, t: (
        partly(r, t) and range_is(m[1], r, t)
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
