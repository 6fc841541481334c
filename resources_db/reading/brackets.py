"""Days in brackets before their hours: (月)~(金)9:00, 【平日】9:00 【土曜】9:00, <土>7:00 -> days and hours in a row."""

import re

from resources_db.reading.clock import RANGE
from resources_db.reading.days import DAYS

_OPEN, _CLOSE = r"[(<【\[〔〈「]", r"[)>】\]〕〉」]"
_ONE = rf"{_OPEN}[月火水木金土日祝](?:曜日?)?{_CLOSE}"
_DAYS = rf"(?=[月火水木金土日平毎全祝第最]){DAYS}"
# 5月11日(月) is a date, 9時~12時(月)(火) has its hours before
_ROW = re.compile(rf"(?<![\d日時分半正午まで])(?:{_ONE}\s*[~・、-]?\s*)+{_ONE}")
_FIRST = re.compile(rf"{_OPEN}{_DAYS}{_CLOSE}")
_BEFORE_HOURS = re.compile(rf"{_OPEN}({_DAYS}){_CLOSE}\s*:?\s*(?={RANGE}|お?休|定休|閉)")
_BRACKETS = re.compile(rf"{_OPEN}|{_CLOSE}|\s")


def unwrap_days(text: str) -> str:
    """A text that does not begin with days in brackets is left as it is: 9:00~12:00(火) 13:00~15:00(水)."""
    plain = _ROW.sub(lambda row: _BRACKETS.sub("", row[0]), text)
    return _BEFORE_HOURS.sub(r"、\1 ", plain) if _FIRST.match(text) else plain
