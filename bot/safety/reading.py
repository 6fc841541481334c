"""A message as the rules read it: one spelling, no marks between letters, 。 between sentences.

Katakana is read as hiragana, half-width as full-width, ｼﾆﾀｲ and し・に・た・い as 死にたい (spellings.yml). The rules
are folded in the same way, so that they can be written as one writes.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from bot.text.tokens import TO_HIRAGANA

STOP = "。"
_LONGEST, _OVERLAP = 240, 80
_DASHES = dict.fromkeys(map(ord, "-‐‑‒–—―−─━〜~∼〰"), "ー")
_LETTERS = TO_HIRAGANA | _DASHES
# し に た い、し・に・た・い: 一字ずつはなして書いたもの
_SPELLED_OUT = re.compile(
    r"(?<!\w)\w(?:[^\w。!?]{1,3}\w(?!\w))+(?:[^\w。!?]{1,3}\w{1,4}(?!\w))?|(?<!\w)\w(?:[。\n]\w(?!\w)){2,}"
)
_ENDS = re.compile(r"[。!?\n\r\v\f\u2028\u2029]+")
_MARKS = re.compile(r"[^\w。]+|_+")
_LONG = re.compile(r"([ーぁぃぅぇぉっ])\1+")


def read(text: str) -> str:
    """Linear in the length of the text: every step is one pass."""
    return spelled(fold(text))


def pieces(plain: str) -> Iterator[str]:
    """Of a read text: some sentences each, for rules are looked for piece by piece. A sentence that does not end is cut
    into pieces that overlap, so that time stays linear."""
    start = 0
    while start < len(plain):
        end = plain.rfind(STOP, start, start + _LONGEST) + 1
        if end <= start or start + _LONGEST >= len(plain):
            end = min(start + _LONGEST, len(plain))
        yield plain[start:end]
        cut_inside = end < len(plain) and plain[end - 1] != STOP
        start = end - _OVERLAP if cut_inside else end


def sentence_at(piece: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a place in a piece."""
    last = piece.find(STOP, end)
    return piece.rfind(STOP, 0, start) + 1, last if last >= 0 else len(piece)


def fold(text: str) -> str:
    """Letters and sentence ends only."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(_LETTERS)
    for picture, word in _spellings().pictures:
        plain = plain.replace(picture, word)
    plain = _SPELLED_OUT.sub(lambda m: re.sub(r"[\W_]+", "", m[0]), plain)
    plain = _MARKS.sub("", _ENDS.sub(STOP, plain))
    return _LONG.sub(r"\1", plain)


def spelled(plain: str) -> str:
    """With slang and kana for words of danger as the rules have them."""
    for written, meant in _spellings().words:
        if written in plain:
            plain = plain.replace(written, meant)
    return plain


class _Spellings:
    def __init__(self) -> None:
        data = yaml.safe_load(Path(__file__).with_name("spellings.yml").read_text("utf-8"))
        self.pictures: list[tuple[str, str]] = list(data["pictures"].items())
        pairs = [(form, meant) for meant, written in data["words"].items() for form in written]
        # the longest first, so that a part never takes the whole's place
        self.words = sorted(((_plain(w), _plain(m)) for w, m in pairs), key=lambda pair: -len(pair[0]))


def _plain(word: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", word).lower().translate(_LETTERS))


@cache
def _spellings() -> _Spellings:
    return _Spellings()
