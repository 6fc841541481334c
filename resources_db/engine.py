"""Opening the database: SQLite (WAL) out of the box, PostgreSQL by its URL alone."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

Sessions = sessionmaker[Session]


def open_engine(url: str) -> Engine:
    """An engine for `url`; the folder of an SQLite file is made where it is missing. Errors never quote
    values: a parent's words may be among them."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, connect_args={"timeout": 30}, hide_parameters=True)
        event.listen(engine, "connect", _tune_sqlite)
        return engine
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return create_engine(
        parsed, pool_pre_ping=True, hide_parameters=True, connect_args={"connect_timeout": 3}
    )


def open_sessions(url: str) -> Sessions:
    return sessionmaker(open_engine(url), expire_on_commit=False)


def _tune_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.close()
