"""Empty databases on both engines: every test that asks for `empty_town` runs on SQLite and on PostgreSQL."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, insert, make_url, text
from sqlalchemy.exc import OperationalError

from resources_db.casework import models as _casework  # noqa: F401  (its tables)
from resources_db.engine import Sessions, open_sessions
from resources_db.migrate import migrate
from resources_db.models import Base, Revision

POSTGRES = os.environ.get("MICHI_TEST_POSTGRES", "postgresql://postgres@127.0.0.1/test")


def postgres_url(schema: str) -> str:
    """A URL whose connections live in `schema`."""
    options = {"options": f"-csearch_path={schema}"}
    return make_url(POSTGRES).update_query_dict(options).render_as_string(hide_password=False)


def make_schema() -> str:
    """A new schema in PostgreSQL; the test is skipped with a reason where no PostgreSQL answers."""
    schema = f"michi_{uuid4().hex[:12]}"
    _admin(f"CREATE SCHEMA {schema}")
    return schema


def drop_schema(schema: str) -> None:
    _admin(f"DROP SCHEMA {schema} CASCADE")


def _admin(statement: str) -> None:
    engine = create_engine(
        make_url(POSTGRES).set(drivername="postgresql+psycopg"), connect_args={"connect_timeout": 2}
    )
    try:
        with engine.begin() as connection:
            connection.execute(text(statement))
    except OperationalError as error:
        pytest.skip(f"no PostgreSQL at {POSTGRES}: {str(error.orig).splitlines()[0]}")
    finally:
        engine.dispose()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "town.db"
    sessions = open_sessions(f"sqlite:///{path}")
    migrate(sessions.kw["bind"])
    sessions.kw["bind"].dispose()
    return path


@pytest.fixture(scope="session")
def migrated_schema() -> Iterator[Sessions]:
    schema = make_schema()
    sessions = open_sessions(postgres_url(schema))
    migrate(sessions.kw["bind"])
    yield sessions
    sessions.kw["bind"].dispose()
    drop_schema(schema)


@pytest.fixture
def sqlite_town(migrated_file: Path, tmp_path: Path) -> Iterator[Sessions]:
    path = tmp_path / "town.db"
    shutil.copy(migrated_file, path)
    sessions = open_sessions(f"sqlite:///{path}")
    yield sessions
    sessions.kw["bind"].dispose()


@pytest.fixture
def postgres_town(migrated_schema: Sessions) -> Sessions:
    with migrated_schema.begin() as session:
        session.execute(text(f"TRUNCATE {', '.join(Base.metadata.tables)} CASCADE"))
        session.execute(insert(Revision).values(id=1, number=0))
    return migrated_schema


@pytest.fixture(params=["sqlite", "postgres"])
def empty_town(request: pytest.FixtureRequest) -> Sessions:
    found: Sessions = request.getfixturevalue(f"{request.param}_town")
    return found
