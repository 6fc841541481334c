"""Days of the week as town lists write them -> RFC 5545 day codes (MO, or 2SA for the second Saturday)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from resources_db.reading.text import clean, kanji_to_digits

LETTERS = "月火水木金土日"
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_DAY = r"[月火水木金土日](?:曜日?+)?+"  # 月 / 月曜 / 月曜日
_SPAN = rf"{_DAY}\s*(?:~|-|から)\s*{_DAY}"  # 月~金
_NTH = rf"第\s*[1-5](?:[・,、と]?\s*第?[1-5])*\s*{_DAY}"  # 第2・第4土曜
_WHOLE = r"平日|毎日|全日|祝日?"
_TOKEN = re.compile(rf"{_WHOLE}|{_NTH}|{_SPAN}|{_DAY}")
_SEPARATOR = r"(?:[・,、/\s]|と|及び|毎週)*"
DAYS = rf"{_SEPARATOR}(?:(?:{_WHOLE}|{_NTH}|{_SPAN}|{_DAY}){_SEPARATOR})+"  # a whole list of days


@dataclass(frozen=True, slots=True)
class Days:
    """`codes` in the order of the text; `holidays`: 祝 is named too; `weekdays`: only 平日 is named."""

    codes: tuple[str, ...]
    holidays: bool = False
    weekdays: bool = False


def days_of(text: str) -> Days | None:
    """The days that `text` names, or None where anything else stands in it."""
    plain = digits_after_nth(clean(text))
    if not re.fullmatch(DAYS, plain):
        return None
    tokens = _TOKEN.findall(plain)
    codes = [code for token in tokens for code in _codes(token)]
    holidays = any(token.startswith("祝") for token in tokens)
    return Days(tuple(dict.fromkeys(codes)), holidays, tokens == ["平日"])


def read_days(text: str) -> tuple[str, ...] | None:
    """The column 利用可能曜日: 月火水木金 / 平日 / 月~金 / 第2・4土 -> day codes, or None."""
    found = days_of(text)
    return found.codes or None if found else None


def digits_after_nth(text: str) -> str:
    """第二・第四土曜 -> 第2・第4土曜."""
    return re.sub(r"第[一二三四五]", lambda m: kanji_to_digits(m[0]), text)


def minus(codes: Iterable[str], gone: Iterable[str]) -> tuple[str, ...]:
    """Days without some of them: (SA) without (2SA) is (1SA, 3SA, 4SA, 5SA)."""
    gone = set(gone)
    left: list[str] = []
    for code in codes:
        single = [f"{n}{code}" for n in range(1, 6)] if len(code) == 2 else [code]
        if code[-2:] in gone or code in gone:
            continue
        kept = [one for one in single if one not in gone]
        left += [code] if len(kept) == len(single) else kept
    return tuple(left)


def common(codes: Iterable[str], wanted: Iterable[str]) -> tuple[str, ...]:
    """The days of `wanted` on which `codes` takes place: (SA) and (2SA) have (2SA) in common."""
    codes = set(codes)
    return tuple(one for code in wanted for one in _same(code, codes))


def _same(code: str, codes: set[str]) -> list[str]:
    if code in codes or code[-2:] in codes:
        return [code]
    return [one for one in sorted(codes) if len(code) == 2 and one[-2:] == code]


def _codes(word: str) -> list[str]:
    if word == "平日":
        return list(CODES[:5])
    if word in {"毎日", "全日"}:
        return list(CODES)
    if word.startswith("祝"):
        return []
    letters = [CODES[LETTERS.index(letter)] for letter in re.findall(rf"([{LETTERS}])(?:曜日?)?", word)]
    if word.startswith("第"):
        return [f"{n}{letters[0]}" for n in re.findall(r"[1-5]", word)]
    if len(letters) == 2:
        first, last = (CODES.index(code) for code in letters)
        return list(CODES[first : last + 1] if first <= last else CODES[first:] + CODES[: last + 1])
    return letters
