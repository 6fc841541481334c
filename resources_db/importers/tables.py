"""A file as tables: the header found, rows as header -> cell one after another, nothing lost in silence."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from resources_db.exporters.spreadsheet_safety import unguard
from resources_db.importers.headers import SEARCHED_ROWS, Header, find_header, nameless
from resources_db.importers.notices import Notice, Notices
from resources_db.importers.row_kinds import kind_of
from resources_db.importers.sheets import open_sheets
from resources_db.importers.sheets.sheet import Row, Sheet, column_letters
from resources_db.importers.unreadable import MOST_COLUMNS, UnreadableFile
from resources_db.reading.text import tidy

_NO_HEADER = "見出しの行が見つかりません。名称・電話番号などの見出しを、表の1行目に入れてください。"
_NO_ROWS = "データの行がありません。見出しの下にデータがあるか確かめてください。"
_NO_SHEET = "どのシートにもデータがありません。"
_TOO_WIDE = "列が多すぎます({columns}列)。{limit}列までです。いらない列を消してください。"
_HIDDEN = "表示されていないシートは、読みませんでした。"
_SKIPPED = "シートを読みませんでした。"
_ABOVE = "見出しの行より上にあるため、表に入れていません。"
_TWINS = "同じ見出しの列が{count}つあります({letters}列)。左の列を使い、空のときだけ次の列を使います。残りは「{name}(2)」のように残します。"
_NAMELESS = "見出しのない列です。値は「{name}」として残します。"
_SHORT = "ほかの行より列が足りません。行の途中で切れていないか確かめてください。"
_LONG = "見出しより多くの値があります。セルの区切りが正しいか確かめてください。"
_FILLED = "結合されたセルの値を、結合された行のすべて(あと{count}行)に入れました。"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file; `sheet` is its title where a workbook has several. `headers` and the keys of the rows are normalised (NFKC, no line breaks); cells
    are tidied texts. A row may hold more keys than `headers`: values in columns without a header.

    `rows` (row number in the file, header -> cell) can be read once, before the next table is asked for, and
    may raise UnreadableFile midway. `notices` is complete once `rows` has come to its end."""

    headers: tuple[str, ...]
    rows: Iterator[tuple[int, dict[str, str]]]
    encoding: str
    sheet: str | None
    notices: list[Notice]


def open_tables(path: Path) -> Iterator[Table]:
    """The tables of a file, one a sheet; the file is open until the iterator ends. Raises UnreadableFile."""
    with open_sheets(path) as sheets:
        tables: list[Table] = []
        left_out: list[Notice] = []
        reasons: list[str] = []
        for sheet in sheets:
            try:
                tables.append(_table(sheet))
            except _NoTable as reason:
                reasons += [] if sheet.hidden else [str(reason)]
                left_out.append(Notice(None, "", sheet.title or "", str(reason)))
        if not tables:
            raise UnreadableFile(reasons[0] if len(set(reasons)) == 1 else _NO_SHEET)
        tables[0].notices.extend(n for n in left_out if n.error != _NO_SHEET)
        for table in tables:
            yield table if len(tables) > 1 else replace(table, sheet=None)


@lru_cache(maxsize=8192)  # a list says 月火水木金 and 無料 in row after row
def _tidied(value: object) -> str:
    return tidy(unguard(value) if isinstance(value, str) else value)


class _NoTable(Exception):
    """This sheet holds no table; others may."""


def _table(sheet: Sheet) -> Table:
    if sheet.hidden:
        raise _NoTable(_HIDDEN)
    filled = (
        row for row in sheet.rows if any(cell and not cell.isspace() for cell in row.cells) or row.problems
    )
    head = list(islice(filled, SEARCHED_ROWS))
    if not head:
        raise _NoTable(_NO_SHEET)
    header = find_header(head)
    if header is None:
        raise _NoTable(_NO_HEADER)
    if len(header.names) > MOST_COLUMNS:
        raise UnreadableFile(_TOO_WIDE.format(columns=len(header.names), limit=MOST_COLUMNS))
    reader = _BodyReader(header, head, sheet.title is None)
    rows = reader.read(chain(head[header.following :], filled))
    first = next(rows, None)
    if first is None:
        raise _NoTable(_NO_ROWS)
    headers = tuple(name for name in header.names if name)
    return Table(headers, chain([first], rows), sheet.encoding, sheet.title, reader.notices.found)


class _BodyReader:
    """The rows below one header."""

    def __init__(self, header: Header, head: list[Row], is_text: bool) -> None:
        self.notices = Notices()
        self._names, self._is_text = header.names, is_text
        self._header = head[header.place].cells
        self._twins = [
            (name, [self._names[c] for c in columns[1:]]) for name, columns in header.twins.items()
        ]
        self._nameless: set[int] = set()
        self._merged: dict[int, tuple[str, int]] = {}  # column -> value, last row that it covers
        self._filled: Counter[int] = Counter()
        above = ([c.strip() for c in row.cells if c.strip()] for row in head[: header.place])
        self._titles = frozenset(texts[0] for texts in above if len(texts) == 1)
        self._say_what_the_header_did(header, head)

    def read(self, rows: Iterator[Row]) -> Iterator[tuple[int, dict[str, str]]]:
        first = True
        for row in rows:
            self._note_problems(row)
            kind = kind_of(row, self._header, self._titles, first=first)
            if kind is None:
                first = False
                if self._is_text:
                    self._note_length(row)
                yield row.number, self._cells(row)
            elif kind.value.strip():
                text = next(cell for cell in row.cells if cell.strip())
                self.notices.add(row.number, "", tidy(text), kind.value)
        for column, count in self._filled.items():
            self.notices.add(None, self._name(column), "", _FILLED.format(count=count))
        self.notices.close()

    def _say_what_the_header_did(self, header: Header, head: list[Row]) -> None:
        row = head[header.place]
        for above in head[: header.place]:
            text = next((cell for cell in above.cells if cell.strip()), "")
            if not text.startswith("#"):
                self.notices.add(above.number, "", tidy(text), _ABOVE)
        for name, columns in header.twins.items():
            letters = "・".join(map(column_letters, columns))
            error = _TWINS.format(count=len(columns), letters=letters, name=name)
            self.notices.add(row.number, name, "", error)

    def _note_problems(self, row: Row) -> None:
        for problem in row.problems:
            column = "" if problem.column is None else self._name(problem.column)
            self.notices.add(row.number, column, problem.value, problem.error)

    def _note_length(self, row: Row) -> None:
        """Only of text files: a spreadsheet's row simply ends at its last filled cell."""
        if len(row.cells) < len(self._names):
            self.notices.add(row.number, "", "", _SHORT)
        elif extra := [cell for cell in row.cells[len(self._names) :] if cell.strip()]:
            self.notices.add(row.number, "", "、".join(extra), _LONG)

    def _cells(self, row: Row) -> dict[str, str]:
        texts = [_tidied(cell) if cell else "" for cell in row.cells]
        self._fill_merged(row, texts)
        cells = {name: text for name, text in zip(self._names, texts, strict=False) if name}
        cells |= dict.fromkeys((name for name in self._names[len(texts) :] if name), "")
        for column, text in enumerate(texts):
            if text and not (column < len(self._names) and self._names[column]):
                cells[self._kept_without_header(row, column, text)] = text
        for name, others in self._twins:
            spare = next((other for other in others if cells[other]), None)
            if spare and not cells[name]:
                cells[name], cells[spare] = cells[spare], ""
        return cells

    def _fill_merged(self, row: Row, texts: list[str]) -> None:
        """A block merged downwards says the same of every row that it covers."""
        for column, (value, last) in list(self._merged.items()):
            if row.number > last:
                del self._merged[column]
            elif column >= len(texts) or not texts[column]:
                texts.extend([""] * (column + 1 - len(texts)))
                texts[column] = value
                self._filled[column] += 1
        for span in row.spans:
            value = texts[span.column] if span.column < len(texts) else ""
            if span.rows > 1 and value:
                self._merged[span.column] = (value, row.number + span.rows - 1)

    def _kept_without_header(self, row: Row, column: int, text: str) -> str:
        name = nameless(column)
        if column not in self._nameless:
            self._nameless.add(column)
            self.notices.add(row.number, name, text, _NAMELESS.format(name=name))
        return name

    def _name(self, column: int) -> str:
        return (self._names[column] if column < len(self._names) else "") or nameless(column)
