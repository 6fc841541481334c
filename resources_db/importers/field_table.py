"""columns.yml as a table: our fields, the headers that mean them, and what a mapping is."""

from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Literal

import yaml

from resources_db.importers.header_text import key

_TABLE = Path(__file__).with_name("columns.yml")
Why = Literal["exact", "similar", "content", "staff"]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Field -> header in this file. `format` is a known format's name or "mapping"; `why` says for each field
    how its header was found: known spelling, similar spelling, the cells' content, or settled by staff."""

    format: str
    columns: dict[str, str]
    why: dict[str, Why] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Field:
    """All texts but `label` are header keys; `headers` maps each to its rank, 0 the best."""

    name: str
    label: str
    headers: dict[str, int]
    last: tuple[str, ...]
    ends: tuple[str, ...]
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A header that only its content makes clear; `unseen` is what it means where there are no rows."""

    may_be: tuple[str, ...]
    otherwise: str | None
    unseen: str | None


@dataclass(frozen=True, slots=True)
class Company:
    """A header that means `field` (nothing if None) beside all of `all_of`, or where none of `none_of` is."""

    headers: frozenset[str]
    all_of: frozenset[str]
    none_of: frozenset[str]
    field: str | None

    def applies(self, header: str, beside: frozenset[str]) -> bool:
        return header in self.headers and self.all_of <= beside and not self.none_of & beside


@dataclass(frozen=True, slots=True)
class Format:
    """Recognised by all of one of its `marks`."""

    name: str
    marks: tuple[frozenset[str], ...]
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class FieldTable:
    fields: dict[str, Field]
    meant: dict[str, str]  # key -> field
    choices: dict[str, Choice]
    companies: tuple[Company, ...]
    formats: tuple[Format, ...]
    kept: frozenset[str]


@cache
def field_table() -> FieldTable:
    told = yaml.load(_TABLE.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 (texts only: NO is a header)
    fields = {name: _field(name, entry, told["others"]) for name, entry in told["fields"].items()}
    return FieldTable(
        fields=fields,
        meant={header: f.name for f in reversed(fields.values()) for header in f.headers},
        choices={
            key(header): Choice(
                tuple(entry["may_be"]), entry.get("otherwise"), entry.get("unseen", entry.get("otherwise"))
            )
            for entry in told["decided_by_content"]
            for header in entry["headers"]
        },
        companies=tuple(
            Company(
                _keys(e["headers"]), _keys(e.get("with", ())), _keys(e.get("without", ())), e.get("field")
            )
            for e in told["together"]
        ),
        formats=tuple(
            Format(
                name,
                tuple(_keys(marks) for marks in entry["marks"]),
                {key(header): meant for header, meant in entry.get("fields", {}).items()},
            )
            for name, entry in told["formats"].items()
        ),
        kept=_keys(told["kept"]),
    )


def labels() -> dict[str, str]:
    """Field -> what staff call it."""
    return {name: entry.label for name, entry in field_table().fields.items()}


def _field(name: str, entry: AnyMapping[str, Any], others: list[str]) -> Field:
    spellings = [key(header) for header in [*entry.get("headers", ()), *_joined(entry.get("each", ()))]]
    # 団体そのものの列を探すのは organization だけ
    unless = [*entry.get("unless", ()), *(others if name != "organization" else ())]
    return Field(
        name=name,
        label=entry["label"],
        headers={header: rank for rank, header in reversed(list(enumerate(spellings)))},
        last=tuple(key(header) for header in entry.get("last", ())),
        ends=tuple(sorted((key(end) for end in entry.get("ends", ())), key=len, reverse=True)),
        unless=tuple(key(word) for word in unless),
    )


def _joined(each: Iterable[list[str]]) -> list[str]:
    pairs = list(product(*each)) if each else []
    return [text for a, b in pairs for text in (f"{a}{b}", f"{a}の{b}", f"{b}{a}")]


def _keys(headers: Iterable[str]) -> frozenset[str]:
    return frozenset(key(header) for header in headers)
