"""`michi import`: one file in, one transaction, one report.

First the whole file is read and compared with the list, which takes no lock: parents go on chatting. What is to
be done then goes in as one short transaction; if the list changed in between, everything is compared again.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from resources_db.documents import SERVICE, Document, load
from resources_db.engine import Sessions
from resources_db.history import (
    Change,
    NewRecord,
    advance_revision,
    complete_organizations,
    create,
    revise,
    revision,
)
from resources_db.importers.files import read_file
from resources_db.importers.listing import Listing, listing_of, printable
from resources_db.importers.mappings import remember, which_mapping
from resources_db.importers.plan import Plan, withdrawn
from resources_db.importers.records import Record, RowError
from resources_db.importers.report import FileReport, Place
from resources_db.importers.scratch import Scratch, Step
from resources_db.importers.tables import open_tables
from resources_db.models import ImportRun
from resources_db.opening import JAPAN

FORMATS = ("auto", "childcare53", "childcare28", "support34", "events32", "facilities", "hsds")
_BATCH = 500
_MANY = 1000
_ATTEMPTS = 3


class ImportStopped(Exception):
    """The file was read, but taking it in would lose much: nothing was changed. `report` says what."""

    def __init__(self, message: str, report: FileReport) -> None:
        super().__init__(message)
        self.report = report


def import_file(
    sessions: Sessions,
    path: Path,
    *,
    source: str | None = None,
    format: str = "auto",
    dry_run: bool = False,
    allow_loss: bool = False,
    by: str = "michi import",
) -> FileReport:
    """Take in a file. A rejected row does not stop the others.

    Raises UnreadableFile, or ImportStopped when more than a fifth of the list would vanish and `allow_loss` is
    not set; nothing is changed then. A dry run gives the same report and changes nothing.
    """
    listing = listing_of(path, source)
    for _ in range(_ATTEMPTS):
        report = FileReport(printable(path.name))
        try:
            if _attempt(sessions, path, listing, format, report, dry_run, allow_loss, by):
                return report
        except sqlite3.OperationalError as error:  # the scratch's own; the database's come from SQLAlchemy
            raise ImportStopped(
                f"作業用の場所に書けません({error})。ディスクの空きを確かめてください。", report
            ) from error
    raise ImportStopped("取り込みのあいだに一覧が何度も変わりました。もう一度取り込んでください。", report)


def _attempt(
    sessions: Sessions,
    path: Path,
    listing: Listing,
    format: str,
    report: FileReport,
    dry_run: bool,
    allow_loss: bool,
    by: str,
) -> bool:
    """False when the list changed while the file was read."""
    with Scratch() as scratch:
        with sessions() as session:
            seen = revision(session)
            plan = Plan(session, listing, scratch, report, datetime.now(JAPAN).date())
            for batch in _batches(read_file(session, path, format, report), plan):
                plan.take(batch)
            plan.tell()
            missing = plan.miss()
            if plan.loses_too_much() and not allow_loss:
                report.stops = _loss(report)
            if report.stops and not dry_run:
                raise ImportStopped(report.stops, report)
        scratch.add(Step("vanish", {"id": id_}) for id_ in missing)
        if dry_run:
            return True
        if format.startswith("mapping:"):
            _remember(sessions, path, format, by)
        return scratch.is_empty() or _carry_out(sessions, path, listing, scratch, report, seen, by)


def _loss(report: FileReport) -> str:
    names = "、".join(r["name"] for r in report.vanished_records[:5])
    return (
        f"前に取り込んだ記録のうち{report.vanished}件が、このファイルにありません({names}など)。"
        "何も変えていません。これでよければ --allow-loss をつけてください。"
    )


def _batches(
    records: Iterator[tuple[Place, Record | RowError]], plan: Plan
) -> Iterator[list[tuple[Place, Record]]]:
    """The rows that can be taken, in batches; the others go into the report."""
    batch: list[tuple[Place, Record]] = []
    for place, record in records:
        plan.report.rows += 1
        if isinstance(record, RowError):
            plan.refuse(place, record)
            continue
        batch.append((place, record))
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def _remember(sessions: Sessions, path: Path, format: str, by: str) -> None:
    with sessions.begin() as session:
        for table in open_tables(path):
            if mapping := which_mapping(session, table.headers, (), format):
                remember(session, table.headers, mapping, by)


def _carry_out(
    sessions: Sessions, path: Path, listing: Listing, scratch: Scratch, report: FileReport, seen: int, by: str
) -> bool:
    """All steps in one transaction; False when the list has changed since revision `seen`."""
    changes = report.created + report.updated + report.vanished > 0
    with sessions.begin() as session:
        if not advance_revision(session, seen):
            session.rollback()
            return False
        run = _new_run(session, path, listing, by) if changes else None
        change = Change(session, by, run.id if run else None)
        for steps in scratch.steps(_BATCH):
            _take_steps(change, steps[0].kind, [step.payload for step in steps])
        if run:
            report.run_id = run.id
            run.report = report.counts()
        if report.created > _MANY and session.get_bind().dialect.name == "postgresql":
            session.execute(text("ANALYZE"))  # the next comparison must not plan with an empty table in mind
    return True


def _take_steps(change: Change, kind: str, payloads: list[Document]) -> None:
    if kind == "create":
        create(change, [NewRecord(p["id"], p["identity"], p["document"]) for p in payloads])
    elif kind == "recognise":
        for p in payloads:
            change.session.execute(update(SERVICE).where(SERVICE.c.id == p["id"]).values(p["identity"]))
    else:
        before = load(change.session, [p["id"] for p in payloads])
        gone = withdrawn(change.at.astimezone(JAPAN).date())
        for p in payloads:
            revise(change, before[p["id"]], p["id"], p.get("document", gone), p.get("identity"))
    complete_organizations(change, [p["organization"] for p in payloads if p.get("organization")])


def _new_run(session: Session, path: Path, listing: Listing, by: str) -> ImportRun:
    number = (session.scalar(select(func.max(ImportRun.number))) or 0) + 1
    run = ImportRun(
        number=number,
        file=printable(path.name),
        source=listing.source,
        sha256=_sha256(path),
        report={},
        imported_by=by,
    )
    session.add(run)
    session.flush()
    return run


def _sha256(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
