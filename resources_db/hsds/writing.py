"""A record as an HSDS 3.0 service that validates, with all the rest of it in "x_michishirube"."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from resources_db.documents import ORGANIZATION, Document
from resources_db.hsds.ids import derived, explicit
from resources_db.hsds.keeping import differences, keep, restore
from resources_db.hsds.parsing import parse, read_organization
from resources_db.hsds.schedules import HOURS_TEXT, hours_text_of
from resources_db.hsds.shaping import shape
from resources_db.hsds.standard import Json, NotHsds, fit
from resources_db.models import Status

BLANK: Document = {
    **dict.fromkeys(
        (
            "license", "name_kana", "alternate_name", "kind", "eligibility_description", "age_text",
            "minimum_age", "maximum_age", "minimum_grade", "maximum_grade", "fees_description", "is_free",
            "application_process", "application_from", "application_until", "hours_text", "contact_text",
            "url", "email", "alert", "valid_from", "valid_to", "vanished_on", "assured_date", "assurer",
            "review_on", "organization",
        )
    ),
    **dict.fromkeys(("name", "summary", "description", "keywords", "ways"), ""),
    "is_crisis": False,
    "extra": {},
    "status": Status.PUBLISHED.value,
}  # fmt: skip
"""What a new record says before anybody has said anything."""

OURS = "x_michishirube"
KEPT = "hsds"  # in a record's extra
_ORGANIZATION = tuple(c.key for c in ORGANIZATION.c if c.key not in {"id", "name"})


def service_of(
    document: Document,
    *,
    id: str,
    source: str,
    source_id: str,
    organization: Mapping[str, Any] | None,
    last_modified: datetime,
    today: date,
    metadata: Iterable[Mapping[str, Any]] = (),
) -> Json:
    """A nested HSDS service. `organization` and `metadata` are rows; `today` decides what is active."""
    whole = explicit(id, BLANK | document)
    plain = shape(whole, id, organization, today)
    service = _with_kept(plain, whole, id)
    told = BLANK | parse(service)
    more: Json = {"source": source, "source_id": source_id, "as_of": today.isoformat()}
    more |= differences(told, whole)
    if organization and (rest := _organization_differences(service.get("organization", {}), organization)):
        more["organization"] = rest
    if extra_of(service, plain, id, history=False) != whole["extra"]:
        more["extra"] = whole["extra"]
    service["last_modified"] = last_modified.isoformat()
    if rows := [_metadata(row) for row in metadata]:
        service["metadata"] = [*service.get("metadata", ()), *rows]
    return service | {OURS: more}


def _with_kept(plain: Json, document: Document, id_: str) -> Json:
    """With what foreign HSDS had that the record has no field for. The town's words on the hours are left out
    where they are among that."""
    kept = document["extra"].get(KEPT)
    if not isinstance(kept, dict):
        return plain
    try:
        service = restore(plain, kept, id_)
    except (AttributeError, KeyError, TypeError, NotHsds):  # something else of that name, or changed by hand
        return plain
    own = derived(id_, HOURS_TEXT)
    others = [item for item in service.get("schedules", []) if item["id"] != own]
    if hours_text_of(others) == document["hours_text"]:
        service["schedules"] = others
    return fit("service", service) or plain


def extra_of(service: Json, plain: Json, id_: str, *, history: bool = True) -> Document:
    """The extra of a record that is read from `service`, when `plain` is how we would write that record.
    Without `history` the metadata is left out: in our own exports it is the record's own."""
    skipped = {"last_modified"} if history else {"last_modified", "metadata"}
    found = {key: value for key, value in service.items() if key not in skipped}
    if "organization" in found:
        found.pop("organization_id", None)  # it says what the object says, in the other program's ids
    kept = keep(found, plain, id_)
    return {KEPT: kept} if kept else {}


def _organization_differences(told: Json, row: Mapping[str, Any]) -> Json:
    known = read_organization(told)
    return {key: row[key] for key in _ORGANIZATION if row.get(key) is not None and known.get(key) != row[key]}


def _metadata(row: Mapping[str, Any]) -> Json:
    """HSDS's metadata of a change; who made it is only said by kind."""
    keys = ("id", "resource_id", "resource_type", "last_action_type", "field_name")
    told = {key: row[key] for key in (*keys, "previous_value", "replacement_value")}
    by = "import" if row["import_run_id"] else "staff"
    return told | {"last_action_date": row["last_action_date"].date().isoformat(), "updated_by": by}
