"""A kill -9 or a full disk in the middle of an import: the list is as it was before, whole and readable."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from benchmarks.importing import write_file
from resources_db.documents import LOCATION, ORGANIZATION, PARTS, SERVICE
from resources_db.engine import Sessions, open_sessions
from resources_db.importers import import_file
from resources_db.importers.undo import undo_last_import
from resources_db.migrate import migrate
from tests.resources_db.engines import drop_schema, make_schema, postgres_url

_KILLS = 20
_IMPORT = """
import sys
from pathlib import Path
from resources_db.engine import open_sessions
from resources_db.importers import import_file
import_file(open_sessions(sys.argv[2]), Path(sys.argv[1]))
"""


@dataclass(frozen=True)
class Towns:
    """Two databases of one engine: one to break, one to see how long a whole import takes."""

    broken: str
    timed: str


@pytest.fixture(params=["sqlite", "postgres"])
def towns(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Towns]:
    if request.param == "sqlite":
        yield Towns(*(f"sqlite:///{tmp_path / name}.db" for name in ("broken", "timed")))
        return
    schemas = [make_schema(), make_schema()]
    yield Towns(*map(postgres_url, schemas))
    for schema in schemas:
        drop_schema(schema)


@pytest.fixture
def opened() -> Iterator[Callable[[str], Sessions]]:
    """Opens and migrates databases; closes them after the test."""
    with ExitStack() as stack:

        def open_one(url: str) -> Sessions:
            sessions = open_sessions(url)
            stack.callback(sessions.kw["bind"].dispose)
            migrate(sessions.kw["bind"])
            return sessions

        yield open_one


def counts(sessions: Sessions) -> dict[str, int]:
    with sessions() as session:
        return {
            t.name: session.scalar(select(func.count()).select_from(t)) or 0
            for t in (SERVICE, LOCATION, ORGANIZATION, *PARTS.values())
        }


def start(path: Path, url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", _IMPORT, str(path), url], stderr=subprocess.DEVNULL)


def seconds(path: Path, url: str) -> float:
    began = time.monotonic()
    assert start(path, url).wait() == 0
    return time.monotonic() - began


def test_kill_9_at_20_random_moments_leaves_no_half_import(
    towns: Towns, opened: Callable[[str], Sessions], tmp_path: Path
) -> None:
    write_file(tmp_path / "old.csv", 300)
    write_file(tmp_path / "new.csv", 3_000)
    sessions, timed = opened(towns.broken), opened(towns.timed)
    for town in (sessions, timed):
        import_file(town, tmp_path / "old.csv")
    before = counts(sessions)
    whole = seconds(tmp_path / "new.csv", towns.timed)
    complete = counts(timed)
    chance, killed = random.Random(), 0
    while killed < _KILLS:
        process = start(tmp_path / "new.csv", towns.broken)
        time.sleep(whole * chance.uniform(0.6 * (killed % 2), 0.97))  # every second one late, while it writes
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = counts(sessions)
        assert found in (before, complete)
        if found == complete:  # it had just ended
            undo_last_import(sessions)
            assert counts(sessions) == before
            whole *= 0.9  # the machine has become faster since
        else:
            killed += 1
    assert import_file(sessions, tmp_path / "new.csv").created == 3_000


@pytest.mark.parametrize("limit", [1_000_000, 4_500_000], ids=["for the scratch", "for the database"])
def test_a_full_disk_is_one_clear_line_and_changes_nothing(
    opened: Callable[[str], Sessions], tmp_path: Path, limit: int
) -> None:
    """No file may grow over `limit` bytes, as on a full disk; SQLite itself says so. A thousand rows need 4.1 MB
    of scratch and 5.1 MB of database."""
    url = f"sqlite:///{tmp_path / 'town.db'}"
    sessions = opened(url)
    write_file(tmp_path / "old.csv", 100)
    import_file(sessions, tmp_path / "old.csv")
    before = counts(sessions)
    write_file(tmp_path / "new.csv", 1_000)
    done = subprocess.run(
        [Path(sys.executable).with_name("michi"), "import", tmp_path / "new.csv"],
        env={**os.environ, "MICHI_DATABASE_URL": url, "MICHI_VAR": str(tmp_path), "MICHI_SEED": "none"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("new.csv: 取り込めませんでした。")
    assert "ディスク" in done.stderr
    assert "Traceback" not in done.stderr
    assert counts(sessions) == before
    with sessions() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
