"""Places, phones, schedules and the other parts of records, in whole batches."""

from collections.abc import Sequence

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.orm import Session

from resources_db.documents import (
    AT_LOCATION,
    LOCATION,
    PARTS,
    TERM,
    Document,
    Row,
    part_id,
    part_rows,
    place_rows,
    term_rows,
)


def insert_parts(session: Session, records: Sequence[tuple[str, Document]]) -> None:
    """The places and parts of records that have none. An id that a file gives stays, unless another record has
    it already: then the derived one is taken, and nobody else's place or phone is touched."""
    records = [(id_, _without_taken_places(session, id_, document)) for id_, document in records]
    locations: dict[str, Row] = {}
    links: list[Row] = []
    for id_, document in records:
        places, their_links = place_rows(id_, document.get("places", ()))
        locations |= {row["id"]: row for row in places}
        links += their_links
    _insert_new(session, LOCATION, list(locations.values()))
    insert_rows(session, AT_LOCATION, _with_free_ids(session, AT_LOCATION, links, "at"))
    terms = {r["id"]: r for _, document in records for r in term_rows(document.get("attributes", ()))}
    _insert_new(session, TERM, list(terms.values()))
    for part, table in PARTS.items():
        rows = [r for id_, doc in records for r in part_rows(id_, part, doc.get(part, ()))]
        insert_rows(session, table, _with_free_ids(session, table, rows, part))


def _without_taken_places(session: Session, id_: str, document: Document) -> Document:
    """A place whose id stands for another place in the list gets an id of its own."""
    given = {place["id"]: place for place in document.get("places", ()) if "id" in place}
    if not given:
        return document
    found = session.execute(select(LOCATION).where(LOCATION.c.id.in_(given))).mappings().all()
    taken = {row["id"] for row in found if any(row[k] != given[row["id"]].get(k) for k in row if k != "id")}
    places = [{k: v for k, v in place.items() if k != "id" or v not in taken} for place in document["places"]]
    return document | {"places": places}


def _with_free_ids(session: Session, table: Table, rows: list[Row], part: str) -> list[Row]:
    """Rows whose given id belongs to another record get the derived one."""
    given = [r["id"] for r in rows if "id" in r and r["id"] != part_id(r["service_id"], part, r["position"])]
    if not given:
        return rows
    taken = set(session.scalars(select(table.c.id).where(table.c.id.in_(given))))
    return [
        row | {"id": part_id(row["service_id"], part, row["position"])} if row["id"] in taken else row
        for row in rows
    ]


def delete_parts(session: Session, id_: str, parts: Sequence[str]) -> None:
    for part in parts:
        table = AT_LOCATION if part == "places" else PARTS[part]
        old = (
            list(session.scalars(select(AT_LOCATION.c.location_id).where(AT_LOCATION.c.service_id == id_)))
            if part == "places"
            else []
        )
        session.execute(delete(table).where(table.c.service_id == id_))
        delete_unused_places(session, old)


def delete_unused_places(session: Session, ids: Sequence[str]) -> None:
    used = select(AT_LOCATION.c.id).where(AT_LOCATION.c.location_id == LOCATION.c.id)
    if ids:
        session.execute(delete(LOCATION).where(LOCATION.c.id.in_(ids), ~used.exists()))


def _insert_new(session: Session, table: Table, rows: list[Row]) -> None:
    """Rows that several records may share: what is there stays."""
    if rows:
        present = set(session.scalars(select(table.c.id).where(table.c.id.in_([row["id"] for row in rows]))))
        insert_rows(session, table, [row for row in rows if row["id"] not in present])


def insert_rows(session: Session, table: Table, rows: list[Row]) -> None:
    """One insert takes only rows with the same columns: they are grouped by them."""
    groups: dict[frozenset[str], list[Row]] = {}
    for row in rows:
        groups.setdefault(frozenset(row), []).append(row)
    for alike in groups.values():
        session.execute(insert(table), alike)
