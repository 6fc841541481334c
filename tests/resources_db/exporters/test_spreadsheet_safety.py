"""No cell that we write is run as a formula, and every cell comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_db.exporters.spreadsheet_safety import guard, unguard

SIGNS = "=+-@＝＋－＠\t\r\n"
CELLS = st.text(alphabet=st.sampled_from(f"'{SIGNS}a1あ ")) | st.text()


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://x.example")', '\'=HYPERLINK("http://x.example")'),
        ("+81-3-0000-0101", "'+81-3-0000-0101"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("'=1", "''=1"),
        ("''@", "'''@"),
    ],
)
def test_a_cell_that_would_run_gets_an_apostrophe(cell: str, written: str) -> None:
    assert guard(cell) == written
    assert unguard(written) == cell


@pytest.mark.parametrize(
    "cell", ["", "1", "ほし", "1-2", "a=b", "'", "''", "'90年代の遊び", "03-0000-0101", "(=)"]
)
def test_a_cell_that_would_not_run_stays(cell: str) -> None:
    assert guard(cell) == unguard(cell) == cell


@given(CELLS)
def test_every_cell_comes_back(cell: str) -> None:
    assert unguard(guard(cell)) == cell


@given(CELLS)
def test_no_cell_begins_with_a_sign(cell: str) -> None:
    assert not guard(cell).startswith(tuple(SIGNS))
