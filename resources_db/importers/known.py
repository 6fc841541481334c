"""The records of the list that rows of a file could be."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from resources_db.documents import AT_LOCATION, LOCATION, SERVICE, Row
from resources_db.importers.records import Record
from resources_db.importers.report import Place
from resources_db.models import new_id
from resources_db.reading.text import clean

_IDENTITY = ("source_id", "source_file", "match_key", "import_digest")
_KEYS = ("id", "source", *_IDENTITY, "vanished_on", "status", "name")
_DERIVED = "x"


@dataclass(frozen=True, slots=True)
class Item:
    """A record with its place in the file and the key of its name and address."""

    place: Place
    record: Record
    source: str
    match_key: str

    @property
    def derived_id(self) -> str:
        """The id of a row that has none of its own."""
        return _DERIVED + self.match_key[:12]


def item(place: Place, record: Record, source: str) -> Item:
    seed = f"{clean(record.document['name'])}\n{clean(record.address)}"
    key = hashlib.sha256(seed.encode()).hexdigest()
    return Item(place, record, record.source or source, key)


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
        self._elsewhere = _other_sources(session, items, sources)
        self._by_id = rows
        self._by_source_id = {(r["source"], r["source_id"]): r for r in rows.values()}
        self._by_key: dict[tuple[str, str], list[Row]] = {}
        for row in rows.values():
            self._by_key.setdefault((row["source"], row["match_key"]), []).append(row)

    def by_uuid(self, item: Item) -> Row | None:
        """Only of the same source: a partner's file must not take over the town's records."""
        row = self._by_id.get(item.record.id or "")
        return row if row and row["source"] == item.source else None

    def free_uuid(self, item: Item) -> str:
        """The record's own id, or a new one where another record has it."""
        own = item.record.id
        return own if own and own not in self._by_id else new_id()

    def by_id(self, item: Item, source_id: str) -> Row | None:
        return self._by_source_id.get((item.source, source_id))

    def by_name_and_address(self, item: Item) -> Iterable[Row]:
        """The one without an id of its own first."""
        found = self._by_key.get((item.source, item.match_key), [])
        return sorted(found, key=lambda row: not was_derived(row["source_id"]))

    def elsewhere(self, item: Item) -> str | None:
        """Another source that has a record of the same name and address."""
        return self._elsewhere.get(item.match_key)


def _other_sources(session: Session, items: Sequence[Item], sources: set[str]) -> dict[str, str]:
    query = select(SERVICE.c.match_key, SERVICE.c.source).where(
        SERVICE.c.match_key.in_({i.match_key for i in items}), SERVICE.c.source.not_in(sources)
    )
    return {row.match_key: row.source for row in session.execute(query)}


def _rows(session: Session, condition: ColumnElement[bool]) -> list[dict[str, Any]]:
    first = (AT_LOCATION.c.service_id == SERVICE.c.id) & (AT_LOCATION.c.position == 0)
    query = (
        select(*(SERVICE.c[key] for key in _KEYS), LOCATION.c.address)
        .outerjoin(AT_LOCATION, first)
        .outerjoin(LOCATION, LOCATION.c.id == AT_LOCATION.c.location_id)
        .where(condition)
    )
    return [dict(row) for row in session.execute(query).mappings()]
