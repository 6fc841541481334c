"""Ages in two columns, as in AgeS and AgeE. The table is ages_columns.yml beside this."""

import csv
from pathlib import Path

import pytest
import yaml

from resources_db.reading.age_columns import read_age_columns
from resources_db.reading.ages import AgeRange
from tests.conftest import shared_file

TABLE: dict[str, dict[str, list[int | None] | None]] = yaml.safe_load(
    (Path(__file__).parent / "ages_columns.yml").read_text(encoding="utf-8")
)
CASES = [(group, cells, ages) for group, rows in TABLE.items() for cells, ages in rows.items()]


def _cells(row: str) -> tuple[str, str]:
    low, _, high = row.partition("|")
    return low.strip(), high.strip()


@pytest.mark.parametrize(("group", "cells", "ages"), CASES)
def test_two_columns(group: str, cells: str, ages: list[int | None] | None) -> None:
    assert read_age_columns(*_cells(cells)) == (AgeRange(*ages) if ages else None), group


def test_every_pair_of_the_real_file_stands_in_the_table() -> None:
    path = shared_file("data/municipal/koriyama/nurseryData_cp932.csv")
    with path.open(encoding="cp932", newline="") as file:
        written = {(row["AgeS"], row["AgeE"]) for row in csv.DictReader(file)}
    assert len(written) > 20
    assert written <= {_cells(cells) for _, cells, _ in CASES}


def test_a_plain_age_ends_with_the_birthday_and_a_class_with_the_school_year() -> None:
    plain, of_class = read_age_columns("3歳", "5歳"), read_age_columns("3歳", "5歳児クラス")
    assert plain == AgeRange(36, 72)
    assert of_class == AgeRange(36, 84, None, 0)
