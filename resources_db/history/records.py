"""Records made, revised and removed."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, update

from resources_db.documents import AT_LOCATION, PARTS, SERVICE, Document, Row, load, service_row
from resources_db.history.changes import Change
from resources_db.history.organizations import put_organizations
from resources_db.history.parts import delete_parts, delete_unused_places, insert_parts, insert_rows


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
    insert_rows(change.session, SERVICE, rows)
    insert_parts(change.session, [(record.id, record.document) for record in records])
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
    delete_parts(session, id_, parts)
    insert_parts(session, [(id_, {part: changed[part] for part in parts})])
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
    delete_unused_places(session, old_places)
    change.flush()
