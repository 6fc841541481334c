"""The words for ages in town lists: which months of life and which school grades each one covers.

Grades are counted as in resources_db/school.py. Months are the widest ages that children of a grade can have:
the youngest turn six just before elementary school begins, the oldest turn seven just after.
"""

import re
from dataclasses import dataclass

MONTH = r"(?:か|カ|ヶ|ヵ|ケ|箇|個|力)月"
_YEARS = r"[歳才]"
_CHECK_UPS = (
    r"健診|健康診査|健康診断|検診|健康相談|相談|教室|学級|訪問|歯科|セミナー|サロン|ひろば|広場|クラブ"
)
_FILLER = r"(?:(?!未満|以上|以下|まで|から|クラス)[^、。()・~\d]){0,16}?"
_YEAR_END = r"(?:年度の?(?:末日?|終わり|3月(?:31日|末日?))|年度(?=まで)|3月(?:31日|末日?))"
_SHORT_END = r"(?=$|[~\-(、。・\s)]|まで|から|以上|以下|未満|と|の(?:子|児|保護|親)|相当)"
_PUPILS = r"(?:の|に(?:在籍|在学|通学?)(?:する|している|う|っている)?)(?:子(?:ども)?|児童生徒|児童|生徒)"

# 名前つきの部品。上から順に試す
_PATTERNS = {
    # 3歳児健診、2歳児教室: names
    "name": rf"(?P<name>\d{{1,2}}(?:{_YEARS}(?:半|\d{{1,2}}{MONTH})?|{MONTH})児?の?(?:定期)?(?:{_CHECK_UPS}))",
    # 18歳に達する日以後の最初の3月31日、18歳到達年度末
    "fiscal": rf"(?P<fiscal>\d{{1,2}}){_YEARS}{_FILLER}{_YEAR_END}",
    # 6歳に達する日の翌日以後の最初の4月1日
    "april": rf"(?P<april>\d{{1,2}}){_YEARS}{_FILLER}最初の4月1日",
    # 年度内に5歳になる
    "in_year": rf"年度(?:内|中)?(?:に|、)?満?(?P<in_year>\d{{1,2}}){_YEARS}(?:に(?:なる|達する|到達する)|を迎える)",
    # 3歳になるまで、2歳の誕生日の前日まで、1歳に満たない
    "birthday": rf"(?P<birthday>\d{{1,2}}){_YEARS}(?:に?(?:なる|達する)(?:日の)?(?:前日?)?まで|に?なる前日?|(?:の誕生日)?の?前日(?:まで)?|の誕生日まで|に満たない)",
    "birthday_month": rf"(?P<birthday_month>\d{{1,2}}){_YEARS}の?お?誕生(?:日の(?:属する)?)?月",
    "turning": rf"(?P<turning>\d{{1,2}}){_YEARS}に(?:なる|なった|達する)",  # no range by itself
    "class": rf"(?P<class>[0-5]){_YEARS}児の?(?:クラス|学年|組)",
    "half": rf"(?P<half>\d{{1,2}}){_YEARS}と?半",
    "years_months": rf"(?P<years_months>\d{{1,2}}){_YEARS}と?(?P<extra>\d{{1,2}}){MONTH}",
    "nursery": rf"(?<!満)(?P<nursery>[0-5]){_YEARS}児",  # 2歳児: by its class more often than by birthday
    "years": rf"(?P<years>\d{{1,3}}){_YEARS}児?(?:の誕生日(?=~|から|以降|以後))?",
    "birth_years": r"(?<=生後)(?P<birth_years>\d)年(?!度|以内|生)",
    "months": rf"(?<![年\d.])(?P<months>\d{{1,2}})(?:{MONTH}齢?|(?<=生後\d)月|(?<=生後\d\d)月)(?!間|目|以内|ごと|毎|前|後|待|半待|おき|分|経過|続|に\d|たつ|たっ)",
    "weeks": r"(?<=生後)(?P<weeks>\d{1,2})週間?(?!以内)",
    "days": r"(?<![月\d/年.])(?P<days>\d{2,3})日目?(?!間|前|以内|町|市|頃?に)",
    "leave": r"(?P<leave>産休(?:明け|あけ))",
    "coming": r"(?P<coming>新(?:小学?校?|中学?校?|高校?)?\d(?:年生?)?|新入(?:学|園)|新年[少中長])",  # as of next April
    "grade": r"(?P<school>小学[校部]?|中学[校部]?|高校|高等学校|高等部)(?P<grade>[1-6])年生?(?:相当)?(?!間|度|前|後)"
    rf"|(?<![一-龥々](?<!内))(?P<short>[小中高])(?P<short_grade>[1-6])(?:年生?|生)?{_SHORT_END}",
    "entry": r"(?P<entry>未就学児?|(?:小学校(?:への?|に|の)?)?(?<!中学校)(?<!中学)(?<!高校)(?<!大学)(?<!等学校)(?:就学|入学)(?:の始期(?:に達する)?)?(?:前(?!に|健|説明|準備|教育)|(?:する)?まで)|小?学校(?:に|へ)(?:入る|上がる|あがる|就学する|入学する)(?:前|まで))",
    "next_entry": r"(?P<next_entry>中学|高校|高等学校)校?(?:に|へ)?(?:入学|進学)(?:前(?!に)|(?:する)?まで)",
    "graduation": r"(?P<graduation>小学校?|中学校?|高校|高等学校|義務教育)を?(?:卒業|修了|終了)(?:する)?(?=まで|前|年度)",
    "vague": r"(?P<vague>[低中高]学年|\d0代(?!前半)|成人|大人|おとな|高齢|シニア|思春期|社会人|[一1]般(?=$|[、。・(\s])|園児|幼稚園|保育[園所]|こども園|特別支援学校)",
    "schools": rf"(?P<schools>小・?中・?高校?生|小学?・?中学?生|中学?・?高校?生|小・?中学校(?={_PUPILS})|小学[生部]|中学[生部]|高校生|高等部)(?:年代|世代|相当(?:年齢)?)?",
    "stage": r"(?P<stage>新生児|乳幼児|乳児|幼児|未就園児|(?<!プレ)(?<![最少])年少|(?<![\d一-龥々年])年中(?!無休|行事)|(?<![最少])年長(?!者)|大学生|20代前半)(?:児|クラス|組|さん|年代|世代)?",
}
_STARTS = (
    r"(?=[\d年産新小中高未就入学義低成大お高シ思社一園幼保こ特乳])"  # spares most characters the trial of all
)
_POINT = re.compile(_STARTS + "(?:" + "|".join(_PATTERNS.values()) + ")")
_PUPILS_AFTER = re.compile(_PUPILS)

Span = tuple[int, int, int | None, int | None]
"""Months from which, and before which; first and last grade."""

_SCHOOLS: dict[str, Span] = {"小": (72, 156, 1, 6), "中": (144, 192, 7, 9), "高": (180, 228, 10, 12)}
_GRADES_BEFORE = {"小": 0, "中": 6, "高": 9}
_LAST_GRADES = {"小": 6, "中": 9, "高": 12, "義": 9}
_STAGES: dict[str, Span] = {
    "新生児": (0, 1, None, None),
    "乳児": (0, 12, None, None),
    "乳幼児": (0, 84, None, 0),
    "幼児": (12, 84, None, 0),
    "未就園児": (0, 84, None, 0),
    "年少": (36, 60, -2, -2),
    "年中": (48, 72, -1, -1),
    "年長": (60, 84, 0, 0),
    "大学生": (216, 276, None, None),
    "20代前半": (240, 300, None, None),
}


@dataclass(frozen=True, slots=True)
class Point:
    """One age in a text: months from which, and before which, a child is 'this old', and its grades."""

    start: int
    end: int
    text: str
    kind: str
    low: int
    high: int
    first: int | None = None
    last: int | None = None


def points(plain: str) -> list[Point]:
    """All ages in `plain`, in order."""
    found = []
    for match in _POINT.finditer(plain):
        kind = next(name for name in _PATTERNS if _named(match, name))
        end = match.end()
        if kind == "schools" and (pupils := _PUPILS_AFTER.match(plain, end)) and "学校" in match[0]:
            end = pupils.end()
        found.append(Point(match.start(), end, match[0], kind, *_span(kind, match)))
    return found


def _named(match: re.Match[str], kind: str) -> bool:
    if kind == "grade":
        return match["grade"] is not None or match["short_grade"] is not None
    return match[kind] is not None


def _span(kind: str, match: re.Match[str]) -> Span:
    if kind == "grade":
        school, number = match["school"] or match["short"], match["grade"] or match["short_grade"]
        return of_grades(_GRADES_BEFORE[school[0]] + int(number))
    if kind == "schools":
        named = [_SCHOOLS[letter] for letter in "小中高" if letter in match[0]]
        return named[0][0], named[-1][1], named[0][2], named[-1][3]
    if kind == "stage":
        return _STAGES[match["stage"]]
    if kind == "graduation":
        return _until_grade(_LAST_GRADES[match["graduation"][0]])
    if kind == "next_entry":
        return _until_grade(_GRADES_BEFORE[match["next_entry"][0]])
    if kind == "entry":
        return _until_grade(0)
    if kind in {"vague", "coming", "name"}:
        return 0, 0, None, None
    if kind == "leave":
        return 1, 2, None, None  # 産後休業は8週間 (労働基準法 第65条)
    return _numbered(kind, int(match[kind]), int(match["extra"] or 0))


def _numbered(kind: str, number: int, extra: int) -> Span:
    months = number * 12
    if kind in {"class", "nursery"}:  # the class of those who were N on April 1
        grade = number - 5
        return months, months + 24, grade if number else None, grade
    if kind == "april":
        return of_grades(number - 5)
    if kind in {"fiscal", "in_year"}:
        known = number <= 18
        return (*of_grades(number - 6)[:2], *((number - 6, number - 6) if known else (None, None)))
    low, high = {
        "birthday": (0, months),
        "birthday_month": (0, months + 1),
        "turning": (months, months),
        "half": (months + 6, months + 7),
        "years_months": (months + extra, months + extra + 1),
        "years": (months, months + 12),
        "birth_years": (months, months + 1),
        "months": (number, number + 1),
        "weeks": (number * 7 // 30, number * 7 // 30 + 1),
        "days": (number // 30, number // 30 + 1),
    }[kind]
    return low, high, None, None


def of_grades(first: int, last: int | None = None) -> Span:
    """The widest ages of a grade, or of several."""
    last = first if last is None else last
    return 60 + first * 12, 84 + last * 12, first, last


def _until_grade(last: int) -> Span:
    return 0, of_grades(last)[1], None, last
