"""What the columns of the database can hold."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import time
from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, Integer, String, Table, Time

from resources_db.documents import FIELDS, LOCATION, ORGANIZATION, PARTS, SERVICE, TERM, Document
from resources_db.hsds.standard import Json, NotHsds, is_date, is_finite, is_uuid, to_its_maker
from resources_db.importers.records import LONGEST_NAME
from resources_db.models import Sector, Status

_NAME = "x_michishirube"
_DAYS = re.compile(r"(?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU))*")
_SEASON = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_GRADES, _MONTHS = range(-5, 16), range(1501)  # from the class of nought to past school; to 125 years
_DEEPEST = 100
_ALLOWED: dict[str, Callable[[Any], object]] = {
    "name": lambda text: text.strip() and len(text) <= LONGEST_NAME,
    "source": str.strip,
    "organization_name": len,
    "organization.sector": {sector.value for sector in Sector}.__contains__,
    "status": {status.value for status in Status}.__contains__,
    "minimum_age": _MONTHS.__contains__,
    "maximum_age": _MONTHS.__contains__,
    "minimum_grade": _GRADES.__contains__,
    "maximum_grade": _GRADES.__contains__,
    "schedules.byday": _DAYS.fullmatch,
    "schedules.season_from": _SEASON.fullmatch,
    "schedules.season_to": _SEASON.fullmatch,
    "needs.weight": lambda weight: 0 <= weight <= 1,
}
"""By the names of properties in "x_michishirube"."""
_IDS = {"places": ("id", "link_id"), "needs": ("need",)}
"""What two items of a list must not have in common, where it is not the id."""
_NOT_TOLD = {"id", "service_id", "position", "taxonomy_term_id"}
_COLUMNS = {"places": list(LOCATION.c), **{part: list(table.c) for part, table in PARTS.items()}}
_COLUMNS["attributes"] += TERM.c


def too_long(table: Table, row: Document) -> bool:
    """Does a text not fit into its column? (SQLite would take it, PostgreSQL would not.)"""
    texts = ((table.c[key], value) for key, value in row.items() if isinstance(value, str))
    return any(_exceeds(column, value) for column, value in texts)


def shortened(table: Table, row: Document) -> Document:
    """The row without texts that are too long, where their columns may be empty."""
    return {
        key: None
        if isinstance(value, str) and table.c[key].nullable and _exceeds(table.c[key], value)
        else value
        for key, value in row.items()
    }


def _exceeds(column: Column[Any], value: str) -> bool:
    return isinstance(column.type, String) and len(value) > (column.type.length or len(value))


def check(document: Document) -> None:
    """Raises NotHsds for a document that the database could not hold: somebody has changed an export."""
    for key in FIELDS:
        if key in document:
            _check(SERVICE.c[key], document[key], key)
    if document["organization"] is not None:
        _check(ORGANIZATION.c["name"], document["organization"], "organization_name")
    for part, columns in _COLUMNS.items():
        for item in document[part]:
            for key in {"id", "link_id", "term_id"} & item.keys():
                if not (isinstance(item[key], str) and is_uuid(item[key])):
                    raise _refusal(f"{part}.{key}", item[key], f"{part} の {key} はUUIDにしてください")
            for column in columns:
                if column.key not in _NOT_TOLD:
                    _check(column, item.get(column.key), f"{part}.{column.key}")
        for key in _IDS.get(part, ("id",)):
            _check_once(part, key, [item[key] for item in document[part] if key in item])


def check_beside(more: Json) -> None:
    """The same for what an export says beside the document."""
    for key in ("source", "source_id"):
        if more.get(key) is not None:
            _check(SERVICE.c[key], more[key], key)
    organization = more.get("organization") or {}
    if not isinstance(organization, dict):
        raise _refusal(
            "organization", organization, "x_michishirube の organization はオブジェクトにしてください"
        )
    for key in organization.keys() & set(ORGANIZATION.c.keys()):
        _check(ORGANIZATION.c[key], organization[key], f"organization.{key}")


def check_storable(value: Any, name: str = "", depth: int = 0) -> None:
    """`name`: the property of the service. Raises NotHsds for JSON that could not be kept as it is: PostgreSQL has
    no infinite numbers in it, and brackets within brackets without end stop every program that reads them."""
    if depth > _DEEPEST:
        raise NotHsds(name, "", to_its_maker(f"かっこの入れ子は{_DEEPEST}段までにしてください"))
    if isinstance(value, float) and not is_finite(value):
        raise NotHsds(name, value, to_its_maker("数は、ふつうに扱える大きさにしてください"))
    if isinstance(value, dict):
        for key, item in value.items():
            check_storable(item, name or key, depth + 1)
    elif isinstance(value, list):
        for item in value:
            check_storable(item, name, depth + 1)


def _check_once(part: str, key: str, told: list[str]) -> None:
    if len(set(told)) < len(told):
        twice = Counter(told).most_common(1)[0][0]
        raise _refusal(part, twice, f"x_michishirube の {part} に同じ {key} を2つ入れないでください")


def _check(column: Column[Any], value: Any, name: str) -> None:
    if value is None:
        good = bool(column.nullable)
    else:
        allowed = _ALLOWED.get(name)
        good = _is_of(column, value) and (allowed is None or bool(allowed(value)))
    if not good:
        raise _refusal(name, value, f"x_michishirube の {name} は書き出されたままの値にしてください")


def _refusal(name: str, value: Any, wish: str) -> NotHsds:
    return NotHsds(f"{_NAME}.{name}", value, to_its_maker(wish))


def _is_of(column: Column[Any], value: Any) -> bool:
    type_ = column.type
    if isinstance(type_, String):
        return isinstance(value, str) and not _exceeds(column, value)
    if isinstance(type_, Boolean):
        return isinstance(value, bool)
    if isinstance(type_, Integer):
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31
    if isinstance(type_, Float):
        return isinstance(value, int | float) and not isinstance(value, bool) and is_finite(value)
    if isinstance(type_, Date):
        return isinstance(value, str) and is_date(value)
    if isinstance(type_, Time):
        return isinstance(value, str) and _is_time(value)
    return isinstance(value, dict)  # the one JSON column: extra


def _is_time(text: str) -> bool:
    """09:00, as documents have it."""
    try:
        return time.fromisoformat(text).isoformat("minutes") == text
    except ValueError:
        return False
