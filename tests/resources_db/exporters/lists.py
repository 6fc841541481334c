"""Lists of the 53 columns in and out of databases of their own."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select

from resources_db.casework import models as _casework  # noqa: F401  (its tables)
from resources_db.documents import SERVICE, Document, load
from resources_db.engine import Sessions, open_sessions
from resources_db.exporters.columns53 import HEADERS
from resources_db.exporters.spreadsheet_safety import unguard
from resources_db.history import Change, NewRecord, complete_organizations, create, revise
from resources_db.importers.columns import propose
from resources_db.importers.records import read_record
from resources_db.migrate import migrate
from resources_db.models import Base, new_id
from resources_db.reading.text import tidy

Row = dict[str, str]


def new_town(path: Path) -> Sessions:
    sessions = open_sessions(f"sqlite:///{path}")
    migrate(sessions.kw["bind"])
    return sessions


@contextmanager
def emptied(*towns: Sessions) -> Iterator[None]:
    """The towns have no records afterwards."""
    try:
        yield
    finally:
        for sessions in towns:
            with sessions.begin() as session:
                for table in reversed(Base.metadata.sorted_tables):
                    session.execute(delete(table))


def take_in(town: Sessions, rows: Iterable[Row]) -> None:
    """The rows as an import of childcare53 reads them."""
    mapping = propose(HEADERS)
    assert mapping is not None and mapping.format == "childcare53"
    with town.begin() as session:
        change = Change(session, "test")
        for row in rows:
            record = read_record({header: tidy(cell) for header, cell in row.items()}, mapping)
            identity = {"source": "hoshimi", "source_id": record.source_id}
            create(change, [NewRecord(new_id(), identity, record.document)])
            if record.organization:
                complete_organizations(change, [record.organization])


def put(town: Sessions, source_id: str, document: Document) -> None:
    """A record as it is."""
    with town.begin() as session:
        create(
            Change(session, "test"), [NewRecord(new_id(), {"source": "b", "source_id": source_id}, document)]
        )


def documents(town: Sessions) -> dict[str, Document]:
    """By source_id."""
    with town() as session:
        ids = {row.id: row.source_id for row in session.execute(select(SERVICE.c.id, SERVICE.c.source_id))}
        return {ids[id_]: document for id_, document in load(session, list(ids)).items()}


def change(town: Sessions, source_id: str, **wanted: Any) -> None:
    """As staff change a record by hand."""
    with town.begin() as session:
        id_ = session.scalars(select(SERVICE.c.id).where(SERVICE.c.source_id == source_id)).one()
        revise(Change(session, "staff"), load(session, [id_])[id_], id_, wanted)


def read_csv(path: Path) -> list[Row]:
    """The file as the importer takes it: apostrophes of the guard off."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{header: unguard(cell) for header, cell in row.items()} for row in csv.DictReader(file)]
