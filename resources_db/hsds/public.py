"""What of the list everybody may read: published and valid today, and nothing that is meant for staff alone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from resources_db.documents import AT_LOCATION, LOCATION, ORGANIZATION, PARTS, SERVICE, TERM
from resources_db.hsds.ids import NEEDS, need_id, taxonomy_id
from resources_db.hsds.shaping import need_term
from resources_db.hsds.standard import Json, fit, standard
from resources_db.hsds.writing import OURS
from resources_db.matching.taxonomy import needs
from resources_db.models import Status

_FOR_STAFF = ("extra", "assurer", "review_on", "vanished_on")
_HIDDEN = {"assurer_email", "metadata"}
_SEARCHED = ("name", "name_kana", "alternate_name", "summary", "description", "keywords")
_ATTRIBUTE, _NEED = PARTS["attributes"], PARTS["needs"]
_ANSWERS = select(_NEED.c.service_id).where(
    _NEED.c.weight > 0
)  # 0: staff took the need away (service_needs.py)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Every part that is given has to be met; `search` is words, all of which have to be in the texts."""

    search: tuple[str, ...] = ()
    organization_id: str | None = None
    taxonomy: str | None = None
    taxonomy_term_id: str | None = None
    modified_after: datetime | None = None
    postcode: str | None = None


def is_public(today: date) -> ColumnElement[bool]:
    return and_(
        SERVICE.c.status == Status.PUBLISHED,
        or_(SERVICE.c.valid_from.is_(None), SERVICE.c.valid_from <= today),
        or_(SERVICE.c.valid_to.is_(None), SERVICE.c.valid_to >= today),
    )


def services(today: date, wanted: Wanted) -> Select[Any]:
    """Rows of id, name and last_modified."""
    query = select(SERVICE.c.id, SERVICE.c.name, SERVICE.c.last_modified).where(
        is_public(today), *_met(wanted)
    )
    return query.order_by(SERVICE.c.source, SERVICE.c.source_id)


def links(today: date, wanted: Wanted) -> Select[Any]:
    """Rows of id and service_id: what can be had where."""
    query = select(AT_LOCATION.c.id, AT_LOCATION.c.service_id).join(SERVICE).join(LOCATION)
    query = query.where(is_public(today), *_met(wanted))
    if wanted.postcode:
        plain = wanted.postcode.replace("-", "")
        query = query.where(LOCATION.c.postal_code.in_([plain, f"{plain[:3]}-{plain[3:]}"]))
    return query.order_by(SERVICE.c.source, SERVICE.c.source_id, AT_LOCATION.c.position)


def organizations(today: date, words: tuple[str, ...]) -> Select[Any]:
    """Rows of those that run something."""
    runs = select(SERVICE.c.id).where(SERVICE.c.organization_id == ORGANIZATION.c.id, is_public(today))
    query = select(ORGANIZATION).where(
        runs.exists(), *(ORGANIZATION.c.name.icontains(w, autoescape=True) for w in words)
    )
    return query.order_by(ORGANIZATION.c.name)


def _met(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        or_(*(SERVICE.c[key].icontains(word, autoescape=True) for key in _SEARCHED)) for word in wanted.search
    ]
    if wanted.organization_id is not None:
        found.append(SERVICE.c.organization_id == wanted.organization_id)
    if wanted.modified_after is not None:
        found.append(SERVICE.c.last_modified >= wanted.modified_after)
    if wanted.taxonomy is not None:
        found.append(_of_taxonomy(wanted.taxonomy))
    if wanted.taxonomy_term_id is not None:
        found.append(_with_term(wanted.taxonomy_term_id))
    return found


def _of_taxonomy(name: str) -> ColumnElement[bool]:
    if name == NEEDS:
        return SERVICE.c.id.in_(_ANSWERS)
    return SERVICE.c.id.in_(select(_ATTRIBUTE.c.service_id).join(TERM).where(TERM.c.taxonomy == name))


def _with_term(id_: str) -> ColumnElement[bool]:
    need = next((need for need in needs() if need_id(need) == id_), None)
    if need is not None:
        return SERVICE.c.id.in_(_ANSWERS.where(_NEED.c.need == need))
    return SERVICE.c.id.in_(select(_ATTRIBUTE.c.service_id).where(_ATTRIBUTE.c.taxonomy_term_id == id_))


def terms(session: Session, today: date) -> list[Json]:
    """Our own needs, and the terms that public services carry."""
    used = select(_ATTRIBUTE.c.taxonomy_term_id).join(SERVICE).where(is_public(today))
    rows = session.execute(
        select(TERM).where(TERM.c.id.in_(used)).order_by(TERM.c.taxonomy, TERM.c.name, TERM.c.id)
    )
    return [*map(need_term, needs()), *(_term(dict(row)) for row in rows.mappings())]


def _term(row: Json) -> Json:
    name = row["taxonomy"]
    detail = {"id": taxonomy_id(name), "name": name, "description": ""} if name else None
    return fit("taxonomy_term", row | {"taxonomy_detail": detail}) or {}


def taxonomy_name(session: Session, id_: str) -> str:
    """The name of the taxonomy with that id, "" when there is none."""
    names = session.scalars(select(TERM.c.taxonomy).where(TERM.c.taxonomy.is_not(None)).distinct())
    return next((name for name in (NEEDS, *names) if taxonomy_id(name) == id_), "")


def taxonomies(found: list[Json]) -> list[Json]:
    """Those that the terms belong to."""
    details = (term["taxonomy_detail"] for term in found if "taxonomy_detail" in term)
    return list({detail["id"]: detail for detail in details}.values())


def for_everybody(service: Json) -> Json:
    """Without who checked or changed any of it, and without the columns of the town's own file."""
    open_: Json = _open(service)
    return open_ | {OURS: {key: value for key, value in open_[OURS].items() if key not in _FOR_STAFF}}


def _open(value: Any) -> Any:
    """At every depth: other programs' places, phones and organizations bring a history of their own."""
    if isinstance(value, dict):
        return {key: _open(one) for key, one in value.items() if key not in _HIDDEN}
    return [_open(one) for one in value] if isinstance(value, list) else value


def brief(kind: str, found: Json) -> Json:
    """Only what there is one of, as HSDS's lists have it."""
    known = standard()[kind]
    return {
        key: brief(known[key].of, value) if known[key].type == "one" else value
        for key, value in found.items()
        if key in known and known[key].type != "many"
    }
