"""Which encoding a text file is in, found in streaming passes; never more than a block in memory."""

import re
from pathlib import Path
from typing import NamedTuple

from resources_db.importers.unreadable import UnreadableFile

_BLOCK = 1 << 16  # characters
_SAMPLE = 1 << 16
_UNKNOWN = "文字コードが分かりません。UTF-8 か Shift_JIS で保存しなおしてください。"
_BROKEN = "{name} のファイルですが、{line}行目に読めない文字があります。その行を直すか、もとの表から保存しなおしてください。"
_BINARY = "文字のファイルではないようです。Excelで開けるなら、.xlsx か CSV で保存しなおしてください。"

_MARKS = {
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"\xef\xbb\xbf": "utf-8",
}
_CONTROLS = re.compile(rb"[\x01-\x08\x0b\x0e-\x19\x1c-\x1f\x7f]")  # ESC is ISO-2022-JP's, ^Z is DOS's
_ESCAPED = re.compile(rb"\x1b\$[@B]")
_LOST = re.compile("\ufffd")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_UNDECODED = {
    "utf-8": _ESCAPED_BYTE,
    "euc_jp": _ESCAPED_BYTE,
    # Bytes that CP932 has no character for, though Python's codec lets them pass.
    "cp932": re.compile("[\udc80-\udcff\x80\xa0\uf8f0-\uf8f3]"),
}
"""Codecs whose broken bytes can be told from a U+FFFD that stands in the file itself."""
# The first two bytes of UTF-8 kana, read as CP932; 繧 and 縺 hardly occur in Japanese, 繝 never.
_UTF8_READ_AS_CP932 = "縺繧繝"
_EXPECTED = re.compile(r"[\t\n\r -~ぁ-んァ-ヶー！-～]")
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_KANA = re.compile("[ぁ-んァ-ヶ]")


class Encoding(NamedTuple):
    """`codec` is for Python; `name` is what a report says."""

    codec: str
    name: str


class _Survey(NamedTuple):
    """One codec tried on the file: characters from kana and kanji on, and bytes that it could not read.

    `line` holds the first of these, from 1; `mojibake` counts signs of UTF-8 read as CP932."""

    foreign: int
    broken: int
    line: int
    mojibake: int


def find_encoding(path: Path) -> Encoding:
    """Raises UnreadableFile for what is no text, in no known encoding, or broken here and there."""
    with path.open("rb") as stream:
        sample = stream.read(_SAMPLE)
    for mark, name in _MARKS.items():
        if sample.startswith(mark):
            return _whole(path, Encoding(name, name))
    wide = _utf16_without_mark(sample)
    if wide:
        return _whole(path, Encoding(wide, "utf-16"))
    if len(_CONTROLS.findall(sample)) > 0.02 * len(sample):
        raise UnreadableFile(_BINARY)
    if _ESCAPED.search(sample) and sample.isascii():
        return _whole(path, Encoding("iso2022_jp", "iso-2022-jp"))
    return _told_apart(path)


def _whole(path: Path, encoding: Encoding) -> Encoding:
    """An encoding that the first bytes have settled; only broken places can still be found."""
    survey = _survey(path, encoding.codec)
    if survey.broken:
        raise UnreadableFile(_BROKEN.format(name=encoding.name.upper(), line=survey.line))
    return encoding


def _utf16_without_mark(sample: bytes) -> str | None:
    """Every comma, digit and line end has a zero byte, always on the same side; kana and ASCII come out.

    Bytes of another encoding taken in pairs give rare Chinese characters instead."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 0.01 * len(sample) / 2 or min(even, odd) > 0.05 * max(even, odd):
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    text = sample[: len(sample) // 2 * 2].decode(codec, "replace")
    expected = len(_EXPECTED.findall(text))
    return codec if re.search(r"[,;\t\n]", text) and expected > 0.2 * len(text) else None


def _told_apart(path: Path) -> Encoding:
    utf8 = _survey(path, "utf-8")
    if not utf8.broken:
        return Encoding("utf-8", "utf-8")
    cp932 = _survey(path, "cp932")
    if _is_damaged_utf8(utf8, cp932):
        raise UnreadableFile(_BROKEN.format(name="UTF-8", line=utf8.line))
    if not _survey(path, "euc_jp").broken and (cp932.broken or _is_half_width(path, cp932)):
        if not _has_kana(path):  # kanji of EUC-JP or half-width kana of CP932: nobody can tell
            raise UnreadableFile(_UNKNOWN)
        return Encoding("euc_jp", "euc-jp")
    if not cp932.broken:
        return Encoding("cp932", "cp932")
    if cp932.foreign > 20 * cp932.broken:
        raise UnreadableFile(_BROKEN.format(name="Shift_JIS", line=cp932.line))
    raise UnreadableFile(_UNKNOWN)


def _is_damaged_utf8(utf8: _Survey, cp932: _Survey) -> bool:
    """UTF-8 with broken bytes must not be read as CP932: that would turn every name into rubbish.

    About one in fifty characters of a CP932 file happens to look like UTF-8."""
    if utf8.foreign > max(10, utf8.broken):
        return True
    looks_read_wrongly = cp932.broken > 0 or cp932.mojibake > 0.05 * cp932.foreign
    return utf8.foreign * 5 > utf8.broken and looks_read_wrongly


def _is_half_width(path: Path, cp932: _Survey) -> bool:
    """What EUC-JP looks like as CP932. (CP932's kanji begin with bytes that EUC-JP never has.)"""
    with path.open(encoding="cp932", newline="") as stream:
        return sum(len(_HALF_KANA.findall(line)) for line in stream) > 0.5 * cp932.foreign


def _has_kana(path: Path) -> bool:
    with path.open(encoding="euc_jp", newline="") as stream:
        return any(_KANA.search(line) for line in stream)


def _survey(path: Path, codec: str) -> _Survey:
    """Stops early where the codec is plainly not the one."""
    foreign = broken = mojibake = 0
    line, broken_line = 1, 0
    undecoded = _UNDECODED.get(codec, _LOST)
    errors = "replace" if undecoded is _LOST else "surrogateescape"
    with path.open(encoding=codec, errors=errors, newline="") as stream:
        while text := stream.read(_BLOCK):
            if not text.isascii():
                first = undecoded.search(text)
                if first and not broken:
                    start = text[: first.start()]
                    broken_line = line + max(start.count("\n"), start.count("\r"))
                missed = len(text) - len(undecoded.sub("", text)) if first else 0
                broken += missed
                foreign += _wide(text) - missed
                mojibake += sum(map(text.count, _UTF8_READ_AS_CP932))
                if broken > max(1000, 10 * foreign):
                    break
            line += max(text.count("\n"), text.count("\r"))
    return _Survey(foreign, broken, broken_line, mojibake)


def _wide(text: str) -> int:
    """Characters that UTF-8 writes in three bytes, counted without a loop (they are most of the text)."""
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return len(text.encode("utf-8", "surrogatepass")) - len(text) - beyond_ascii
