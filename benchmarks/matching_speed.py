"""How fast the index answers, starts and follows changes, at 5,000 and at 100,000 services, beside SQLite FTS5.

`python -m benchmarks matching_speed [SIZE…]`. Each row is a process of its own on one core. The list is the sample
town's with other names (benchmarks/many_services.py); the questions are those on the sample town. "found after": from
a record's commit until a search finds its new name, over ten changes.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

import bot.search
from benchmarks.baselines import fts5 as fts5
from benchmarks.importing import POSTGRES, _database, _postgres_answers
from benchmarks.many_services import fill
from benchmarks.towns import TOWNS
from bot.understanding.on_disk import ModelOnDisk, open_index, words_of
from resources_db.documents import SERVICE, load
from resources_db.engine import Sessions, open_engine, open_sessions
from resources_db.history import Change, advance_revision, revise
from resources_db.matching.index import Index, LiveIndex
from resources_db.matching.loading import Loading
from resources_db.matching.query import Query
from resources_db.matching.ranking import Match
from resources_db.migrate import migrate
from resources_db.opening import JAPAN
from resources_db.reading.text import clean
from web.config import Config

SIZES = (5_000, 100_000)
_TEXTS = ("name", "alternate_name", "kind", "keywords", "summary", "description", "eligibility_description",
          "age_text", "hours_text")  # fmt: skip
_BEASTS = (
    "麒麟",
    "鳳凰",
    "玄武",
    "白虎",
    "獅子",
    "孔雀",
    "駱駝",
    "駝鳥",
    "大鷲",
    "水牛",
)  # in no record of the sample town
_COLUMNS = ("start s, cold", "start s, with cache", "memory MB", "peak MB", "words + rank", "find", "FTS5 trigram", "found after s")  # fmt: skip


def main() -> None:
    sizes = [int(size) for size in sys.argv[2:]] or list(SIZES)
    engines = ["sqlite", *(["postgresql"] if _postgres_answers() else [])]
    print("Milliseconds are p50 / p95 / p99; seconds until found are median (max).\n")
    print(f"| engine | rows | {' | '.join(_COLUMNS)} |\n|{'---|' * (len(_COLUMNS) + 2)}")
    for size in sizes:
        for engine in engines:
            with tempfile.TemporaryDirectory() as folder, _database(engine, folder) as url:
                migrate(open_engine(url))
                fill(open_sessions(url), size)
                kept = str(Path(folder) / "index.npz")
                cold, warm = _measure("start", url, kept), _measure("all", url, kept)
            cells = [
                f"{cold['seconds']:.1f}",
                f"{warm['seconds']:.2f}",
                f"{warm['memory']:.0f}",
                f"{cold['peak']:.0f}",
            ]
            cells += [warm[name] for name in ("rank", "find", "fts5", "found")]
            print(f"| {engine} | {size:,} | {' | '.join(cells)} |", flush=True)
    if len(engines) == 1:
        print(f"\nNo PostgreSQL answers at {POSTGRES}: measured on SQLite only.")


def _measure(what: str, url: str, kept: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.matching_speed", what, url, kept]
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, env=os.environ | {"OMP_NUM_THREADS": "1"}
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _child(what: str, url: str, kept: Path) -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    sessions = open_sessions(url)
    model = ModelOnDisk(Config.from_env(os.environ).model_archive)
    model.current(), words_of("辞書を読む")
    before, started = _memory(), time.perf_counter()
    live = open_index(sessions, model, kept)
    index = live.current()
    told: dict[str, Any] = {"seconds": time.perf_counter() - started, "memory": _memory() - before}
    told["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    if what == "all":
        told |= _speeds(index, sessions, model)
        told["found"] = _found_after(live, sessions)
    print(json.dumps(told))


def _speeds(index: Index, sessions: Sessions, on_disk: ModelOnDisk) -> dict[str, str]:
    """Each search begins with no service read yet."""
    model, now = on_disk.current(), datetime.now(JAPAN)
    texts, queries = _questions(), []
    ranked = bot.search.rank

    def remembered(index_: Index, query: Query, *rest: Any) -> list[Match]:
        queries.append(query)
        return ranked(index_, query, *rest)

    bot.search.rank = remembered
    found = _times(lambda text: bot.search.find(text, index, model, now), texts)
    bot.search.rank = ranked
    fresh = replace(index, loading=Loading(sessions, index.built_on))
    fresh.ids, fresh.row_of, fresh.names, fresh.alternate_names, fresh.kinds, fresh.ways  # noqa: B018
    rank = _times(lambda query: ranked(fresh, query, now, 10), queries)
    with sessions() as session:
        rows = session.execute(select(*(SERVICE.c[name] for name in _TEXTS))).all()
    plain = fts5([str(n) for n in range(len(rows))], [clean(" ".join(filter(None, row))) for row in rows])
    return {"rank": rank, "find": found, "fts5": _times(lambda text: plain(text, None), texts)}


def _questions() -> list[str]:
    _, files, _ = TOWNS["hoshimi"]
    lines = [line for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]
    return [json.loads(line)["text"] for line in lines]


def _times(search: Callable[[Any], object], asked: Sequence[Any]) -> str:
    """After one search that counts for nothing."""
    search(asked[0])
    spent = []
    for one in asked:
        started = time.perf_counter()
        search(one)
        spent.append(1000 * (time.perf_counter() - started))
    spent.sort()
    return " / ".join(f"{spent[min(len(spent) - 1, len(spent) * p // 100)]:.1f}" for p in (50, 95, 99))


def _found_after(live: LiveIndex, sessions: Sessions) -> str:
    spent = []
    for number in range(len(_BEASTS)):
        index = live.current()
        id_, word = index.ids[number * (len(index) // len(_BEASTS))], _BEASTS[number]
        with sessions.begin() as session:
            advance_revision(session)
            revise(Change(session, "benchmark"), load(session, [id_])[id_], id_, {"name": f"{word} 広場"})
        committed = time.perf_counter()
        while index.names[index.row_of[id_]] != f"{word} 広場":
            time.sleep(0.01)
            index = live.current()
        if index.word_scores([term for term, _ in words_of(word)]).argmax() != index.row_of[id_]:
            raise RuntimeError(f"{word} is not found")
        spent.append(time.perf_counter() - committed)
        time.sleep(0.1 * number)
    return f"{statistics.median(spent):.2f} ({max(spent):.2f})"


def _memory() -> float:
    """MB that this process has now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    _child(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
