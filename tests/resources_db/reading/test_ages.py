"""How town lists write the ages of children, and what of it is read. The tables are ages_*.yml beside this."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.reader.excel import load_workbook

from resources_db.reading.ages import AgeRange, read_age_range
from resources_db.reading.text import clean
from resources_db.school import ages_of_grades
from tests.conftest import shared_file

HERE = Path(__file__).parent


def _table(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


TRUTH: list[dict[str, Any]] = _table("ages_truth.yml")
READ = [(group["group"], text, ages) for group in TRUTH for text, ages in group.get("read", {}).items()]
UNKNOWN = [(group["group"], text, why) for group in TRUTH for text, why in group.get("unknown", {}).items()]
MUST_NOT = [(group, text) for group, texts in _table("ages_must_not.yml").items() for text in texts]
PROGRAMS: dict[str, list[int | None]] = _table("ages_programs.yml")
COVERED = [(file, header) for group in TRUTH for file, header in group.get("covers", [])]
PLACEHOLDERS = {"", "string", "Assertion"}  # the second header line of some files


@pytest.mark.parametrize(("group", "text", "ages"), READ)
def test_is_read(group: str, text: str, ages: list[int | None]) -> None:
    assert read_age_range(text) == AgeRange(*ages), group


@pytest.mark.parametrize(("group", "text", "why"), UNKNOWN)
def test_is_left_as_the_town_wrote_it(group: str, text: str, why: str) -> None:
    assert read_age_range(text) is None, f"{group}: {why}"


@pytest.mark.parametrize(("group", "text"), MUST_NOT)
def test_says_nothing_of_a_childs_age(group: str, text: str) -> None:
    assert read_age_range(text) is None, group


def test_the_tables_are_as_large_as_they_should_be() -> None:
    assert len(READ) + len(UNKNOWN) >= 150
    assert len(MUST_NOT) >= 40
    assert len({clean(text) for _, text, _ in READ}) == len(READ)


@pytest.mark.parametrize(("file", "header"), COVERED, ids=[f"{f}:{h}" for f, h in COVERED])
def test_every_notation_of_a_real_file_stands_in_the_table(file: str, header: str) -> None:
    known = {clean(text) for _, text, _ in [*READ, *UNKNOWN]}
    written = set(_column(shared_file(file), header)) - PLACEHOLDERS
    assert written
    assert written <= known, sorted(written - known)


def test_who_can_use_each_programme_of_the_second_town() -> None:
    path = shared_file("data/dev_town/programs.xlsx")
    wrong = {}
    for number, text in _rows_by_number(path, "番号", "どんな人が使えるか"):
        want = AgeRange(*PROGRAMS[number]) if number in PROGRAMS else None
        if (got := read_age_range(text)) != want:
            wrong[number] = (text, got)
    assert wrong == {}


@pytest.mark.parametrize(("group", "text", "ages"), READ)
def test_the_months_are_the_widest_that_the_grades_can_have(
    group: str, text: str, ages: list[int | None]
) -> None:
    """On every first of a month the children of the grades are within the months that were read."""
    known = AgeRange(*ages)
    for month in range(1, 13):
        low, high = ages_of_grades(known.first_grade, known.last_grade, _first_of(month))
        assert low is None or known.low is None or known.low <= low, group
        assert high is None or known.high is None or high <= known.high, group


PARTS = [text for _, text, _ in [*READ, *UNKNOWN]] + [text for _, text in MUST_NOT]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*PARTS, "、", "。", "・", "～", "（", "）", "\n", "1", "歳", "か月"]), max_size=5
    )
)
def test_whatever_is_read_is_a_range_of_childhood(parts: list[str]) -> None:
    ages = read_age_range("".join(parts))
    if ages is not None:
        assert ages.low is not None or ages.high is not None
        assert (ages.low or 0) < (ages.high if ages.high is not None else 999) <= 999
        assert ages.first_grade is None or ages.last_grade is None or ages.first_grade <= ages.last_grade


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert read_age_range(text) == read_age_range(text)


def _first_of(month: int) -> date:
    return date(2026, month, 1)


def _rows(path: Path) -> Iterator[list[str]]:
    if path.suffix == ".xlsx":
        for sheet in load_workbook(io.BytesIO(path.read_bytes()), data_only=True):
            yield from ([clean(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
        return
    content = path.read_bytes()
    text = content.decode("cp932" if "dev_town" in str(path) else "utf-8-sig")
    yield from ([clean(cell) for cell in row] for row in csv.reader(io.StringIO(text)))


def _column(path: Path, header: str) -> Iterator[str]:
    place = None
    for row in _rows(path):
        if header in row:
            place = row.index(header)
        elif place is not None and place < len(row):
            yield row[place]


def _rows_by_number(path: Path, number: str, header: str) -> Iterator[tuple[str, str]]:
    places: tuple[int, int] | None = None
    for row in _rows(path):
        if header in row:
            places = row.index(number), row.index(header)
        elif places and row[places[0]]:
            yield row[places[0]], row[places[1]]
