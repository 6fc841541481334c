"""Bringing a database to the newest shape (Alembic, numbered files in migrations/versions)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

_FOLDER = Path(__file__).parent / "migrations"


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    return config


def is_current(engine: Engine) -> bool:
    head = ScriptDirectory(str(_FOLDER)).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head


def migrate(engine: Engine) -> bool:
    """Upgrade to the newest revision. True when something had to be done."""
    if is_current(engine):
        return False
    config = alembic_config()
    with engine.connect() as connection, _unwatched(connection), connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return True


@contextmanager
def _unwatched(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by copying and dropping it, and the drop would cascade to its children: foreign
    keys are off meanwhile (https://sqlite.org/lang_altertable.html, section 7). They can only be switched
    outside a transaction."""
    if connection.dialect.name != "sqlite":
        yield
        return
    _switch_foreign_keys(connection, "OFF")
    try:
        yield
    finally:
        _switch_foreign_keys(connection, "ON")


def _switch_foreign_keys(connection: Connection, state: str) -> None:
    connection.exec_driver_sql(f"PRAGMA foreign_keys={state}")
    connection.rollback()
