"""The items of a JSON file one by one, whatever its size; what is wrong with it is told by its line."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from resources_db.hsds.standard import NotHsds
from resources_db.importers.unreadable import LARGEST_UNPACKED_MB, UnreadableFile
from resources_db.os_errors import cannot_read

_CHUNK = 1 << 20
_SPACES = re.compile(r"[ \t\r\n]*")
_TOO_DEEP = "JSONのかっこが深すぎます。"
_BAD_LINE = "{line}行目がJSONとして読めません。"
_ADVICE = "ファイルが途中で切れていないか、作ったところに確かめてください。表なら .xlsx か CSV で保存して、取り込んでください。"
_NO_NUMBER = (
    "JSONとして読めません。数のところに、NaN などJSONにない値があります。作ったところに伝えてください。"
)


def read_items(path: Path) -> Iterator[Any]:
    """The items of a list without the whole list in memory; else the one value, or one a line (NotHsds for a line
    that is broken). Raises UnreadableFile."""
    with _opened(path) as file:
        start = file.read(_CHUNK)
        text = start.lstrip()
        if not text:
            raise UnreadableFile("ファイルが空です。")
        if text.startswith("["):
            yield from _list_items(file, text[1:], start[: len(start) - len(text)].count("\n") + 1)
            return
        if path.stat().st_size > LARGEST_UNPACKED_MB * 1024 * 1024:  # a list may be of any size
            raise UnreadableFile(f"ファイルが{LARGEST_UNPACKED_MB}MBより大きくなっています。分けてください。")
        text = start + file.read()
    try:
        yield _clean(json.loads(text, parse_constant=_refuse))
    except ValueError as error:
        yield from _lines(text, error)
    except RecursionError as error:
        raise UnreadableFile(_TOO_DEEP) from error


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    try:
        with path.open("rb") as raw:
            encoding = "utf-16" if raw.read(2) in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
        with path.open(encoding=encoding) as file:
            yield file
    except OSError as error:
        raise UnreadableFile(cannot_read(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile("文字コードが UTF-8 ではありません。UTF-8 で保存しなおしてください。") from error
    except RecursionError as error:
        raise UnreadableFile(_TOO_DEEP) from error


def _list_items(file: TextIO, text: str, line: int) -> Iterator[Any]:
    """`text` is what comes after the first bracket; it begins in `line`."""
    decoder = json.JSONDecoder(parse_constant=_refuse)
    at, at_end, wants_item = 0, False, False  # an item has to follow a comma
    while True:
        at = _after_spaces(text, at)
        if text.startswith("]", at) and not wants_item:
            rest = text[at + 1 :] + file.read()
            if rest.strip():
                line += text.count("\n", 0, at) + rest[: len(rest) - len(rest.lstrip())].count("\n")
                raise UnreadableFile(f"{_BAD_LINE.format(line=line)}一覧のあとに、まだ何か書かれています。")
            return
        try:
            item, end = decoder.raw_decode(text, at)
            end = _after_spaces(text, end)
            if text[end : end + 1] not in {",", "]"}:
                raise json.JSONDecodeError("the item may go on, or a comma is missing", text, end)
        except ValueError as error:
            if at_end:
                raise UnreadableFile(_sentence(error, line)) from error
            more = file.read(max(_CHUNK, len(text) - at))
            line += text.count("\n", 0, at)
            at, at_end, text = 0, not more, text[at:] + more
            continue
        yield _clean(item)
        wants_item = text[end] == ","
        at = end + 1 if wants_item else end


def _after_spaces(text: str, at: int) -> int:
    match = _SPACES.match(text, at)
    return match.end() if match else at


def _lines(text: str, error: ValueError) -> Iterator[Any]:
    """Newline-delimited JSON. A file whose first line is no object is none of it."""
    first = True
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = _clean(json.loads(line, parse_constant=_refuse))
        except (ValueError, RecursionError):
            item = NotHsds("", line, _BAD_LINE.format(line=number))
        if first and not isinstance(item, dict):
            raise UnreadableFile(_sentence(error, 1)) from error
        first = False
        yield item


def _sentence(error: ValueError, first_line: int) -> str:
    """`first_line`: in which line of the file the parsed text begins."""
    if not isinstance(error, json.JSONDecodeError):
        return _NO_NUMBER
    return _BAD_LINE.format(line=first_line + error.lineno - 1) + _ADVICE


def _refuse(text: str) -> float:
    raise ValueError(f"{text} is no JSON")


def _clean(value: Any) -> Any:
    """Without what no database can store: NUL, and halves of surrogate pairs."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "ignore").decode()
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return {_clean(k): _clean(v) for k, v in value.items()} if isinstance(value, dict) else value
