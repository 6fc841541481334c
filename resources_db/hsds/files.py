"""Files with HSDS data, as services one by one: JSON of any shape in use, lines of JSON, or the CSV tables."""

import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from resources_db.hsds.standard import Json, NotHsds
from resources_db.hsds.tabular import read_folder, read_tables_of_json, read_zip
from resources_db.importers.unreadable import LARGEST_UNPACKED_MB, UnreadableFile

Numbered = Iterator[tuple[int, Json | NotHsds]]
_CHUNK = 1 << 20
_SPACES = re.compile(r"[ \t\r\n]*")
_ORGANIZATIONS_OWN = {
    "tax_status",
    "tax_id",
    "website",
    "legal_status",
    "organization_identifiers",
    "programs",
}
_NO_SERVICE = "団体に案内(services)がありません。案内のない団体は取り込みません。"
_NOT_HSDS = "HSDSの案内(service)として読めません。"


def read_services(path: Path) -> Numbered:
    """(number from 1 on, a service with its organization nested, or why there is none). Raises UnreadableFile."""
    if path.is_dir():
        items: Iterator[Any] = read_folder(path)
    elif path.is_file() and zipfile.is_zipfile(path):
        items = read_zip(path)
    else:
        items = _json_items(path)
    found = False
    number = 0
    for item in items:
        for service in _services(item):
            number += 1
            found = found or not isinstance(service, NotHsds)
            yield number, service
    if not found:
        raise UnreadableFile("HSDSの案内(service)が1つもありません。")


def _services(item: Any) -> Iterator[Json | NotHsds]:
    """A service, an API page, an organization with its services, or a package of any of these."""
    if isinstance(item, NotHsds):
        yield item
    elif isinstance(item, list):
        for one in item:
            yield from _services(one)
    elif not isinstance(item, dict):
        yield NotHsds("", item, _NOT_HSDS)
    elif isinstance(item.get("contents"), list):
        yield from _services(item["contents"])
    elif "services.csv" in item:
        yield from read_tables_of_json(item)
    elif isinstance(item.get("services"), list):
        yield from _of_organization(item)
    elif "name" in item and "status" not in item and _ORGANIZATIONS_OWN & item.keys():
        yield NotHsds("services", item["name"], _NO_SERVICE)
    elif "name" in item or "status" in item:
        yield item
    else:
        yield NotHsds("", sorted(item)[:5], _NOT_HSDS)


def _of_organization(found: Json) -> Iterator[Json | NotHsds]:
    organization = {key: value for key, value in found.items() if key != "services"}
    if not found["services"]:
        yield NotHsds("services", found.get("name", ""), _NO_SERVICE)
    for service in found["services"]:
        if not isinstance(service, dict):
            yield NotHsds("services", service, _NOT_HSDS)
        else:
            yield {**service, "organization": organization} if organization.get("name") else service


def _json_items(path: Path) -> Iterator[Any]:
    """The items of a list one by one, without the whole list in memory; else the one value, or one a line."""
    with _opened(path) as file:
        start = file.read(_CHUNK)
        if not start.strip():
            raise UnreadableFile("ファイルが空です。")
        if start.lstrip().startswith("["):
            yield from _list_items(file, start.lstrip()[1:])
            return
        if path.stat().st_size > LARGEST_UNPACKED_MB * 1024 * 1024:  # a list may be of any size
            raise UnreadableFile(f"ファイルが{LARGEST_UNPACKED_MB}MBより大きくなっています。分けてください。")
        text = start + file.read()
    try:
        yield _clean(json.loads(text, parse_constant=_refuse))
    except ValueError as error:
        yield from _lines(text, error)


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    try:
        with path.open("rb") as raw:
            encoding = "utf-16" if raw.read(2) in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
        with path.open(encoding=encoding) as file:
            yield file
    except OSError as error:
        raise UnreadableFile(f"ファイルを開けません: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UnreadableFile("文字コードが UTF-8 ではありません。UTF-8 で保存しなおしてください。") from error
    except RecursionError as error:
        raise UnreadableFile("JSONのかっこが深すぎます。") from error


def _list_items(file: TextIO, text: str) -> Iterator[Any]:
    """`text` is what comes after the first bracket."""
    decoder = json.JSONDecoder(parse_constant=_refuse)
    at, at_end, wants_item = 0, False, False  # an item has to follow a comma
    while True:
        at = _after_spaces(text, at)
        if text.startswith("]", at) and not wants_item:
            if (text[at + 1 :] + file.read()).strip():
                raise UnreadableFile("JSONとして読めません。一覧のあとに、まだ何か書かれています。")
            return
        try:
            item, end = decoder.raw_decode(text, at)
            end = _after_spaces(text, end)
            if text[end : end + 1] not in {",", "]"}:
                raise ValueError("the item may go on, or a comma is missing")
        except ValueError as error:
            if at_end:
                raise UnreadableFile(f"JSONとして読めません: {error}") from error
            more = file.read(max(_CHUNK, len(text) - at))
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
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            item = _clean(json.loads(line, parse_constant=_refuse))
        except ValueError:
            item = NotHsds("", line, f"{number}行目がJSONとして読めません。")
        if number == 1 and not isinstance(item, dict):
            raise UnreadableFile(f"JSONとして読めません: {error}") from error
        yield item


def _refuse(text: str) -> float:
    raise ValueError(f"{text} is no JSON")


def _clean(value: Any) -> Any:
    """Without what no database can store: NUL, and halves of surrogate pairs."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "ignore").decode()
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return {_clean(k): _clean(v) for k, v in value.items()} if isinstance(value, dict) else value
