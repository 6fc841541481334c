"""Writing records into the list: created, updated or unchanged, never doubled."""

import hashlib
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from resources_db.importers.records import Record
from resources_db.matching.taxonomy import needs_of_service
from resources_db.models import (
    Location,
    Organization,
    Phone,
    Revision,
    Schedule,
    Service,
    ServiceNeed,
    utc_now,
)

_YES = {"有", "あり", "可", "○", "1"}
Outcome = Literal["created", "updated", "unchanged"]


@dataclass(slots=True)
class Shelf:
    """What is already in the list for one source, looked up once for a whole file."""

    session: Session
    source: str
    services: dict[str, Service]
    organizations: dict[str, Organization]
    locations: dict[tuple[str, str], Location]


def open_shelf(session: Session, source: str) -> Shelf:
    services = session.scalars(
        select(Service)
        .where(Service.source == source)
        .options(selectinload(Service.phones), selectinload(Service.schedules), selectinload(Service.needs))
    )
    return Shelf(
        session,
        source,
        {service.source_id: service for service in services},
        {o.name: o for o in session.scalars(select(Organization))},
        {(place.name, place.address): place for place in session.scalars(select(Location))},
    )


def put(shelf: Shelf, record: Record, source_id: str) -> Outcome:
    service = shelf.services.get(source_id)
    outcome: Outcome = "updated" if service else "created"
    if service is None:
        service = Service(source=shelf.source, source_id=source_id)
        shelf.session.add(service)
        shelf.services[source_id] = service
    before = _snapshot(service) if outcome == "updated" else None
    _fill(shelf, service, record)
    if before is not None and before == _snapshot(service):
        return "unchanged"
    service.last_modified = utc_now()
    return outcome


def bump_revision(session: Session) -> None:
    """Tell every index that the list has changed."""
    revision = session.get(Revision, 1) or Revision(id=1, number=0)
    revision.number += 1
    session.add(revision)


def derived_id(record: Record) -> str:
    """The same for the same name and address, for rows that have no id of their own."""
    seed = f"{record.name}\n{record.texts.get('address', '')}"
    return "x" + hashlib.sha256(seed.encode()).hexdigest()[:12]


def _fill(shelf: Shelf, service: Service, record: Record) -> None:
    texts = record.texts

    def either(key: str) -> str | None:
        return texts.get(key) or None

    service.organization = _organization(shelf, texts.get("organization", ""))
    service.location = _location(shelf, record)
    service.name = record.name
    service.name_kana = either("name_kana")
    service.alternate_name = either("alternate_name")
    service.kind = either("kind")
    service.summary = texts.get("summary", "")
    service.description = texts.get("description", "")
    service.keywords = " ".join(filter(None, (texts.get("keywords"), _flags(texts))))
    service.eligibility_description = either("eligibility")
    service.age_text = either("ages")
    service.minimum_age, service.maximum_age = record.low_age, record.high_age
    service.fees_description, service.is_free = either("cost"), record.is_free
    service.application_process = either("apply")
    service.required_documents = either("documents")
    service.hours_text = either("hours")
    service.contact_text = either("contact")
    service.ways = ",".join(record.ways)
    service.url, service.email = either("url"), either("email")
    service.valid_to = record.valid_to
    service.assured_date = record.checked_on
    _sync(
        service.phones,
        [
            {"position": i, "number": n, "extension": record.extension if i == 0 else None}
            for i, n in enumerate(record.phones)
        ],
        Phone,
    )
    _sync(
        service.schedules,
        [
            {
                "position": i,
                "byday": w.byday,
                "opens_at": w.opens_at,
                "closes_at": w.closes_at,
                "holidays": w.holidays,
            }
            for i, w in enumerate(record.windows)
        ],
        Schedule,
    )
    found = needs_of_service(
        {**texts, "name": f"{record.name} {texts.get('alternate_name', '')}", "keywords": service.keywords}
    )
    _sync(
        service.needs,
        [{"need": need, "weight": w, "evidence": words} for need, (w, words) in sorted(found.items())],
        ServiceNeed,
    )


def _flags(texts: dict[str, str]) -> str:
    """Yes/no columns as words, so that they are found like any other text."""
    kinds = (("temporary_care", "一時預かり"), ("sick_care", "病児保育"))
    return " ".join(word for key, word in kinds if texts.get(key, "").strip() in _YES)


def _sync(rows: list[Any], wanted: list[dict[str, Any]], model: type) -> None:
    """Replace child rows only when they differ, so that an unchanged record stays untouched."""
    current = [{key: getattr(row, key) for key in wanted[0]} for row in rows] if wanted else []
    if len(rows) == len(wanted) and current == wanted:
        return
    rows[:] = [model(**values) for values in wanted]


def _organization(shelf: Shelf, name: str) -> Organization | None:
    name = name.split("\n")[0]
    if not name:
        return None
    if name not in shelf.organizations:
        shelf.organizations[name] = Organization(name=name)
        shelf.session.add(shelf.organizations[name])
    return shelf.organizations[name]


def _location(shelf: Shelf, record: Record) -> Location | None:
    texts = record.texts
    address = " ".join(filter(None, (texts.get("address"), texts.get("building"))))
    if not address:
        return None
    key = (record.name, address)
    place = shelf.locations.get(key)
    if place is None:
        place = shelf.locations[key] = Location(name=record.name, address=address)
        shelf.session.add(place)
    place.district = texts.get("district") or None
    place.postal_code = texts.get("postal_code") or None
    place.latitude, place.longitude = _degrees(texts.get("latitude")), _degrees(texts.get("longitude"))
    place.transportation, place.parking = texts.get("access") or None, texts.get("parking") or None
    return place


def _degrees(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _snapshot(service: Service) -> tuple[Any, ...]:
    own = {
        c.key: getattr(service, c.key)
        for c in Service.__table__.columns
        if c.key not in {"last_modified", "organization_id", "location_id"}
    }
    place = service.location
    return (
        own,
        service.organization.name if service.organization else None,
        {c.key: getattr(place, c.key) for c in Location.__table__.columns} if place else None,
        [(p.number, p.extension) for p in service.phones],
        [(s.byday, s.opens_at, s.closes_at, s.holidays) for s in service.schedules],
        [(n.need, n.weight, n.evidence) for n in service.needs],
    )
