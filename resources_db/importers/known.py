"""Which record of the list a row is: by source and id, and by name and address where ids are blank."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from resources_db.documents import SERVICE, Row
from resources_db.importers.records import Record
from resources_db.reading.text import clean

_KEYS = ("id", "source", "source_id", "match_key", "import_digest", "vanished_on", "status")
_DERIVED = "x"


@dataclass(frozen=True, slots=True)
class Item:
    """A record with its row in the file and the key of its name and address."""

    row: int
    record: Record
    source: str
    match_key: str

    @property
    def derived_id(self) -> str:
        """The id of a row that has none of its own."""
        return _DERIVED + self.match_key[:12]


def item(row: int, record: Record, source: str) -> Item:
    seed = f"{clean(record.document['name'])}\n{clean(record.address)}"
    key = hashlib.sha256(seed.encode()).hexdigest()
    return Item(row, record, record.source or source, key)


def was_derived(source_id: str) -> bool:
    return source_id.startswith(_DERIVED)


class Known:
    """The records of the list that a batch of rows could be."""

    def __init__(self, session: Session, items: Sequence[Item]) -> None:
        sources = {i.source for i in items}
        ids = {i.record.source_id for i in items if i.record.source_id} | {i.derived_id for i in items}
        mine = SERVICE.c.source.in_(sources)
        rows = {
            row["id"]: row
            for condition in (
                mine & SERVICE.c.source_id.in_(ids),
                mine & SERVICE.c.match_key.in_({i.match_key for i in items}),
                SERVICE.c.id.in_([i.record.id for i in items if i.record.id]),
            )
            for row in _rows(session, condition)
        }
        self._by_id = rows
        self._by_source_id = {(r["source"], r["source_id"]): r for r in rows.values()}
        self._by_key: dict[tuple[str, str], list[Row]] = {}
        for row in rows.values():
            self._by_key.setdefault((row["source"], row["match_key"]), []).append(row)

    def by_uuid(self, item: Item) -> Row | None:
        return self._by_id.get(item.record.id or "")

    def by_id(self, item: Item, source_id: str) -> Row | None:
        return self._by_source_id.get((item.source, source_id))

    def by_name_and_address(self, item: Item) -> Iterable[Row]:
        """The one without an id of its own first."""
        found = self._by_key.get((item.source, item.match_key), [])
        return sorted(found, key=lambda row: not was_derived(row["source_id"]))


def _rows(session: Session, condition: ColumnElement[bool]) -> list[dict[str, Any]]:
    query = select(*(SERVICE.c[key] for key in _KEYS)).where(condition)
    return [dict(row) for row in session.execute(query).mappings()]
