"""Is a file of which nothing was said HSDS? Anything may be JSON with a "name": only HSDS may go to parents."""

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from resources_db.hsds.files import ORGANIZATIONS_OWN, shape_of
from resources_db.hsds.json_text import read_items
from resources_db.hsds.standard import NotHsds
from resources_db.hsds.writing import OURS
from resources_db.importers.unreadable import UnreadableFile

_LOOKED_AT = 20
_STATUS = {"active", "inactive", "defunct", "temporarily closed"}
_OWN = {
    OURS, "interpretation_services", "application_process", "fees_description", "eligibility_description",
    "assurer_email", "service_at_locations", "service_areas", "cost_options", "required_documents",
    *ORGANIZATIONS_OWN - {"website"},
}  # fmt: skip
_OTHER = (
    "保護者に案内する一覧(HSDS)ではありません。表なら .xlsx か CSV で保存して、そのファイルを取り込んでください。"
    "HSDSとして作られたはずなら、案内の1つずつに id と status があるか、作ったところに確かめてください。"
)


def is_hsds(path: Path) -> bool:
    """A folder or a zip with services.csv, or a file named .json that holds services.

    Raises UnreadableFile for JSON that cannot be read or is plainly something else.
    """
    shape = shape_of(path)
    if shape == "folder":
        return (path / "services.csv").is_file()
    if shape == "zip":
        with suppress(zipfile.BadZipFile, NotImplementedError), zipfile.ZipFile(path) as archive:
            return any(PurePosixPath(name).name == "services.csv" for name in archive.namelist())
        return False
    if path.suffix.lower() not in {".json", ".jsonl", ".ndjson"}:
        return False
    found = list(islice(_objects(read_items(path)), _LOOKED_AT))
    if sum(map(_looks_like_hsds, found)) * 2 < len(found):
        raise UnreadableFile(_OTHER)
    return True


def _objects(items: Iterator[Any]) -> Iterator[Any]:
    """What would be taken for services: out of lists, pages of an API and organizations."""
    for item in items:
        if isinstance(item, list):
            yield from _objects(iter(item))
        elif isinstance(item, dict) and isinstance(item.get("contents"), list):
            yield from _objects(iter(item["contents"]))
        elif isinstance(item, dict) and isinstance(item.get("services"), list) and item["services"]:
            yield from _objects(iter(item["services"]))
        elif not isinstance(item, NotHsds):
            yield item


def _looks_like_hsds(found: Any) -> bool:
    """A service has an id, and a status, an organization or something that only services have. (Organizations
    without services are told one by one.)"""
    if not isinstance(found, dict):
        return False
    if "services.csv" in found:
        return True
    status, organization = found.get("status"), found.get("organization")
    return bool(found.get("id")) and (
        (isinstance(status, str) and status.strip().lower() in _STATUS)
        or (isinstance(organization, dict) and "name" in organization)
        or not _OWN.isdisjoint(found)
    )
