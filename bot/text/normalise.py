"""One spelling for every message, with a way back to what the parent typed.

NFKC with these differences: circled numbers keep apart from the next digit (①3歳 is not 13歳),
``...`` becomes one ``…`` (so that it is never a decimal point), every wave dash becomes 〜, and a
dash is ー after kana and - elsewhere. Latin capitals A-Z become small; other scripts keep their case.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# 波ダッシュの異体
_WAVES = frozenset("〜~∼〰⁓˜")
# 横棒の異体 (長音・ハイフン・罫線など)
_DASHES = frozenset("ー-‐‑‒–—―−─━﹘﹣⁃")
# 単独の濁点・半濁点は結合文字へ
_VOICING = {"゛": "\u3099", "゜": "\u309a", "ﾞ": "\u3099", "ﾟ": "\u309a"}
_ELLIPSES = frozenset("…‥⋯")
# 続けて書かれても一つにする記号
_RUNS = frozenset("ー〜!?。、,…・♪★☆w. ")
_DROPPED = frozenset({"Cc", "Cf", "Cs"})
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_LINE_CONTROLS = frozenset("\t\n\v\f\r\x85")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
_KATAKANA = re.compile(r"[ァ-ヺー]")
# そのままでよい文 (多くの文はこれで済む)
_PLAIN = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々0-9a-z。、!?]*")
_UNPLAIN = re.compile(r"([ー。、!?w])\1|[0-9]ー[0-9]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_Char = tuple[str, int, int]  # one output character, original start, original end


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text and, for each of its characters, the original half-open span."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Map the span ``[start, end)`` of the normalised text to the original text."""
        size = len(self.text)
        start = min(max(start, 0), size)
        end = min(max(end, start), size)
        if start == end:
            at = self.starts[start] if start < size else len(self.original)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def original_text(self, start: int, end: int) -> str:
        """Return what the parent typed for the normalised span ``[start, end)``."""
        first, last = self.original_span(start, end)
        return self.original[first:last]


def normalise(text: str) -> str:
    """Return the normalised text. Applying it twice changes nothing more."""
    return with_offsets(text).text


def with_offsets(text: str | Normalised) -> Normalised:
    """Return the normalised text with its offset map; a ``Normalised`` comes back unchanged."""
    if isinstance(text, Normalised):
        return text
    if _PLAIN.fullmatch(text) and not _UNPLAIN.search(text):
        return Normalised(text, text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    chars = _squeeze(_join_dashes(_compose(text)))
    return Normalised(
        text, "".join(c for c, _, _ in chars), tuple(s for _, s, _ in chars), tuple(e for _, _, e in chars)
    )


def printable(text: str) -> str:
    """Return the text without control characters, direction marks and lone surrogates; newlines stay."""
    return _UNPRINTABLE.sub("", text)


def _compose(text: str) -> list[_Char]:
    """Drop control characters and apply NFKC to each base character with its combining marks."""
    clusters: list[_Char] = []
    for at, char in enumerate(text):
        role = _role(char)
        if role == "base":
            clusters.append((char, at, at + 1))
        elif role == "space":
            clusters.append((" ", at, at + 1))
        elif role == "mark":
            char = _VOICING.get(char, char)
            before, start, _ = clusters.pop() if clusters else ("", at, at)
            clusters.append((before + char, start, at + 1))
    return [(out, start, end) for cluster, start, end in clusters for out in _fold(cluster)]


@lru_cache(maxsize=16384)
def _role(char: str) -> str:
    """Return base, mark (joins the letter before it), space or dropped."""
    category = unicodedata.category(char)
    if category in _SPACES or char in _LINE_CONTROLS:
        return "space"
    if category in _DROPPED or "\ufe00" <= char <= "\ufe0f":
        return "dropped"
    return "mark" if category[0] == "M" or char in _VOICING or _is_jamo(char) else "base"


def _is_jamo(char: str) -> bool:
    """Hangul vowels and finals join the letter before them under NFKC."""
    return "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff" or "\uffa0" <= char <= "\uffdc"


@lru_cache(maxsize=16384)
def _fold(cluster: str) -> str:
    if cluster in _WAVES:
        return "〜"
    if cluster in _DASHES:
        return cluster
    if cluster in _ELLIPSES:
        return "…"
    folded = unicodedata.normalize("NFKC", cluster)
    if "①" <= cluster <= "⑳":
        folded += " "
    return "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else "〜" if c in _WAVES else c for c in folded)


def _join_dashes(chars: list[_Char]) -> list[_Char]:
    """Decide each dash by its neighbours: サ－ビス has ー, 090ー1234 has -."""
    out: list[_Char] = []
    for at, (char, start, end) in enumerate(chars):
        if char in _DASHES:
            before = out[-1][0] if out else ""
            after = chars[at + 1][0] if at + 1 < len(chars) else ""
            kana = _KATAKANA if char == "-" else _KANA
            if char == "ー":
                char = "-" if before.isdigit() and after.isdigit() else "ー"
            else:
                char = "ー" if kana.match(before) and not (after.isascii() and after.isalnum()) else "-"
        out.append((char, start, end))
    return out


def _squeeze(chars: list[_Char]) -> list[_Char]:
    """Shorten runs: spaces, repeated marks, laughing w, and dots; strip spaces at both ends."""
    out: list[_Char] = []
    at, size = 0, len(chars)
    while at < size:
        char, start, _ = chars[at]
        if char not in _RUNS:
            out.append(chars[at])
            at += 1
            continue
        first = at
        while at < size and chars[at][0] == char:
            at += 1
        before = out[-1][0] if out else ""
        after = chars[at][0] if at < size else ""
        short = "…" if char == "." and at - first > 1 else char
        if char == "w" and (_latin(before) or _latin(after)):
            out.extend(chars[first:at])
        elif char != " " or (before and after):
            out.append((short, start, chars[at - 1][2]))
    return out


def _latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "./:@_-") and char != ""
