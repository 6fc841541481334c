"""HSDS services as records: our own exports exactly, foreign ones as far as a record can hold them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from resources_db.documents import ORGANIZATION, Document, part_id
from resources_db.hsds.files import read_services
from resources_db.hsds.ids import LISTS, explicit, identify, implicit, organization_id, service_id
from resources_db.hsds.keeping import apply
from resources_db.hsds.limits import check, check_beside, check_storable
from resources_db.hsds.parsing import parse, read_item, read_organization
from resources_db.hsds.schedules import read_schedule
from resources_db.hsds.shaping import shape
from resources_db.hsds.standard import Json, NotHsds, accept, is_date, is_uuid, to_its_maker
from resources_db.hsds.writing import BLANK, KEPT, OURS, extra_of
from resources_db.importers.periods import REVIEW_AFTER
from resources_db.importers.records import Record, RowError, is_usable
from resources_db.importers.sectors import sector_of
from resources_db.models import Status
from resources_db.reading.costs import read_is_free
from resources_db.service_needs import needs_of_document, with_corrections

_ANY_DAY = date(2000, 1, 1)  # nothing of a foreign record depends on it
_NOT_TOLD = ("summary", "keywords", "license", "name_kana", "kind", "age_text", "minimum_grade", "maximum_grade",
             "application_from", "application_until", "contact_text", "is_crisis", "valid_from", "valid_to",
             "vanished_on")  # fmt: skip
"""Fields for which HSDS has no place: a foreign file says nothing about them."""


_BROKEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_WISH = "この案内は書き出されたままの形にしてください"
"""One service of whatever form must not keep the others out."""


def read_hsds(path: Path) -> Iterator[tuple[int, Record | RowError]]:
    """(number of the service in the file, record or why not). Raises UnreadableFile."""
    seen: set[str] = set()
    for number, found in read_services(path):
        if isinstance(found, NotHsds):
            yield number, RowError(found.name, found.value, found.error)
            continue
        try:
            record: Record | RowError = read_service(found, seen)
        except NotHsds as error:
            record = RowError(error.name, error.value, error.error)
        except _BROKEN:
            record = RowError("", str(found.get("name") or "")[:200], to_its_maker(_WISH))
        yield number, record


def read_service(raw: object, seen: set[str]) -> Record:
    """`seen` holds the ids of the parts of earlier services of the file: HSDS may name one phone twice, a
    record's phone is its own. Raises NotHsds."""
    check_storable(raw)
    service = accept("service", raw)
    more = service.pop(OURS, None)
    text = service.get("id", "")
    id_ = service_id(text)
    service = _once(identify(service, id_), id_, seen)
    told = BLANK | parse(service)
    document = _ours(told, service, more, id_) if isinstance(more, dict) else _foreign(told, service, id_)
    check(document)
    _claim(document, service, seen)
    document = implicit(id_, document)
    source_id = _text(more, "source_id") or text
    return Record(
        source_id=source_id[:100],
        document=document,
        organization=_organization(service, more),
        warnings=_warnings(service),
        id=text if is_uuid(text) else None,
        source=_text(more, "source"),
    )


def _ours(told: Document, service: Json, more: Json, id_: str) -> Document:
    """Our own export: HSDS's part, and what it does not say."""
    check_beside(more)
    document = explicit(id_, apply(told, more))
    document["extra"] = {}
    check(document)
    as_of = _text(more, "as_of") or ""
    day = date.fromisoformat(as_of) if is_date(as_of) else _ANY_DAY
    row = {**read_organization(service.get("organization", {})), **_details(more)}
    row["id"] = service.get("organization", {}).get("id")
    plain = shape(document, id_, row if "name" in row else None, day)
    document["extra"] = more["extra"] if "extra" in more else extra_of(service, plain, id_, history=False)
    return document


def _foreign(told: Document, service: Json, id_: str) -> Document:
    """Another program's service. Its phones may hang anywhere; what has no field is kept as it is."""
    row = read_organization(service.get("organization", {}))
    row = row and {"id": organization_id(row["name"]), **row}
    extra = extra_of(service, shape(told, id_, row or None, _ANY_DAY), id_)
    if row:
        extra.setdefault(KEPT, {}).setdefault("organization", {})["id"] = service["organization"]["id"]
    document = {key: value for key, value in told.items() if key not in _NOT_TOLD} | {"extra": extra}
    document["phones"] = told["phones"] or _phones_elsewhere(service)
    document["is_free"] = read_is_free(told["fees_description"] or "")
    if told["assured_date"]:
        document["review_on"] = (date.fromisoformat(told["assured_date"]) + REVIEW_AFTER).isoformat()
    document["ways"] = ",".join(_ways(document, service))
    needs = {item["need"]: item for item in (*told["needs"], *needs_of_document(document))}
    document["needs"] = with_corrections(needs.values(), told["needs"])
    if told["status"] == Status.PUBLISHED and not is_usable(document):
        document["status"] = Status.DRAFT.value
    return document


def _phones_elsewhere(service: Json) -> list[Document]:
    """A service without a phone of its own: those of its places, its contacts, or of who runs it."""
    links = service.get("service_at_locations", [])
    places = [link.get("location", {}) for link in links]
    contacts = [contact for one in (service, *links) for contact in one.get("contacts", [])]
    for owners in (links, places, contacts, [service.get("organization", {})]):
        read = (read_item("phones", item) for owner in owners for item in owner.get("phones", []))
        found = {phone["number"]: phone for phone in read if phone}
        if found:
            return [{k: v for k, v in phone.items() if k != "id"} for phone in found.values()]
    return []


def _ways(document: Document, service: Json) -> list[str]:
    """phone, online, visit: by what there is to call, to open and to go to."""
    links = service.get("service_at_locations", [])
    virtual = any(link.get("location", {}).get("location_type") == "virtual" for link in links)
    there = {"phone": document["phones"], "online": virtual, "visit": document["places"]}
    return [way for way, found in there.items() if found]


def _once(service: Json, id_: str, seen: set[str]) -> Json:
    """With an id of this service's own in place of one that an earlier service of the file has."""
    for name, part in LISTS.items():
        for i, item in enumerate(service.get(name, [])):
            if f"{part}/{item['id']}" in seen:
                item["id"] = part_id(id_, part, i)
            seen.add(f"{part}/{item['id']}")
    return service


def _claim(document: Document, service: Json, seen: set[str]) -> None:
    """An export may bring parts that HSDS does not tell; their ids are of one record only, too."""
    for name, part in LISTS.items():
        items, key = (document["places"], "link_id") if part == "at" else (document[part], "id")
        told = {item["id"] for item in service.get(name, [])}
        for id_ in (item[key] for item in items if key in item and item[key] not in told):
            if f"{part}/{id_}" in seen:
                wish = f"ほかの案内の {part} と同じidを使わないでください"
                raise NotHsds(f"{OURS}.{part}.{key}", id_, to_its_maker(wish))
            seen.add(f"{part}/{id_}")


def _organization(service: Json, more: Any) -> Document:
    told = read_organization(service.get("organization", {}))
    if not told:
        return {}
    sector = sector_of(told["name"])
    return ({"sector": sector} if sector else {}) | told | _details(more)


def _details(more: Any) -> Document:
    """What our export says of an organization beside HSDS."""
    found = (more.get("organization") if isinstance(more, dict) else None) or {}
    columns = {c.key for c in ORGANIZATION.c} - {"id", "name"}
    return {key: value for key, value in found.items() if key in columns and value is not None}


def _text(more: Any, key: str) -> str | None:
    value = more.get(key) if isinstance(more, dict) else None
    return value if isinstance(value, str) and value else None


def _warnings(service: Json) -> list[tuple[str, str, str]]:
    unread = [
        item for item in service.get("schedules", []) if item.get("opens_at") and not read_schedule(item)
    ]
    if not unread:
        return []
    told = (
        "時間のうち、そのままでは入れられないものがあります。元の形のまま残し、開いているかは判断しません。"
    )
    return [("schedules", str(unread[0].get("byday") or unread[0]["opens_at"]), told)]
