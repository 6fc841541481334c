"""Mask personal data before a text is stored for staff or comes near a log.

Best effort, and rather too much than too little. National short numbers (110, 119, 189, #8008) stay,
because they have too few digits for any pattern here. Control characters and lone surrogates are dropped.
"""

import re
from collections.abc import Iterator

from bot.text import personal_patterns as p
from bot.text.normalise import Normalised, printable, with_offsets
from bot.text.tokens import Token, tokens

PHONE, EMAIL, URL, POSTCODE, ADDRESS = "[電話]", "[メール]", "[URL]", "[郵便番号]", "[住所]"
BIRTH, NUMBER, NAME, SCHOOL, NURSERY, ACCOUNT = "[生年月日]", "[番号]", "[名前]", "[学校]", "[園]", "[ID]"
TAGS = (PHONE, EMAIL, URL, POSTCODE, ADDRESS, BIRTH, NUMBER, NAME, SCHOOL, NURSERY, ACCOUNT)

_Found = tuple[int, int, str]  # start, end, tag
# 先に見つけたものが優先
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (p.EMAIL, EMAIL),
    (p.URL, URL),
    (p.ACCOUNT, ACCOUNT),
    (p.BIRTH_DATE, BIRTH),
    (p.POSTCODE, POSTCODE),
    (p.PHONE, PHONE),
    (p.LONG_NUMBER, NUMBER),
    (p.BUILDING, ADDRESS),
)


def mask(text: str) -> str:
    """Return the text with each piece of personal data replaced by a tag such as ``[電話]``."""
    normalised = with_offsets(text)
    out: list[str] = []
    last = 0
    for start, end, tag in _accepted(normalised):
        first, after = normalised.original_span(start, end)
        out.append(printable(text[last:first]))
        out.append(tag)
        last = after
    out.append(printable(text[last:]))
    return "".join(out)


def _accepted(normalised: Normalised) -> list[_Found]:
    """Return the finds without overlaps, the earlier kinds first, in the order of the text."""
    plain = normalised.text
    taken = bytearray(len(plain))
    kept: list[_Found] = []
    for start, end, tag in _finds(plain):
        if start < end and not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append((start, end, tag))
    return sorted(kept)


def _finds(plain: str) -> Iterator[_Found]:
    for pattern, tag in _PATTERNS:
        for match in pattern.finditer(plain):
            yield *_said(match), tag
    yield from _addresses(plain)
    words = tokens(plain)
    yield from _schools(plain, words)
    for match in p.NAME.finditer(plain):
        yield *_said(match), NAME
    for match in p.HONORIFIC.finditer(plain):
        if match["name"] not in p.NOT_NAMES and not match["name"].endswith(("の子", "兄", "姉")):
            yield *match.span("name"), NAME
    yield from _people(plain, words)


def _said(match: re.Match[str]) -> tuple[int, int]:
    """Return the span of the group that holds the data itself, or of the whole match."""
    return match.span(match.lastgroup) if match.lastgroup else match.span()


def _addresses(plain: str) -> Iterator[_Found]:
    """Reach left from 3丁目 or 3-2-1 over the names of town and city."""
    for match in p.ADDRESS.finditer(plain):
        start = match.start()
        floor = max(start - p.LEFT_REACH, 0)
        while start > floor and p.ADDRESS_LEFT.match(plain[start - 1]):
            start -= 1
        if plain.startswith("住所", start):
            start += 2
        yield start, match.end(), ADDRESS


def _schools(plain: str, words: list[Token]) -> Iterator[_Found]:
    """A school or nursery with a name of its own: 星見小学校, ひまわり保育園; not 市立小学校."""
    ends = {word.end: at for at, word in enumerate(words)}
    for match in p.SCHOOL.finditer(plain):
        at = ends.get(match.start())
        start: int | None = None
        while at is not None and at >= 0 and match.start() - words[at].start <= 16 and _may_name(words[at]):
            if words[at].surface not in p.GENERIC_BEFORE:
                start = words[at].start
            at -= 1
        if start is not None:
            yield start, match.end(), SCHOOL if match.lastgroup == "school" else NURSERY


def _may_name(word: Token) -> bool:
    return word.pos in ("名詞", "接頭辞", "接尾辞", "形状詞") and word.pos_detail != "数詞"


def _people(plain: str, words: list[Token]) -> Iterator[_Found]:
    """Names that Sudachi knows, before さん・先生 or after 息子の; and given names in kana after 息子の."""
    for at, word in enumerate(words):
        following = words[at + 1].surface if at + 1 < len(words) else ""
        after_kin = p.KIN.search(plain[max(word.start - 6, 0) : word.start]) is not None
        person = word.pos_kind == "人名"
        if (
            person
            and (following in p.TITLES or after_kin or _is_full_name(words, at))
            or after_kin
            and _ends_name(following)
            and (person or _unknown_katakana(word))
        ):
            yield word.start, word.end, NAME


def _is_full_name(words: list[Token], at: int) -> bool:
    """A family name and a given name side by side: 田中花子, 山田 太郎."""
    before = [word for word in words[max(at - 2, 0) : at] if word.pos != "空白"]
    after = [word for word in words[at + 1 : at + 3] if word.pos != "空白"]
    return any(word.pos_kind == "人名" for word in before[-1:] + after[:1])


def _ends_name(following: str) -> bool:
    return following in ("は", "が", "を", "に", "と", "も", "です", "、", "。", "")


def _unknown_katakana(word: Token) -> bool:
    return bool(re.fullmatch(r"[ァ-ヴー]{2,5}", word.surface)) and word.pos_detail == "固有名詞"
