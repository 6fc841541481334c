"""No age cliff: just outside is told apart from far outside. Ages in months, half-open."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources_db.matching.eligibility import AgeFit, Child, Standing, age_fit, ages_on, best_fit, standing
from resources_db.reading.ages import read_age_range
from resources_db.school import completed_months, grade_on

FROM_ONE_TO_THREE = (12, 36)
TABLE = {
    "inside": [
        ((12, 36), Child(24, 36), AgeFit.FITS),
        ((12, 36), Child(12, 13), AgeFit.FITS),
        ((12, 36), Child(35, 36), AgeFit.FITS),
    ],
    "partly inside": [((12, 36), Child(0, 13), AgeFit.FITS), ((12, 36), Child(30, 48), AgeFit.FITS)],
    "a little too young": [((12, 36), Child(11, 12), AgeFit.SOON), ((12, 36), Child(0, 1), AgeFit.SOON)],
    "much too young": [((72, 156), Child(24, 36), AgeFit.PAST)],
    "too old": [((12, 36), Child(36, 48), AgeFit.PAST), ((None, 84), Child(84, 96), AgeFit.PAST)],
    "open ranges": [((12, None), Child(200, 212), AgeFit.FITS), ((None, 84), Child(0, 1), AgeFit.FITS)],
    "not known": [((None, None), Child(24, 36), AgeFit.UNKNOWN), ((12, 36), None, AgeFit.UNKNOWN)],
}


@dataclass(frozen=True)
class Ages:
    """The four columns of a service that say whom it is for."""

    minimum_age: int | None = None
    maximum_age: int | None = None
    minimum_grade: int | None = None
    maximum_grade: int | None = None


PRESCHOOL = Ages(36, 84, None, 0)  # 3歳~就学前
PUPILS = Ages(72, 156, 1, 6)  # 小学生
CLASS_OF_TWO = Ages(1, 48, None, -3)  # 生後57日~2歳児クラス
YOUTH = Ages(144, 312, 7, None)  # 中学生~25歳
ON = {
    "without grades the day does not matter": [
        (Ages(6, 36), "2026-04-01", (6, 36)),
        (Ages(), "2026-11-24", (None, None)),
    ],
    "elementary school begins in April": [
        (PUPILS, "2026-04-01", (72, 144)),
        (PUPILS, "2026-11-24", (79, 152)),
        (PUPILS, "2027-03-31", (83, 156)),
    ],
    "until school": [
        (PRESCHOOL, "2026-04-01", (36, 72)),
        (PRESCHOOL, "2026-11-24", (36, 80)),
        (PRESCHOOL, "2027-03-31", (36, 84)),
    ],
    "a class": [(CLASS_OF_TWO, "2026-04-01", (1, 36)), (CLASS_OF_TWO, "2027-03-31", (1, 48))],
    "one end is a grade, the other an age": [(YOUTH, "2026-11-24", (151, 312))],
    "grades alone": [(Ages(minimum_grade=1, maximum_grade=6), "2026-11-24", (79, 152))],
}
# 3歳~就学前 in November: children who turn six stay until March
IN_NOVEMBER = {
    "said to be six": (Child(72, 84), AgeFit.FITS),
    "six years and seven months, in the last nursery year": (Child(79, 80), AgeFit.FITS),
    "six years and nine months, at school since April": (Child(81, 82), AgeFit.PAST),
    "two years and eleven months": (Child(35, 36), AgeFit.SOON),
}


@pytest.mark.parametrize(
    ("group", "ages", "child", "fit"), [(g, *row) for g, rows in TABLE.items() for row in rows]
)
def test_fit(group: str, ages: tuple[int | None, int | None], child: Child | None, fit: AgeFit) -> None:
    assert age_fit(*ages, child) is fit, group


def test_of_several_children_the_best_fit_counts() -> None:
    assert best_fit(*FROM_ONE_TO_THREE, [Child(60, 72), Child(24, 36)]) is AgeFit.FITS
    assert best_fit(*FROM_ONE_TO_THREE, [Child(60, 72), Child(6, 12)]) is AgeFit.SOON
    assert best_fit(*FROM_ONE_TO_THREE, []) is AgeFit.UNKNOWN


MONTH = Child(30, 31)
STANDINGS: dict[str, tuple[tuple[int | None, int | None], list[Child], Standing]] = {
    "nobody told an age": ((12, 36), [], Standing.UNTOLD),
    "the record tells none": ((None, None), [MONTH], Standing.UNREAD),
    "inside": ((12, 36), [MONTH], Standing.ALL),
    "both inside": ((12, 36), [MONTH, Child(12, 24)], Standing.ALL),
    "one inside, one too old": ((12, 36), [MONTH, Child(60, 72)], Standing.ONE),
    "said to be 0~2歳, and it takes from one": ((12, 36), [Child(0, 36)], Standing.PARTLY),
    "one perhaps inside, one too old": ((12, 36), [Child(0, 36), Child(60, 72)], Standing.PARTLY),
    "soon": ((36, None), [MONTH], Standing.SOON),
    "one soon, one too old": ((36, 84), [MONTH, Child(96, 108)], Standing.SOON),
    "too early by a year and more": ((72, None), [MONTH], Standing.EARLY),
    "over": ((0, 24), [MONTH, Child(60, 61)], Standing.OVER),
    "one too early, one over": ((72, 84), [MONTH, Child(96, 108)], Standing.BETWEEN),
}
ages = st.none() | st.integers(0, 230)
families = st.lists(
    st.builds(lambda a, n: Child(a, a + n), st.integers(0, 230), st.integers(1, 40)), max_size=3
)


@pytest.mark.parametrize(("who", "case"), STANDINGS.items())
def test_how_children_stand(
    who: str, case: tuple[tuple[int | None, int | None], list[Child], Standing]
) -> None:
    service, family, expected = case
    assert standing(*service, family) is expected, who


@given(ages, ages, families)
def test_what_is_said_agrees_with_the_order(low: int | None, high: int | None, family: list[Child]) -> None:
    said, fit = standing(low, high, family), best_fit(low, high, family)
    assert fit.is_late == (said in {Standing.SOON, Standing.EARLY, Standing.OVER, Standing.BETWEEN})
    assert (fit is AgeFit.SOON) == (said is Standing.SOON)
    assert (fit is AgeFit.UNKNOWN) == (said in {Standing.UNTOLD, Standing.UNREAD})


@pytest.mark.parametrize(("group", "row"), [(g, row) for g, rows in ON.items() for row in rows])
def test_ages_on_a_day(group: str, row: tuple[Ages, str, tuple[int | None, int | None]]) -> None:
    service, day, ages = row
    assert ages_on(service, date.fromisoformat(day)) == ages, group


@pytest.mark.parametrize(("who", "case"), IN_NOVEMBER.items())
def test_a_preschool_service_in_november(who: str, case: tuple[Child, AgeFit]) -> None:
    child, fit = case
    assert age_fit(*ages_on(PRESCHOOL, date(2026, 11, 24)), child) is fit, who


@settings(deadline=None)
@given(st.dates(date(2008, 1, 1), date(2026, 1, 1)), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_nobody_of_the_right_grade_is_turned_away(birthday: date, day: date) -> None:
    months, grade = completed_months(birthday, day), grade_on(birthday, day)
    for text, first, last in (("小学生", 1, 6), ("年少～年長", -2, 0), ("中学生～高校生", 7, 12)):
        read = read_age_range(text)
        assert read is not None
        service = Ages(read.low, read.high, read.first_grade, read.last_grade)
        fit = age_fit(*ages_on(service, day), Child(months, months + 1))
        if first <= grade <= last:
            assert fit is AgeFit.FITS, text
