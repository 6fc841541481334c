"""Where a table begins: which row is its header, and what each column is called."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from resources_db.importers.header_words import HEADER_WORD, VALUE
from resources_db.importers.sheets.sheet import Row, column_letters
from resources_db.reading.text import clean

SEARCHED_ROWS = 30


class Header(NamedTuple):
    """`place` of the header among the searched rows and `following`, the first row of the body.

    `names` has one name for each column ("" = none). No two are alike: the second 備考 is 備考(2)."""

    place: int
    following: int
    names: list[str]
    twins: dict[str, list[int]]


def find_header(rows: Sequence[Row]) -> Header | None:
    """None when no row looks like a header. `rows` are the first ones of a sheet, blank ones left out."""
    texts = [[header_text(cell) for cell in row.cells] for row in rows]
    place = _place(texts)
    if place is None:
        return None
    names, following = list(texts[place]), place + 1
    if following < len(rows):
        joined = _with_second_line(names, texts[following])
        if joined:
            names, following = joined, following + 1
    if place and rows[place].number == rows[place - 1].number + 1:
        names = _with_line_above(rows[place - 1], texts[place - 1], names)
    while names and not names[-1]:
        names.pop()
    twins = {
        name: [i for i, n in enumerate(names) if n == name]
        for name, n in Counter(names).items()
        if name and n > 1
    }
    for name, places in twins.items():
        for number, column in enumerate(places[1:], 2):
            names[column] = f"{name}({number})"
    return Header(place, following, names, twins)


def header_text(cell: str) -> str:
    """受入<line break>年齢 -> 受入年齢; between Latin words the break becomes a space."""
    text = re.sub(r"(?<=[!-~])\n+(?=[!-~])", " ", clean(cell))
    return re.sub(r" *\n+ *", "", text)


def nameless(column: int) -> str:
    """What a column without a header is called."""
    return f"見出しなし({column_letters(column)}列)"


def _place(texts: list[list[str]]) -> int | None:
    """The row with the most known header words; failing that, the first row that is filled nearly as far
    as the widest one and holds words, not values."""
    filled = [[text for text in row if text] for row in texts]
    widest = max(map(len, filled), default=0)
    words = [_header_words(row) for row in filled]
    best = max(words, default=0)
    if best >= 2:
        return words.index(best)
    labels = {row[0] for row in filled if row and _is_word(row[0])}
    if len(labels) > 2:  # one record laid out downwards: 名称 | A広場, below it 所在地 | 本町
        return None
    for place, row in enumerate(filled):
        if len(row) >= max(2, 0.6 * widest) and _may_be_header(row):
            return place
    return None


def _header_words(filled: list[str]) -> int:
    """How many cells are known words; 0 for a row of which they are not a good part."""
    count = sum(map(_is_word, filled))
    return count if count >= 0.3 * len(filled) and _may_be_header(filled) else 0


def _is_word(text: str) -> bool:
    return bool(HEADER_WORD.fullmatch(re.sub(r"\s", "", text)))


def _may_be_header(filled: list[str]) -> bool:
    values = sum(bool(VALUE.fullmatch(text)) for text in filled)
    return values <= 0.25 * len(filled) and len(set(filled)) >= 0.6 * len(filled)


def _with_second_line(upper: list[str], lower: list[str]) -> list[str] | None:
    """開所時間 above 平日 and 土曜 -> 開所時間_平日, 開所時間_土曜; None when the next row is no such line.

    The next row must fill only columns of a group: one whose heading has blank neighbours to its right."""
    width = max(len(upper), len(lower))
    upper, lower = upper + [""] * (width - len(upper)), lower + [""] * (width - len(lower))
    if not any(below and not above for above, below in zip(upper, lower, strict=True)):
        return None
    names, heading = list(upper), ""
    for column, (above, below) in enumerate(zip(upper, lower, strict=True)):
        blank_right = column + 1 < width and not upper[column + 1] and bool(lower[column + 1])
        if above:
            heading = above if blank_right and below else ""
        if not below:
            heading = ""
            continue
        if not heading or VALUE.fullmatch(below):
            return None
        names[column] = f"{heading}_{below}"
    return names


def _with_line_above(above: Row, texts: list[str], names: list[str]) -> list[str]:
    """Blocks merged in the row above: down over a blank cell they name it, across they tell twins apart."""
    names = list(names)
    counts = Counter(names)
    for span in above.spans:
        text = texts[span.column] if span.column < len(texts) else ""
        if not text or span.columns > 0.8 * len(names):  # a title over the whole table
            continue
        for column in range(span.column, min(span.column + span.columns, len(names))):
            if span.rows > 1 and not names[column]:
                names[column] = text
            elif span.rows == 1 and counts[names[column]] > 1:
                names[column] = f"{text}_{names[column]}"
    return names
