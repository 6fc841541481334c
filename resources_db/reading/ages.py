"""The ages of the children a service is for, in months, half-open.

Only what the text says of the child in its first sentence is taken. A text with two different ranges, with
"年齢を問わない", or with an age of the parent, gives None: the card then shows the town's own words.
"""

import re
from dataclasses import dataclass

from resources_db.reading.age_words import Point, points
from resources_db.reading.text import clean, kanji_to_digits, sentences

_OLDEST = 12 * 30  # 30歳までの若者 and beyond are no longer children's ranges
_ADULT_FROM = 180  # 15歳以上: the age of the person who works, borrows or comes along


@dataclass(frozen=True, slots=True)
class AgeRange:
    """`low` inclusive, `high` exclusive; None is open."""

    low: int | None
    high: int | None


_ANY_AGE = re.compile(
    r"年齢(?:[・、や]性別)?(?:の(?:制限|上限|条件))?(?:は|を|も)?(?:なし|ありません|なく|問わ|問い)|全年齢|(?:どなた|誰|だれ)でも"
)
_ABOUT_CHILD = re.compile(r"(?:子ども|子供|お子さん|児童生徒|児童|乳幼児|子)$")
_RANGE_ASIDE = re.compile(r"(?:おおむね|概ね|生後|満)*[\d小中高年乳][^。は含]*")
_SENTENCE_ON_CHILD = re.compile(r"子(?:ども|供)?は(?:おおむね|概ね|原則)?(?:生後)?(?=[\d小中高乳幼就未])")
# 親の年齢、産後や妊娠の月数、離婚や初診からの年月は、子どもの年齢ではない
_NOT_CHILD = re.compile(
    r"(?:[父母親夫妻]|夫婦|保護者|大人|会員|女性|男性|産後|妊娠|初診から|卒業後の|離れてから|借りる人は)(?:が|は|の年齢が?|も)?(?:おおむね|概ね|原則|満)*$"
)
_PREGNANCY = re.compile(r"妊娠中\s*(?:~|から)\s*(?:おおむね|概ね)?$")

_ABOUT = r"(?:くらい|ぐらい|ごろ|頃|程度|相当|のころ)?"
_CHILD = r"(?:の(?:子ども|お子さん|児童|乳幼児|幼児|赤ちゃん|子|者|方))?"
_JOIN = re.compile(rf"{_ABOUT}{_CHILD}\s*(?:~|-|から|以上)、?\s*(?:おおむね|概ね|満|生後|小学校)*")
_AND = re.compile(r"[・、と]|や|または")
_UNDER = re.compile(rf"{_ABOUT}{_CHILD}\s*未満")
_UNTIL = re.compile(rf"{_ABOUT}{_CHILD}\s*(?:まで|以下|迄)")
_FROM = re.compile(
    rf"{_ABOUT}\s*(?:~\s*(?=$|[\s、。(])|以上(?!の?(?:養成|課程|前))|以降|から(?!.{{0,14}}まで))"
)
_STAGE_ALONE = re.compile(r"\s*(?:$|[、。・(]|の子(?!、または)|の親|の?保護者|と(?!の)|の児童)")
_ONE_OF_MANY = re.compile(r"[^、。]{0,14}がいる世帯、")  # 18歳未満の子がいる世帯、障害のある人、…


def read_age_range(text: str) -> AgeRange | None:
    """The child's ages that `text` names, or None when it names none that can be read."""
    plain = kanji_to_digits(clean(text))
    if _ANY_AGE.search(plain) or re.search(r"\d\.\d", plain):  # 0.3~3歳児: no one can tell
        return None
    parts = [_without_asides(part) for part in sentences(plain)]
    about_child = [m.string[m.end() :] for part in parts[1:] if (m := _SENTENCE_ON_CHILD.match(part))]
    for part in [*parts[:1], *about_child[:1]]:
        if found := list(dict.fromkeys(_ranges(_spell_out(part)))):
            return _one(found)
    return None


def _without_asides(sentence: str) -> str:
    """Brackets right after 子ども say who it is; the others add exceptions and are left out."""

    def aside(match: re.Match[str]) -> str:
        is_range = _ABOUT_CHILD.search(sentence[: match.start()]) and _RANGE_ASIDE.fullmatch(match[1])
        return f" {match[1]} " if is_range else ""

    plain = re.sub(r"\(([^()]*)\)", aside, sentence)
    return re.sub(r"[^、。]*から数えて", "", plain)  # 小学3年生までの子から数えて第3子


def _spell_out(plain: str) -> str:
    """0~2歳 -> 0歳~2歳; 小学1~6年生 -> 小学1年生~小学6年生."""
    plain = re.sub(
        r"(?<!\d)(\d{1,2})\s*(?:~|-)\s*(\d{1,2})\s*([歳才]児?|[かカヶヵケ箇ヶ]月)", r"\1\3~\2\3", plain
    )
    return re.sub(
        r"(小学校?|中学校?|高校)(\d)(?:年生?)?\s*(~|から)\s*(\d)\s*年生?", r"\1\2年生~\1\4年生", plain
    )


def _one(found: list[AgeRange]) -> AgeRange | None:
    """One range; several that only say from when (1号 3歳~、2・3号 3か月~) give the earliest."""
    if len(found) > 1 and all(r.high is None for r in found):
        found = [AgeRange(min(r.low or 0 for r in found), None)]
    return found[0] if len(found) == 1 and _is_of_child(found[0]) else None


def _is_of_child(ages: AgeRange) -> bool:
    low, high = ages.low, ages.high
    if high is None:
        return low is not None and low < _ADULT_FROM
    return (low or 0) < high <= _OLDEST and (low or 0) < 216


def _ranges(plain: str) -> list[AgeRange]:
    """Every range in one sentence, in order."""
    found: list[AgeRange] = []
    rest = [p for p in points(plain) if not _NOT_CHILD.search(plain[: p.start])]
    while rest:
        first = rest.pop(0)
        after = plain[first.end : rest[0].start] if rest else None
        if rest and after is not None and _JOIN.fullmatch(after):
            last = rest.pop(0)
            found.append(_joined(first, last, plain[last.end :]))
        elif rest and after is not None and _AND.fullmatch(after) and _stand_in_a_list(first, rest[0]):
            last = rest.pop(0)
            found.append(AgeRange(first.low, last.high))
        elif single := _single(first, plain):
            found.append(single)
    return found


def _stand_in_a_list(first: Point, second: Point) -> bool:
    """小学生・中学生, 4歳児・5歳児."""
    if first.kind != second.kind:
        return False
    return first.kind in {"stage", "class", "grade"} or first.text[-1] == second.text[-1] == "児"


def _joined(first: Point, last: Point, after: str) -> AgeRange:
    if "vague" in (first.kind, last.kind):
        return AgeRange(None, None)  # 0歳~30代: makes the whole text unreadable
    high = last.high + (12 if last.text.endswith("児") else 0)  # 0~5歳児: the classes; the oldest turn six
    return AgeRange(first.low, last.low if _UNDER.match(after) else high)


def _single(point: Point, plain: str) -> AgeRange | None:
    """An age that stands alone with 未満, まで or から, or a word that is a range by itself."""
    after = plain[point.end :]
    if point.kind in {"vague", "turning"}:
        return None
    if _PREGNANCY.search(plain[: point.start]):
        return AgeRange(None, point.low if _UNDER.match(after) else point.high)
    if _ONE_OF_MANY.match(after) or (point.kind == "entry" and plain[: point.start].endswith("・")):
        return None
    if point.kind in {"entry", "birthday"}:
        return AgeRange(None, point.high)
    if _UNDER.match(after):
        return AgeRange(None, point.low)
    if _UNTIL.match(after):
        return AgeRange(None, point.high)
    if point.kind == "months" and not re.search(
        r"生後$|^$|[、\s~]$|認定\s*(?:おおむね)?$|おおむね$", plain[: point.start]
    ):
        return None
    if _FROM.match(after) and not (point.kind == "months" and after.startswith("以上")):
        return AgeRange(point.low, None)
    if point.kind == "stage" and _STAGE_ALONE.match(after) and plain[: point.start].count("、") < 2:
        return AgeRange(point.low, point.high)
    if point.kind == "class" or point.text.endswith(("歳児", "才児")):
        return AgeRange(point.low, point.high)
    return None
