"""What real files write about their hours, and what it means: see hours_truth.yml."""

from pathlib import Path

import pytest
import yaml

from resources_db.reading.hours import combine, combine_week, read_hours
from tests.resources_db.reading.hours_written import written

Row = dict[str, str | list[str]]
TRUTH: dict[str, list[Row]] = yaml.safe_load(Path(__file__).with_name("hours_truth.yml").read_text("utf-8"))
ROWS = [(file, row) for file, rows in TRUTH.items() for row in rows]


def read(row: Row) -> str:
    if "columns" in row:
        return written(combine(*row["columns"]))
    if "week" in row:
        return written(combine_week(*row["week"]))
    return written(read_hours(str(row["text"])))


@pytest.mark.parametrize(("file", "row"), ROWS)
def test_means(file: str, row: Row) -> None:
    assert read(row) == row["means"], file


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 150
    assert len({str(row) for _, row in ROWS}) == len(ROWS)
