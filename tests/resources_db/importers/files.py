"""Small files as towns send them."""

import zipfile
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


_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

_PACKAGE_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def save_raw_book(path: Path, rows: str, *, after: str = "", prefix: str = "", formats: str = "") -> Path:
    """An .xlsx whose sheet is written out by hand: `rows` inside sheetData, `after` behind it."""

    def relations(*targets: tuple[str, str]) -> str:
        inner = "".join(
            f'<Relationship Id="r{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(targets)
        )
        return f'<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'

    colon = f"{prefix}:" if prefix else ""
    space = f"xmlns:{prefix}" if prefix else "xmlns"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE_TYPES}">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "/xl/sheet.xml"), ("styles", "styles.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="広場" sheetId="1" r:id="r0"/></sheets></workbook>',
        "xl/styles.xml": f'<styleSheet xmlns="{_SPREADSHEET}"><cellXfs><xf numFmtId="0"/>{formats}</cellXfs></styleSheet>',
        # Some programs write A1 for the whole sheet.
        "xl/sheet.xml": f'<{colon}worksheet {space}="{_SPREADSHEET}"><{colon}dimension ref="A1"/>'
        f"<{colon}sheetData>{rows}</{colon}sheetData>"
        f"{after}</{colon}worksheet>",
    }
    return save_zip(path, parts)


def save_zip(path: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def empty_town(tmp_path: Path) -> Sessions:
    sessions = open_sessions(f"sqlite:///{tmp_path / 'town.db'}")
    migrate(sessions.kw["bind"])
    return sessions
