"""Sheets of an old .xls book (Excel 97 to 2003, and 95); at most 65,536 rows, so it is read as a whole."""

import io
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import xlrd
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.sheet import Cell
from xlrd.sheet import Sheet as OldSheet

from resources_db.importers.sheets.number_formats import shown
from resources_db.importers.sheets.sheet import Problem, Row, Sheet, Span, hidden_rows
from resources_db.importers.unreadable import UnreadableFile

_PASSWORD = "パスワードで保護されたファイルです。パスワードを外して保存しなおしてください。"  # noqa: S105
_BROKEN = "古い形式(.xls)のExcelとして開けません。Excelで開いて、.xlsx で保存しなおしてください。"
_ERROR = "Excelのエラー値です。空として扱いました。"


def open_xls(path: Path) -> list[Sheet]:
    """All worksheets in the book's order; hidden ones without their rows. Raises UnreadableFile."""
    try:
        book = xlrd.open_workbook(str(path), logfile=io.StringIO(), formatting_info=True)
    except Exception as error:  # the library lets any kind through for a damaged book
        encrypted = isinstance(error, XLRDError) and "encrypted" in str(error)
        raise UnreadableFile(_PASSWORD if encrypted else _BROKEN) from error
    return [
        Sheet(
            _rows(book, sheet) if sheet.visibility == 0 else iter(()),
            "xls",
            sheet.name,
            sheet.visibility != 0,
        )
        for sheet in book.sheets()
    ]


def _rows(book: Book, sheet: OldSheet) -> Iterator[Row]:
    spans: dict[int, list[Span]] = defaultdict(list)
    for top, bottom, left, right in sheet.merged_cells:  # the ends lie one beyond
        spans[top].append(Span(left, bottom - top, right - left))
    hidden: list[int] = []
    for place in range(sheet.nrows):
        cells, problems = list[str](), list[Problem]()
        for column, cell in enumerate(sheet.row(place)):
            if cell.ctype == xlrd.XL_CELL_ERROR:
                error = xlrd.error_text_from_code.get(int(cell.value), "")
                problems.append(Problem(column, error, _ERROR))
            cells.append(_text(book, cell))
        if any(cells) and place in sheet.rowinfo_map and sheet.rowinfo_map[place].hidden:
            hidden.append(place + 1)
        if any(cells) or problems:
            yield Row(place + 1, cells, tuple(spans.get(place, ())), tuple(problems))
    if hidden:
        yield hidden_rows(hidden)


def _text(book: Book, cell: Cell) -> str:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(cell.value)
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            key = book.xf_list[cell.xf_index or 0].format_key
            known = book.format_map.get(key)
            code = (known.format_str if known else "") or BUILTIN_FORMATS.get(key, "")
            epoch = MAC_EPOCH if book.datemode else WINDOWS_EPOCH
            return shown(float(cell.value), code, epoch)
        case xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        case _:
            return ""
