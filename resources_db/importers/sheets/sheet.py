"""What a file of any kind becomes first: sheets of numbered rows of raw texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_HIDDEN = "表示されていない行が{count}行あります(読みました)。いらない行なら、消してから取り込んでください。"
_NAMED = 10


class Span(NamedTuple):
    """A merged block as its first cell sees it: how many rows and columns it covers."""

    column: int
    rows: int
    columns: int


class Problem(NamedTuple):
    """Something staff should know about one cell (`column` counts from 0; None = the whole row)."""

    column: int | None
    value: str
    error: str


class Row(NamedTuple):
    """`number` is what Excel, or an editor for CSV, shows beside the row."""

    number: int
    cells: list[str]
    spans: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` can be read once, while the file is open. It may raise UnreadableFile midway."""

    rows: Iterator[Row]
    encoding: str
    title: str | None = None
    hidden: bool = False


def hidden_rows(numbers: Sequence[int]) -> Row:
    """A row without cells that says, once for a sheet, which rows the spreadsheet does not show."""
    named = "・".join(map(str, numbers[:_NAMED])) + ("…" if len(numbers) > _NAMED else "")
    problem = Problem(None, f"{named}行目", _HIDDEN.format(count=len(numbers)))
    return Row(numbers[0], [], (), (problem,))


def column_letters(column: int) -> str:
    """0 -> A, 26 -> AA: the name that a spreadsheet shows above the column."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
