"""What HSDS allows: the objects and properties of standard.yml, and the formats of their values."""

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

Json = dict[str, Any]
_LONGEST_NAME = 200


class NotHsds(Exception):
    """Data that HSDS would not write like this: property, value and a Japanese sentence."""

    def __init__(self, name: str, value: object, error: str) -> None:
        super().__init__(error)
        self.name, self.value, self.error = name[:_LONGEST_NAME], str(value)[:200], error


def to_its_maker(wish: str) -> str:
    """A sentence for staff, who cannot mend such a file, with the words to pass on."""
    return f"HSDSの決まりと形がちがいます。ファイルを作ったところに「{wish}」と伝えてください。"


@dataclass(frozen=True, slots=True)
class Property:
    """`type` is one of standard.yml's; `of` the object of "one" and "many", or the values of "choice"."""

    type: str
    of: str
    needed: bool
    always: bool


@cache
def standard() -> dict[str, dict[str, Property]]:
    """Objects by name, each with its properties in the order of HSDS."""
    text = Path(__file__).with_name("standard.yml").read_text("utf-8")
    raw = yaml.load(text, Loader=yaml.CSafeLoader)  # noqa: S506  (safe, and ten times as fast)
    return {name: {key: _property(told) for key, told in found.items()} for name, found in raw.items()}


def _property(told: str) -> Property:
    type_, _, of = told.rstrip("!+").partition(" ")
    return Property(type_, of, told.endswith("!"), told.endswith("+"))


_PCHAR = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})"
_HOST = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})*"
_USER = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*"
_URI = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.\-]*:(?://(?:{_USER}@)?{_HOST}(?::[0-9]*)?(?:/{_PCHAR}*)*|/?(?:{_PCHAR}+(?:/{_PCHAR}*)*)?)"
    rf"(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?])*)?"
)  # RFC 3986, without IP literals
_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"{_WORD}(?:\.{_WORD})*@{_LABEL}(?:\.{_LABEL})*")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def is_uuid(text: str) -> bool:
    return bool(_UUID.fullmatch(text))


def is_date(text: str) -> bool:
    with suppress(ValueError):
        return len(text) == 10 and date.fromisoformat(text).isoformat() == text
    return False


def is_finite(number: float) -> bool:
    """Can a double hold it? (math.isfinite fails on the longest ints.)"""
    return abs(number) <= sys.float_info.max


def number_of(value: object) -> int | float | None:
    """12, 3.5, "12" -> the number; None for everything else, such as infinity or 400 digits. Whole numbers are
    ints, so that 500.0 is 500."""
    if isinstance(value, str):
        if not re.fullmatch(r"-?\d{1,15}(?:\.\d{1,15})?", value, re.ASCII):
            return None
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not is_finite(value):
        return None
    return int(value) if value == int(value) else value


def _uri(text: str) -> str | None:
    """An address with Japanese letters is written as RFC 3987 says: its UTF-8 bytes in percent form."""
    plain = re.sub(r"[^\x00-\x7f]+", lambda found: quote(found[0]), text)
    return plain if _URI.fullmatch(plain) else None


def _matching(test: Callable[[str], object]) -> Callable[[str], str | None]:
    return lambda text: text if test(text) else None


_TEXTS: dict[str, Callable[[str], str | None]] = {
    "text": str,
    "time": str,
    "uri": _uri,
    "uuid": _matching(is_uuid),
    "date": _matching(is_date),
    "email": _matching(_EMAIL.fullmatch),
    "timestamp": _matching(_TIMESTAMP.fullmatch),
}


def accept(kind: str, found: object, name: str = "") -> Json:
    """Foreign data as an object of that kind: nulls left out, numbers for texts made texts, ids in small letters.

    Raises NotHsds where a list stands for a text, or a text for an object. Texts whose format is wrong (a url
    that is none) are left as they are.
    """
    if not isinstance(found, dict):
        raise NotHsds(name or kind, found, to_its_maker(f"{name or kind} はオブジェクトにしてください"))
    known, dot = standard()[kind], f"{name}." if name else ""
    return {
        key: _accept(known[key], value, dot + key) if key in known else value
        for key, value in found.items()
        if value is not None
    }


def _accept(known: Property, value: object, name: str) -> object:
    if known.type == "one":
        return accept(known.of, value, name)
    if known.type == "many":
        if not isinstance(value, list):
            raise NotHsds(name, value, to_its_maker(f"{name} は配列にしてください"))
        return [accept(known.of, item, f"{name}[{i}]") for i, item in enumerate(value)]
    if isinstance(value, bool | list | dict):
        raise NotHsds(name, value, to_its_maker(f"{name} は文字列か数にしてください"))
    if known.type == "number":
        return value
    text = str(value)
    return text.lower() if known.type == "uuid" and is_uuid(text) else text


def fit(kind: str, found: Json) -> Json | None:
    """The object with only what HSDS's formats allow; None when a thing that it needs is missing.

    Empty lists and texts are left out. Properties that HSDS does not know stay.
    """
    known = standard()[kind]
    fitted: Json = {}
    for key, value in found.items():
        taken = _fit(known[key], value) if key in known else value
        if taken not in (None, "", []):
            fitted[key] = taken
    for key, one in known.items():
        if one.needed and key not in fitted:
            return None
        if one.always:
            fitted.setdefault(key, "")
    return fitted


def _fit(known: Property, value: Any) -> Any:
    if known.type == "one":
        return fit(known.of, value) if isinstance(value, dict) else None
    if known.type == "many":
        items = value if isinstance(value, list) else []
        return [one for one in (fit(known.of, item) for item in items if isinstance(item, dict)) if one]
    if known.type == "number":
        return number_of(value)
    if not isinstance(value, str):
        return None
    if known.type == "choice":
        return value if value in known.of.split("|") else None
    return _TEXTS[known.type](value)
