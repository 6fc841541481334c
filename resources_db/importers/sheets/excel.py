"""Sheets of an .xlsx or .xlsm book through openpyxl, as streams of rows.

The values come from openpyxl's streaming mode. It shows neither merged cells nor formulas nor what is
hidden, so a book that fits into memory is opened a second time as a whole: this second look, the layout, tells
where they are."""

import re
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import IO, Any

from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.reader.excel import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.escape import unescape

from resources_db.importers.sheets.number_formats import shown
from resources_db.importers.sheets.sheet import Problem, Row, Sheet, Span, hidden_rows
from resources_db.importers.unreadable import UnreadableFile

# What openpyxl makes; it comes without types.
Workbook = Any
Worksheet = Any
Cell = Any

_NO_RESULT = "式の結果が保存されていません。Excelで開いて保存しなおすと読めます。空として扱いました。"
_ERROR = "Excelのエラー値です。空として扱いました。"
_BROKEN = (
    "ファイルがこわれていて、または読めない設定があって、Excelとして開けません。"
    "もとの表から保存しなおすか、CSV で保存してください。"
)
_NO_LAYOUT = (
    "表が大きいか特別な作りのため、セルの結合を読めません。結合されたセルの値は、いちばん上の行だけに入ります。"
    "結果が保存されていない式は、空になります。表示されていない行も、ほかの行と同じに読みます。"
)
_MOST_CELLS = 300_000  # 10,000 rows of 30 columns; with its layout such a book needs about 200 MB
_MOST_XML = 64 << 20  # bytes
_LAST_ROW = 1_048_576
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]+\d+:[A-Z]+\d+)")


def open_xlsx(stream: IO[bytes]) -> list[Sheet]:
    """All worksheets in the book's order; hidden ones without their rows. Raises UnreadableFile."""
    try:
        book = _load(stream, streaming=True)
        layouts = _layouts(stream, len(book.worksheets))
    except Exception as error:  # the library lets any kind through for a damaged book
        raise UnreadableFile(_BROKEN) from error
    return [_sheet(sheet, layout) for sheet, layout in zip(book.worksheets, layouts, strict=True)]


def _sheet(sheet: Worksheet, layout: Worksheet | None) -> Sheet:
    hidden = sheet.sheet_state != "visible"
    return Sheet(iter(()) if hidden else _rows(sheet, layout), "xlsx", sheet.title, hidden)


def _load(stream: IO[bytes], *, streaming: bool) -> Workbook:
    """The values as a stream, or the whole book with formulas in the place of their results."""
    with warnings.catch_warnings(action="ignore"):  # of styles and lists that are left out
        return load_workbook(  # type: ignore[no-untyped-call]
            stream, read_only=streaming, data_only=streaming, keep_links=False
        )


def _layouts(stream: IO[bytes], count: int) -> list[Worksheet | None]:
    """None for each sheet of a book that is too large, or holds what only the values can do without."""
    if _fits_in_memory(stream):
        try:
            sheets = _load(stream, streaming=False).worksheets
        except Exception:  # a drawing, filter or pivot table that openpyxl cannot read: no reason to refuse
            sheets = []
        if len(sheets) == count:
            return list(sheets)
    return [None] * count


def _fits_in_memory(stream: IO[bytes]) -> bool:
    """openpyxl keeps an object for every cell, also for each one that a merged block covers."""
    cells = 0
    with zipfile.ZipFile(stream) as archive:
        parts = [part for part in archive.infolist() if part.filename.endswith(".xml")]
        if sum(part.file_size for part in parts) > _MOST_XML:
            return False
        for part in parts:
            xml = archive.read(part)
            cells += sum(1 for _ in _CELL.finditer(xml))
            for block in _MERGED.finditer(xml):
                edges = range_boundaries(block[1].decode())  # type: ignore[no-untyped-call]
                left, top, right, bottom = edges
                cells += (right - left + 1) * (bottom - top + 1)
    return cells <= _MOST_CELLS


def _rows(sheet: Worksheet, layout: Worksheet | None) -> Iterator[Row]:
    sheet.reset_dimensions()  # some programs write A1 for the whole sheet
    spans = {} if layout is None else _spans(layout)
    hidden: list[int] = []
    number = 0
    try:
        for number, cells in enumerate(_without_warnings(sheet.iter_rows()), 1):
            if number > _LAST_ROW:  # openpyxl would count up to any number that the file names
                raise ValueError(number)
            texts, problems = _texts(cells, layout)
            merged = tuple(spans.get(number, ()))
            if texts and layout is not None and _is_hidden(layout, number):
                hidden.append(number)
            if texts or problems or merged:
                yield Row(number, texts, merged, tuple(problems))
    except Exception as error:
        raise UnreadableFile(_BROKEN) from error
    if layout is None and number:
        yield Row(number, [], (), (Problem(None, "", _NO_LAYOUT),))
    if hidden:
        yield hidden_rows(hidden)


def _is_hidden(layout: Worksheet, number: int) -> bool:
    """By hand, by a filter, by a closed group, or drawn with no height."""
    if number not in layout.row_dimensions:
        return False
    row = layout.row_dimensions[number]
    return bool(row.hidden) or row.height == 0


def _without_warnings(rows: Iterator[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """What openpyxl warns of, a date beyond the calendar, comes as an error value too."""
    while True:
        with warnings.catch_warnings(action="ignore"):
            row = next(rows, None)
        if row is None:
            return
        yield row


def _spans(layout: Worksheet) -> dict[int, list[Span]]:
    """Row number -> blocks that begin there, from left to right."""
    spans: dict[int, list[Span]] = defaultdict(list)
    for block in sorted(layout.merged_cells.ranges, key=lambda block: block.min_col):
        size = block.size
        spans[block.min_row].append(Span(block.min_col - 1, size["rows"], size["columns"]))
    return spans


def _texts(cells: tuple[Cell, ...], layout: Worksheet | None) -> tuple[list[str], list[Problem]]:
    """The texts up to the last filled cell: formats may reach to the sheet's very end."""
    texts, problems = list[str](), list[Problem]()
    for column, cell in enumerate(cells):
        text = ""
        if cell.data_type == "e":
            problems.append(Problem(column, cell.value, _ERROR))
        elif cell.value is not None:
            text = _text(cell)
        elif layout is not None and _lacks_result(cell, layout):
            problems.append(Problem(column, "", _NO_RESULT))
        texts.append(text)
    while texts and not texts[-1]:
        texts.pop()
    return texts, problems


def _text(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, str):
        # _x000D_ is how the format writes characters that XML has no place for
        return str(unescape(value))  # type: ignore[no-untyped-call]
    if isinstance(value, bool):
        return str(value).upper()
    return shown(value, cell.number_format, cell.parent.parent.epoch)


def _lacks_result(cell: Cell, layout: Worksheet) -> bool:
    """A formula whose result is an empty text has its type stored, and lacks nothing."""
    if cell is EMPTY_CELL or cell.data_type == "str":
        return False
    return bool(layout.cell(cell.row, cell.column).data_type == "f")
