"""Days and times that a message wishes for: 来週の火曜, 土日, 午前中, 3時半, 今すぐ, 土曜の午前.

A time is no wish, and is dropped, when it is past (おとといの夜), tells a symptom or a habit (夜になると
熱が出る), when the parent is busy or cannot (平日は習い事があって, 明日は無理), plans something (明日かけて
みます) or apologises (夜中にごめんなさい). Busy days stay when help is asked for them in the same sentence
(土曜は仕事なので預けたい). The other weekdays are meant only when the text says so (平日は無理、ほかの日で).
Times with a date from today on are not symptoms. An hour from 1 to 6 without 午前/午後 is read as the
afternoon; 5 to 11 as the evening where 夕方, 夜 or 仕事 stands near. Public holidays are only named
(``holidays``), never computed here.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.text import time_context as context
from bot.text import time_patterns as p
from bot.text.normalise import Normalised, with_offsets
from bot.text.spans import masked
from bot.text.time_merging import merged
from bot.text.time_readings import EVERY_DAY, READERS, TimeWish

__all__ = ["TimeWish", "find_times"]


def find_times(text: str | Normalised, now: datetime) -> list[TimeWish]:
    """Return the times wished for, in the order of the text, resolved against ``now`` (local time in Japan)."""
    normalised = with_offsets(text)
    plain = masked(normalised)
    taken = bytearray(len(plain))
    named: list[TimeWish] = []
    for pattern, read in READERS:
        for match in pattern.finditer(plain):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            wish = read(match, now)
            if wish is not None:
                taken[start:end] = b"\x01" * (end - start)
                named.append(wish)
    wishes = merged(sorted(named, key=lambda wish: wish.start), plain)
    starts = [*(wish.start for wish in wishes[1:]), len(plain)][: len(wishes)]
    return [
        _to_original(kept, normalised)
        for wish, following in zip(wishes, starts, strict=True)
        for kept in _if_wished(wish, plain, following, now)
    ]


def _to_original(wish: TimeWish, normalised: Normalised) -> TimeWish:
    start, end = normalised.original_span(wish.start, wish.end)
    return replace(wish, start=start, end=end, text=normalised.original[start:end])


def _if_wished(wish: TimeWish, plain: str, following: int, now: datetime) -> Iterator[TimeWish]:
    """Yield the wish, or the other weekdays for refused ones, or nothing. ``following``: the next time."""
    rest = plain[wish.end : wish.end + context.WINDOW]
    sentence = context.SENTENCE_END.split(
        plain[wish.end : min(wish.end + context.WINDOW, following)], maxsplit=1
    )[0]
    if wish.kind == "now" or (context.ONLY.match(sentence) and not p.UNWANTED.match(plain, wish.end)):
        yield wish
    elif _is_refused(wish, plain, sentence):
        if wish.weekdays and wish.minutes is None and context.OTHERWISE.search(rest):
            yield replace(wish, weekdays=EVERY_DAY - wish.weekdays, holidays=False)
    elif not _is_past_or_told(wish, plain, sentence, now):
        yield wish


def _is_refused(wish: TimeWish, plain: str, sentence: str) -> bool:
    """Busy or unable at that time, with no help asked for it."""
    if p.UNWANTED.match(plain, wish.end):
        return True
    if context.REQUEST.search(sentence):
        return False
    unable = context.UNABLE.search(_clause(sentence))
    if unable and not (wish.dates and context.CANNOT_LEAVE.search(unable.group())):
        return True
    if wish.kind == "clock" and context.ENDS_BEFORE.search(plain[max(wish.start - 16, 0) : wish.start]):
        return not context.WANTS.search(sentence)
    return not wish.dates and bool(context.BUSY.match(sentence))


def _is_past_or_told(wish: TimeWish, plain: str, sentence: str, now: datetime) -> bool:
    """Past, symptom, habit, plan or apology."""
    before, clause = plain[max(wish.start - 6, 0) : wish.start], _clause(sentence)
    if context.PAST_BEFORE.search(before) or context.HABIT_BEFORE.search(before):
        return True
    if context.APOLOGY.match(sentence) or context.PLAN.search(clause):
        return True
    if _is_over(wish, now):
        return True
    is_ahead = bool(wish.dates) and min(wish.dates) > now.date()
    if not is_ahead and context.PAST_AFTER.search(clause) and not context.REQUEST.search(sentence):
        return True
    if wish.dates or wish.minutes is None:
        return False
    if context.HABIT.match(clause):
        return True
    return bool(context.TROUBLE.search(clause[: context.WINDOW // 2])) and not context.IN_CASE.search(
        sentence
    )


def _is_over(wish: TimeWish, now: datetime) -> bool:
    """「今日の朝」 said in the afternoon."""
    return (
        wish.dates == frozenset({now.date()})
        and wish.kind == "day"
        and wish.minutes is not None
        and wish.minutes[1] in p.ENDS_OF_PARTS
        and wish.minutes[1] <= now.hour * 60 + now.minute
    )


def _clause(sentence: str) -> str:
    """Up to the first comma that does not stand right after the time."""
    stop = context.CLAUSE_END.search(sentence)
    return sentence[: stop.end()] if stop else sentence
