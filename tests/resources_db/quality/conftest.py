"""An empty town, and records put into it as an import does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from resources_db.casework import models as _casework  # noqa: F401  (its tables)
from resources_db.engine import Sessions, open_sessions
from resources_db.history import Change, NewRecord, create
from resources_db.migrate import migrate
from resources_db.models import new_id
from tests.resources_db.quality.records import record

Put = Callable[..., None]


@pytest.fixture
def town(tmp_path: Path) -> Sessions:
    sessions = open_sessions(f"sqlite:///{tmp_path / 'town.db'}")
    migrate(sessions.kw["bind"])
    return sessions


@pytest.fixture
def put(town: Sessions) -> Put:
    """put("H1", name=…): a good record with that id, but for what is given."""

    def put_one(source_id: str, source: str = "hoshimi", **changes: Any) -> None:
        identity = {"source": source, "source_id": source_id}
        document = record(**{"name": f"広場{source_id}"} | changes).document
        with town.begin() as session:
            create(Change(session, "test"), [NewRecord(new_id(), identity, document)])

    return put_one
