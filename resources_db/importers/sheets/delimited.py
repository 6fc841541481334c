"""CSV and its relatives as rows, one record in memory at a time."""

import csv
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import TextIO

from resources_db.importers.sheets.sheet import Problem, Row
from resources_db.importers.unreadable import LONGEST_CELL, UnreadableFile

_DELIMITERS = ",\t;"
_LOOKED_AT = 100
_QUOTE = '{line}行目の引用符(")が閉じられていないため、そのあとの行が1つのセルになっています。引用符を直してください。'
_LONG = '{line}行目に10万文字をこえるセルがあります。引用符(")の閉じ忘れがないか確かめてください。'
_NUL = "目に見えない文字(NUL)を取りのぞきました。"
_BOM = "ファイルの途中に、ファイルの先頭の印(BOM)がありました。取りのぞきました。"
_SUSPECT = 'セルの中に、表の行のように見える改行があります。引用符(")が正しいか確かめてください。'
_MARK = "\ufeff"


def read_delimited(stream: TextIO) -> Iterator[Row]:
    """Rows of a text file opened with newline=""; a row's number is its first line as an editor counts.

    Raises UnreadableFile midway at a quote that is never closed and at a cell that is far too long."""
    delimiter, columns = _shape(stream)
    lines = _Lines(stream, delimiter, columns)
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.begin_record()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:  # the only one that a lenient reader raises: the field limit
            raise UnreadableFile(_LONG.format(line=lines.first)) from error
        if max(map(len, cells), default=0) > LONGEST_CELL:
            raise UnreadableFile(_LONG.format(line=lines.first))
        lines.check_record()
        yield Row(lines.first, cells, (), tuple(lines.problems))


def _shape(stream: TextIO) -> tuple[str, int]:
    """The delimiter that cuts most of the first lines into the same number of cells, and that number.

    A list may hold ; or , inside its cells: they give rows of unequal lengths."""
    head = [line.replace("\0", "") for line in islice(stream, _LOOKED_AT)]
    stream.seek(0)
    best, delimiter, columns = 0.0, ",", 1
    for candidate in _DELIMITERS:
        widths = _widths(head, candidate)
        width, times = max(widths.items(), key=lambda item: item[0] * item[1], default=(1, 0))
        share = times / max(widths.total(), 1)
        if width > 1 and width * share > best:
            best, delimiter, columns = width * share, candidate, width
    return delimiter, columns


def _widths(head: list[str], delimiter: str) -> Counter[int]:
    """How many of the rows have how many cells."""
    widths: Counter[int] = Counter()
    with suppress(csv.Error):  # a cell that is far too long; reading says in which line
        widths.update(len(row) for row in csv.reader(head, delimiter=delimiter) if row)
    return widths


class _Lines:
    """The lines of the stream for csv.reader, cleaned of what breaks it, watched for a lost quote."""

    def __init__(self, stream: TextIO, delimiter: str, columns: int) -> None:
        self.first = 1
        self.problems: list[Problem] = []
        self._stream, self._delimiter = stream, delimiter
        self._delimiters_of_a_row = max(columns - 1, 1)
        self._number = 0
        self._record: list[str] = []
        self._like_rows: list[int] = []

    def begin_record(self) -> None:
        self.first = self._number + 1
        self.problems = []
        self._record.clear()
        self._like_rows.clear()

    def __iter__(self) -> Iterator[str]:
        for line in self._stream:
            self._number += 1
            yield self._watched(self._cleaned(line))
        self._check_end()

    def check_record(self) -> None:
        """Lines within the record that look like rows; its last line may well hold the rest of the cells."""
        if any(place < len(self._record) for place in self._like_rows):
            self.problems.append(Problem(None, self._record[0].strip(), _SUSPECT))

    def _cleaned(self, line: str) -> str:
        if _MARK in line:
            if line.lstrip(_MARK).count(_MARK) or self._number > 1:
                self.problems.append(Problem(None, "", _BOM))
            line = line.replace(_MARK, "")
        if "\0" in line:
            self.problems.append(Problem(None, "", _NUL))
            line = line.replace("\0", "")
        return line.replace("\x1a", "")  # the end mark of DOS programs

    def _watched(self, line: str) -> str:
        self._record.append(line)
        if len(self._record) > 1 and line.count(self._delimiter) >= self._delimiters_of_a_row:
            self._like_rows.append(len(self._record))
            # Twenty delimiters are no prose; in a wide list two such lines hold them.
            if len(self._like_rows) >= max(2, math.ceil(20 / self._delimiters_of_a_row)):
                raise UnreadableFile(_QUOTE.format(line=self.first))
        return line

    def _check_end(self) -> None:
        """A record that would swallow one more line has an open quote."""
        if self._record and '"' in "".join(self._record):
            last = self._record[-1].rstrip("\r\n") + "\n"
            probe = csv.reader([*self._record[:-1], last, "x\n"], delimiter=self._delimiter)
            if len(list(probe)) == 1:
                raise UnreadableFile(_QUOTE.format(line=self.first))
