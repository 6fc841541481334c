"""The trained model as it lies on disk, and the index that reads services with it."""

import logging
import threading
from pathlib import Path

from bot.text.tokens import tokens
from bot.understanding.linear_model import LinearModel
from bot.understanding.quiet import describe
from resources_db.engine import Sessions
from resources_db.matching.index import LiveIndex
from resources_db.matching.text.terms import Term, terms
from resources_db.reading.text import clean

logger = logging.getLogger(__name__)


class ModelOnDisk:
    """The newest trained message model; None while there is none. An archive that cannot be read leaves the
    model that was there before."""

    def __init__(self, archive: Path) -> None:
        self._archive, self._read_at = archive, -1.0
        self._model: LinearModel | None = None
        self._lock = threading.Lock()

    def current(self) -> LinearModel | None:
        try:
            changed_at = self._archive.stat().st_mtime
        except OSError:
            return self._model
        with self._lock:
            if changed_at != self._read_at:
                self._read_at = changed_at
                try:
                    self._model = LinearModel.load_from_rasa_archive(self._archive)
                except Exception as error:  # a broken archive fails in a dozen ways
                    logger.warning("the trained model cannot be read: %s", describe(error))
            return self._model


def words_of(text: str) -> list[Term]:
    """The words that search goes by, for services and messages alike."""
    return terms(tokens(clean(text)))


def open_index(sessions: Sessions, model: ModelOnDisk, kept: Path | None = None) -> LiveIndex:
    """`kept`: a file that lets the next start be a fast one."""
    return LiveIndex(sessions, words_of, kept, model=model.current)
