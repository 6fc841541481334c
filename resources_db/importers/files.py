"""A file of any known kind as numbered records."""

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from sqlalchemy.orm import Session

from resources_db.importers.mappings import which_mapping
from resources_db.importers.records import Record, RowError, read_record
from resources_db.importers.report import FileReport, Place
from resources_db.importers.tables import open_tables
from resources_db.importers.unreadable import UnreadableFile

_SAMPLES = 50
_NO_NAME = (
    "どの列が名称か分かりません。michi columns で対応表を作り、--format mapping:対応表.yml で教えてください。"
)


def read_file(
    session: Session, path: Path, format: str, report: FileReport
) -> Iterator[tuple[Place, Record | RowError]]:
    """(place in the file, record or why not). Fills the report's format, encoding and notices. Raises UnreadableFile."""
    if format == "hsds" or (format == "auto" and _looks_like_hsds(path)):
        from resources_db.hsds.reading import read_hsds  # only for those who have it

        report.format, report.encoding = "hsds", "utf-8"
        for number, record in read_hsds(path):
            yield Place(number), record
        return
    for table in open_tables(path):
        sheet = table.sheet or ""
        samples = list(islice(table.rows, _SAMPLES))
        mapping = which_mapping(session, table.headers, [row for _, row in samples], format)
        if mapping is None:
            rows = sum(1 for _ in chain(samples, table.rows))
            report.left_out += rows
            error = f"この{rows}行は入りませんでした。なくなった記録も調べていません。{_NO_NAME}"
            report.warn(Place(0, sheet), "", "、".join(table.headers)[:80], error)
            continue
        report.format = report.format or mapping.format
        report.encoding = table.encoding
        for number, row in chain(samples, table.rows):
            try:
                yield Place(number, sheet), read_record(row, mapping)
            except RowError as error:
                yield Place(number, sheet), error
        for notice in table.notices:
            report.warn(Place(notice.row or 0, sheet), notice.column, notice.value, notice.error)
    if not report.format:
        raise UnreadableFile(_NO_NAME)


def _looks_like_hsds(path: Path) -> bool:
    from resources_db.hsds.recognising import is_hsds  # it needs this package

    return is_hsds(path)
