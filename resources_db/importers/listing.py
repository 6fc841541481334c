"""Which list of which source a file is: what the file no longer has of its list has vanished."""

import re
from dataclasses import dataclass
from pathlib import Path

from resources_db.importers.unreadable import UnreadableFile

_LONGEST = 200
# 年度や日付、写しの印が変わっても、同じ一覧: 保育所一覧_2026.xlsx, 保育所一覧(令和8年4月1日現在).xlsx
_ERA = r"(?:令和|平成|[RH])\s*(?:\d{1,2}|元)"
_YEAR = rf"(?:{_ERA}|(?:19|20)\d{{2}})"
_DAY = r"\s*[年.\-_/]\s*\d{1,2}\s*[月.\-_/]\s*\d{1,2}日?"
_DATE = re.compile(
    rf"[\s_\-(（]*(?<![0-9A-Za-z])(?:{_YEAR}(?:{_DAY}|年度?(?:\d{{1,2}}月)?)|(?:令和|R)\s*\d{{1,2}}"
    r"|(?:19|20)\d{2}(?:[-_]?[01]\d(?:[-_]?[0-3]\d)?)?|[23]\d[01]\d[0-3]\d)"
    r"(?:現在|時点|末|分|版)*(?=$|[\s_\-()（）])[)）]*"
)
_COPY = re.compile(r"[\s_\-]*(?:[(（]\d+[)）]|の?コピー|最新版?|copy)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listing:
    """`source` and `file` together name a list; both up to 200 characters."""

    source: str
    file: str


def listing_of(path: Path, source: str | None) -> Listing:
    """Raises UnreadableFile for a name of a source that cannot be kept."""
    if source is not None and (len(source) > _LONGEST or not source.isprintable() or not source.strip()):
        raise UnreadableFile(f"出どころの名前は、改行などを入れずに{_LONGEST}字までにしてください。")
    return Listing(source or list_name(path), list_name(path))


def list_name(path: Path) -> str:
    """The name of the list that a file is: its own without year, date and signs of a copy."""
    stem = printable(path.stem)
    name = _DATE.sub("", _COPY.sub("", stem))
    return (_COPY.sub("", name).strip() or stem)[:_LONGEST]


def printable(name: str) -> str:
    """A file's name as it can be kept and shown; names out of old archives may be no text at all."""
    return name.encode("utf-8", "replace").decode()
