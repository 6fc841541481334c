"""The only way in which records change: each change leaves its metadata rows (who, when, field, before, after).

All writes are plain inserts, updates and deletes of whole batches, so that a town's whole list is one short
transaction on SQLite and PostgreSQL alike.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from resources_db.documents import (
    AT_LOCATION,
    LOCATION,
    ORGANIZATION,
    PARTS,
    SERVICE,
    TERM,
    Document,
    Row,
    load,
    part_rows,
    place_rows,
    service_row,
    table_of,
    term_rows,
)
from resources_db.models import Metadata, Revision, new_id, utc_now

METADATA = table_of(Metadata)
_REVISION = table_of(Revision)


@dataclass(slots=True)
class Change:
    """Who changes something now; numbers the metadata rows."""

    session: Session
    by: str
    run_id: str | None = None
    at: datetime = field(default_factory=utc_now)
    _number: int | None = None
    rows: list[Row] = field(default_factory=list)

    def note(
        self, kind: str, resource: str, id_: str, name: str, before: Any = None, after: Any = None
    ) -> None:
        """One metadata row; written by `flush`."""
        if self._number is None:
            self._number = self.session.scalar(select(func.max(METADATA.c.number))) or 0
        self._number += 1
        self.rows.append(
            {
                "id": new_id(),
                "number": self._number,
                "resource_id": id_,
                "resource_type": resource,
                "last_action_date": self.at,
                "last_action_type": kind,
                "field_name": name,
                "previous_value": _text(before),
                "replacement_value": _text(after),
                "updated_by": self.by,
                "import_run_id": self.run_id,
            }
        )

    def flush(self) -> None:
        _insert(self.session, METADATA, self.rows)
        self.rows = []


def _text(value: Any) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def read_value(text: str) -> Any:
    """A metadata row's previous or replacement value."""
    return json.loads(text) if text else None


@dataclass(frozen=True, slots=True)
class NewRecord:
    """`identity`: source, source_id and what else of `service` is no part of a document."""

    id: str
    identity: Row
    document: Document


def create(change: Change, records: Sequence[NewRecord]) -> None:
    """New records, their organizations included."""
    organizations = put_organizations(change, (r.document.get("organization") for r in records))
    rows = []
    for record in records:
        row = service_row(record.document) | record.identity
        name = record.document.get("organization")
        rows.append(
            row
            | {"id": record.id, "last_modified": change.at, "organization_id": organizations.get(name or "")}
        )
        change.note("create", "service", record.id, "*", after=record.document.get("name"))
    for alike in _by_columns(rows):
        _insert(change.session, SERVICE, alike)
    _insert_parts(change.session, [(record.id, record.document) for record in records])
    change.flush()


def revise(change: Change, before: Document, id_: str, wanted: Document, identity: Row | None = None) -> bool:
    """Change a record to what `wanted` says; True when anything of it differed. `before` is the whole document
    as it stands; `identity` changes silently (how an import finds the record again)."""
    changed = {key: value for key, value in wanted.items() if before.get(key) != value}
    session = change.session
    columns = service_row(changed) | (identity or {})
    if "organization" in changed:
        found = put_organizations(change, [changed["organization"]])
        columns["organization_id"] = found.get(changed["organization"] or "")
    if changed:
        columns["last_modified"] = change.at
    if columns:
        session.execute(update(SERVICE).where(SERVICE.c.id == id_).values(columns))
    parts = [part for part in ("places", *PARTS) if part in changed]
    _delete_parts(session, id_, parts)
    _insert_parts(session, [(id_, {part: changed[part] for part in parts})])
    for key, value in changed.items():
        change.note("update", "service", id_, key, before.get(key), value)
    change.flush()
    return bool(changed)


def remove(change: Change, ids: Sequence[str]) -> None:
    """Delete records for good (only an undone import does this); places that nobody uses go too."""
    session = change.session
    for id_, document in load(session, ids).items():
        change.note("delete", "service", id_, "*", before=document)
    places = select(AT_LOCATION.c.location_id).where(AT_LOCATION.c.service_id.in_(ids))
    old_places = list(session.scalars(places))
    session.execute(delete(SERVICE).where(SERVICE.c.id.in_(ids)))
    _delete_unused_places(session, old_places)
    change.flush()


def remove_unused_organizations(change: Change, ids: Sequence[str]) -> None:
    """Delete those of the organizations that no service names."""
    used = select(SERVICE.c.id).where(SERVICE.c.organization_id == ORGANIZATION.c.id)
    unused = ORGANIZATION.c.id.in_(ids) & ~used.exists()
    for row in change.session.execute(select(ORGANIZATION).where(unused)).mappings().all():
        change.note("delete", "organization", row["id"], "*", before=dict(row))
    change.session.execute(delete(ORGANIZATION).where(unused))
    change.flush()


def put_organizations(change: Change, names: Iterable[str | None]) -> dict[str, str]:
    """Ids by name; names that are new become organizations."""
    wanted = list(dict.fromkeys(name for name in names if name))
    if not wanted:
        return {}
    rows = change.session.execute(
        select(ORGANIZATION.c.name, ORGANIZATION.c.id).where(ORGANIZATION.c.name.in_(wanted))
    )
    found: dict[str, str] = {row.name: row.id for row in rows}
    new = [{"id": new_id(), "name": name} for name in wanted if name not in found]
    _insert(change.session, ORGANIZATION, new)
    for row in new:
        change.note("create", "organization", row["id"], "*", after=row["name"])
        found[row["name"]] = row["id"]
    return found


def hand_edits(session: Session, ids: Sequence[str]) -> dict[str, Document]:
    """Fields that staff changed since the last import, by record, each with the value that the import gave."""
    rows = session.execute(
        select(METADATA)
        .where(METADATA.c.resource_id.in_(ids), METADATA.c.last_action_type == "update")
        .order_by(METADATA.c.number)
    ).mappings()
    found: dict[str, Document] = {}
    for row in rows:
        edits = found.setdefault(row["resource_id"], {})
        if row["import_run_id"] is None:
            edits.setdefault(row["field_name"], read_value(row["previous_value"]))
        else:
            edits.pop(row["field_name"], None)
    return found


def complete_organizations(change: Change, told: Iterable[Document]) -> None:
    """Fill in what is not known yet of organizations ({"name", …columns}). What is known stays: two rows of a
    list may say different things of one organization, and must not change it back and forth."""
    details = {one["name"]: one for one in reversed(list(told)) if one.get("name")}
    ids = put_organizations(change, details)
    rows = change.session.execute(select(ORGANIZATION).where(ORGANIZATION.c.name.in_(list(ids)))).mappings()
    for row in rows.all():
        differing = {k: v for k, v in details[row["name"]].items() if v is not None and row[k] is None}
        if not differing:
            continue
        query = update(ORGANIZATION).where(ORGANIZATION.c.id == row["id"])
        change.session.execute(query.values(differing))
        for key, value in differing.items():
            change.note("update", "organization", row["id"], key, None, value)
    change.flush()


def advance_revision(session: Session, expected: int | None = None) -> bool:
    """Tell every index that the list changes. As a transaction's first statement with the number that was
    seen before it, it also takes the write lock, and is False when somebody else was faster."""
    query = update(_REVISION).where(_REVISION.c.id == 1).values(number=_REVISION.c.number + 1)
    if expected is not None:
        query = query.where(_REVISION.c.number == expected)
    return bool(session.execute(query).rowcount)  # type: ignore[attr-defined]


def revision(session: Session) -> int:
    return session.scalar(select(_REVISION.c.number).where(_REVISION.c.id == 1)) or 0


def _insert_parts(session: Session, records: Sequence[tuple[str, Document]]) -> None:
    locations: dict[str, Row] = {}
    links: list[Row] = []
    for id_, document in records:
        places, their_links = place_rows(id_, document.get("places", ()))
        locations |= {row["id"]: row for row in places}
        links += their_links
    _put_shared(session, LOCATION, list(locations.values()))
    _insert(session, AT_LOCATION, links)
    terms = {r["id"]: r for _, document in records for r in term_rows(document.get("attributes", ()))}
    _put_shared(session, TERM, list(terms.values()))
    for part, table in PARTS.items():
        _insert(session, table, [r for id_, doc in records for r in part_rows(id_, part, doc.get(part, ()))])


def _delete_parts(session: Session, id_: str, parts: Sequence[str]) -> None:
    for part in parts:
        table = AT_LOCATION if part == "places" else PARTS[part]
        old = (
            list(session.scalars(select(AT_LOCATION.c.location_id).where(AT_LOCATION.c.service_id == id_)))
            if part == "places"
            else []
        )
        session.execute(delete(table).where(table.c.service_id == id_))
        _delete_unused_places(session, old)


def _delete_unused_places(session: Session, ids: Sequence[str]) -> None:
    used = select(AT_LOCATION.c.id).where(AT_LOCATION.c.location_id == LOCATION.c.id)
    if ids:
        session.execute(delete(LOCATION).where(LOCATION.c.id.in_(ids), ~used.exists()))


def _put_shared(session: Session, table: Any, rows: list[Row]) -> None:
    """Insert rows that several records may share, or set what is there to the same."""
    if not rows:
        return
    present = set(session.scalars(select(table.c.id).where(table.c.id.in_([row["id"] for row in rows]))))
    _insert(session, table, [row for row in rows if row["id"] not in present])
    for row in rows:
        if row["id"] in present:
            session.execute(update(table).where(table.c.id == row["id"]).values(row))


def _by_columns(rows: list[Row]) -> Iterable[list[Row]]:
    """Rows with the same columns together: one insert takes only such."""
    groups: dict[frozenset[str], list[Row]] = {}
    for row in rows:
        groups.setdefault(frozenset(row), []).append(row)
    return groups.values()


def _insert(session: Session, table: Any, rows: list[Row]) -> None:
    if rows:
        session.execute(insert(table), rows)
