"""Rows between the data that are no data: what each kind is, and what staff are told of it."""

import re
from collections.abc import Sequence
from enum import Enum

from resources_db.importers.sheets.sheet import Row
from resources_db.reading.text import clean


class Kind(Enum):
    """The value is the sentence for staff; "" where nothing needs to be said."""

    BLANK = ""
    COLUMN_TYPES = " "
    NOTE = "注や出典の行として、とばしました。"
    TOTAL = "合計の行として、とばしました。"
    SECTION = "区切りの見出しの行として、とばしました。"
    HEADER_AGAIN = "見出しのくり返しとして、とばしました。"


# #object_type_xsd,string,string: open data tell so what the columns hold. #8000 is a telephone number.
_COLUMN_TYPES = re.compile(r"#[A-Za-z_]{2}")
_NOTE = re.compile(
    r"[※＊*]|[\[(【〔]?(?:注|注意|備考|出典|資料|出所)(?:\d+|[一二三四五])?[\])】〕]?(?:[:：)\s]|$)|以上$|(?:作成|更新)(?:日|者)?[:：]"
)
_TOTAL = re.compile(r"(?:総?合|小|総|累)?計|平均|件数|合計[(（:：].*")
_SECTION = re.compile(r"[【〔《<＜].+[】〕》>＞]|[■□●◆◇▼▽▶◎★☆].+")


def kind_of(row: Row, header: Sequence[str], titles: frozenset[str], *, first: bool) -> Kind | None:
    """None for a row of data. `header`: its cells as they stand in the file; `titles`: what stood above it;
    `first`: no data row has come yet."""
    filled = [(column, cell.strip()) for column, cell in enumerate(row.cells) if cell and not cell.isspace()]
    if not filled:
        return Kind.BLANK
    column, text = filled[0]
    if first and column == 0 and _COLUMN_TYPES.match(text):
        return Kind.COLUMN_TYPES
    if len(filled) <= 2 and _NOTE.match(clean(text)):
        return Kind.NOTE
    if len(filled) <= max(2, len(header) / 2) and _TOTAL.fullmatch(re.sub(r"\s", "", text)):
        return Kind.TOTAL
    if len(filled) == 1 and _is_section(row, column, text, len(header), titles):
        return Kind.SECTION
    return Kind.HEADER_AGAIN if _repeats(row, header) else None


def _is_section(row: Row, column: int, text: str, width: int, titles: frozenset[str]) -> bool:
    """A lone cell that is marked as a heading, laid across the table, or the table's title once more.

    Any other lone cell is data: a name of which nothing else is known yet."""
    across = any(span.column == column and span.columns >= max(3, width / 2) for span in row.spans)
    return across or text in titles or bool(_SECTION.fullmatch(text))


def _repeats(row: Row, header: Sequence[str]) -> bool:
    pairs = [(cell, name) for cell, name in zip(row.cells, header, strict=False) if cell]
    same = sum(cell == name for cell, name in pairs)
    return same >= 2 and same >= 0.8 * len(pairs)
