"""A file as a table: encoding found, lines before the header skipped, cells as clean text."""

import csv
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl.reader.excel import load_workbook

from resources_db.reading.text import clean

_SEARCHED_FOR_HEADER = 15


class UnreadableFile(Exception):
    """The file cannot be taken in at all; the message says why, in Japanese, for staff."""


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` are (row number in the file, header -> cell); blank rows are left out."""

    headers: tuple[str, ...]
    rows: list[tuple[int, dict[str, str]]]
    encoding: str
    sheet: str | None = None


def read_tables(path: Path) -> list[Table]:
    """All tables of a file (one a sheet). Raises UnreadableFile."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"ファイルを開けません: {error.strerror}") from error
    if not content.strip():
        raise UnreadableFile("ファイルが空です(0バイト)。")
    if content.startswith(b"PK\x03\x04"):
        return _excel(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile("古いExcel形式か、パスワードつきのブックです。.xlsx で保存しなおしてください。")
    text, encoding = _decode(content)
    rows = [[clean(cell) for cell in row] for row in _csv(text)]
    return [_table(rows, encoding, None)]


def _decode(content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace").lstrip("\ufeff"), "utf-16"
    if content[1:2] == b"\0":
        return content.decode("utf-16-le", "replace"), "utf-16"
    while content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
    for encoding in ("utf-8", "cp932"):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("文字コードが分かりません。UTF-8 か Shift_JIS で保存しなおしてください。")


def _csv(text: str) -> Iterator[list[str]]:
    head = "\n".join(text.splitlines()[:_SEARCHED_FOR_HEADER])
    delimiter = "\t" if head.count("\t") > head.count(",") else ","
    try:
        yield from csv.reader(io.StringIO(text.replace("\0", "")), delimiter=delimiter)
    except csv.Error as error:
        raise UnreadableFile(f"CSVとして読めません: {error}") from error


def _excel(content: bytes) -> list[Table]:
    try:
        with warnings.catch_warnings(
            action="ignore"
        ):  # openpyxl speaks of styles and lists that it leaves out
            book = load_workbook(io.BytesIO(content), data_only=True)  # type: ignore[no-untyped-call]
    except Exception as error:  # openpyxl raises many kinds for files that are zips but no workbooks
        raise UnreadableFile("Excelとして開けません。中身が .xlsx か確かめてください。") from error
    tables = []
    for sheet in book.worksheets:
        rows = [[clean(_cell(cell)) for cell in row] for row in sheet.iter_rows(values_only=True)]
        if any(any(row) for row in rows):
            tables.append(_table(rows, "xlsx", sheet.title))
    if not tables:
        raise UnreadableFile("どのシートにもデータがありません。")
    return tables


def _cell(value: object) -> object:
    """Dates without their midnight, whole numbers without .0."""
    if isinstance(value, datetime):
        return value.date()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _table(rows: list[list[str]], encoding: str, sheet: str | None) -> Table:
    start = _header_row(rows)
    headers = tuple(rows[start])
    named = [(i, header) for i, header in enumerate(headers) if header]
    body = []
    for number, row in enumerate(rows[start + 1 :], start + 2):
        if row and row[0].startswith("#"):
            continue  # #object_type_xsd,string,string: what the columns are, no data
        cells: dict[str, str] = {}
        for i, header in named:  # of two columns with one header, the first that is filled
            if i < len(row):
                cells[header] = cells.get(header) or row[i]
        if sum(1 for cell in cells.values() if cell) > 1:
            body.append((number, cells))
    return Table(tuple(h for _, h in named), body, encoding, sheet)


def _header_row(rows: list[list[str]]) -> int:
    """The first row that is filled nearly as far as the widest among the first rows."""
    head = rows[:_SEARCHED_FOR_HEADER]
    widest = max((sum(1 for cell in row if cell) for row in head), default=0)
    if widest < 2:
        raise UnreadableFile("見出しの行が見つかりません。")
    for number, row in enumerate(head):
        if sum(1 for cell in row if cell) >= max(2, widest * 0.6):
            return number
    raise UnreadableFile("見出しの行が見つかりません。")
