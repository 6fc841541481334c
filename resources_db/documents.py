"""A record as one plain document: what importers write, the history compares, and exporters read.

A document is a dict that JSON can hold: days as "2026-04-01", times as "09:00". It has the columns of
`service` (FIELDS), "organization" (a name), "places" (a location each), and a list for each of PARTS.
A document may leave keys out: then it says nothing about them. An item of a list has all its keys (see
`complete`).
"""

import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Column, Date, DateTime, Table, Time, select
from sqlalchemy.orm import Session

from resources_db.models import (
    Attribute,
    Base,
    Contact,
    CostOption,
    Language,
    Location,
    Organization,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceNeed,
    TaxonomyTerm,
)

Document = dict[str, Any]
Row = dict[str, Any]


def table_of(model: type[Base]) -> Table:
    found = model.__table__
    assert isinstance(found, Table)  # noqa: S101  (it always is; this tells the type checker)
    return found


SERVICE, ORGANIZATION, LOCATION = table_of(Service), table_of(Organization), table_of(Location)
AT_LOCATION, TERM = table_of(ServiceAtLocation), table_of(TaxonomyTerm)
PARTS = {
    "phones": table_of(Phone),
    "schedules": table_of(Schedule),
    "cost_options": table_of(CostOption),
    "required_documents": table_of(RequiredDocument),
    "languages": table_of(Language),
    "service_areas": table_of(ServiceArea),
    "contacts": table_of(Contact),
    "attributes": table_of(Attribute),
    "needs": table_of(ServiceNeed),
}
_IDENTITY = {"id", "source", "source_id", "source_file", "match_key", "import_digest"}
FIELDS = tuple(c.key for c in SERVICE.c if c.key not in {*_IDENTITY, "organization_id", "last_modified"})
_TERM_FIELDS = ("taxonomy", "code", "name", "description", "language", "term_uri")
_OWN = {"id", "service_id", "position", "location_id", "taxonomy_term_id"}


def digest(document: Document) -> str:
    """The same for the same document, whatever the order of its keys."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def part_id(service_id: str, part: str, position: int) -> str:
    """The id of a service's n-th phone, place, …: stays the same from import to import."""
    return str(uuid.uuid5(uuid.UUID(service_id), f"{part}/{position}"))


def term_id(term: Document) -> str:
    """The same term of the same taxonomy has one id."""
    seed = json.dumps([term.get(key) for key in ("taxonomy", "code", "name")], ensure_ascii=False)
    return str(uuid.uuid5(uuid.NAMESPACE_URL, seed))


def service_row(document: Document) -> Row:
    """The columns of `service` that the document speaks of."""
    return {key: typed(SERVICE.c[key], document[key]) for key in FIELDS if key in document}


def complete(part: str, item: Document) -> Document:
    """An item of a part with every column that its table has, so that equal items compare equal."""
    columns = (c for c in PARTS[part].c if c.key not in _OWN)
    return {c.key: _default(c) for c in columns} | item


def complete_place(place: Document) -> Document:
    return {c.key: _default(c) for c in LOCATION.c if c.key != "id"} | {"link_description": None} | place


def part_rows(service_id: str, part: str, items: Sequence[Document]) -> list[Row]:
    table = PARTS[part]
    wanted = [c for c in table.c if c.key not in _OWN]
    rows = []
    for position, item in enumerate(items):
        row: Row = {"service_id": service_id} | {c.key: typed(c, item[c.key]) for c in wanted}
        if "position" in table.c:
            row |= {"id": item.get("id") or part_id(service_id, part, position), "position": position}
        if part == "attributes":
            row["taxonomy_term_id"] = item.get("term_id") or term_id(item)
        rows.append(row)
    return rows


def term_rows(items: Iterable[Document]) -> list[Row]:
    """The taxonomy terms that the attributes of a document name."""
    return [{"id": i.get("term_id") or term_id(i)} | {k: i.get(k) for k in _TERM_FIELDS} for i in items]


def place_rows(service_id: str, places: Sequence[Document]) -> tuple[list[Row], list[Row]]:
    """Rows for `location` and for `service_at_location`."""
    locations, links = [], []
    for position, place in enumerate(places):
        id_ = place.get("id") or part_id(service_id, "places", position)
        locations.append({"id": id_} | {c.key: place[c.key] for c in LOCATION.c if c.key != "id"})
        links.append(
            {
                "id": place.get("link_id") or part_id(service_id, "at", position),
                "service_id": service_id,
                "location_id": id_,
                "position": position,
                "description": place["link_description"],
            }
        )
    return locations, links


def load(
    session: Session, ids: Sequence[str], parts: Iterable[str] = ("places", *PARTS)
) -> dict[str, Document]:
    """Whole documents by service id; ids that do not exist are left out."""
    services = session.execute(
        select(SERVICE, ORGANIZATION.c.name.label("organization_name"))
        .outerjoin(ORGANIZATION, ORGANIZATION.c.id == SERVICE.c.organization_id)
        .where(SERVICE.c.id.in_(ids))
    ).mappings()
    found: dict[str, Document] = {
        row["id"]: {key: plain(row[key]) for key in FIELDS} | {"organization": row["organization_name"]}
        for row in services
    }
    for part in parts:
        for document in found.values():
            document[part] = []
        loaded = _load_places(session, ids) if part == "places" else _load_part(session, ids, part)
        for service_id, item in loaded:
            if service_id in found:  # somebody may have removed or made it between two looks
                found[service_id][part].append(item)
    return found


def _load_part(session: Session, ids: Sequence[str], part: str) -> Iterable[tuple[str, Document]]:
    table = PARTS[part]
    order = table.c.position if "position" in table.c else table.c.need
    query = select(table).where(table.c.service_id.in_(ids)).order_by(table.c.service_id, order)
    if part == "attributes":
        query = query.add_columns(*(TERM.c[k] for k in _TERM_FIELDS)).join(TERM)
    for row in session.execute(query).mappings():
        item = {key: plain(value) for key, value in row.items() if key not in _OWN}
        if "id" in row and row["id"] != part_id(row["service_id"], part, row["position"]):
            item["id"] = row["id"]
        if part == "attributes" and row["taxonomy_term_id"] != term_id(item):
            item["term_id"] = row["taxonomy_term_id"]
        yield row["service_id"], item


def _load_places(session: Session, ids: Sequence[str]) -> Iterable[tuple[str, Document]]:
    query = (
        select(
            AT_LOCATION.c.service_id,
            AT_LOCATION.c.position,
            AT_LOCATION.c.id.label("link_id"),
            AT_LOCATION.c.description.label("link_description"),
            LOCATION,
        )
        .join(LOCATION)
        .where(AT_LOCATION.c.service_id.in_(ids))
        .order_by(AT_LOCATION.c.service_id, AT_LOCATION.c.position)
    )
    for row in session.execute(query).mappings():
        service_id, position = row["service_id"], row["position"]
        item = {key: value for key, value in row.items() if key not in {"service_id", "position"}}
        if item["id"] == part_id(service_id, "places", position):
            del item["id"]
        if item["link_id"] == part_id(service_id, "at", position):
            del item["link_id"]
        yield service_id, item


def plain(value: Any) -> Any:
    """A column's value as JSON can hold it."""
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, date | datetime) else value


def typed(column: Column[Any], value: Any) -> Any:
    """A document's value as its column wants it."""
    if not isinstance(value, str):
        return value
    if isinstance(column.type, Time):
        return time.fromisoformat(value)
    if isinstance(column.type, Date) and not isinstance(column.type, DateTime):
        return date.fromisoformat(value)
    return value


def _default(column: Column[Any]) -> Any:
    return column.default.arg if column.default is not None and column.default.is_scalar else None  # type: ignore[attr-defined]
