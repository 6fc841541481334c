"""What an import has understood so far, on disk instead of in memory.

A nameless SQLite database: it is gone when the import ends, however it ends.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from types import TracebackType
from typing import Any, NamedTuple, Self

_TABLES = """
CREATE TABLE seen (source TEXT, source_id TEXT, match_key TEXT, place TEXT, PRIMARY KEY (source, source_id)) WITHOUT ROWID;
CREATE TABLE met (id TEXT PRIMARY KEY, place TEXT) WITHOUT ROWID;
CREATE TABLE spared (source TEXT, source_id TEXT, PRIMARY KEY (source, source_id)) WITHOUT ROWID;
CREATE TABLE step (number INTEGER PRIMARY KEY, kind TEXT, payload TEXT);
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do to the list: `kind` is create, update, recognise or vanish."""

    kind: str
    payload: dict[str, Any]


class Seen(NamedTuple):
    """A row that was recognised: the key of its name and address, and where it stands."""

    match_key: str
    place: str


class Scratch:
    def __enter__(self) -> Self:
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def first(self, source: str, source_id: str) -> Seen | None:
        """The row of the file that has this id already."""
        query = "SELECT match_key, place FROM seen WHERE source = ? AND source_id = ?"
        found = self._base.execute(query, (source, source_id)).fetchone()
        return Seen(*found) if found else None

    def see(self, source: str, source_id: str, seen: Seen, id_: str | None) -> None:
        """`id_`: of the record in the list that the row is."""
        self._base.execute("INSERT INTO seen VALUES (?, ?, ?, ?)", (source, source_id, *seen))
        if id_:
            self._base.execute("INSERT INTO met VALUES (?, ?)", (id_, seen.place))

    def met_at(self, id_: str) -> str | None:
        """The place in the file of the row that is this record."""
        found = self._base.execute("SELECT place FROM met WHERE id = ?", (id_,)).fetchone()
        return found[0] if found else None

    def spare(self, source: str, source_id: str) -> None:
        """A row that could not be taken: its record has not vanished."""
        self._base.execute("INSERT OR IGNORE INTO spared VALUES (?, ?)", (source, source_id))

    def is_spared(self, source: str, source_id: str) -> bool:
        query = "SELECT 1 FROM spared WHERE source = ? AND source_id = ?"
        return self._base.execute(query, (source, source_id)).fetchone() is not None

    def add(self, steps: Iterable[Step]) -> None:
        rows = ((step.kind, json.dumps(step.payload, ensure_ascii=False)) for step in steps)
        self._base.executemany("INSERT INTO step (kind, payload) VALUES (?, ?)", rows)

    def steps(self, size: int) -> Iterator[list[Step]]:
        """In the order in which they came, in batches of one kind."""
        for kind in ("recognise", "create", "update", "vanish"):
            query = "SELECT payload FROM step WHERE kind = ? ORDER BY number"
            with closing(self._base.execute(query, (kind,))) as rows:
                while batch := rows.fetchmany(size):
                    yield [Step(kind, json.loads(payload)) for (payload,) in batch]

    def is_empty(self) -> bool:
        return not self._base.execute("SELECT EXISTS (SELECT 1 FROM step)").fetchone()[0]
