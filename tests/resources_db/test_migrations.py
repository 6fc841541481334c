"""The numbered migrations give exactly the tables that the models describe, on both engines."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import OperationalError

from resources_db.casework import models as _casework  # noqa: F401  (its tables)
from resources_db.engine import open_engine
from resources_db.migrate import is_current, migrate
from resources_db.models import Base

POSTGRES = "postgresql+psycopg://postgres@127.0.0.1/test"


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{tmp_path / 'new' / 'town.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def postgres() -> Iterator[Engine]:
    """A schema of its own, dropped afterwards."""
    schema = f"michi_{uuid4().hex[:12]}"
    admin = create_engine(POSTGRES, connect_args={"connect_timeout": 2})
    try:
        with admin.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
    except OperationalError as error:
        pytest.skip(f"no PostgreSQL at {POSTGRES}: {str(error.orig).splitlines()[0]}")
    engine = create_engine(POSTGRES, connect_args={"options": f"-csearch_path={schema}"})
    yield engine
    engine.dispose()
    with admin.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(request.param)
    return found


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


def test_sqlite_keeps_foreign_keys_and_wal(sqlite: Engine) -> None:
    with sqlite.connect() as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"


def test_every_table_has_a_primary_key(sqlite: Engine) -> None:
    migrate(sqlite)
    tables = inspect(sqlite)
    names = set(tables.get_table_names()) - {"alembic_version"}
    assert names == set(Base.metadata.tables)
    assert [name for name in names if not tables.get_pk_constraint(name)["constrained_columns"]] == []
