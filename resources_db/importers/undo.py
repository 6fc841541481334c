"""Taking the last import back: every field that it changed gets its former value, every record it made goes.

What staff changed by hand since then stays, and is reported.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import RowMapping, func, select
from sqlalchemy.orm import Session

from resources_db.documents import ORGANIZATION, Document, load
from resources_db.engine import Sessions
from resources_db.history import (
    METADATA,
    Change,
    advance_revision,
    hand_edits,
    read_value,
    remove,
    remove_unused_organizations,
    revise,
    revise_organization,
)
from resources_db.models import ImportRun, utc_now

_BATCH = 200


class NothingToUndo(Exception):
    """No import is there that could be taken back."""


@dataclass(slots=True)
class UndoReport:
    """`kept`: what staff changed by hand since, and what therefore stays as it is."""

    file: str
    imported_at: str
    removed: int = 0
    restored: int = 0
    kept: list[dict[str, str]] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def undo_last_import(sessions: Sessions, *, by: str = "michi undo", dry_run: bool = False) -> UndoReport:
    """Raises NothingToUndo. One transaction; a dry run changes nothing."""
    with sessions() as session:
        advance_revision(session)  # first of all: it takes the lock, and nobody else undoes the same
        run = session.scalar(
            select(ImportRun).where(ImportRun.undone_at.is_(None)).order_by(ImportRun.number.desc()).limit(1)
        )
        if run is None:
            session.rollback()
            raise NothingToUndo("取り消せる取り込みがありません。")
        report = UndoReport(run.file, run.imported_at.isoformat())
        change = Change(session, by, run.id)
        last = session.scalar(select(func.max(METADATA.c.number))) or 0
        for ids in _touched(session, run.id, "create", last):
            _take_back_new(change, ids, report)
        for ids in _touched(session, run.id, "update", last):
            _take_back_changes(change, ids, last, report)
        for ids in _touched(session, run.id, "update", last, "organization"):
            _take_back_organizations(change, ids, last)
        for ids in _touched(session, run.id, "create", last, "organization"):
            remove_unused_organizations(change, ids)
        run.undone_at = utc_now()
        session.rollback() if dry_run else session.commit()
    return report


def _touched(
    session: Session, run_id: str, kind: str, last: int, resource: str = "service"
) -> Iterator[list[str]]:
    """Ids that the run created or updated, in batches."""
    ids = list(
        session.scalars(
            select(METADATA.c.resource_id)
            .where(
                METADATA.c.import_run_id == run_id,
                METADATA.c.resource_type == resource,
                METADATA.c.last_action_type == kind,
                METADATA.c.number <= last,
            )
            .distinct()
        )
    )
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]


def _take_back_new(change: Change, ids: list[str], report: UndoReport) -> None:
    edited = {id_ for id_, fields in hand_edits(change.session, ids).items() if fields}
    for id_, document in load(change.session, list(edited), parts=()).items():
        report.kept.append({"service_id": id_, "name": document["name"], "field": "*"})
    gone = [id_ for id_ in ids if id_ not in edited]
    remove(change, gone)
    report.removed += len(gone)


def _take_back_organizations(change: Change, ids: list[str], last: int) -> None:
    for row in _updates(change, ids, last):
        now = change.session.scalar(
            select(ORGANIZATION.c[row["field_name"]]).where(ORGANIZATION.c.id == row["resource_id"])
        )
        if now is not None and now == read_value(row["replacement_value"]):
            before = read_value(row["previous_value"])
            revise_organization(change, row["resource_id"], {row["field_name"]: before})


def _updates(change: Change, ids: list[str], last: int) -> Sequence[RowMapping]:
    """What the run changed of these, the last change first."""
    query = select(METADATA).where(
        METADATA.c.import_run_id == change.run_id,
        METADATA.c.resource_id.in_(ids),
        METADATA.c.last_action_type == "update",
        METADATA.c.number <= last,
    )
    return change.session.execute(query.order_by(METADATA.c.number.desc())).mappings().all()


def _take_back_changes(change: Change, ids: list[str], last: int, report: UndoReport) -> None:
    wanted: dict[str, Document] = {}
    documents = load(change.session, ids)
    for row in _updates(change, ids, last):
        document = documents.get(row["resource_id"])
        if document is None:
            continue
        name = row["field_name"]
        if document.get(name) == read_value(row["replacement_value"]):
            wanted.setdefault(row["resource_id"], {})[name] = read_value(row["previous_value"])
        else:
            report.kept.append({"service_id": row["resource_id"], "name": document["name"], "field": name})
    for id_, fields in wanted.items():
        revise(change, documents[id_], id_, fields, {"import_digest": None})
        report.restored += 1
