"""No age cliff: just outside is told apart from far outside. Ages in months, half-open."""

import pytest

from resources_db.matching.eligibility import AgeFit, Child, age_fit, best_fit

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


@pytest.mark.parametrize(
    ("group", "ages", "child", "fit"), [(g, *row) for g, rows in TABLE.items() for row in rows]
)
def test_fit(group: str, ages: tuple[int | None, int | None], child: Child | None, fit: AgeFit) -> None:
    assert age_fit(*ages, child) is fit, group


def test_of_several_children_the_best_fit_counts() -> None:
    assert best_fit(*FROM_ONE_TO_THREE, [Child(60, 72), Child(24, 36)]) is AgeFit.FITS
    assert best_fit(*FROM_ONE_TO_THREE, [Child(60, 72), Child(6, 12)]) is AgeFit.SOON
    assert best_fit(*FROM_ONE_TO_THREE, []) is AgeFit.UNKNOWN
