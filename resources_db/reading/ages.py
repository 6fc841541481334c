"""The ages of the children a service is for: months of life, half-open, and school grades.

Only what the text says of the child in its first sentence is taken. A text with two different ranges, with
"年齢を問わない", or with an age of the parent, gives None: the card then shows the town's own words.
"""

import re
from dataclasses import replace
from functools import lru_cache

from resources_db.reading.age_asides import excepts, within
from resources_db.reading.age_ranges import UNREADABLE, AgeRange, ranges
from resources_db.reading.age_text import Sentence, ready_sentences
from resources_db.reading.text import clean

__all__ = ["AgeRange", "read_age_range"]

_OLDEST = 12 * 30  # 30歳までの若者 and beyond are no longer children's ranges
_ADULT_FROM = 180  # 15歳以上: the age of the person who works, borrows or comes along
_GROWN_UP = 216

_ANY_AGE = re.compile(
    r"年齢(?:[・、や]性別)?(?:の(?:制限|上限|条件))?(?:は|を|も)?(?:なし|ありません|なく|問わ|問い)|全年齢|(?:どなた|誰|だれ)でも"
)
_MAY_HOLD_AGES = re.compile(r"[歳才さ月日週学児年高小中産務]")
_SENTENCE_ON_CHILD = re.compile(r"子(?:ども|供)?は(?:おおむね|概ね|原則)?(?:生後)?(?=[\d小中高乳幼就未])")
_ITEM = re.compile(r"[・○●◎■□◆◇-]|\(?\d\)|[^:、。]{1,15}:")  # ・…, (1)…, インフルエンザ:…


@lru_cache(maxsize=4096)
def read_age_range(text: str) -> AgeRange | None:
    """The child's ages that `text` names, or None when it names none that can be read."""
    if not _MAY_HOLD_AGES.search(text) or _ANY_AGE.search(clean(text)):
        return None
    parts, one_year_only = ready_sentences(text)
    about_child = [
        Sentence(m.string[m.end() :], part.narrowed)
        for part in parts[1:]
        if (m := _SENTENCE_ON_CHILD.match(part.text))
    ]
    if any(excepts(part.text) for part in parts[1:]):
        return None  # 18歳以下。ただし高校生は除く
    for part in [_first_statement(parts), *about_child[:1]]:
        if found := _same_months_once(ranges(part.text)):
            ages = _narrowed(_one(found, part.text), part, len(found))
            return replace(ages, first_grade=None, last_grade=None) if ages and one_year_only else ages
    return None


def _narrowed(ages: AgeRange | None, part: Sentence, count: int) -> AgeRange | None:
    """未就園児(2~3歳). Of several ranges it is not told which one a bracket narrows."""
    for aside in part.narrowed if ages else ():
        left = within(ages, aside) if ages else UNREADABLE
        several = count > 1 and ages and (left.low, left.high) != (ages.low, ages.high)
        ages = None if left == UNREADABLE or several or not _is_of_child(left) else left
    return ages


def _first_statement(parts: list[Sentence]) -> Sentence:
    """The first sentence, or all items of a list: one item alone would not be the whole answer."""
    if parts and _ITEM.match(parts[0].text):
        items = [parts[0], *(part for part in parts[1:] if _ITEM.match(part.text))]
        narrowed = tuple(aside for item in items for aside in item.narrowed)
        return Sentence("、 ".join(item.text for item in items), narrowed)
    return parts[0] if parts else Sentence("")


def _same_months_once(found: list[AgeRange]) -> list[AgeRange]:
    """年中・年長の子(4歳~就学前) says the same twice; only the grades that both name are kept."""
    once: dict[tuple[int | None, int | None], AgeRange] = {}
    for ages in found:
        known = once.setdefault((ages.low, ages.high), ages)
        once[ages.low, ages.high] = replace(
            known,
            first_grade=known.first_grade if known.first_grade == ages.first_grade else None,
            last_grade=known.last_grade if known.last_grade == ages.last_grade else None,
        )
    return list(once.values())


def _one(found: list[AgeRange], plain: str) -> AgeRange | None:
    """One range for the text. Several of a 認定こども園 (1号…、2・3号…) give the earliest or the whole."""
    if UNREADABLE in found:
        return None
    if len(found) > 1 and plain.count("号") >= len(found):
        if all(r.high is None for r in found):
            found = [_earliest(found)]
        elif all(r.high is not None for r in found):
            found = [_whole(found)]
    return found[0] if len(found) == 1 and _is_of_child(found[0]) else None


def _earliest(found: list[AgeRange]) -> AgeRange:
    """Its grade holds if the others begin a year later: those children are then in that class or above."""
    first = min(found, key=lambda r: r.low or 0)
    holds = all(r is first or (r.low or 0) >= (first.low or 0) + 12 for r in found)
    return first if holds else AgeRange(first.low, None)


def _whole(found: list[AgeRange]) -> AgeRange:
    last = max(found, key=lambda r: r.high or 0)
    holds = all(r is last or r.high is not None and r.high <= (last.high or 0) - 12 for r in found)
    same = all(r.high == last.high and r.last_grade == last.last_grade for r in found)
    grade = last.last_grade if holds or same else None
    return replace(_earliest(found), high=last.high, last_grade=grade)


def _is_of_child(ages: AgeRange) -> bool:
    low, high = ages.low, ages.high
    if ages.first_grade is not None and ages.last_grade is not None and ages.first_grade > ages.last_grade:
        return False
    if high is None:
        return low is not None and low < _ADULT_FROM
    return (low or 0) < high <= _OLDEST and (low or 0) < _GROWN_UP
