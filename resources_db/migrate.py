"""Bringing a database to the newest shape (Alembic, numbered files in migrations/versions)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

_FOLDER = Path(__file__).parent / "migrations"
_LOCK_KEY = 0x6D696368  # "mich": any number that only this program uses


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    return config


def is_current(engine: Engine) -> bool:
    head = ScriptDirectory(str(_FOLDER)).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head


def migrate(engine: Engine) -> bool:
    """Upgrade to the newest revision, all or nothing. True when something had to be done.

    Programs that start together take turns: the first one migrates, the others then find nothing to do.
    """
    if is_current(engine):
        return False
    config = alembic_config()
    with engine.connect() as connection, _alone(connection):
        head = ScriptDirectory(str(_FOLDER)).get_current_head()
        if MigrationContext.configure(connection).get_current_revision() == head:
            return False
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return True


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """One transaction that nobody else migrates beside.

    Python's sqlite3 begins no transaction before DDL, so it is begun by hand. SQLite changes a table by copying
    and dropping it, and the drop would cascade to its children: foreign keys are off meanwhile, which can only be
    switched outside a transaction (https://sqlite.org/lang_altertable.html, section 7).
    """
    if connection.dialect.name != "sqlite":
        with connection.begin():
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
            yield
        return
    raw: Any = connection.connection.dbapi_connection
    before, raw.isolation_level = raw.isolation_level, None
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.commit()
        raw.execute("COMMIT") if raw.in_transaction else None
    finally:
        connection.rollback()
        raw.execute("ROLLBACK") if raw.in_transaction else None
        raw.execute("PRAGMA foreign_keys=ON")
        raw.isolation_level = before
