"""All 36 real files: every row of each is accounted for; rows are counted by pandas, which knows nothing of us."""

import json
from pathlib import Path

import pandas
import pytest

from resources_db.engine import Sessions
from resources_db.importers import UnreadableFile, import_file
from tests.conftest import SHARED

FOLDER = SHARED / "data" / "municipal"
FILES = sorted(p for p in FOLDER.rglob("*") if p.suffix in {".csv", ".xlsx"})
_METADATA_LINES = 9  # of Takamatsu's CSV files, the first of which begins with #


def pandas_rows(path: Path) -> int:
    """Rows with at least one filled cell below the header, over all sheets."""
    if path.suffix == ".xlsx":
        sheets = pandas.read_excel(path, sheet_name=None, dtype=str, header=None)
        return sum(len(_filled(sheet)) - 1 for sheet in sheets.values() if len(_filled(sheet)))
    for encoding in ("utf-8-sig", "cp932"):
        try:
            lines = path.read_text(encoding).lstrip("\ufeff").splitlines()
        except UnicodeDecodeError:
            continue
        skipped = next(
            i for i, line in enumerate(lines) if not line.startswith("#") or line.startswith("#property")
        )
        frame = pandas.read_csv(path, encoding=encoding, dtype=str, header=None, skiprows=skipped)
        return len(_filled(frame)) - 1
    raise AssertionError(path)


def _filled(frame: pandas.DataFrame) -> pandas.DataFrame:
    """Without blank rows and without the lines that say what type each column has."""
    kept = frame.dropna(how="all")
    return kept[~kept.iloc[:, 0].astype(str).str.match("#(?:object_type|property_context)")]


@pytest.mark.skipif(not FILES, reason=f"{FOLDER} is not here")
def test_there_are_36_files() -> None:
    assert len(FILES) == 36


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_row_is_taken_or_rejected_with_a_sentence(sqlite_town: Sessions, path: Path) -> None:
    if path.stat().st_size == 0:
        with pytest.raises(UnreadableFile, match="空です"):
            import_file(sqlite_town, path)
        return
    report = import_file(sqlite_town, path)
    assert report.rows == pandas_rows(path)
    assert report.created + len(report.rejected) == report.rows > 0
    assert report.updated == report.unchanged == report.vanished == 0
    assert all(f.row > 0 and f.column and f.error.endswith("。") for f in report.rejected)
    json.dumps(report.to_json())


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_second_import_changes_nothing(sqlite_town: Sessions, path: Path) -> None:
    if path.stat().st_size == 0:
        pytest.skip("an empty file")
    first = import_file(sqlite_town, path)
    again = import_file(sqlite_town, path)
    assert (again.unchanged, again.created, again.updated, again.vanished) == (first.created, 0, 0, 0)
    assert len(again.rejected) == len(first.rejected)
