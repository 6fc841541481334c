"""The words for ages in town lists, and which months of life each one covers.

Grades follow the School Education Act: a child enters elementary school in the April after the sixth
birthday. A grade covers the widest ages that its children can have.
"""

import re
from dataclasses import dataclass

_MONTH = r"(?:か|カ|ヶ|ヵ|ケ|箇|ヶ)月"
_LAST_MARCH = r"(?:年度末|3月31日)"

# 名前つきの部品。上から順に試す
_PATTERNS = {
    # 18歳になって最初の3月31日まで
    "fiscal": rf"(?P<fiscal>\d{{1,2}})歳(?:に達する|になる|になって|到達|を迎える)?(?:日)?(?:以後|以降|後)?の?(?:最初の)?{_LAST_MARCH}",
    # 3歳になるまで、2歳の誕生日の前日まで
    "birthday": r"(?P<birthday>\d{1,2})歳(?:(?:に)?なるまで|に(?:達する|なる)(?:日の)?前日まで|の誕生日の前日まで|の誕生日まで)",
    "birthday_month": r"(?P<birthday_month>\d{1,2})歳の誕生日の月",
    "class": r"(?P<class>\d)歳児クラス",
    "turning": r"(?P<turning>\d{1,2})歳になる",  # 年度内に5歳になる: not an age
    "half": r"(?P<half>\d{1,2})[歳才]半",
    "years_months": rf"(?P<years_months>\d{{1,2}})[歳才](?P<extra>\d{{1,2}}){_MONTH}",
    "years": r"(?P<years>\d{1,3})[歳才]児?",
    "months": rf"(?P<months>\d{{1,2}}){_MONTH}",
    "days": r"(?<![月\d/])(?P<days>\d{2,3})日(?!間|前|以内)",
    "grade": r"(?P<school>小学校?|中学校?|高校)(?P<grade>[1-6])年生?|(?P<short>[小中高])(?P<short_grade>[1-6])(?:年生?|(?=[~\-(、。\s]|$))",
    "entry": r"(?P<entry>(?:小学校)?(?:就学|入学)(?:前|するまで)|小学校に入るまで|未就学児?)",
    "graduation": r"(?P<graduation>小学校|中学校|高校|高等学校)(?:を)?卒業",
    "vague": r"(?P<vague>[低中高]学年|\d0代(?!前半)|成人|大人|高齢|思春期)",
    "stage": r"(?P<stage>新生児|乳幼児|乳児|未就園児|年少|年中(?!無休|行事)|年長|小中高生|小・?中学生|小・?中学校|中高生|小学生|中学生|高校生|大学生|20代前半)(?:年代|世代)?",
}
_POINT = re.compile("|".join(f"(?:{part})" for part in _PATTERNS.values()))
_SCHOOL = {"小": 72, "中": 144, "高": 180}
_GRADUATION = {"小学校": 156, "中学校": 192, "高校": 228, "高等学校": 228}
_STAGES = {
    "新生児": (0, 1),
    "乳児": (0, 12),
    "乳幼児": (0, 84),
    "未就園児": (0, 60),
    "年少": (36, 60),
    "年中": (48, 72),
    "年長": (60, 84),
    "小学生": (72, 156),
    "小中学生": (72, 192),
    "小・中学生": (72, 192),
    "小・中学校": (72, 192),
    "小中学校": (72, 192),
    "小中高生": (72, 228),
    "中学生": (144, 192),
    "中高生": (144, 228),
    "高校生": (180, 228),
    "大学生": (216, 276),
    "20代前半": (240, 300),
}


@dataclass(frozen=True, slots=True)
class Point:
    """One age in a text: months from which, and before which, a child is 'this old'."""

    start: int
    end: int
    text: str
    kind: str
    low: int
    high: int


def points(plain: str) -> list[Point]:
    """All ages in `plain`, in order."""
    found = []
    for match in _POINT.finditer(plain):
        kind = match.lastgroup if match.lastgroup in _PATTERNS else _kind(match)
        found.append(Point(match.start(), match.end(), match[0], kind, *_months(kind, match)))
    return found


def _kind(match: re.Match[str]) -> str:
    return "years_months" if match["extra"] else "grade"


def _months(kind: str, match: re.Match[str]) -> tuple[int, int]:
    if kind == "grade":
        school, grade = match["school"] or match["short"], match["grade"] or match["short_grade"]
        start = _SCHOOL[school[0]] + (int(grade) - 1) * 12
        return start, start + 24
    if kind == "stage":
        return _STAGES[match["stage"]]
    if kind == "graduation":
        return 0, _GRADUATION[match["graduation"]]
    if kind in {"entry", "vague"}:
        return 0, 84
    number = int(match[kind])
    return {
        "fiscal": (number * 12, number * 12 + 12),
        "birthday": (0, number * 12),
        "birthday_month": (0, number * 12 + 1),
        "class": (number * 12, number * 12 + 24),
        "turning": (number * 12 - 12, number * 12 + 12),
        "half": (number * 12 + 6, number * 12 + 12),
        "years_months": (number * 12 + int(match["extra"] or 0), number * 12 + int(match["extra"] or 0) + 1),
        "years": (number * 12, number * 12 + 12),
        "months": (number, number + 1),
        "days": (number // 30, number // 30 + 1),
    }[kind]
