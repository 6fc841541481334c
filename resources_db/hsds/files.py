"""Files with HSDS data, as services one by one: JSON of any shape in use, lines of JSON, or the CSV tables."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from resources_db.hsds.json_text import read_items
from resources_db.hsds.standard import Json, NotHsds
from resources_db.hsds.tabular import read_folder, read_tables_of_json, read_zip
from resources_db.importers.unreadable import UnreadableFile
from resources_db.os_errors import cannot_read

Numbered = Iterator[tuple[int, Json | NotHsds]]
ORGANIZATIONS_OWN = {
    "tax_status",
    "tax_id",
    "website",
    "legal_status",
    "organization_identifiers",
    "programs",
}
_NO_SERVICE = "団体に案内(services)がありません。案内のない団体は取り込みません。"
_NOT_HSDS = "保護者に案内するもの(HSDSの service)ではないため、入れられません。"
_NONE = "保護者に案内するもの(HSDSの service)が1つもありません。"


def read_services(path: Path) -> Numbered:
    """(number from 1 on, a service with its organization nested, or why there is none). Raises UnreadableFile."""
    read = {"folder": read_folder, "zip": read_zip, "file": read_items}[shape_of(path)]
    items: Iterator[Any] = read(path)
    found = False
    number = 0
    for item in items:
        for service in _services(item):
            number += 1
            found = found or not isinstance(service, NotHsds)
            yield number, service
    if not found:
        raise UnreadableFile(_NONE)


def shape_of(path: Path) -> Literal["folder", "zip", "file"]:
    """Raises UnreadableFile where the system does not even say."""
    try:
        if path.is_dir():
            return "folder"
        return "zip" if path.is_file() and zipfile.is_zipfile(path) else "file"
    except OSError as error:
        raise UnreadableFile(cannot_read(error)) from error


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
    elif "name" in item and "status" not in item and ORGANIZATIONS_OWN & item.keys():
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
