"""What a text lets the card say at a moment, by families of notations: see hours_moments.yml."""

import re
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from resources_db.opening import JAPAN, opening
from resources_db.reading.hours import Window, combine, combine_week, read_hours

Row = dict[str, str | list[str]]
TRUTH: dict[str, list[Row]] = yaml.safe_load(Path(__file__).with_name("hours_moments.yml").read_text("utf-8"))
ROWS = [(family, row) for family, rows in TRUTH.items() for row in rows]
DAYS = {
    "Mo": "0511", "Tu": "0512", "We": "0513", "Th": "0514", "Fr": "0515", "Sa": "0516", "Su": "0517",
    "H": "0429", "HM": "0720", "N": "1230",
}  # fmt: skip
SAYS = {"+": True, "-": False, "?": None}


def read(row: Row) -> list[Window] | None:
    if "columns" in row:
        return combine(*row["columns"])
    if "week" in row:
        return combine_week(*row["week"])
    return read_hours(str(row["text"]))


def moment(written: str) -> datetime:
    """We1530 -> 13 May 2026, 15:30; 0603@10 -> 3 June, 10:00."""
    match = re.fullmatch(r"(?:([A-Z][a-z]?|HM)|(\d{4})@)(\d{1,2}?)(\d\d)?", written)
    assert match, written
    date = DAYS[match[1]] if match[1] else match[2]
    return datetime(2026, int(date[:2]), int(date[2:]), int(match[3]), int(match[4] or 0), tzinfo=JAPAN)


@pytest.mark.parametrize(("family", "row"), ROWS)
def test_says_at_these_moments(family: str, row: Row) -> None:
    windows = read(row)
    if row["at"] == "unread":
        assert windows is None, family
        return
    assert windows is not None, family
    expected = {one[:-1]: SAYS[one[-1]] for one in str(row["at"]).split()}
    assert {at: opening(windows, moment(at)).open_now for at in expected} == expected, family


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 120
    assert len({str(row) for _, row in ROWS}) == len(ROWS)
