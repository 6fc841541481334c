"""An HSDS service as the record that says the same, as far as a record can say it. Nothing is guessed."""

from typing import Any

from resources_db.documents import ORGANIZATION, PARTS, TERM, Document, complete
from resources_db.hsds.ages import read_ages
from resources_db.hsds.ids import NEEDS, taxonomy_of
from resources_db.hsds.limits import shortened, too_long
from resources_db.hsds.places import read_places
from resources_db.hsds.schedules import hours_text_of, read_schedules
from resources_db.hsds.shaping import CORPORATE_NUMBER, FIELDS, SAME
from resources_db.hsds.standard import Json, NotHsds, is_date, number_of, to_its_maker
from resources_db.models import Status

_LONGEST_NAME = 300
_NEEDED = {"phones": "number", "required_documents": "document", "languages": "name", "service_areas": "name"}
_DATES = ("valid_from", "valid_to", "assured_date")


def parse(service: Json) -> Document:
    """`service` as standard.accept and ids.identify give it. All that HSDS has a place for, ids explicit.

    Raises NotHsds when it has no usable name or status.
    """
    document: Document = {key: service.get(key) or None for key in FIELDS}
    low, high = read_ages(service.get("minimum_age"), service.get("maximum_age"))
    attributes, needs = read_attributes(service.get("attributes", []))
    document |= {
        "name": _name(service),
        "description": service.get("description", ""),
        "fees_description": service.get("fees_description") or service.get("fees") or None,
        "status": read_status(service.get("status", "active")),
        "minimum_age": low,
        "maximum_age": high,
        "assured_date": _date(service.get("assured_date")),
        "assurer": service.get("assurer_email") or None,
        "organization": read_organization(service.get("organization", {})).get("name"),
        "schedules": read_schedules(service.get("schedules", [])),
        "hours_text": hours_text_of(service.get("schedules", [])),
        "places": read_places(service.get("service_at_locations", []), service["name"]),
        "attributes": attributes,
        "needs": needs,
    }
    for part in SAME:
        items = (read_item(part, item) for item in service.get(part, []))
        document[part] = [item for item in items if item]
    return document


def _name(service: Json) -> str:
    name: str = service.get("name", "")
    if not name.strip():
        raise NotHsds("name", "", to_its_maker("name(名称)を入れてください"))
    if len(name) > _LONGEST_NAME:
        raise NotHsds("name", name, f"名称(name)が{_LONGEST_NAME}字より長くなっています。短くしてください。")
    return name


def read_status(text: str) -> str:
    """What is not active is not offered."""
    if text.strip().lower() not in {"active", "inactive", "defunct", "temporarily closed"}:
        wish = "status は active、inactive、defunct、temporarily closed のどれかにしてください"
        raise NotHsds("status", text, to_its_maker(wish))
    return Status.PUBLISHED.value if text.strip().lower() == "active" else Status.WITHDRAWN.value


def _date(text: str | None) -> str | None:
    day = (text or "")[:10]
    return day if is_date(day) else None


def read_item(part: str, item: Json) -> Document | None:
    """An item of a part that has HSDS's own names; None when a column cannot hold it."""
    told: dict[str, Any] = {key: item.get(key) or None for key in SAME[part]}
    if part == "phones":
        told["type"] = told["type"] or "voice"
    if part == "cost_options":
        amount = number_of(item.get("amount"))
        told["amount"] = None if amount is None else float(amount)
    for key in set(told).intersection(_DATES):
        told[key] = _date(told[key])
    if "extension" in told and told["extension"] is not None:
        told["extension"] = str(told["extension"])
    told = shortened(PARTS[part], told)
    needed = _NEEDED.get(part)
    empty = not (told[needed] if needed else any(told[key] is not None for key in told if key != "id"))
    return None if empty or too_long(PARTS[part], told) else complete(part, told)


def read_attributes(items: list[Json]) -> tuple[list[Document], list[Document]]:
    """Terms of foreign taxonomies, and needs of our own one."""
    attributes, needs = [], {}
    for item in items:
        term = item.get("taxonomy_term") or {}
        taxonomy, code = taxonomy_of(term), term.get("code") or None
        if taxonomy == NEEDS and code and len(code) <= 60:
            needs[code] = {"need": code, "weight": 1.0, "evidence": item.get("value") or ""}
        elif term.get("name"):
            told = {key: item.get(key) or None for key in ("link_type", "value")}
            told = shortened(PARTS["attributes"], told) | {"taxonomy": taxonomy, "code": code}
            words = {key: term.get(key) or None for key in ("name", "description", "language", "term_uri")}
            told |= shortened(TERM, words) | {"term_id": term["id"], "id": item["id"]}
            attributes.append(complete("attributes", told))
    return attributes, [needs[code] for code in sorted(needs)]


def read_organization(found: Json) -> Document:
    """What is said of who runs the service; {} where it has no name that can be kept."""
    keys = ("name", "alternate_name", "description", "email", "website")
    told = {key: found[key] for key in keys if found.get(key)}
    numbers = [
        one["identifier"]
        for one in found.get("organization_identifiers", [])
        if one.get("identifier_scheme") == CORPORATE_NUMBER["identifier_scheme"] and one.get("identifier")
    ]
    tax = found.get("tax_id", "")
    if tax.isascii() and tax.isdigit() and len(tax) == 13:  # only a 法人番号 has 13 digits
        numbers.append(tax)
    if numbers:
        told["corporate_number"] = numbers[0]
    return {} if "name" not in told or too_long(ORGANIZATION, told) else told
