"""Telephone numbers out of a cell or a sentence."""

import re

from resources_db.reading.text import clean

# 市外局番つき、フリーダイヤル、ナビダイヤル、携帯。括弧の市外局番も読む
_NUMBER = re.compile(
    r"(?<![\d-])(?:\+81[- ]?\d{1,4}|\(?0\d{1,4}\)?)[- (]{0,2}\d{1,4}[)\- ]{1,2}\d{3,5}(?![\d-])"
    r"|(?<![\d-])0\d{9,10}(?!\d)"
)
# 市外局番のない番号。郵便番号や年度(2026-2027)ではない
_LOCAL = re.compile(r"(?<![\d〒-])(?!(?:19|20)\d\d-)\d{2,4}-\d{4}(?![\d-])")
_DIAL = re.compile(r"#\d{4}|1\d{2}")  # #8000、189
_FAX = re.compile(r"(?:FAX|ファックス|ファクス|ファクシミリ)[^\d、。]{0,4}\(?[\d() -]+", re.IGNORECASE)
_EXTENSION = re.compile(r"内線\s*[:(]?\s*(\d{1,6})")


def read_phones(text: str) -> list[str]:
    """All numbers, in order, with hyphens; one without an area code stays as it is."""
    plain = _FAX.sub(" ", clean(text))
    if _DIAL.fullmatch(plain):
        return [plain]
    found = [_hyphenated(m[0]) for m in _NUMBER.finditer(plain)]
    return list(dict.fromkeys(found or [m[0] for m in _LOCAL.finditer(plain)]))


def read_extension(text: str) -> str | None:
    match = _EXTENSION.search(clean(text))
    return match[1] if match else None


def _hyphenated(number: str) -> str:
    return re.sub(r"[-() ]+", "-", number).strip("-")
