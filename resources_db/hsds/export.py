"""The list as HSDS services: batch by batch, so that a prefecture's list needs no more memory than a town's.

The file is a JSON array of whole services, HSDS's service_package. Its organization_package would have no place
for a service of which no organization is known.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources_db.documents import ORGANIZATION, PARTS, SERVICE, Row, load
from resources_db.engine import Sessions
from resources_db.history import METADATA
from resources_db.hsds.standard import Json
from resources_db.hsds.writing import service_of
from resources_db.models import Status
from resources_db.opening import JAPAN

_BATCH = 200
_PARTS = ("places", *PARTS)


def write(sessions: Sessions, path: Path, *, everything: bool = False) -> int:
    """Write the published records and give their count; with `everything` all of them, with their history.

    One service a line. The file appears only when it is complete. Raises OSError.
    """
    unfinished = path.with_name(f"{path.name}.part")
    today = datetime.now(JAPAN).date()
    count = 0
    try:
        with snapshot(sessions) as session, unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.write("[")
            for service in services(session, today, everything=everything):
                file.write(",\n" if count else "\n")
                file.write(json.dumps(service, ensure_ascii=False, allow_nan=False))
                count += 1
            file.write("\n]\n")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


@contextmanager
def snapshot(sessions: Sessions) -> Iterator[Session]:
    """A session for reading that sees the list of one moment, whatever imports and undos do meanwhile.

    SQLite has it in every transaction, but Python's sqlite3 begins none before a SELECT.
    """
    with sessions() as session:
        if session.get_bind().dialect.name == "sqlite":
            session.connection().exec_driver_sql("BEGIN")
        else:
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        yield session


def services(session: Session, today: date, *, everything: bool = False) -> Iterator[Json]:
    """In order of source, list and id."""
    order = (SERVICE.c.source, SERVICE.c.source_file, SERVICE.c.source_id)
    query = select(SERVICE.c.id).order_by(*order)
    if not everything:
        query = query.where(SERVICE.c.status == Status.PUBLISHED)
    for ids in session.scalars(query).partitions(_BATCH):
        yield from of_ids(session, ids, today, history=everything)


def of_ids(
    session: Session,
    ids: Sequence[str],
    today: date,
    *,
    parts: Sequence[str] = _PARTS,
    history: bool = False,
) -> Iterator[Json]:
    """These services in this order, with only these parts; ids that do not exist are left out."""
    documents = load(session, ids, parts)
    columns = (SERVICE.c.id, SERVICE.c.source, SERVICE.c.source_id, SERVICE.c.last_modified)
    rows = session.execute(select(*columns, SERVICE.c.organization_id).where(SERVICE.c.id.in_(ids)))
    found = {row.id: row for row in rows}
    wanted = {row.organization_id for row in found.values()} - {None}
    organizations = session.execute(select(ORGANIZATION).where(ORGANIZATION.c.id.in_(wanted))).mappings()
    by_id: dict[str, Row] = {row["id"]: dict(row) for row in organizations}
    changes = _changes(session, ids) if history else {}
    for id_ in ids:
        row = found.get(id_)
        if row is not None and id_ in documents:  # without a snapshot it may go between two looks
            yield service_of(
                documents[id_],
                id=id_,
                source=row.source,
                source_id=row.source_id,
                organization=by_id.get(row.organization_id),
                last_modified=row.last_modified,
                today=today,
                metadata=changes.get(id_, ()),
            )


def _changes(session: Session, ids: Sequence[str]) -> dict[str, list[Row]]:
    query = select(METADATA).where(METADATA.c.resource_id.in_(ids)).order_by(METADATA.c.number)
    found: dict[str, list[Row]] = defaultdict(list)
    for row in session.execute(query).mappings():
        found[row["resource_id"]].append(dict(row))
    return found
