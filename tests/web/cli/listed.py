"""A list of a few records in a database of its own, and the command line over it."""

from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from resources_db.casework import models as _casework  # noqa: F401  (its tables)
from resources_db.engine import Sessions, open_sessions
from resources_db.history import Change, NewRecord, create
from resources_db.migrate import migrate
from resources_db.models import new_id
from tests.resources_db.quality.records import record
from web.cli import cli


class List:
    def __init__(self, var: Path) -> None:
        self.env = {"MICHI_VAR": str(var), "MICHI_DATABASE_URL": f"sqlite:///{var / 'michi.db'}"}
        self.sessions: Sessions = open_sessions(self.env["MICHI_DATABASE_URL"])
        migrate(self.sessions.kw["bind"])

    def put(self, source_id: str, source: str = "hoshimi", **changes: Any) -> None:
        """A good record, but for what is given."""
        document = record(**{"name": f"広場{source_id}"} | changes).document
        with self.sessions.begin() as session:
            create(
                Change(session, "test"),
                [NewRecord(new_id(), {"source": source, "source_id": source_id}, document)],
            )

    def michi(self, *arguments: str, said: bytes | None = None) -> Result:
        return CliRunner(env=self.env).invoke(cli, arguments, input=said)
