"""What the columns of the database can hold."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, Integer, String, Table, Time

from resources_db.documents import FIELDS, LOCATION, PARTS, SERVICE, Document
from resources_db.hsds.standard import NotHsds, is_uuid, to_its_maker
from resources_db.models import Status

_NAME = "x_michishirube"
_DAYS = re.compile(r"(?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU))*")
_SEASON = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_ALLOWED: dict[str, Callable[[str], object]] = {
    "status": {status.value for status in Status}.__contains__,
    "byday": _DAYS.fullmatch,
    "season_from": _SEASON.fullmatch,
    "season_to": _SEASON.fullmatch,
}


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
    for part, table in (("places", LOCATION), *PARTS.items()):
        for item in document[part]:
            for key, value in item.items():
                if key in {"id", "link_id", "term_id"} and not is_uuid(str(value)):
                    raise NotHsds(
                        f"{_NAME}.{part}.{key}", value, to_its_maker(f"{part} の {key} はUUIDにしてください")
                    )
                if key in table.c:
                    _check(table.c[key], value, f"{part}.{key}")


def _check(column: Column[Any], value: Any, name: str) -> None:
    if value is None:
        good = bool(column.nullable)
    else:
        allowed = _ALLOWED.get(column.key)
        good = _is_of(column, value) and (allowed is None or bool(allowed(value)))
    if not good:
        raise NotHsds(
            f"x_michishirube.{name}",
            value,
            to_its_maker(f"x_michishirube の {name} は書き出されたままの値にしてください"),
        )


def _is_of(column: Column[Any], value: Any) -> bool:
    type_ = column.type
    if isinstance(type_, String):
        return isinstance(value, str) and not _exceeds(column, value)
    if isinstance(type_, Boolean):
        return isinstance(value, bool)
    if isinstance(type_, Integer):
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31
    if isinstance(type_, Float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(type_, Date):
        return _reads(date.fromisoformat, value)
    if isinstance(type_, Time):
        return _reads(time.fromisoformat, value)
    return isinstance(value, dict)  # the one JSON column: extra


def _reads(read: Callable[[str], object], value: Any) -> bool:
    try:
        return bool(read(value) is not None)
    except (TypeError, ValueError):
        return False
