"""Days of the week as town lists write them -> RFC 5545 day codes (MO, 2SA the second Saturday, -1FR the last Friday)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from resources_db.reading.text import clean, kanji_to_digits

LETTERS = "月火水木金土日"
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_DAY = r"[月火水木金土日](?:曜日?+)?+"  # 月 / 月曜 / 月曜日
_SPAN = rf"{_DAY}\s*(?:~|-|から)\s*{_DAY}(?:まで)?"  # 月~金
NTH = r"(?:第\s*[1-5](?:[・,、と~]?\s*第?[1-5](?!\d))*|最終)\s*"  # 第2・第4, 第1~第4, 最終 (第3週の土曜 may be another day than 第3土曜: not read)
_NTH_DAY = rf"(?!最終\s*日(?!曜))(?>{NTH}(?:[月火水木金土]{_DAY}|{_DAY}))"  # 第2・第4土曜, 第2・4土日
_WHOLE = r"平日|毎日|全日|祝(?:日(?!曜))?+(?!前)"  # 祝日: never 祝 and Sunday
_TOKEN = re.compile(rf"{_WHOLE}|{_NTH_DAY}|{_SPAN}|{_DAY}")
_SEPARATOR = r"(?:[・,、/\s]|と|及び|毎週の?|毎月の?)*"
DAYS = rf"{_SEPARATOR}(?:(?:{_WHOLE}|{_NTH_DAY}|{_SPAN}|{_DAY}){_SEPARATOR})+"  # a whole list of days
_DAYS = re.compile(DAYS)
_EVERY = re.compile(r"毎[週月]の?")
# 第2土曜・日曜: the second Sunday or every Sunday?
_NTH_OF_WHICH = re.compile(
    rf"{NTH}[月火水木金土日](?:曜日?)?(?:[・、,/\s]|と)+[月火水木金土日](?!\s*(?:~|-|から))"
)
_LETTER = re.compile(rf"([{LETTERS}])(?:曜日?)?")


@dataclass(frozen=True, slots=True)
class Days:
    """`codes` in the order of the text; `holidays`: 祝 is named too; `weekdays`: only 平日 is named."""

    codes: tuple[str, ...]
    holidays: bool = False
    weekdays: bool = False


def days_of(text: str) -> Days | None:
    """The days that `text` names, or None where anything else stands in it."""
    plain = digits_after_nth(clean(text))
    if not _DAYS.fullmatch(plain) or _NTH_OF_WHICH.search(plain):
        return None
    plain = _EVERY.sub("", plain)
    tokens = _TOKEN.findall(plain)
    codes = [code for token in tokens for code in _codes(token)]
    holidays = any(token.startswith("祝") for token in tokens)
    return Days(tuple(dict.fromkeys(codes)), holidays, tokens == ["平日"])


def days_at_start(text: str) -> tuple[Days | None, str]:
    """火水木金土(第2・4土は休み) -> the days, and what else is said of them."""
    plain = digits_after_nth(clean(text))
    first_line, end, others = plain.partition("\n")
    match = _DAYS.match(first_line)
    days = days_of(match[0]) if match else None
    if match is None or days is None:
        return None, plain
    more = first_line[match.end() :]
    if re.match(r"[はにのもだ]", more):  # 月~土 土は要相談: said of the last day alone
        return None, plain
    return days, more + end + others


def digits_after_nth(text: str) -> str:
    """第二・第四土曜 -> 第2・第4土曜."""
    return re.sub(r"第[一二三四五]", lambda m: kanji_to_digits(m[0]), text)


def minus(codes: Iterable[str], gone: Iterable[str]) -> tuple[str, ...]:
    """Days without some of them: (SA) without (2SA) is (1SA, 3SA, 4SA, 5SA). The last of a month (-1SA)
    cannot be taken out like that: a rule of closure does it."""
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
    if word.startswith("最終"):
        return [f"-1{code}" for code in _named(word[2:])]
    if word.startswith("第"):
        return [f"{n}{code}" for code in _named(word) for n in nths(word)]
    letters = _named(word)
    if len(letters) == 2:
        first, last = (CODES.index(code) for code in letters)
        return list(CODES[first : last + 1] if first <= last else CODES[first:] + CODES[: last + 1])
    return letters


def _named(word: str) -> list[str]:
    return [CODES[LETTERS.index(letter)] for letter in _LETTER.findall(word)]


def nths(text: str) -> list[str]:
    """第1・第3 -> 1, 3; 第1~第4 -> 1, 2, 3, 4."""
    found = re.findall(r"[1-5]", text)
    if "~" in text and len(found) == 2:
        return [str(n) for n in range(int(found[0]), int(found[1]) + 1)]
    return found
