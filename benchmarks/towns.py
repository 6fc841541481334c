"""Lists of towns with questions on them: our own under benchmarks/towns, and others where they are present.

Each list goes in as a town would import it, into a database of its own.
"""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bot.understanding.on_disk import ModelOnDisk, open_index
from resources_db.engine import Sessions, open_engine, open_sessions
from resources_db.importers import import_file
from resources_db.matching.index import Index
from resources_db.migrate import migrate
from resources_db.models import Service
from resources_db.seed.load import load_sample_town
from web.config import Config

HERE = Path(__file__).parent / "towns"
SHARED = Path(__file__).resolve().parents[2] / "shared/data"


@dataclass(frozen=True, slots=True)
class Question:
    """`sides`: for a message with two needs, the records that serve each."""

    id: str
    text: str
    age_months: int | None
    relevant: dict[str, int]
    style: str = ""
    need: str = ""
    sides: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    index: Index
    questions: list[Question]
    out_of_scope: list[str] = field(default_factory=list)

    def id_of(self, service: Service) -> str:
        """As the questions name it; where two files count from 1, the source stands before it."""
        return f"{service.source}:{service.source_id}" if self.name == "takamatsu" else service.source_id


def _sample(sessions: Sessions) -> None:
    load_sample_town(sessions)


def _files(folder: Path, names: dict[str, str], sessions: Sessions) -> None:
    for source, name in names.items():
        import_file(sessions, next(folder.rglob(name)), source=source)


# name: how its list goes in, files of questions, files of messages that are out of scope
TOWNS: dict[str, tuple[Callable[[Sessions], None], tuple[Path, ...], tuple[Path, ...]]] = {
    "hoshimi": (
        _sample,
        (HERE / "hoshimi/questions_a.jsonl", HERE / "hoshimi/questions_b.jsonl"),
        (HERE / "hoshimi/out_of_scope_a.jsonl", HERE / "hoshimi/out_of_scope_b.jsonl"),
    ),
    "untouched": (
        _sample,
        (HERE / "hoshimi/untouched.jsonl",),
        (HERE / "hoshimi/out_of_scope_untouched.jsonl",),
    ),
    "urakaze": (
        partial(_files, HERE / "urakaze", {"urakaze": "list.csv"}),
        (HERE / "urakaze/questions.jsonl",),
        (HERE / "urakaze/out_of_scope.jsonl",),
    ),
    "takamatsu": (
        partial(_files, SHARED / "municipal", {"nursery_school": "nursery_school.xlsx", "support_base": "regional_child_rearing_support_base.xlsx"}),
        (HERE / "takamatsu/questions.jsonl",),
        (HERE / "takamatsu/out_of_scope.jsonl",),
    ),
    "dev_town": (
        partial(_files, SHARED / "dev_town", {"facilities": "facilities.csv", "programs": "programs.xlsx"}),
        (SHARED / "dev_town/questions.jsonl",),
        (SHARED / "dev_town/out_of_scope.jsonl",),
    ),
}  # fmt: skip


@contextmanager
def town(name: str) -> Iterator[Town | None]:
    """None where its files are not there."""
    fill, questions, out_of_scope = TOWNS[name]
    if not all(path.exists() for path in (*questions, *out_of_scope)):
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/town.db"
        migrate(open_engine(url))
        sessions = open_sessions(url)
        fill(sessions)
        yield Town(
            name,
            open_index(sessions, ModelOnDisk(Config.from_env().model_archive)).current(),
            [_question(item) for path in questions for item in _lines(path)],
            [item["text"] for path in out_of_scope for item in _lines(path)],
        )


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _question(item: dict[str, Any]) -> Question:
    return Question(
        item["id"],
        item["text"],
        item.get("child_age_months"),
        item["relevant"],
        item.get("style", ""),
        item.get("need", ""),
        tuple(tuple(side) for side in item.get("sides", ())),
    )
