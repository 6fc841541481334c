"""Small files as towns send them."""

from pathlib import Path

import openpyxl
import pytest

from resources_db.casework import models as _casework  # noqa: F401  (its tables)
from resources_db.engine import Sessions, open_sessions
from resources_db.migrate import migrate

ROWS = [
    ["名称", "電話番号", "備考"],
    ["ほしぞら広場", "03-0000-0101", "無料"],
    ["うみのこ広場", "03-0000-0102", ""],
]


def csv_text(rows: list[list[str]]) -> str:
    return "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows) + "\r\n"


def save(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def save_book(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def empty_town(tmp_path: Path) -> Sessions:
    sessions = open_sessions(f"sqlite:///{tmp_path / 'town.db'}")
    migrate(sessions.kw["bind"])
    return sessions
