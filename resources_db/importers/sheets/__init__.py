"""Files of every kind as sheets of raw rows; what the rows mean is for resources_db.importers.tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from resources_db.importers.sheets.delimited import read_delimited
from resources_db.importers.sheets.encodings import find_encoding
from resources_db.importers.sheets.sheet import Sheet
from resources_db.importers.sheets.signatures import kind_of


@contextmanager
def open_sheets(path: Path) -> Iterator[list[Sheet]]:
    """The sheets can be read until the context ends. Raises UnreadableFile, also while rows are read."""
    kind = kind_of(path)
    if kind == "text":
        encoding = find_encoding(path)
        with path.open(encoding=encoding.codec, newline="") as text:
            yield [Sheet(read_delimited(text), encoding.name)]
    elif kind == "xls":
        from resources_db.importers.sheets.old_excel import open_xls  # only for those who have one

        yield open_xls(path)
    else:
        from resources_db.importers.sheets.excel import open_xlsx  # a tenth of a second for openpyxl

        with path.open("rb") as stream:
            yield open_xlsx(stream)
