"""The list in memory, ready for ranking. It follows the database: see `LiveIndex`."""

import logging
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import bm25s
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from resources_db.engine import Sessions
from resources_db.matching.taxonomy import needs
from resources_db.models import Revision, Service, ServiceAtLocation, TownProfile
from resources_db.opening import JAPAN
from resources_db.reading.text import clean

Scores = NDArray[np.float32]
Tokenize = Callable[[str], list[str]]
_FIELD_REPEATS = (
    ("name", 3),
    ("alternate_name", 2),
    ("kind", 2),
    ("keywords", 1),
    ("summary", 2),
    ("description", 1),
    ("eligibility_description", 1),
)
_SECONDS_BETWEEN_LOOKS = 1.0
_CHOME = re.compile(r"[0-9０-９一二三四五六七八九十]+丁目$")
logging.getLogger("bm25s").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Index:
    """One revision of the list. Row i of every array is `services[i]`."""

    revision: int
    built_on: date
    town: TownProfile | None
    services: list[Service]
    by_id: dict[str, int]
    words: bm25s.BM25 | None
    need_columns: dict[str, int]
    need_weights: Scores
    districts: tuple[str, ...]

    def service(self, service_id: str) -> Service | None:
        row = self.by_id.get(service_id)
        return None if row is None else self.services[row]

    @property
    def main_desk(self) -> Service | None:
        """The desk that the town named; else the one that answers 'where do I turn?' best."""
        if self.town and self.town.main_desk_id and (named := self.service(self.town.main_desk_id)):
            return named
        column = self.need_columns.get("general_consult")
        if column is None or not self.services:
            return None
        row = int(self.need_weights[:, column].argmax())
        return self.services[row] if self.need_weights[row, column] > 0 else None

    def word_scores(self, tokens: Sequence[str]) -> Scores:
        """BM25 scores by row."""
        known = [t for t in tokens if self.words is not None and t in self.words.vocab_dict]
        if self.words is None or not known:
            return np.zeros(len(self.services), dtype=np.float32)
        return self.words.get_scores(known)


def build(session: Session, tokenize: Tokenize, today: date) -> Index:
    """Everything published and valid today."""
    services = list(
        session.scalars(
            select(Service)
            .where(
                Service.status == "published",
                or_(Service.valid_from.is_(None), Service.valid_from <= today),
                or_(Service.valid_to.is_(None), Service.valid_to >= today),
            )
            .options(
                selectinload(Service.phones),
                selectinload(Service.schedules),
                selectinload(Service.needs),
                selectinload(Service.places).joinedload(ServiceAtLocation.location),
                selectinload(Service.documents),
                selectinload(Service.organization),
            )
            .order_by(Service.source, Service.source_id)
        )
    )
    revision = session.get(Revision, 1)
    town = session.get(TownProfile, 1)
    columns = {need: i for i, need in enumerate(needs())}
    weights = np.zeros((len(services), len(columns)), dtype=np.float32)
    for row, service in enumerate(services):
        for need in service.needs:
            if need.need in columns:
                weights[row, columns[need.need]] = need.weight
    session.expunge_all()
    places = {base_district(s.location.district) for s in services if s.location and s.location.district}
    return Index(
        revision=revision.number if revision else 0,
        built_on=today,
        town=town,
        services=services,
        by_id={service.id: row for row, service in enumerate(services)},
        words=_word_index([_tokens_of(service, tokenize) for service in services]),
        need_columns=columns,
        need_weights=weights,
        districts=tuple(sorted(filter(None, places), key=len, reverse=True)),
    )


def base_district(name: str) -> str:
    """みどり台4丁目 -> みどり台: what people call the place where they live."""
    return _CHOME.sub("", name)


def _tokens_of(service: Service, tokenize: Tokenize) -> list[str]:
    return [
        t
        for field, times in _FIELD_REPEATS
        if (value := getattr(service, field))
        for t in tokenize(clean(value)) * times
    ]


def _word_index(corpus: list[list[str]]) -> bm25s.BM25 | None:
    if not any(corpus):
        return None
    words = bm25s.BM25(k1=1.2, b=0.6)  # type: ignore[no-untyped-call]
    words.index(corpus, show_progress=False)
    return words


class LiveIndex:
    """The newest index. Looks at the list's revision at most once a second and rebuilds beside the
    old one, so that a reader never waits for more than its own first build."""

    def __init__(self, sessions: Sessions, tokenize: Tokenize) -> None:
        self._sessions, self._tokenize = sessions, tokenize
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._looked_at = 0.0

    def current(self) -> Index:
        index = self._index
        if index is not None and time.monotonic() - self._looked_at < _SECONDS_BETWEEN_LOOKS:
            return index
        if index is not None and not self._lock.acquire(blocking=False):
            return index
        if index is None:
            self._lock.acquire()
        try:
            return self._refreshed()
        finally:
            self._lock.release()

    def _refreshed(self) -> Index:
        today = datetime.now(JAPAN).date()
        with self._sessions() as session:
            revision = session.get(Revision, 1)
            number = revision.number if revision else 0
            index = self._index
            if index is None or index.revision != number or index.built_on != today:
                index = build(session, self._tokenize, today)
        self._index, self._looked_at = index, time.monotonic()
        return index
