"""School years: April 1 is the day on which the law draws the line, and a child born on it is on the older side."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from resources_db.school import ages_of_grades, completed_months, grade_on, school_year_of

Ends = tuple[int | None, int | None]

SCHOOL_YEARS = {
    "2026-03-31": 2025,
    "2026-04-01": 2026,
    "2026-12-31": 2026,
    "2027-01-01": 2026,
    "2027-03-31": 2026,
    "2027-04-01": 2027,
    "2024-02-29": 2023,
}
# birthday, day, grade
GRADES = {
    "born on April 1: enters with those born before": [
        ("2020-04-01", "2026-03-31", 0),
        ("2020-04-01", "2026-04-01", 1),
        ("2020-04-01", "2027-03-31", 1),
        ("2020-04-01", "2027-04-01", 2),
    ],
    "born on April 2: enters a year later": [
        ("2020-04-02", "2026-04-01", 0),
        ("2020-04-02", "2027-03-31", 0),
        ("2020-04-02", "2027-04-01", 1),
    ],
    "born within the school year": [
        ("2019-08-15", "2026-06-01", 1),
        ("2020-03-31", "2026-04-01", 1),
        ("2020-12-31", "2026-04-01", 0),
    ],
    "born on February 29": [
        ("2020-02-29", "2026-03-31", 0),
        ("2020-02-29", "2026-04-01", 1),
        ("2016-02-29", "2026-04-01", 5),
    ],
    "middle and high school": [
        ("2014-04-01", "2026-04-01", 7),
        ("2014-04-02", "2026-04-01", 6),
        ("2010-05-05", "2026-04-01", 10),
        ("2008-04-02", "2027-03-31", 12),
        ("2008-04-01", "2026-04-01", 13),
    ],
    "before school": [
        ("2021-04-01", "2026-04-01", 0),
        ("2021-04-02", "2026-04-01", -1),
        ("2022-04-02", "2026-04-01", -2),
        ("2023-06-01", "2026-06-01", -3),
        ("2024-06-01", "2026-06-01", -4),
        ("2026-04-01", "2026-04-01", -5),
    ],
}
# first grade, last grade, day, ages in completed months, half-open
AGES: dict[str, list[tuple[Ends, str, Ends]]] = {
    "the first and the last day of a school year": [
        ((1, 1), "2026-04-01", (72, 84)),
        ((1, 1), "2027-03-31", (83, 96)),
        ((0, 0), "2026-04-01", (60, 72)),
        ((0, 0), "2027-03-31", (71, 84)),
    ],
    "on April 2 the oldest have their birthday": [((1, 1), "2026-04-02", (72, 85))],
    "several grades": [
        ((1, 6), "2026-04-01", (72, 144)),
        ((1, 6), "2026-11-24", (79, 152)),
        ((7, 9), "2026-11-24", (151, 188)),
        ((-2, 0), "2026-11-24", (43, 80)),
    ],
    "open ends": [
        ((None, 0), "2026-06-01", (None, 74)),
        ((None, 12), "2027-03-31", (None, 228)),
        ((4, None), "2026-04-01", (108, None)),
        ((None, None), "2026-04-01", (None, None)),
    ],
    "the class of nought begins with birth": [
        ((-5, -5), "2026-04-01", (0, 12)),
        ((-6, -5), "2026-09-01", (0, 17)),
    ],
    "in a leap year": [((1, 1), "2028-02-29", (82, 95))],
}
# first grade, last grade
NOBODYS_GRADES: list[Ends] = [
    (5000, None),
    (None, 5000),
    (-30000, None),
    (None, -30000),
    (10**12, -(10**12)),
]
MONTHS = [
    ("2026-01-31", "2026-02-28", 0),
    ("2026-01-31", "2026-03-01", 1),
    ("2024-02-29", "2025-02-28", 11),
    ("2024-02-29", "2025-03-01", 12),
    ("2024-02-29", "2028-02-29", 48),
    ("2026-05-10", "2026-05-10", 0),
    ("2026-01-01", "2026-02-27", 1),  # 生後57日
]

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
BIRTHDAYS = st.dates(date(2005, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(("day", "year"), SCHOOL_YEARS.items())
def test_school_year(day: str, year: int) -> None:
    assert school_year_of(date.fromisoformat(day)) == year


@pytest.mark.parametrize(("group", "row"), [(g, row) for g, rows in GRADES.items() for row in rows])
def test_grade(group: str, row: tuple[str, str, int]) -> None:
    birthday, day, grade = row
    assert grade_on(date.fromisoformat(birthday), date.fromisoformat(day)) == grade, group


@pytest.mark.parametrize(("group", "row"), [(g, row) for g, rows in AGES.items() for row in rows])
def test_ages(group: str, row: tuple[Ends, str, Ends]) -> None:
    grades, day, ages = row
    assert ages_of_grades(*grades, date.fromisoformat(day)) == ages, group


@pytest.mark.parametrize("day", [date.min, date(2026, 11, 24), date.max])
@pytest.mark.parametrize("grades", NOBODYS_GRADES)
def test_grades_that_nobody_is_in(grades: Ends, day: date) -> None:
    """(One such record must not stop every search.)"""
    assert [age is None for age in ages_of_grades(*grades, day)] == [grade is None for grade in grades]


@pytest.mark.parametrize("last", [5000, 10**12])
def test_up_to_a_grade_beyond_all_school_is_for_every_child(last: int) -> None:
    _, high = ages_of_grades(None, last, date(2026, 11, 24))
    assert high is not None
    assert high > 125 * 12


@pytest.mark.parametrize("last", [-30000, -(10**12)])
def test_up_to_a_grade_long_before_school_is_for_nobody(last: int) -> None:
    _, high = ages_of_grades(None, last, date(2026, 11, 24))
    assert high is not None
    assert high < 0


@pytest.mark.parametrize(("birthday", "day", "months"), MONTHS)
def test_completed_months(birthday: str, day: str, months: int) -> None:
    assert completed_months(date.fromisoformat(birthday), date.fromisoformat(day)) == months


@settings(deadline=None)
@given(BIRTHDAYS, DAYS)
def test_every_child_is_within_the_ages_of_its_grade(birthday: date, day: date) -> None:
    assume(birthday <= day)
    grade = grade_on(birthday, day)
    low, high = ages_of_grades(grade, grade, day)
    assert low is not None
    assert high is not None
    assert low <= completed_months(birthday, day) < high


@settings(deadline=None)
@given(BIRTHDAYS, DAYS)
def test_a_child_goes_up_on_april_1_and_on_no_other_day(birthday: date, day: date) -> None:
    next_day = day + timedelta(days=1)
    goes_up = grade_on(birthday, next_day) - grade_on(birthday, day)
    assert goes_up == (1 if (next_day.month, next_day.day) == (4, 1) else 0)


@settings(deadline=None)
@given(BIRTHDAYS)
def test_elementary_school_begins_on_the_first_april_1_after_six_full_years(birthday: date) -> None:
    """The law counts an age from the day before the birthday."""
    full_six = (
        date(birthday.year + 6, 3, 1)
        if (birthday.month, birthday.day) == (2, 29)
        else birthday.replace(year=birthday.year + 6)
    ) - timedelta(days=1)
    entry = date(full_six.year + ((full_six.month, full_six.day) >= (4, 1)), 4, 1)
    assert grade_on(birthday, entry) == 1
    assert grade_on(birthday, entry - timedelta(days=1)) == 0
