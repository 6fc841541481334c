"""Bringing a listing to what the database has now: only the services that changed are read and analysed."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from resources_db.engine import Sessions
from resources_db.matching import kept
from resources_db.matching.analysis import Model, Read, analysis_version
from resources_db.matching.listing import Listing, changed, empty, read
from resources_db.matching.offered import Offered, Version

_CHUNK = 5000  # services analysed between two writes: about ten seconds of work
_MUCH = 500  # services that are worth waiting for another process's analysis of them
_UNSAVED_SHARE = 0.01  # of the services may be analysed anew after a restart


class Following:
    """`path`: where to keep the listing between two starts; None keeps it nowhere."""

    def __init__(self, sessions: Sessions, words: Read, model: Model | None, path: Path | None) -> None:
        self._sessions, self._words, self._model, self._path = sessions, words, model, path
        self._empty = empty(model.knowledge.dimensions if model else 0)
        self._offered = Offered()
        self._listing: Listing | None = None
        self._unsaved = 0

    def listing(self, today: date) -> Listing:
        """Everything that is published and not yet over, as the database has it now."""
        with self._sessions() as session:
            order = self._offered.look(session, today)
        listing = self._listing or self._from_disk() or self._empty
        if self._path and len(_missing(listing, order)) > _MUCH:
            with kept.alone(self._path):
                on_disk = self._from_disk() or self._empty
                listing = min(listing, on_disk, key=lambda one: len(_missing(one, order)))
                listing = self._completed(listing, order)
        else:
            listing = self._completed(listing, order)
        self._listing = listing
        return listing

    def _completed(self, listing: Listing, order: Sequence[Version]) -> Listing:
        missing = _missing(listing, order)
        for start in range(0, len(missing), _CHUNK):
            with self._sessions() as session:
                entries = list(read(session, missing[start : start + _CHUNK], self._words, self._model))
            found = {entry.id: entry for entry in entries}
            order = [found[version[0]].version if version[0] in found else version for version in order]
            listing = changed(listing, order, found)
            self._unsaved += len(entries)
            self._save(listing)
        return listing if [*listing.versions()] == order else changed(listing, order, {})

    def _from_disk(self) -> Listing | None:
        return kept.load(self._path, analysis_version(self._words, self._model)) if self._path else None

    def _save(self, listing: Listing) -> None:
        if self._path and self._unsaved > _UNSAVED_SHARE * len(listing.facts):
            kept.save(self._path, analysis_version(self._words, self._model), listing)
            self._unsaved = 0


def _missing(listing: Listing, order: Sequence[Version]) -> list[str]:
    known = listing.versions()
    return [version[0] for version in order if version not in known]
