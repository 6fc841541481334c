"""The listing on disk, so that a second start of the program analyses only what has changed since.

One file for all processes, replaced as a whole: whoever reads it sees the old one or the new one. It only saves
work: every row in it is known by its service's version, a file of another analysis is left unread, and one that is
broken is as good as none.
"""

import fcntl
import json
import logging
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np

from resources_db.matching.listing import FACTS, TEXTS, Listing
from resources_db.matching.words import Words

logger = logging.getLogger(__name__)


def load(path: Path, version: str) -> Listing | None:
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            return _listing(file) if file["analysis"].tobytes().decode() == version else None
    except FileNotFoundError:
        return None
    except Exception as error:  # zip, numpy and JSON fail in a dozen ways
        logger.warning("%s cannot be read and is made anew: %s", path, type(error).__name__)
        return None


def save(path: Path, version: str, listing: Listing) -> None:
    """Failing (a full disk, a folder that is not ours) costs only the next start's time."""
    arrays = {name: listing.facts[name] for name in FACTS.names or () if name not in TEXTS}
    arrays |= {name: _packed(listing.facts[name].tolist()) for name in TEXTS}
    rows, columns = listing.need_weights.nonzero()
    arrays |= {"need_rows": rows.astype(np.int32), "need_columns": columns.astype(np.int32)}
    arrays |= {
        "needs": listing.need_weights[rows, columns],
        "columns": np.array(listing.need_weights.shape[1]),
    }
    words = listing.words
    terms = list(words.numbers)[: len(words.starts) - 1]
    arrays |= {"terms": _packed(terms), "starts": words.starts, "rows": words.rows, "lengths": words.lengths}
    arrays |= {"frequencies": words.frequencies, "vectors": listing.vectors.astype(np.float16)}
    arrays |= {"analysis": np.frombuffer(version.encode(), np.uint8)}
    new = path.with_name(f"{path.name}.{threading.get_native_id()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]  # NumPy's stubs take a name for allow_pickle
        new.replace(path)
    except OSError as error:
        logger.warning("%s cannot be written: %s", path, error.strerror)
        with suppress(OSError):
            new.unlink()


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Of several processes that have much to analyse, one does it; the others wait and then read its file. Where no
    lock can be had, each does it for itself."""
    with ExitStack() as stack:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            file = stack.enter_context(path.with_suffix(".lock").open("w"))
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _packed(texts: list[str]) -> Any:
    return np.frombuffer(json.dumps(texts, ensure_ascii=False).encode(), np.uint8)


def _listing(file: Any) -> Listing:
    facts = np.empty(len(file["lengths"]), FACTS)
    for name in FACTS.names or ():
        facts[name] = json.loads(file[name].tobytes()) if name in TEXTS else file[name]
    weights = np.zeros((len(facts), int(file["columns"])), np.float32, order="F")
    weights[file["need_rows"], file["need_columns"]] = file["needs"]
    numbers = {term: number for number, term in enumerate(json.loads(file["terms"].tobytes()))}
    words = Words(numbers, file["starts"], file["rows"], file["frequencies"], file["lengths"])
    return Listing(facts, words, weights, file["vectors"].astype(np.float32))
