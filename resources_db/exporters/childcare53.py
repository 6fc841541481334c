"""The list as 子育て施設一覧, the 53 columns of 自治体標準オープンデータセット.

A record keeps the cells it was imported from (`extra`). They are written again as long as they still read as the
record stands; what was changed since, and what came from other formats, is written from the record. The format has
one place for each row and no column for opening windows, needs or days of checking: those are left out.

Normalised on the way: spaces and the width of letters (reading.text.tidy), line breaks in names, persons and
further lines in 団体名; an organization has one 法人番号; a record without an ID gets the one that the import derived,
and records of several lists that have the same ID are told apart by the database's own.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources_db.documents import ORGANIZATION, SERVICE, Document, load
from resources_db.engine import Sessions
from resources_db.exporters.columns53 import COLUMNS, CONTACT, HEADERS, Cells, Columns, contact_cell
from resources_db.exporters.spreadsheet_safety import guard
from resources_db.importers.columns import Mapping, propose
from resources_db.importers.records import RowError, read_record
from resources_db.models import Status
from resources_db.reading.text import tidy

_BATCH = 500
_READ_PARTS = (
    "places", "phones", "schedules", "cost_options", "required_documents", "languages", "service_areas"
)  # fmt: skip


def write(sessions: Sessions, path: Path, *, everything: bool = False) -> int:
    """Write the published records (with `everything`, all of them) and give their count.

    UTF-8 with a BOM and CRLF, so that Excel opens it as it is; cells that a spreadsheet would run as formulas
    are guarded. The file appears only when it is complete. Raises OSError.
    """
    unfinished = path.with_name(f"{path.name}.part")
    count = 0
    try:
        with sessions() as session, unfinished.open("w", encoding="utf-8-sig", newline="") as file:
            out = csv.writer(file, lineterminator="\r\n")
            out.writerow(HEADERS)
            for cells in rows(session, everything=everything):
                out.writerow([guard(cells[header]) for header in HEADERS])
                count += 1
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def rows(session: Session, *, everything: bool = False) -> Iterator[Cells]:
    """A row of cells by header for each record, in order of source, list and ID."""
    mapping = propose(HEADERS)
    assert mapping is not None  # noqa: S101  (the format's own headers)
    query = (
        select(SERVICE.c.id, SERVICE.c.source_id, ORGANIZATION.c.corporate_number)
        .outerjoin(ORGANIZATION, ORGANIZATION.c.id == SERVICE.c.organization_id)
        .order_by(SERVICE.c.source, SERVICE.c.source_file, SERVICE.c.source_id)
    )
    if not everything:
        query = query.where(SERVICE.c.status == Status.PUBLISHED)
    renamed = _not_unique((row.id, row.source_id) for row in session.execute(query))
    for found in session.execute(query).partitions(_BATCH):
        documents = load(session, [row.id for row in found], _READ_PARTS)
        for row in found:
            id_ = row.id if row.id in renamed else row.source_id
            yield _cells(id_, row.corporate_number, documents[row.id], mapping)


def _not_unique(ids: Iterable[tuple[str, str]]) -> set[str]:
    """Of (the database's id, ID in the list) the first of all whose second is not theirs alone."""
    written = dict(ids)
    renamed: set[str] = set()
    # The database's id of one record may be the ID of another, which came in from an earlier export.
    while repeated := {id_ for id_, times in Counter(written.values()).items() if times > 1}:
        renamed |= {own for own, id_ in written.items() if id_ in repeated}
        written |= {own: own for own in renamed}
    return renamed


def _cells(source_id: str, corporate_number: str | None, document: Document, mapping: Mapping) -> Cells:
    extra = document["extra"] or {}
    cells = {header: str(extra.get(header, "")) for header in HEADERS}
    cells["ID"] = source_id
    cells["法人番号"] = cells["法人番号"] or corporate_number or ""
    for columns in COLUMNS:
        for header, field in columns.whole.items():
            cells[header] = cells[header] or tidy(document[field])
    cells[CONTACT] = cells[CONTACT] or tidy(contact_cell(document, cells["電話番号"]))
    read = _read(cells, mapping)
    for columns in COLUMNS:
        if read is None or columns.told(read) != columns.told(document):
            cells |= _from_record(cells, read, document, mapping, columns)
            read = _read(cells, mapping)
    return cells


def _from_record(
    cells: Cells, read: Document | None, document: Document, mapping: Mapping, columns: Columns
) -> Cells:
    """The first way of writing that is right (see Way). Where none is: the cells as they are if they still read
    as the record's own text, else the first way."""
    wanted, text = columns.told(document), columns.text
    ways = [replace(w, cells={h: tidy(c) for h, c in w.cells.items()}) for w in columns.ways(document)]
    if len(ways) == 1:
        return ways[0].cells
    for way in ways:
        again = _read(cells | way.cells, mapping)
        if again is None:
            continue
        told = {name: columns.told(again)[name] for name in way.must_read or wanted}
        is_unread = all(value in (None, []) for value in told.values())
        if all(wanted[name] == value for name, value in told.items()) or (way.own_words and is_unread):
            return way.cells
    return {} if read and text and wanted[text] and read[text] == wanted[text] else ways[0].cells


def _read(cells: Cells, mapping: Mapping) -> Document | None:
    """What an import would make of the cells; None when it would reject the row."""
    try:
        return read_record(cells, mapping).document
    except RowError:
        return None
