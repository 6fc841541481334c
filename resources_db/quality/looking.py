"""What a rule is given to look at, and what it answers."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from resources_db.documents import Document
from resources_db.reading.text import clean

_SHOWN = 60
_TEXTS = (
    "name", "alternate_name", "kind", "summary", "description", "keywords", "eligibility_description", "age_text",
    "fees_description", "application_process", "hours_text", "contact_text", "alert", "organization", "url",
)  # fmt: skip
_PART_TEXTS = {
    "phones": ("number", "description"),
    "places": ("name", "address", "transportation", "parking"),
    "required_documents": ("document",),
    "service_areas": ("name", "description"),
    "cost_options": ("amount_description",),
    "contacts": ("name", "department"),
}


@dataclass(frozen=True, slots=True)
class Looked:
    """One record under the eyes of the rules: `document` as in resources_db.documents."""

    id: str
    source: str
    source_id: str
    document: Document

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text with the field it stands in, each text once; columns that have no field come last,
        under their own headers."""
        seen: set[str] = set()
        for name, text in self._all():
            if text and text not in seen:
                seen.add(text)
                yield name, text

    def _all(self) -> Iterator[tuple[str, str]]:
        for name in _TEXTS:
            yield name, self.document.get(name) or ""
        for part, names in _PART_TEXTS.items():
            for item in self.document.get(part, ()):
                yield from ((part, item.get(name) or "") for name in names)
        yield from self.raw()

    def raw(self, headers: re.Pattern[str] | None = None) -> Iterator[tuple[str, str]]:
        """Cells of the town's file as they were; of the columns whose header matches, where one is given."""
        for header, cell in (self.document.get("extra") or {}).items():
            if isinstance(cell, str) and (headers is None or headers.search(clean(header))):
                yield header, cell

    def voices(self) -> list[Document]:
        """Telephones to speak to somebody: all but fax."""
        return [phone for phone in self.document["phones"] if phone["type"] != "fax"]


@dataclass(frozen=True, slots=True)
class Town:
    """What rules know of everything else. `wrong_numbers`: a dead or misprinted national number -> what to write
    instead. `twins`: a record's id -> the record that has the same name and address. `centres`: the middle
    (latitude, longitude) of the places of a group (see `group_of`)."""

    today: date
    wrong_numbers: Mapping[str, str] = field(default_factory=dict)
    twins: Mapping[str, str] = field(default_factory=dict)
    centres: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """`kind` is a key of messages.yml; `values` fill its sentence."""

    kind: str
    field: str
    value: str
    values: Mapping[str, str]


Rule = Callable[[Looked, Town], Iterable[Problem]]


def problem(kind: str, name: str, value: Any = "", **values: str) -> Problem:
    text = str(value).replace("\n", " ")
    return Problem(kind, name, text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…", values)


def around(text: str, match: re.Match[str], reach: int = 12) -> str:
    """What was found with a little of the text on both sides."""
    return text[max(0, match.start() - reach) : match.end() + reach]


def group_of(source: str, place: Document | RowMapping) -> str:
    """Places that should lie near each other: those of one municipality, else those of one source."""
    city = place["city"]
    return f"{place['prefecture'] or ''}{city}" if city else f"source:{source}"
