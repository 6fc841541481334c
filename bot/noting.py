"""Unmet needs on their way to the database: by a thread of its own, so that no answer waits for it or fails by it."""

import logging
import queue
import threading
from collections.abc import Callable
from datetime import date, datetime

from resources_db.engine import Sessions
from resources_db.opening import JAPAN
from resources_db.unmet import Unmet, keep, purge

logger = logging.getLogger(__name__)
_MOST_WAITING = 200  # while the database is slow or away; more are dropped
_used: "list[Notebook]" = []


class Notebook:
    """One for each process that answers. Its thread begins with the first note: threads do not survive a fork."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._waiting: queue.Queue[Unmet] = queue.Queue(_MOST_WAITING)
        self._lock = threading.Lock()
        self._writer: threading.Thread | None = None

    def put(self, unmet: Unmet) -> bool:
        """False when there is no room."""
        try:
            self._waiting.put_nowait(unmet)
        except queue.Full:
            return False
        with self._lock:
            if self._writer is None or not self._writer.is_alive():
                self._writer = threading.Thread(target=self._write, daemon=True)
                self._writer.start()
        return True

    def wait(self) -> None:
        """Until all is written."""
        self._waiting.join()

    def _write(self) -> None:
        self._safely(purge, datetime.now(JAPAN).date())
        while True:
            unmet = self._waiting.get()
            self._safely(keep, unmet)
            self._waiting.task_done()

    def _safely(self, act: Callable[..., object], what: date | Unmet) -> None:
        try:
            act(self._sessions, what)
        except Exception as error:  # the thread must live on; the message may quote a parent's words
            logger.error("an unmet need could not be kept: %s", type(error).__name__)


def use(sessions: Sessions | None) -> None:
    """Called once by a process before it answers. Without it, and with None, nothing is noted."""
    _used[:] = [Notebook(sessions)] if sessions is not None else []


def note(unmet: Unmet) -> bool:
    """False where nothing is noted: the parent must not be told otherwise."""
    return bool(_used) and _used[0].put(unmet)


def wait() -> None:
    for notebook in _used:
        notebook.wait()
