"""What the index holds of the published services: a few facts, the words and the needs of each, no texts.

A row is known by its service's version (offered.py). So of two listings only the rows that differ have to be read
and analysed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from resources_db.documents import AT_LOCATION, LOCATION, PARTS, SERVICE
from resources_db.matching.analysis import FIELDS, Analysis, Model, Read, analyse
from resources_db.matching.offered import Version, microseconds
from resources_db.matching.taxonomy import needs
from resources_db.matching.words import Words, no_words

NUMBERS = ("minimum_age", "maximum_age", "minimum_grade", "maximum_grade", "is_free")  # NaN where not known
TEXTS = ("id", "name", "alternate_name", "kind", "ways", "district")  # "" where not known
FACTS = np.dtype(
    [("version", "i8"), ("valid_from", "i4")]  # microseconds since 1970; the day's ordinal, 0 for always
    + [(name, "f4") for name in NUMBERS]
    + [(name, object) for name in TEXTS]
)
Facts = NDArray[np.void]
_ID = (FACTS.names or ()).index("id")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Listing:
    """`facts`: FACTS [rows]; `need_weights`: float32 [rows, needs], one need's column in one piece; `vectors`: what
    each is about, float32 [rows, dimensions] (0 dimensions without a model)."""

    facts: Facts
    words: Words
    need_weights: NDArray[np.float32]
    vectors: NDArray[np.float32]

    def versions(self) -> dict[Version, int]:
        """Row by version."""
        ids, versions = self.facts["id"].tolist(), self.facts["version"].tolist()
        return dict(zip(zip(ids, versions, strict=True), range(len(ids)), strict=True))


@dataclass(frozen=True, slots=True)
class Entry:
    """One service, read and analysed."""

    facts: tuple[Any, ...]  # in the order of FACTS
    analysis: Analysis

    @property
    def id(self) -> str:
        found: str = self.facts[_ID]
        return found

    @property
    def version(self) -> Version:
        """As it was read, which may be newer than when it was listed."""
        return (self.id, self.facts[0])


def empty(dimensions: int) -> Listing:
    weights = np.zeros((0, len(needs())), np.float32, order="F")
    return Listing(np.empty(0, FACTS), no_words(), weights, np.zeros((0, dimensions), np.float32))


def read(session: Session, ids: Sequence[str], words: Read, model: Model | None) -> Iterator[Entry]:
    """Services by id; those that are gone are left out."""
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        weights = _needs(session, some)
        places = _places(session, some)
        for row in session.execute(_SERVICES.where(SERVICE.c.id.in_(some))):
            district, address = places.get(row.id, ("", ""))
            known = _Listed(row, weights.get(row.id, {}), address)
            yield Entry(_facts(row, district), analyse(known, words, model))


_COLUMNS = dict.fromkeys(
    (*FIELDS, *NUMBERS, "id", "name", "alternate_name", "kind", "ways", "valid_from", "last_modified")
)
_SERVICES = select(*(SERVICE.c[name] for name in _COLUMNS))


class _Listed:
    """What `analyse` reads."""

    def __init__(self, row: Row[Any], needs: Mapping[str, float], address: str) -> None:
        self._row, self.needs, self.address = row, needs, address

    def __getattr__(self, field: str) -> Any:
        return getattr(self._row, field)


def _needs(session: Session, ids: Sequence[str]) -> dict[str, dict[str, float]]:
    table = PARTS["needs"]
    found: dict[str, dict[str, float]] = {}
    query = select(table.c.service_id, table.c.need, table.c.weight).where(table.c.service_id.in_(ids))
    for service_id, need, weight in session.execute(query):
        found.setdefault(service_id, {})[need] = weight
    return found


def _places(session: Session, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """District and address of each service's first place, "" where it has none."""
    query = (
        select(AT_LOCATION.c.service_id, LOCATION.c.district, LOCATION.c.address)
        .join(LOCATION)
        .where(AT_LOCATION.c.service_id.in_(ids))
        .order_by(AT_LOCATION.c.position.desc())
    )
    return {row[0]: (row[1] or "", row[2] or "") for row in session.execute(query)}


def _facts(row: Row[Any], district: str) -> tuple[Any, ...]:
    """In the order of FACTS."""
    numbers = (float("nan") if (value := getattr(row, name)) is None else float(value) for name in NUMBERS)
    texts = (row.id, row.name, row.alternate_name or "", row.kind or "", row.ways, district)
    day = row.valid_from.toordinal() if row.valid_from else 0
    return (microseconds(row.last_modified), day, *numbers, *texts)


def changed(old: Listing, order: Sequence[Version], added: Mapping[str, Entry]) -> Listing:
    """The rows of `order` that are in `added` or, of the same version, in `old`; others are left out."""
    rows = old.versions()
    order = [version for version in order if version[0] in added or version in rows]
    came_from = np.array([-1 if v[0] in added else rows[v] for v in order], dtype=np.int32)
    stays = came_from >= 0
    new_row = np.full(len(rows), -1, dtype=np.int32)
    new_row[came_from[stays]] = np.flatnonzero(stays)
    entries = {row: added[order[row][0]] for row in np.flatnonzero(~stays).tolist()}
    if len(rows):
        facts = old.facts[came_from]
        weights = np.take(old.need_weights.T, came_from, axis=1).T
        vectors = old.vectors[came_from]
        weights[~stays], vectors[~stays] = 0, 0
    else:
        facts = np.empty(len(order), FACTS)
        weights = np.zeros((len(order), len(needs())), np.float32, order="F")
        vectors = np.zeros((len(order), old.vectors.shape[1]), np.float32)
    columns = {need: column for column, need in enumerate(needs())}
    for row, entry in entries.items():
        facts[row] = entry.facts
        for need, weight in entry.analysis.needs.items():
            weights[row, columns[need]] = weight
        if entry.analysis.vector is not None:
            vectors[row] = entry.analysis.vector
    terms = {row: entry.analysis.terms for row, entry in entries.items()}
    return Listing(facts, old.words.changed(new_row, len(order), terms), weights, vectors)


def valid_on(listing: Listing, today: date) -> Listing:
    """Without what is offered only later."""
    now = listing.facts["valid_from"] <= today.toordinal()
    if now.all():
        return listing
    new_row = np.where(now, np.cumsum(now) - 1, -1).astype(np.int32)
    words = listing.words.changed(new_row, int(now.sum()), {})
    weights = np.asfortranarray(listing.need_weights[now])
    return Listing(listing.facts[now], words, weights, listing.vectors[now])
