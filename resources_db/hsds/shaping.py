"""A record as the HSDS service that says the same, as far as HSDS can say it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from resources_db.documents import Document
from resources_db.hsds.ages import years_from, years_to
from resources_db.hsds.ids import NEEDS, NEEDS_NAME, derived, need_id, organization_id, taxonomy_id
from resources_db.hsds.places import write_place
from resources_db.hsds.schedules import write_schedules
from resources_db.hsds.standard import Json, fit
from resources_db.matching.taxonomy import needs
from resources_db.models import Status
from resources_db.service_needs import is_removed

SAME = {
    "phones": ("id", "number", "extension", "type", "description"),
    "cost_options": ("id", "option", "currency", "amount", "amount_description", "valid_from", "valid_to"),
    "required_documents": ("id", "document", "uri"),
    "languages": ("id", "name", "code", "note"),
    "service_areas": ("id", "name", "description", "extent", "extent_type", "uri"),
    "contacts": ("id", "name", "title", "department", "email"),
}
"""Parts whose columns have the names of HSDS."""
FIELDS = (
    "name", "alternate_name", "url", "email", "application_process", "fees_description",
    "eligibility_description", "assured_date", "alert",
)  # fmt: skip
TERM = ("code", "name", "taxonomy", "language", "term_uri")
CORPORATE_NUMBER = {"identifier_scheme": "JP-JCN", "identifier_type": "法人番号"}  # org-id.guide
_NEEDS_IN_WORDS = "家族の困りごとと、それに使える案内を結ぶ分類。値(value)は、そう読みとったことば。"


def shape(document: Document, id_: str, organization: Mapping[str, Any] | None, today: date) -> Json:
    """`document` is whole, with explicit ids (ids.explicit); `organization` its row, if it has one."""
    told = {key: document[key] for key in FIELDS}
    low, high = document["minimum_age"], document["maximum_age"]
    service = {
        "id": id_,
        **told,
        "description": document["description"] or document["summary"],
        "status": _status(document, today),
        "minimum_age": None if low is None else years_from(low),
        "maximum_age": None if high is None else years_to(high),
        "assurer_email": document["assurer"],
        "organization": _organization(document["organization"], organization),
        "schedules": write_schedules(id_, document, today),
        "service_at_locations": [write_place(place) for place in document["places"]],
        "attributes": [
            *(_attribute(item) for item in document["attributes"]),
            *(_need(id_, item) for item in document["needs"] if not is_removed(item)),
        ],
    }
    for part, keys in SAME.items():
        service[part] = [{key: item[key] for key in keys} for item in document[part]]
    for phone in service["phones"]:
        phone["extension"] = _extension(phone["extension"])
    fitted = fit("service", service)
    if fitted is None:
        raise ValueError("a record without id or name is none")
    return fitted


def _status(document: Document, today: date) -> str:
    """Active is what a family can use today."""
    if document["status"] == Status.WITHDRAWN or (document["valid_to"] or "9") < today.isoformat():
        return "defunct"
    begun = (document["valid_from"] or "") <= today.isoformat()
    return "active" if document["status"] == Status.PUBLISHED and begun else "inactive"


def _extension(text: str | None) -> int | None:
    """HSDS has a number here: 内線12 and 0012 would not be the same any more."""
    return int(text) if text and text.isascii() and text.isdigit() and str(int(text)) == text else None


def _organization(name: str | None, row: Mapping[str, Any] | None) -> Json | None:
    if not name:
        return None
    return organization_of(row or {"id": organization_id(name), "name": name})


def organization_of(row: Mapping[str, Any]) -> Json:
    """An organization's row as HSDS has it, without its services."""
    keys = ("id", "name", "alternate_name", "description", "email", "website")
    told = {key: row.get(key) for key in keys}
    number = row.get("corporate_number")
    if number and len(number) == 13 and number.isascii() and number.isdigit():
        identifier = CORPORATE_NUMBER | {"identifier": number, "id": derived(row["id"], "corporate_number")}
        told["organization_identifiers"] = [identifier]
    return fit("organization", told) or {}


def _attribute(item: Document) -> Json:
    term = {key: item[key] for key in TERM} | {"id": item["term_id"], "description": item["description"]}
    told = {key: item[key] for key in ("id", "link_type", "value")}
    return told | {"taxonomy_term": term}


def _need(id_: str, item: Document) -> Json:
    return {
        "id": derived(id_, "needs", item["need"]),
        "value": item["evidence"],
        "taxonomy_term": need_term(item["need"]),
    }


def need_term(need: str) -> Json:
    """A need of our own taxonomy as a term; one that the taxonomy no longer has goes by its id."""
    known = needs().get(need)
    return {
        "id": need_id(need),
        "taxonomy": NEEDS,
        "code": need,
        "name": known.label if known else need,
        "description": known.plain if known else "",
        "language": "ja",
        "taxonomy_detail": needs_taxonomy(),
    }


def needs_taxonomy() -> Json:
    return {
        "id": taxonomy_id(NEEDS),
        "name": NEEDS_NAME,
        "description": _NEEDS_IN_WORDS,
        "version": _needs_version(),
    }


@cache
def _needs_version() -> str:
    """Another one as soon as a term is added, goes, or is called or described otherwise."""
    told = json.dumps([[n.id, n.label, n.plain] for n in needs().values()], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:12]
