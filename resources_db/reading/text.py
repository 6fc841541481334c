"""One normal form for the cells of town lists, and their sentences."""

import re
import unicodedata

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ｰ─", "-") | dict.fromkeys("〜∼～", "~"))
_KANJI_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_KANJI_NUMBER = re.compile(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)|[〇一二三四五六七八九]")
_HALF_WIDTH_KANA = re.compile(r"[\uff61-\uff9f]+")
_WIDE_LETTERS = {
    wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_BRACKETS = re.compile(r"\([^()]*\)")

_EMOJI = "\U0001f000-\U0001faff\u2190-\u2bff\ufe0f"
_JOINING = "\u0600-\u109f"  # Arabic to Burmese letters: joiners are part of their spelling
_INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # C0 and C1; those that count as spaces become spaces
    "\xad\u061c\u180e\u200b\u2060-\u2064\ufeff"  # of no width
    "\u200e\u200f\u202a-\u202e\u2066-\u206f"  # directions: they make a number or a name look like another
    "\ufff9-\ufffb\ud800-\udfff]"  # ruby marks; halves of surrogate pairs, which no database can store
    f"|(?<![{_EMOJI}{_JOINING}])[\u200c\u200d]|[\u200c\u200d](?![{_EMOJI}{_JOINING}])"
)


def visible(text: str) -> str:
    """The text without characters that nobody sees: controls, marks of direction, signs of no width. Line breaks
    and spaces of every kind stay, and the joiners inside 👨‍👩‍👧."""
    return text if text.isprintable() else _INVISIBLE.sub("", text)


def tidy(value: object) -> str:
    """A cell as it is shown and kept: letters and digits in one width, whole kana, nothing invisible and no needless
    spaces. Signs stay the town's own: ①, ㈱, (…) and ~ in full width."""
    if value is None:
        return ""
    text = visible(str(value)).replace("\r\n", "\n").replace("\r", "\n")
    text = _HALF_WIDTH_KANA.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text.translate(_WIDE_LETTERS))
    return re.sub(r"[^\S\n]+", " ", text).strip()


def clean(value: object) -> str:
    """A text in the one form that the readers and comparisons use: NFKC, dashes and waves unified, nothing invisible, line breaks kept."""
    if value is None:
        return ""
    text = unicodedata.normalize("NFKC", visible(str(value))).translate(_DASHES)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[^\S\n]+", " ", text).strip()


def kanji_to_digits(text: str) -> str:
    """三歳 -> 3歳, 十八 -> 18, 二十 -> 20. Only used on texts known to hold a number."""

    def number(match: re.Match[str]) -> str:
        if "十" not in match[0]:
            return match[0].translate(_KANJI_DIGITS)
        tens = match[1].translate(_KANJI_DIGITS) or "1"
        return tens + (match[2].translate(_KANJI_DIGITS) or "0")

    return _KANJI_NUMBER.sub(number, text)


def sentences(text: str) -> list[str]:
    """Split at 。 and line breaks, but not inside brackets: 無料(通話料は別。切手も) stays whole."""
    inner = [m.span() for m in _BRACKETS.finditer(text)]
    found, start = [], 0
    for match in re.finditer(r"[。\n]+", text):
        if any(low < match.start() < high for low, high in inner):
            continue
        found.append(text[start : match.start()])
        start = match.end()
    found.append(text[start:])
    return [part.strip() for part in found if part.strip()]
