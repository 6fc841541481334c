"""A file of any known kind as numbered records."""

import zipfile
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from sqlalchemy.orm import Session

from resources_db.importers.mappings import which_mapping
from resources_db.importers.records import Record, RowError, read_record
from resources_db.importers.report import FileReport, Finding
from resources_db.importers.tables import open_tables
from resources_db.importers.unreadable import UnreadableFile

_SAMPLES = 50
_NO_NAME = (
    "どの列が名称か分かりません。michi columns で対応表を作り、--format mapping:対応表.yml で教えてください。"
)


def read_file(
    session: Session, path: Path, format: str, report: FileReport
) -> Iterator[tuple[int, Record | RowError]]:
    """(row number, record or why not). Fills the report's format, encoding and notices. Raises UnreadableFile."""
    if format == "hsds" or (format == "auto" and _looks_like_hsds(path)):
        from resources_db.hsds.reading import read_hsds  # only for those who have it

        report.format, report.encoding = "hsds", "utf-8"
        yield from read_hsds(path)
        return
    for table in open_tables(path):
        samples = list(islice(table.rows, _SAMPLES))
        mapping = which_mapping(session, table.headers, [row for _, row in samples], format)
        if mapping is None:
            report.warnings.append(Finding(0, table.sheet or "", "、".join(table.headers)[:80], _NO_NAME))
            continue
        report.format = report.format or mapping.format
        report.encoding = table.encoding
        for number, row in chain(samples, table.rows):
            try:
                yield number, read_record(row, mapping)
            except RowError as error:
                yield number, error
        report.warnings += [Finding(n.row or 0, n.column, n.value, n.error) for n in table.notices]
    if not report.format:
        raise UnreadableFile(_NO_NAME)


def _looks_like_hsds(path: Path) -> bool:
    if path.is_dir() or path.suffix.lower() in {".json", ".jsonl", ".ndjson"}:
        return True
    if not path.is_file() or not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return any(Path(name).name == "services.csv" for name in archive.namelist())
