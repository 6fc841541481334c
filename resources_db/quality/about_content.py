"""Rules on what the record says: ages, costs, dates, its name, and characters that were lost."""

import re
from collections.abc import Iterator
from datetime import date

from resources_db.documents import Document
from resources_db.models import Status
from resources_db.quality.looking import Looked, Problem, Town, around, problem
from resources_db.reading.age_lint import suspicious_ages
from resources_db.reading.ages import AgeRange
from resources_db.reading.dates import read_date
from resources_db.reading.hours import closure_in_name
from resources_db.reading.text import clean

_AGES = ("minimum_age", "maximum_age", "minimum_grade", "maximum_grade")
_WAITING = {Status.DRAFT: "下書き", Status.IN_REVIEW: "確認待ち"}

# 表の見出し・合計・注・見本・計算の失敗が、名称の列に残ったもの
_LEFTOVER = re.compile(
    r"(?:施設|事業所?|制度|サービス|窓口|団体|イベント)?(?:名称|名)|name|No\.?|番号|種別|区分|備考|記入欄|[小総合]?\s*計|以下(?:余白|同[じ様])|同上|[〃々\"]|[-ー―‐−*・.…_?]+|[\d.,]+"
    r"|n/?a|nan|none|null|true|false|unnamed:?\s*\d*|(?:sheet|シート)\s*\d*|.*\.(?:xlsx?|csv|pdf)"
    r"|#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|#+)|#+|=.*",
    re.IGNORECASE,
)
_LEFTOVER_WITHIN = re.compile(
    r"^(?:[※*]|\(?注\d*[:)\s])|#(?:REF!|N/A|VALUE!|NAME\?)|\((?:記入|記載|入力)?(?:例|見本|サンプル)\)|(?:記入|記載|入力)例|ダミー|テスト(?:データ|用)|\t"
)

# 文字化け: U+FFFD、UTF-8をShift_JISと読んだもの(縺、繧、繝の列)やLatin-1と読んだもの、〓、外字、JISの制御記号
_BROKEN = re.compile(
    r"\ufffd|ï¿½|[縺繧繝].{0,3}[縺繧繝]|[繧繝]|(?:[ã-é][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]{1,2}){2}"
    r"|[〓\ue000-\uf8ff\x1b]|文字化け|\?{3,}"
)
# 令和　年　月　日、令和8年　月　日、○月○日、4月__日まで。「3年 月曜」「4月 日曜」は日付ではない
_HOLE = r"[〇○◯●xX*＊×_]+"
_BLANK_DATE = re.compile(
    rf"(?:令和|平成|昭和|西暦)\s*(?:{_HOLE})?\s*年|年\s*{_HOLE}\s*月|{_HOLE}\s*月\s*(?:{_HOLE}|\d*)\s*日|\d\s*月\s*{_HOLE}\s*日"
    r"|(?:\d|元)\s*年\s*月\s*日(?!曜)|\d\s*月\s+日\s*(?:$|[まか~～(（、。])"
)
_DATE_HEADER = re.compile(
    r"^(?!.*(?:認可|設立|設置|開設|創立|指定|竣工|曜)).*(?:日$|年月日|date)", re.IGNORECASE
)
_LOOKS_LIKE_A_DATE = re.compile(
    r"(?:(?:令和|平成|昭和|[RHS])?\s*(?:\d{1,4}|元)\s*[-/.年]\s*\d{0,2}\s*[-/.月]?\s*\d{0,3}\s*日?|\d{5,8})",
    re.IGNORECASE,
)


def swapped_ages(looked: Looked, town: Town) -> Iterator[Problem]:
    text = looked.document["age_text"] or ""
    values = [looked.document[name] for name in _AGES]
    ages = AgeRange(*values) if any(value is not None for value in values) else None
    if told := suspicious_ages(text, ages):
        yield problem("swapped_ages", "age_text", text, told=told)


def no_ages(looked: Looked, town: Town) -> Iterator[Problem]:
    names = ("age_text", "eligibility_description", *_AGES)
    if all(looked.document[name] in (None, "") for name in names):
        yield problem("no_ages", "age_text")


def no_cost(looked: Looked, town: Town) -> Iterator[Problem]:
    document = looked.document
    if not document["fees_description"] and document["is_free"] is None and not document["cost_options"]:
        yield problem("no_cost", "fees_description")


def past_days(looked: Looked, town: Town) -> Iterator[Problem]:
    """A record or an application period that is over."""
    for kind, name in (("past_valid_to", "valid_to"), ("past_application", "application_until")):
        day = _day(looked.document, name)
        if day and day < town.today:
            yield problem(kind, name, day)


def turned_days(looked: Looked, town: Town) -> Iterator[Problem]:
    """Periods that end before they begin."""
    for first, last in (("valid_from", "valid_to"), ("application_from", "application_until")):
        begins, ends = _day(looked.document, first), _day(looked.document, last)
        if begins and ends and ends < begins:
            yield problem("turned_days", last, f"{begins}～{ends}")


def half_typed_date(looked: Looked, town: Town) -> Iterator[Problem]:
    for header, cell in looked.raw(_DATE_HEADER):
        if _LOOKS_LIKE_A_DATE.fullmatch(clean(cell)) and read_date(cell) is None:
            yield problem("half_typed_date", header, cell)
    for name, text in looked.texts():
        if match := _BLANK_DATE.search(text):
            yield problem("half_typed_date", name, around(text, match))


def closure_in_a_name(looked: Looked, town: Town) -> Iterator[Problem]:
    name = looked.document["name"]
    if closure_in_name(name):
        yield problem("closure_in_a_name", "name", name)


def odd_name(looked: Looked, town: Town) -> Iterator[Problem]:
    name = looked.document["name"]
    if _LEFTOVER.fullmatch(clean(name)) or _LEFTOVER_WITHIN.search(clean(name)):
        yield problem("odd_name", "name", name)


def broken_characters(looked: Looked, town: Town) -> Iterator[Problem]:
    for name, text in looked.texts():
        if match := _BROKEN.search(text):
            yield problem("broken_characters", name, around(text, match))


def draft_waiting(looked: Looked, town: Town) -> Iterator[Problem]:
    status = looked.document["status"]
    if status in _WAITING:
        yield problem("draft_waiting", "status", _WAITING[status])


def _day(document: Document, name: str) -> date | None:
    return date.fromisoformat(document[name]) if document[name] else None
