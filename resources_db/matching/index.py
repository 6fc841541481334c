"""The list in memory, ready for ranking. It follows the database: see `LiveIndex`."""

import logging
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from resources_db.engine import Sessions
from resources_db.history import revision
from resources_db.matching.analysis import Model, Read
from resources_db.matching.eligibility import ages_on
from resources_db.matching.following import Following
from resources_db.matching.listing import Facts, Listing, valid_on
from resources_db.matching.loading import Loading
from resources_db.matching.taxonomy import needs
from resources_db.matching.text.terms import Term
from resources_db.matching.words import Scores
from resources_db.models import Service, TownProfile
from resources_db.opening import JAPAN, Window

logger = logging.getLogger(__name__)
_SECONDS_BETWEEN_LOOKS, _SECONDS_OF_PATIENCE = 0.25, 1.5
_LARGER_DISTRICT = re.compile(r"[^町村]{1,4}[町村](?=[^町村丁])")  # 国分寺町 of 国分寺町国分
_CHOME = re.compile(r"[0-9０-９一二三四五六七八九十]+丁目$")


@dataclass(frozen=True, eq=False)
class Index:
    """One revision of the list on one day: what is published and valid then. All arrays and lists are by row.

    `ages`: float32 [rows, 2], months, half-open, as `eligibility.ages_on` has them that day; NaN is open.
    `district_codes`: places in `districts`, -1 where a service has no district.
    """

    revision: int
    built_on: date
    town: TownProfile | None
    listing: Listing
    ages: NDArray[np.float32]
    districts: tuple[str, ...]
    district_codes: NDArray[np.int32]
    loading: Loading
    words: Read
    model: Model | None

    def __len__(self) -> int:
        return len(self.listing.facts)

    @cached_property
    def ids(self) -> list[str]:
        return self._texts("id")

    @cached_property
    def row_of(self) -> dict[str, int]:
        return {id_: row for row, id_ in enumerate(self.ids)}

    @cached_property
    def names(self) -> list[str]:
        return self._texts("name")

    @cached_property
    def alternate_names(self) -> list[str]:
        """ "" where a service has none; so are kinds."""
        return self._texts("alternate_name")

    @cached_property
    def kinds(self) -> list[str]:
        return self._texts("kind")

    @cached_property
    def ways(self) -> list[str]:
        return self._texts("ways")

    @cached_property
    def is_free(self) -> NDArray[np.bool_]:
        """Where the record says that it costs nothing."""
        found: NDArray[np.bool_] = self.listing.facts["is_free"] == 1
        return found

    def in_district(self, district: str) -> NDArray[np.bool_]:
        """[rows]: is it there, or in a part of it?"""
        codes = [code for code, name in enumerate(self.districts) if name.startswith(district)]
        found: NDArray[np.bool_] = np.isin(self.district_codes, codes)
        return found

    def district(self, row: int) -> str:
        """As people call it; "" where a service has none."""
        code = self.district_codes[row]
        return self.districts[code] if code >= 0 else ""

    def ages_of(self, row: int, day: date) -> tuple[int | None, int | None]:
        """As `eligibility.ages_on`, which it is, for any day."""
        facts = self.listing.facts[row]
        told = (facts[name] for name in _Ages.__slots__)
        return ages_on(_Ages(*(None if np.isnan(value) else int(value) for value in told)), day)

    @cached_property
    def need_columns(self) -> dict[str, int]:
        return {need: column for column, need in enumerate(needs())}

    @property
    def need_weights(self) -> Scores:
        """[rows, needs]; a need's column lies in one piece."""
        return self.listing.need_weights

    def about_scores(self, terms: Sequence[Term]) -> Scores:
        """How near each service is in meaning, -1..1, by row; zeros without a model."""
        if self.model is None or not terms:
            return np.zeros(len(self), dtype=np.float32)
        return self.listing.vectors @ self.model.knowledge.of_question(terms)

    def word_scores(self, terms: Mapping[str, float] | Sequence[str]) -> Scores:
        """BM25 by row; of weighted terms, or of terms as often as they are said."""
        return self.listing.words.scores(terms)

    def at(self, rows: Sequence[int]) -> list[Service]:
        """Services with what cards and answers read of them, in the order of the rows. One that was withdrawn
        since is left out: take a service's row from `row_of`, not from its place here."""
        return self.loading.services([self.ids[row] for row in rows])

    def hours(self, rows: Sequence[int]) -> dict[int, list[Window]]:
        """The opening windows of the services at these rows, without the rest of them."""
        return {
            self.row_of[id_]: hours for id_, hours in self.loading.hours([self.ids[r] for r in rows]).items()
        }

    def service(self, service_id: str) -> Service | None:
        return next(iter(self.loading.services([service_id])), None) if service_id in self.row_of else None

    @cached_property
    def services(self) -> list[Service]:
        """All of them, whole: for short lists only."""
        return self.at(range(len(self)))

    @property
    def main_desk(self) -> Service | None:
        """The desk that the town named; else the one that answers 'where do I turn?' best."""
        if self.town and self.town.main_desk_id and (named := self.service(self.town.main_desk_id)):
            return named
        column = self.need_columns.get("general_consult")
        if column is None or not len(self):
            return None
        row = int(self.need_weights[:, column].argmax())
        return next(iter(self.at([row])), None) if self.need_weights[row, column] > 0 else None

    def _texts(self, name: str) -> list[str]:
        found: list[str] = self.listing.facts[name].tolist()
        return found


def index_of(
    listing: Listing,
    number: int,
    town: TownProfile | None,
    sessions: Sessions,
    today: date,
    words: Read,
    model: Model | None,
) -> Index:
    """The index of revision `number` on a day."""
    listing = valid_on(listing, today)
    names = [base_district(name) if name else "" for name in listing.facts["district"].tolist()]
    larger = {match[0] for name in names if (match := _LARGER_DISTRICT.match(name))}
    districts = tuple(sorted({*names, *larger} - {""}, key=lambda name: (-len(name), name)))
    codes = {name: code for code, name in enumerate(districts)} | {"": -1}
    return Index(
        revision=number,
        built_on=today,
        town=town,
        listing=listing,
        ages=_ages(listing.facts, today),
        districts=districts,
        district_codes=np.array([codes[name] for name in names], dtype=np.int32),
        loading=Loading(sessions, today),
        words=words,
        model=model,
    )


def base_district(name: str) -> str:
    """みどり台4丁目 -> みどり台: what people call the place where they live."""
    return _CHOME.sub("", name)


@dataclass(frozen=True, slots=True)
class _Ages:
    minimum_age: int | None
    maximum_age: int | None
    minimum_grade: int | None
    maximum_grade: int | None


def _ages(facts: Facts, today: date) -> NDArray[np.float32]:
    columns = [facts[name].tolist() for name in _Ages.__slots__]
    told = [tuple(None if v != v else int(v) for v in row) for row in zip(*columns, strict=True)]
    of = {row: ages_on(_Ages(*row), today) for row in set(told)}
    return np.array([of[row] for row in told], dtype=np.float32).reshape(-1, 2)


def _today() -> date:
    return datetime.now(JAPAN).date()


class LiveIndex:
    """The newest index. Looks at the list's revision at most four times a second and builds a changed one beside the
    old one, which answers meanwhile; whoever comes soon after that has begun waits for the new one."""

    def __init__(
        self,
        sessions: Sessions,
        words: Read,
        kept: Path | None = None,
        today: Callable[[], date] = _today,
        model: Callable[[], Model | None] = lambda: None,
    ) -> None:
        """`kept`: a file to start faster from, next time. `model`: the newest; with a newer one, every service is
        read anew."""
        self._sessions, self._today, self._words, self._kept = sessions, today, words, kept
        self._newest = model
        self._model = model()
        self._following = Following(sessions, words, self._model, kept)
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._looked_at = self._started_at = float("-inf")
        self._building: threading.Thread | None = None
        self._error: Exception | None = None

    def current(self) -> Index:
        """Raises what stood in the way of a first index; later errors leave the old one."""
        index = self._index
        if index is not None and time.monotonic() - self._looked_at < _SECONDS_BETWEEN_LOOKS:
            return index
        with self._lock:
            building = self._building
            if building is None or not building.is_alive():
                building = self._building = self._look()
        if building is not None:
            patience = self._started_at + _SECONDS_OF_PATIENCE - time.monotonic()
            building.join(None if index is None else max(0.0, patience))
        if self._index is None:
            raise self._error or RuntimeError("no index")
        return self._index

    def _look(self) -> threading.Thread | None:
        """A thread that builds a new index, where one is needed."""
        looked_at = time.monotonic()
        today, model = self._today(), self._newest()
        if model is not self._model:
            self._model = model
            self._following = Following(self._sessions, self._words, model, self._kept)
        with self._sessions() as session:
            number = revision(session)
            town = session.get(TownProfile, 1)
            session.expunge_all()
        index = self._index
        same = index is not None and index.model is model
        if index is not None and same and (index.revision, index.built_on) == (number, today):
            if _named(town) != _named(index.town):
                self._index = replace(index, town=town)
            self._looked_at = looked_at
            return None
        arguments = (number, town, today, looked_at, self._following, model)
        thread = threading.Thread(target=self._build, args=arguments, daemon=True)
        self._started_at = looked_at
        thread.start()
        return thread

    def _build(
        self,
        number: int,
        town: TownProfile | None,
        today: date,
        looked_at: float,
        following: Following,
        model: Model | None,
    ) -> None:
        try:
            listing = following.listing(today)
            self._index = index_of(listing, number, town, self._sessions, today, self._words, model)
        except Exception as error:  # the next look tries again
            self._error = error
            logger.error("the list cannot be read; an older one answers", exc_info=error)
        self._looked_at = looked_at


def _named(town: TownProfile | None) -> tuple[str | None, ...]:
    return (town.name, town.prefecture, town.main_desk_id) if town else ()
