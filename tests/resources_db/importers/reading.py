"""Small files read the way an importer goes through them."""

from pathlib import Path

from resources_db.importers.tables import Notice, open_tables
from tests.resources_db.importers.files import save

NAMES = ["ほしぞら広場", "うみのこ広場"]
Rows = list[tuple[int, dict[str, str]]]


def read(path: Path) -> tuple[Rows, list[Notice]]:
    """All rows and notices of all tables, the way an importer goes through them."""
    rows: Rows = []
    notices: list[Notice] = []
    for table in open_tables(path):
        rows += table.rows
        notices += table.notices
    return rows, notices


def names_in(path: Path) -> list[str]:
    return [row["名称"] for _, row in read(path)[0]]


def read_csv_lines(tmp_path: Path, *lines: str) -> tuple[Rows, list[Notice]]:
    return read(save(tmp_path / "list.csv", "\r\n".join(lines) + "\r\n"))


def errors(notices: list[Notice]) -> list[tuple[int | None, str, str]]:
    """(row, column, the first words of the sentence)"""
    return [(n.row, n.column, n.error.split("、")[0].split("。")[0]) for n in notices]
