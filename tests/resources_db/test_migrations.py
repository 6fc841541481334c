"""The numbered migrations give exactly the tables that the models describe, on both engines, and lose nothing."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from resources_db.casework import models as _casework  # noqa: F401  (its tables)
from resources_db.engine import open_engine, open_sessions
from resources_db.migrate import alembic_config, is_current, migrate
from resources_db.models import Base
from tests.resources_db.engines import drop_schema, make_schema, postgres_url


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'town.db'}"
        return
    schema = make_schema()
    yield postgres_url(schema)
    drop_schema(schema)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    yield engine
    engine.dispose()


def test_the_migrations_give_the_models_tables(engine: Engine) -> None:
    assert migrate(engine) is True
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_second_run_has_nothing_to_do(engine: Engine) -> None:
    assert not is_current(engine)
    migrate(engine)
    assert is_current(engine)
    assert migrate(engine) is False


def test_a_list_from_before_keeps_its_places_papers_and_phones(engine: Engine, url: str) -> None:
    """SQLite changes a table by dropping its former self: the rows that hang on it must not go with it."""
    config = alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in (
            "INSERT INTO location (id, name, address) VALUES ('l', '広場', '星見市本町1')",
            "INSERT INTO service (id, source, source_id, name, location_id, required_documents, summary,"
            " description, keywords, ways, status, last_modified) VALUES ('s', 'x', '1', '広場', 'l', '母子手帳',"
            " '', '', '', '', 'published', '2026-01-01')",
            "INSERT INTO phone (id, service_id, position, number, type)"
            " VALUES ('p', 's', 0, '03-0000-0101', 'voice')",
        ):
            connection.execute(text(statement))
    migrate(engine)
    sessions = open_sessions(url)
    with sessions() as session:
        assert session.execute(text("SELECT name, status FROM service")).all() == [("広場", "published")]
        for table in ("phone", "service_at_location", "required_document"):
            assert session.scalar(text(f"SELECT count(*) FROM {table} WHERE service_id = 's'")) == 1
    sessions.kw["bind"].dispose()


def test_sqlite_keeps_foreign_keys_and_wal(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'town.db'}")
    migrate(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    engine.dispose()


def test_every_table_has_a_primary_key(engine: Engine) -> None:
    migrate(engine)
    tables = inspect(engine)
    names = set(tables.get_table_names()) - {"alembic_version"}
    assert names == set(Base.metadata.tables)
    assert [name for name in names if not tables.get_pk_constraint(name)["constrained_columns"]] == []


_MIGRATE = """
import os, sys
from alembic import op
from resources_db.casework import models
from resources_db.engine import open_engine
from resources_db.migrate import migrate
if sys.argv[2] != "whole":
    real, left = op.create_table, [int(sys.argv[2])]
    def create_table(*a, **k):
        left[0] -= 1
        if left[0] == 0: os._exit(9)
        return real(*a, **k)
    op.create_table = create_table
migrate(open_engine(sys.argv[1]))
"""


def migrating(url: str, until: str = "whole") -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", _MIGRATE, url, until])


@pytest.mark.parametrize("tables", ["3", "12"])
def test_a_migration_that_breaks_off_has_changed_nothing(engine: Engine, url: str, tables: str) -> None:
    """Broken off inside the first and inside the second of the numbered files."""
    assert migrating(url, tables).wait() == 9
    assert inspect(engine).get_table_names() == []
    assert migrate(engine) is True
    assert is_current(engine)


def test_programs_that_start_together_take_turns(engine: Engine, url: str) -> None:
    started = [migrating(url) for _ in range(3)]
    assert [process.wait() for process in started] == [0, 0, 0]
    assert is_current(engine)
