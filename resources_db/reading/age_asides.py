"""What brackets in a text on ages do to the ages before them: say them again, narrow them, or make them unreadable."""

import re
from dataclasses import replace

from resources_db.reading.age_ranges import UNREADABLE, AgeRange, ranges
from resources_db.reading.age_words import MONTH, Point, points

_AGE_LIKE = rf"\d\s*(?:[歳才]|年生|学年|号|{MONTH})|[低中高]学年|年[少中長]|[乳幼園]児|[小中高]学生|[小中高][校学]|[小中高]\d|就[学園]|未満|新生児"
_LEFT_OUT_PLAINLY = (
    r"除[くきい]|以外|休止|停止|不可|対象外|対象と(?:なり|し)ませ|受け?入れ?(?:な[しい]|(?:て|を?して)?(?:い|お)?りませ|て(?:い|お))|(?:し|行っ|行なっ)て(?:い|おり)ませ|受入(?:なし|無し)"
    r"|できませ|できない|いただけませ|募集(?:な[しい]|終了|せず|して(?:い|おり)ま)"
)
_LEFT_OUT = rf"{_LEFT_OUT_PLAINLY}|のみ|だけ|限(?:る|り|定)"
_EXCEPTION, _PLAIN_EXCEPTION = (
    re.compile(rf"(?:{_AGE_LIKE})[^、。※]*(?:{words})|(?:{words})[^、。※]*(?:{_AGE_LIKE})")
    for words in (_LEFT_OUT, _LEFT_OUT_PLAINLY)
)
_WITH_PARENTS = re.compile(r"同伴|付き?添|つきそ|一緒|同乗|同室")
_PART = re.compile(r"[、。※;\n]+")
# 全体が年齢だけのことば
_AGES_ONLY = re.compile(
    rf"(?:[\d\s~・,/-]|[歳才]児?|{MONTH}児?|月齢|日齢?|週間?|生後|満|およそ|おおむね|概ね|約|以上|以下|未満|以降|から|まで|頃|ごろ|くらい|ぐらい|程度|半"
    r"|小学[校部生]?|中学[校部生]?|高校生?|高等部|[小中高](?=\d)|(?:就学|入学)前|未就[学園]児?|就園前|年[少中長]児?|年生?|乳幼児|乳児|幼児|クラス|組"
    r"|[123]号|認定|の?(?:子ども|お子さん|児童|子|方)|対象|相当|[年世]代|の?誕生日(?:の前日)?|のみ|だけ|限定|に限る)+"
)
_AROUND_ONE = re.compile(
    r"(?:\s|満|およそ|おおむね|概ね|約|生後|[123]号|認定|の?(?:子ども|お子さん|児童|子|方)|対象|相当)*"
)
_ONLY = re.compile(r"(?:のみ|だけ|限定|に限る|対象)+$")
_VAGUE = re.compile(
    r"(?:小学校?|中学校?)?[低中高]学年(?:児童|生徒|生)?(?:以上|以下|まで|のみ|だけ|限定|対象|に限る)*"
)
_UNNAMED_GRADES = re.compile(
    r"(?:[1-6](?:年生?)?[~・,-])*[1-6]年生?(?:以上|以下|まで|のみ|だけ|限定|に限る|~)*"
)
_GOES_ON = re.compile(r"\s*(?:~|-(?=\d)|から|まで|以上|以下|未満|以降|より)")
_TOLD_AS_BOUND = re.compile(r"(?:まで|以下|以上|未満|から|以降|~)[^~]{0,12}$")
_HAS_TWO_ENDS = re.compile(r"~|から|-(?=\d)")
_BY_BIRTHDAY = {"years", "half", "years_months", "months", "weeks", "days", "birth_years"}
_OF_A_YEAR = {"years", "half", "years_months", "class", "nursery", "grade", "stage", "schools"}
_ENDS = {"entry", "fiscal"}
_SIXTH_BIRTHDAY = 72


def excepts(text: str) -> bool:
    """3歳以上児は休止中, 6年生を除く: ages are taken out of those that stand before."""
    return _is_said(_PLAIN_EXCEPTION, text)


def _is_said(exception: re.Pattern[str], text: str) -> bool:
    return any(exception.search(part) for part in _PART.split(text) if not _WITH_PARENTS.search(part))


def narrowing(before: str, told: str, after: str) -> AgeRange | None:
    """The ages within which those `before` hold because of the bracket `told`; UNREADABLE where that cannot be
    told, None where it leaves them as they are."""
    said = [p for p in points(before) if p.kind != "name"]
    if not said:
        return None
    if bare := _ONLY.sub("", told):
        told = bare if _AGES_ONLY.fullmatch(told) and not _UNNAMED_GRADES.fullmatch(told) else told
    if _is_said(_EXCEPTION, told):
        return UNREADABLE  # 6年生を除く, 土曜は3歳以上のみ
    whole = [told] if _AGES_ONLY.fullmatch(told) else [p.strip() for p in re.split(r"[、。※;・\n]", told)]
    for part in whole:
        if _VAGUE.fullmatch(part) or _UNNAMED_GRADES.fullmatch(part):
            return UNREADABLE
        if _AGES_ONLY.fullmatch(part) and (found := _narrowed_by(part, before, said[-1], after)):
            return found
    return None


def _narrowed_by(part: str, before: str, point: Point, after: str) -> AgeRange | None:
    if _GOES_ON.match(after):
        is_start = not re.match(r"\s*(?:まで|以下|未満)", after)
        return None if all(_says_again(p, point, is_start) for p in points(part)) else UNREADABLE
    if one := _only_point(part):
        if _HAS_TWO_ENDS.search(before) or _TOLD_AS_BOUND.search(before) or point.kind in _ENDS:
            return None if _says_end_again(one, point) else UNREADABLE
        return AgeRange(one.low, one.high, one.first, one.last)
    inner = ranges(part)
    if not inner:
        return None
    return inner[0] if len(inner) == 1 else UNREADABLE


def _only_point(part: str) -> Point | None:
    """The one year of life or of school that is all of a bracket: 満3歳の子, but not 3歳以上."""
    found = points(part)
    if len(found) != 1 or found[0].kind not in _OF_A_YEAR:
        return None
    around = part[: found[0].start] + part[found[0].end :]
    return found[0] if _AROUND_ONE.fullmatch(around) else None


def _says_end_again(told: Point, point: Point) -> bool:
    """~5歳(年長), 小学生まで(12歳), 就学前(5歳); but not 就学前(3歳)."""
    if point.kind in _ENDS and told.high < point.high - 12:
        return False
    return told.low < point.high and point.low < told.high + 12


def _says_again(told: Point, point: Point, is_start: bool) -> bool:
    """3歳(年少), 年長(5歳); but not 2歳(2歳6か月)."""
    if told.kind in _BY_BIRTHDAY and point.kind in _BY_BIRTHDAY:
        rounded = 1 if point.kind in {"days", "weeks"} else 0  # 57日(2か月)
        return told.low <= point.low + rounded if is_start else told.high >= point.high
    return told.low < point.high and point.low < told.high


def within(outer: AgeRange, inner: AgeRange) -> AgeRange:
    """What is left of the ages inside the bracket's; UNREADABLE where they contradict each other."""
    if inner == UNREADABLE:
        return UNREADABLE
    if outer.low is None and outer.last_grade == 0 and inner.high == _SIXTH_BIRTHDAY:
        # 未就学児(0~5歳) goes on until school
        inner = replace(inner, high=outer.high, last_grade=outer.last_grade)
    low = max((end for end in (outer.low, inner.low) if end is not None), default=None)
    high = min((end for end in (outer.high, inner.high) if end is not None), default=None)
    if high is not None and (low or 0) >= high:
        return UNREADABLE
    return AgeRange(
        low,
        high,
        _grade(low, (outer.low, outer.first_grade), (inner.low, inner.first_grade)),
        _grade(high, (outer.high, outer.last_grade), (inner.high, inner.last_grade)),
    )


def _grade(end: int | None, *said: tuple[int | None, int | None]) -> int | None:
    """The grade that one of the two gives for this end."""
    return next((grade for months, grade in said if months == end and grade is not None), None)
