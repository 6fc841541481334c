"""Ways in which the same message is written: kana, half-width, marks between letters, a slip of the finger, politeness,
dialect, and buried in a long one. Each way is a function from a text to another; the same text always gives the same.
"""

import hashlib
import random
import re
import unicodedata
from collections.abc import Callable

from bot.safety.kana import in_kana as kana
from bot.text.tokens import tokens

_KANA_ROWS = ("あいうえお", "かきくけこがぎぐげご", "さしすせそざじずぜぞ", "たちつてとだぢづでどっ", "なにぬねの", "はひふへほばびぶべぼぱぴぷぺぽ",
              "まみむめも", "やゆよゃゅょ", "らりるれろ", "わをんー")  # fmt: skip
_ROW_OF = {kana: row for row in _KANA_ROWS for kana in row}
_END = re.compile(r"[。!?！？…、\s]*$")
_DIALECTS = ("ねん", "やけど", "んよ", "けん", "ばい", "っちゃ", "だべ", "がね", "さー", "とよ")
_POLITE = ("のですが", "んです", "んですけど、どうしたらいいですか", "んですよね", "のです。お願いします")
_BEFORE = (
    "はじめまして。町のホームページからこちらに来ました。4月に引っ越してきて、上の子は保育園に通っています。"
    "下の子の健診の案内も届いて、書類をそろえているところです。支援センターにも一度行きました。"
)
_AFTER = (
    "それから、児童手当の書類は窓口に出せばよいと聞きました。平日は仕事なので土曜日に行けたらと思っています。"
    "来月の離乳食教室も気になっています。長くなってすみません。よろしくお願いします。"
)


def half_width(text: str) -> str:
    """ｼﾆﾀｲ: all kana as half-width katakana, kanji read out."""
    return "".join(_HALF.get(_katakana(c), c) for c in kana(text))


def spaced(text: str) -> str:
    """し に た い: the first twelve letters apart, as nobody would write more."""
    return " ".join(text[:12]) + text[12:] if len(text) <= 40 else _every_word_apart(text)


def dotted(text: str) -> str:
    return "・".join(text[:12]) + text[12:] if len(text) <= 40 else _every_word_apart(text)


def slip(text: str) -> str:
    """One kana: a neighbour on the flick keyboard, dropped, twice, or changed with the next."""
    chance = _chance(text)
    places = [i for i, c in enumerate(text) if c in _ROW_OF]
    if not places:
        return text
    at = chance.choice(places)
    kind = chance.randrange(4)
    if kind == 0:
        return text[:at] + chance.choice(_ROW_OF[text[at]].replace(text[at], "")) + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + text[at] * 2 + text[at + 1 :]
    return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]


def polite(text: str) -> str:
    return _END.sub("", text) + _chance(text).choice(_POLITE)


def dialect(text: str) -> str:
    return _END.sub("", text) + _chance(text).choice(_DIALECTS)


def buried(text: str) -> str:
    return f"{_BEFORE}{text}\n{_AFTER}"


CHANGES: dict[str, Callable[[str], str]] = {
    "kana only": kana,
    "half-width kana": half_width,
    "spaces between letters": spaced,
    "dots between letters": dotted,
    "one slip of the finger": slip,
    "politer ending": polite,
    "dialect ending": dialect,
    "in a long message": buried,
}


def _every_word_apart(text: str) -> str:
    return " ".join(token.surface for token in tokens(text))


def _katakana(char: str) -> str:
    return chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char


def _chance(text: str) -> random.Random:
    return random.Random(hashlib.blake2b(text.encode(), digest_size=8).digest())  # noqa: S311 (not for secrets)


_HALF = {unicodedata.normalize("NFKC", half + mark): half + mark
         for half in map(chr, range(0xFF66, 0xFF9E)) for mark in ("", "ﾞ", "ﾟ")
         if len(unicodedata.normalize("NFKC", half + mark)) == 1}  # fmt: skip
