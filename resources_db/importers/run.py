"""`michi import`: one file in, one transaction, one report."""

from dataclasses import asdict, dataclass, field
from pathlib import Path

from resources_db.engine import Sessions
from resources_db.importers.columns import Mapping, from_file, propose
from resources_db.importers.records import Record, RowError, read_record
from resources_db.importers.store import bump_revision, derived_id, open_shelf, put
from resources_db.importers.tables import Table, UnreadableFile, read_tables

FORMATS = ("auto", "childcare53", "childcare28", "support34")


@dataclass(slots=True)
class Finding:
    row: int
    column: str
    value: str
    error: str


@dataclass(slots=True)
class FileReport:
    file: str
    format: str
    encoding: str
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    def to_json(self) -> dict[str, object]:
        return asdict(self)


def import_file(
    sessions: Sessions, path: Path, *, source: str | None = None, format: str = "auto", dry_run: bool = False
) -> FileReport:
    """Raises UnreadableFile (nothing is changed then). A rejected row does not stop the others."""
    tables = [(table, _mapping(table, format)) for table in read_tables(path)]
    known = [(table, mapping) for table, mapping in tables if mapping]
    if not known:
        raise UnreadableFile(
            "どの列が名称か分かりません。--format mapping:対応表.yml で列の対応を教えてください。"
        )
    report = FileReport(path.name, known[0][1].format, known[0][0].encoding)
    with sessions() as session:
        shelf = open_shelf(session, source or path.stem)
        taken: set[str] = set()
        for table, mapping in known:
            for number, row in table.rows:
                report.rows += 1
                try:
                    record = read_record(row, mapping)
                    source_id = _free_id(record, taken, mapping)
                except RowError as error:
                    report.rejected.append(Finding(number, error.column, error.value, error.error))
                    continue
                taken.add(source_id)
                outcome = put(shelf, record, source_id)
                setattr(report, outcome, getattr(report, outcome) + 1)
                report.warnings += [Finding(number, *warning) for warning in record.warnings]
        if dry_run:
            session.rollback()
        elif report.created or report.updated:
            bump_revision(session)
            session.commit()
    return report


def _free_id(record: Record, taken: set[str], mapping: Mapping) -> str:
    """The row's id; sheets that each count from 1 must not overwrite each other."""
    for source_id in (record.source_id, derived_id(record)):
        if source_id and source_id not in taken:
            return source_id
    raise RowError(
        mapping.columns["name"],
        record.name,
        "同じ名称と住所の行が、このファイルに2つあります。1つにまとめてください。",
    )


def _mapping(table: Table, format: str) -> Mapping | None:
    if format.startswith("mapping:"):
        try:
            return from_file(Path(format.removeprefix("mapping:")), table.headers)
        except ValueError as error:
            raise UnreadableFile(str(error)) from error
    proposed = propose(table.headers)
    if format == "auto" or proposed is None:
        return proposed
    if proposed.format != format:
        raise UnreadableFile(
            f"{format} の形式ではありません。見出しの行を確かめるか、--format auto を使ってください。"
        )
    return proposed
