"""A text on ages made ready for reading: brackets, lists and short forms spelled out, names taken out."""

import re
from dataclasses import dataclass

from resources_db.reading.age_asides import excepts, narrowing
from resources_db.reading.age_ranges import UNREADABLE, AgeRange
from resources_db.reading.age_words import MONTH
from resources_db.reading.text import clean, kanji_to_digits, sentences

_CIRCLED = re.compile(r"[①-⑳㈠-㈩]")  # would become digits: ①3歳 is not 13歳
_QUOTED = re.compile(r"[「『][^」』]*[」』]")
_SIDE_BRACKETS = re.compile(r"(?<=[^\s。、])[\[【<〔《]([^\[\]【】<>〔〕《》]*)[\]】>〕》]")
_SCHOOL = r"小学[校部]?|中学[校部]?|高校|高等学校|高等部|[小中高]"
_UNIT = rf"[歳才]児?(?:クラス)?|{MONTH}"
_LIST = r"\s*(?:~|-|・|,|、|ー)\s*"

_DECIMAL = re.compile(rf"\d\.\d+\s*(?:[歳才]|{MONTH}|~|-)")  # 0.3~3歳児: no one can tell
_ON_APRIL_1 = re.compile(r"(?<!\d)4月1日(?:現在|時点|における|の満?年齢|を基準)")
_ON_A_DAY = re.compile(r"\d月\d{1,2}日(?:現在|時点|における|の満?年齢|を基準)")
_ONE_YEAR_ONLY = re.compile(
    r"(?:\d年|[RH]\d{1,2}\.|\d{4}[/.])\s*4[月./]|(?:令和|20\d\d|R)\d{0,2}年度|翌年|来年|来春"
)
_YEARS_AT = re.compile(r"(\d{1,2})[歳才](?!児|半|\d)")

_BABY_ASIDE = re.compile(
    rf"0[歳才]児?\s*\((?:生後|満)?(\d{{1,3}}(?:日|週|{MONTH}))目?(?:から|~|以上|以降|頃|ごろ)*\)"
)
_PRESCHOOL_ASIDE = re.compile(
    r"(?<=[~ら])満?[56][歳才](?:まで)?\s*\((?:小学校)?(?:就学前|入学前|未就学児?|年長児?)(?:まで)?\)"
)
# 小学生(4年生以上)、中学生(1・2年生)、小学生(6年生のみ)
_PUPILS_OF = re.compile(
    r"(小学|中学|高校)生\s*\((?P<first>[1-6])(?:年生?)?"
    r"(?:(?:~|-|・|から)(?P<last>[1-6])年生?(?:まで)?|年生?(?P<bound>以上|~|から|以下|まで)?)(?:のみ|だけ|限定|に限る|対象)?\)"
)
_LAST_GRADES = {"小学": 6, "中学": 3, "高校": 3}
_ABOUT_CHILD = re.compile(r"(?:子ども|子供|お子さん|児童生徒|児童|子|\d号(?:認定)?)$")
_RANGE_ASIDE = re.compile(r"(?:おおむね|概ね|生後|満)*[\d小中高年乳][^。は含]*")
_ASIDE_OR_PLACES = re.compile(r"※|定員|募集人数")
_INNERMOST = re.compile(r"\(([^()]*)\)")
_DENIED = re.compile(r"(?:ません|できない|対象外(?:です)?|不可)$")
_COUNTED = re.compile(r"[^、。]*から数えて")  # 小学3年生までの子から数えて第3子

_SIX_YEARS = re.compile(rf"(?<![\d学校]|[小中高])1(?:年生?)?(?:{_LIST}|から)6年生")
_GRADE_LIST = re.compile(
    rf"({_SCHOOL})(\d)(?:年生?)?(\s*から\s*|{_LIST})(\d)(?:年生?|(?=$|[、。・,~)\s]|まで|以下))"
)
_AGE_LIST = re.compile(rf"(?<![\d.月日号第歳])(\d{{1,2}})({_LIST})(\d{{1,2}})({_UNIT})")
_LONGEST_LIST = 6  # 0・1・2・3・4・5歳児
_LONG_VOWEL = re.compile(r"(?<=[歳才児月\d])ー(?=満?\d)")
_STATUTE_GRADE = re.compile(r"第?([1-6])学年(?![制上下])")
_KANA_YEARS = re.compile(r"(?<=\d)さい(?!たま)")
_PERIODS = re.compile(r"第?\d(?:期|回目)")  # 予防接種の第1期、第2期
_SPACED_UNIT = re.compile(r"(?<=\d) +(?=[歳才])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`narrowed`: the ages within which its brackets say that its own ages hold."""

    text: str
    narrowed: tuple[AgeRange, ...] = ()


def ready_sentences(text: str) -> tuple[list[Sentence], bool]:
    """The sentences of `text` for reading, and whether its grades hold in one named school year only.
    No sentence comes back where the ages are those of a certain day, decimals, or one for each of several times."""
    plain = kanji_to_digits(clean(_CIRCLED.sub("・", text)).replace("零歳", "0歳"))
    plain = _SPACED_UNIT.sub("", _LONG_VOWEL.sub("~", _QUOTED.sub(" ", _KANA_YEARS.sub("歳", plain))))
    plain = _SIDE_BRACKETS.sub(r"(\1)", plain)
    if len(set(_PERIODS.findall(plain))) > 1:
        return [], False
    if _ON_APRIL_1.search(plain):
        plain = _as_classes(plain)
    elif _ON_A_DAY.search(plain):
        return [], False
    one_year_only = bool(_ONE_YEAR_ONLY.search(plain))
    parts = [_ready(part) for part in sentences(plain)]
    return ([] if any(_DECIMAL.search(part.text) for part in parts) else parts), one_year_only


def _ready(sentence: str) -> Sentence:
    part = _without_asides(_spell_out(sentence))
    plain = _spell_out(part.text)
    if _DENIED.search(plain):
        return Sentence("", (UNREADABLE,) if excepts(plain) else ())
    said, *asides = _ASIDE_OR_PLACES.split(plain)
    excepted = (UNREADABLE,) if any(map(excepts, asides)) else ()
    return Sentence(said, part.narrowed + excepted)


def _as_classes(plain: str) -> str:
    """4月1日現在3歳 is what nurseries call 3歳児クラス. Older ages have no such class and stay unread."""
    return _YEARS_AT.sub(lambda m: f"{m[1]}歳児クラス" if int(m[1]) <= 5 else "", _spell_out(plain))


def _without_asides(sentence: str) -> Sentence:
    """Brackets right after 子ども say who it is; the others add exceptions, narrow the ages, or are left out."""
    plain = _BABY_ASIDE.sub(r"生後\1", sentence)
    plain = _PRESCHOOL_ASIDE.sub("就学前", plain)
    plain = _PUPILS_OF.sub(_grades_of_pupils, plain)
    narrowed: list[AgeRange] = []
    while match := _INNERMOST.search(plain):
        before, told, after = plain[: match.start()], match[1], plain[match.end() :]
        is_range = _ABOUT_CHILD.search(before) and _RANGE_ASIDE.fullmatch(told) and not excepts(told)
        if not is_range and (found := narrowing(before, told, after)):
            narrowed.append(found)
        plain = f"{before} {told} {after}" if is_range else before + after
    return Sentence(_COUNTED.sub("", plain) if "から数えて" in plain else plain, tuple(narrowed))


def _grades_of_pupils(match: re.Match[str]) -> str:
    school, first, last = match[1], match["first"], match["last"]
    if match["bound"] in {"以下", "まで"}:
        first, last = "1", first
    elif match["bound"]:
        last = str(_LAST_GRADES[school])
    return f"{school}{first}年生~{school}{last}年生" if last else f"{school}{first}年生"


def _spell_out(plain: str) -> str:
    """0~2歳 -> 0歳~2歳; 小学1~6年生 -> 小学1年生~小学6年生; 3・4・5歳児 -> 3歳児・4歳児・5歳児."""
    plain = _SIX_YEARS.sub("小学1年生~小学6年生", _STATUTE_GRADE.sub(r"\1年生", plain))
    for pattern, spelled in ((_AGE_LIST, r"\1\4\2\3\4"), (_GRADE_LIST, r"\1\2年生\3\1\4年生")):
        for _ in range(_LONGEST_LIST):
            if (longer := pattern.sub(spelled, plain)) == plain:
                break
            plain = longer
    return plain
