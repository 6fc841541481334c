"""The ranges of ages in one sentence that age_text has made ready.

An age is taken only where the words around it say that it is a range of children's ages: 未満, まで, から, ~,
or a word such as 小学生 by itself. Lengths of time, rules, prices and ages of grown-ups are left out.
"""

import re
from dataclasses import dataclass, replace

from resources_db.reading.age_words import Point, points


@dataclass(frozen=True, slots=True)
class AgeRange:
    """Months: `low` inclusive, `high` exclusive. Grades (resources_db/school.py): both inclusive, set where
    the text speaks of school years; the months are then the widest that these grades can have. None is open."""

    low: int | None
    high: int | None
    first_grade: int | None = None
    last_grade: int | None = None


UNREADABLE = AgeRange(None, None)  # one such part makes the whole text unreadable

_ABOUT_BEFORE = r"(?:おおむね|概ね|原則|およそ|約|満|生後|小学校)*"
# 親の年齢、産後や妊娠の月数、離婚や初診からの年月は、子どもの年齢ではない
_NOT_CHILD = re.compile(
    r"(?:(?:[父母親夫妻]|夫婦|保護者|大人|会員|女性|男性|産後|出産後|妊娠|初診から|卒業後の|離れてから|借りる人は)(?:いずれか)?(?:が|は|の年齢が?|も)?"
    r"|(?:提供|協力|援助|両方|まかせて)会員\s*:\s*)(?:おおむね|概ね|原則|満)*$"
)
_LEFT = re.compile(rf"(?P<left>[^、。\s~]*)\s*(?:~|から)\s*{_ABOUT_BEFORE}$")
_LOOK_BACK = 40  # characters
_DATE = re.compile(r"\d(?:年度?|月|日)$")
_NO_LEFT = re.compile(r"\d(?:年度?|月|日)$|より$|^$")  # 令和8年度から18歳まで; ~3歳
_PREGNANCY = re.compile(r"(?:妊娠(?:中|期|前)?|妊婦|妊産婦|胎児期?|マタニティ|プレママ)$")
_BIRTH = re.compile(r"(?:出生|誕生|生まれ|出産)(?:の?日|直後|時|た日)?$")

_ABOUT = r"(?:くらい|ぐらい|ごろ|頃|程度|相当|のころ)?"
_CHILD = r"(?:の(?:子ども|お子さん|児童|乳幼児|幼児|赤ちゃん|子|者|方))?"
_PAST = r"を(?:経過し|過ぎ|超え|こえ)(?:た日|て|る)?"
_JOIN = re.compile(
    rf"{_ABOUT}児?{_CHILD}\s*(?:(?:以上|{_PAST})?(?:~|-|から|より)|以上|{_PAST})、?\s*{_ABOUT_BEFORE}"
)
_CHAIN = re.compile(rf"{_ABOUT}\s*(?:~|-)\s*{_ABOUT_BEFORE}")
_AND = re.compile(r"\s*(?:[・、,/]|と|や|、?または|又は|及び|および)\s*")
_UNDER = re.compile(rf"{_ABOUT}{_CHILD}\s*未満")
_UNTIL = re.compile(rf"{_ABOUT}{_CHILD}\s*(?:の(?:年度末|3月(?:末|31日))|修了|終了|卒業)?(?:まで|以下|迄)")
_FROM = re.compile(
    rf"{_ABOUT}\s*(?:~\s*(?=$|[\s、。(])|以上(?!の?(?:養成|課程|前))|以降"
    r"|から(?!.{0,14}まで|の(?!子|児|お子|幼|乳|方|人|利用|受|入|参加|預|保育|通)))"
)
_ALONE = re.compile(
    r"\s*(?:$|[、。(]|・(?=保護者|その|家族|親|教|先生)|の?お?子(?!、または)|の?親|の?保護者|の?家族|と(?!の)|及び|および|の児童|の生徒|の[方人者]|のみ|限定|に限る)"
)
_ONE_OF_MANY = re.compile(
    r"[^、。]{0,14}[がの]いる世帯(?:、|(?:又は|または)(?!妊))"
)  # 18歳未満の子がいる世帯、障害のある人、…
_BOUND = rf"{_ABOUT}(?:未満|以上|以下|まで|から)?児?{_CHILD}"
# 6歳未満は保護者と、小学生以下無料、3歳児20人: a rule, a price or a number of places, not who may come
_RULE = re.compile(
    rf"{_BOUND}\s*(?:は|には|に\d|なら|のとき|の場合|については|の?(?:保育料|利用料|料金)|無料|有料|無償|半額)"
    rf"|{_BOUND}[・.…=:\s]*月?額?\s*[\d,]+円|{_BOUND}\d+[人名組]|{_ABOUT}{_CHILD}までに"
)
_EXCEPT = re.compile(
    rf"{_BOUND}\s*(?:を除|以外|は[^、。]{{0,8}}(?:除|不可|休止|停止中|対象外|受け?入れ(?:な[しい]|ていま|ておりま|ませ)|受入なし))"
)
_OTHERS = re.compile(
    rf"{_BOUND}の?(?:妊婦|妊産婦|産婦|夫婦|女性|男性|男女|祖父母|ひとり親|会員|職員|ボランティア|犬|猫)"
)
_ANSWERED = re.compile(r".?:\|[、,;/]?|: \|[、,;/]?")
_BORN = re.compile(r"生後(?:おおむね|概ね|約|満)*$")
_MONTHS_OF_LIFE = re.compile(r"(?:生後|満|認定|号|おおむね|概ね|(?:対象|月齢|年齢)\s*[::は]?|^)\s*$")
_SAID_OF_A_CHILD = re.compile(
    r"(?:ごろ|頃|くらい|ぐらい)?(?:~|から|まで|未満|以下|以上|以降)?(?:$|[、。(\s]|児|と|の(?:子|児|赤|乳|お子|親|保護))"
)
_NO_RANGE = {"vague", "coming", "turning"}
_NO_START = _NO_RANGE | {"in_year", "fiscal", "birthday", "birthday_month", "graduation", "next_entry"}
_NO_END = _NO_RANGE | {"leave", "days"}
_FAMILIES: tuple[set[str], ...] = ({"stage", "schools", "vague"}, {"class", "nursery"}, {"grade"}, {"years"})
_AGES = {"class", "nursery", "half", "years_months", "years", "birth_years", "months"}
_WEAK = {"幼児", "乳児", "乳幼児", "未就園児"}  # 生後4か月~1歳未満の乳児: says once more who it is


def ranges(plain: str) -> list[AgeRange]:
    """Every range in one sentence, in order."""
    found: list[AgeRange] = []
    weak: list[AgeRange] = []
    said = [p for p in points(plain) if p.kind != "name"]
    rest = [p for p in said if not _NOT_CHILD.search(plain[max(0, p.start - _LOOK_BACK) : p.start])]
    of_parents_too = len(rest) < len(said)
    while rest:
        first = rest.pop(0)
        after = plain[first.end : rest[0].start] if rest else ""
        if rest and _JOIN.fullmatch(after):
            last = rest.pop(0)
            chained = rest and _CHAIN.fullmatch(plain[last.end : rest[0].start])
            ages = UNREADABLE if chained else _joined(first, last, plain)
        elif rest and _AND.fullmatch(after) and (run := _run(first, rest, plain)):
            last = run[-1]
            del rest[: len(run) - 1]
            ages = _listed(run, plain)
        else:
            last, ages = first, _single(first, plain) or _unread(first, plain, rest)
        if _EXCEPT.match(plain, last.end):
            ages = UNREADABLE
        elif ages is None or _is_a_rule(last, plain):
            continue
        (weak if first is last and first.text in _WEAK else found).append(ages)
    if of_parents_too and not found:
        return []  # 産後4か月未満の産婦と乳児: not every 乳児
    return _with_weak(found, weak)


def _unread(point: Point, plain: str, rest: list[Point]) -> AgeRange | None:
    """An age that could not be read spoils what stands beside it: 0歳、1歳児; 生後2か月を過ぎ、就学前; 麻しん:1歳、"""
    after = plain[point.end : rest[0].start] if rest else ""
    if point.kind in _AGES and _ANSWERED.fullmatch(plain[: point.start][-2:] + "|" + plain[point.end :][:1]):
        return UNREADABLE
    listed = point.kind in _AGES and after and _AND.fullmatch(after) and rest[0].kind not in _NO_RANGE
    return UNREADABLE if listed or _BORN.search(plain[: point.start]) else None


def joined_points(plain: str) -> list[tuple[Point, Point]]:
    """The two ends of everything that is written as a range, in order or not."""
    found = points(plain)
    return [(a, b) for a, b in zip(found, found[1:], strict=False) if _JOIN.fullmatch(plain[a.end : b.start])]


def _is_a_rule(last: Point, plain: str) -> bool:
    return bool(_RULE.match(plain, last.end) or _OTHERS.match(plain, last.end))


def _with_weak(found: list[AgeRange], weak: list[AgeRange]) -> list[AgeRange]:
    """3歳以上の幼児 is 3歳 to 就学前. A noun that only repeats the ages is left out."""
    for noun in weak:
        low, high = noun.low or 0, noun.high or 0
        inside = [r for r in found if low <= (r.low or 0) < high and (r.high or 0) <= high]
        if len(inside) != len(found) or not found:
            return [*found, *weak]
        found = [replace(r, high=high, last_grade=noun.last_grade) if r.high is None else r for r in found]
    return found


def _run(first: Point, rest: list[Point], plain: str) -> list[Point]:
    """小学生・中学生・高校生; empty where the next one is of another family."""
    family = next((f for f in _FAMILIES if first.kind in f), set())
    run = [first]
    for point in rest:
        if point.kind not in family or not _AND.fullmatch(plain[run[-1].end : point.start]):
            break
        run.append(point)
    return run if len(run) > 1 else []


def _listed(run: list[Point], plain: str) -> AgeRange | None:
    """A list must go on without a gap: 小学生・高校生 leaves one out."""
    vague = [p for p in run if p.kind == "vague"]
    if vague:
        return None if len(vague) == len(run) else UNREADABLE
    unbroken = all(a.low < b.low <= a.high for a, b in zip(run, run[1:], strict=False))
    after = plain[run[-1].end :]
    if run[0].kind == "years" and not (unbroken and _ALONE.match(after)):
        return None
    if not unbroken or not (_ALONE.match(after) or _UNTIL.match(after)):
        return UNREADABLE
    return AgeRange(run[0].low, run[-1].high, run[0].first, run[-1].last)


def _joined(first: Point, last: Point, plain: str) -> AgeRange | None:
    """first ~ last."""
    before, after = plain[: first.start], plain[last.end :]
    if first.kind in _NO_START or last.kind in _NO_END or _EXCEPT.match(after):
        return UNREADABLE
    if first.kind == "days" and not re.search(r"生後(?:おおむね|満)?$|^$", before):
        return None
    if first.kind == last.kind == "months" and not (
        _MONTHS_OF_LIFE.search(before) and (before.endswith("生後") or _SAID_OF_A_CHILD.match(after))
    ):
        return None
    if (left := _LEFT.search(before[-_LOOK_BACK:])) and not _NO_LEFT.search(left["left"]):
        return UNREADABLE
    low = None if first.kind == "entry" else first.low
    return replace(_up_to(last, after), low=low, first_grade=first.first)


def _up_to(last: Point, after: str) -> AgeRange:
    """The upper end: 未満 leaves the age or the grade itself out."""
    if not _UNDER.match(after):
        return AgeRange(None, last.high, None, last.last)
    if last.first is None or last.kind == "nursery":
        return AgeRange(None, last.low)
    return AgeRange(None, last.low + 12, None, last.first - 1)


def _single(point: Point, plain: str) -> AgeRange | None:
    """An age that stands alone with 未満, まで or から, or a word that is a range by itself."""
    before, after = plain[: point.start], plain[point.end :]
    if point.kind in _NO_RANGE:
        return None
    if _EXCEPT.match(after):
        return UNREADABLE
    if (left := _LEFT.search(before[-_LOOK_BACK:])) and not _DATE.search(left["left"]):
        return _right_half(point, left["left"], after)
    if _ONE_OF_MANY.match(after) or (point.kind == "entry" and before.endswith("・")):
        return None
    if point.kind == "in_year":
        return AgeRange(point.low, point.high, point.first, point.last)
    if point.kind in {"entry", "birthday", "graduation", "next_entry"}:
        return AgeRange(None, point.high, None, point.last)
    if point.kind in {"months", "weeks", "days", "leave"} and not _is_of_baby(point, before, after):
        return None
    if _UNDER.match(after) or _UNTIL.match(after):
        return _up_to(point, after)
    if point.kind == "fiscal":
        return AgeRange(None, point.high, None, point.last) if re.match(r"$|[、。]|にある", after) else None
    if _FROM.match(after):
        return AgeRange(point.low, None, point.first)
    return _alone(point, before, after)


def _right_half(point: Point, left: str, after: str) -> AgeRange:
    """What stands before ~ is no age: 妊娠中 and 出生 can be told, 首がすわる頃 cannot."""
    ages = _up_to(point, after)
    if left == "" or _PREGNANCY.search(left):
        return ages
    return replace(ages, low=0) if _BIRTH.search(left) else UNREADABLE


def _is_of_baby(point: Point, before: str, after: str) -> bool:
    """3か月 may be a length of time; 生後3か月 is an age."""
    if point.kind == "leave" or _BORN.search(before):
        return True
    return bool(_MONTHS_OF_LIFE.search(before) and _SAID_OF_A_CHILD.match(after))


def _alone(point: Point, before: str, after: str) -> AgeRange | None:
    whole = AgeRange(point.low, point.high, point.first, point.last)
    if point.kind in {"stage", "schools", "grade"}:
        return whole if _ALONE.match(after) and before.count("、") < 2 else None
    if point.kind == "class":
        return whole if _ALONE.match(after) else None
    if point.kind == "nursery" and not before and not after:
        return AgeRange(point.low, point.high)  # 2歳児 in a cell of its own: by class or by birthday
    if point.text.endswith(("歳児", "才児")) and _ALONE.match(after):
        return AgeRange(point.low, point.low + 12)
    return None
