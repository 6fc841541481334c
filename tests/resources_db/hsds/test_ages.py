"""Months (half-open) and years (both ends included)."""

import pytest

from resources_db.hsds.ages import months_from, months_to, read_ages, years_from, years_to

WRITTEN = [  # 月齢(以上, 未満), HSDSの最小年齢・最大年齢
    (0, 12, 0, 0.9167),  # 0歳児
    (6, 36, 0.5, 2.9167),  # 6か月から3歳未満
    (2, 84, 0.1667, 6.9167),  # 生後2か月から就学前
    (72, 144, 6, 11.9167),
    (0, 216, 0, 17.9167),  # 18歳未満
]
READ = [  # ほかの町のHSDS -> 月齢
    ("whole years last to the next birthday", 0, 6, (0, 84)),
    ("texts of a CSV", "12", "18", (144, 228)),
    ("half years", 0.5, 2.5, (6, 31)),
    ("just under seven", 0, 6.99, (0, 84)),
    ("only a beginning", 65, None, (780, None)),
    ("only an end", None, 18, (None, 228)),
    ("nothing", None, None, (None, None)),
]
NOT_BELIEVED = [
    ("0 for 'no end'", 18, 0),
    ("0 and 0 for 'not told'", 0, 0),
    ("the end before the beginning", 18, 12),
]


@pytest.mark.parametrize(("low", "high", "minimum", "maximum"), WRITTEN)
def test_written_and_read_again(low: int, high: int, minimum: float, maximum: float) -> None:
    assert (years_from(low), years_to(high)) == (minimum, maximum)
    assert read_ages(minimum, maximum) == (low, high)


def test_every_month_of_a_life_comes_back() -> None:
    for month in range(125 * 12):
        assert months_from(years_from(month)) == month
        if month % 12 != 1 and month:  # 13 months would be "to one year old": the whole second year
            assert months_to(years_to(month)) == month


@pytest.mark.parametrize(
    ("minimum", "maximum", "months"), [row[1:] for row in READ], ids=[r[0] for r in READ]
)
def test_read_from_other_programs(minimum: object, maximum: object, months: tuple[int, int]) -> None:
    assert read_ages(minimum, maximum) == months


@pytest.mark.parametrize(
    ("minimum", "maximum"), [row[1:] for row in NOT_BELIEVED], ids=[row[0] for row in NOT_BELIEVED]
)
def test_what_programs_write_for_not_told(minimum: int, maximum: int) -> None:
    assert read_ages(minimum, maximum) == (None, None)


@pytest.mark.parametrize(
    "value", ["6か月", "", "abc", -1, 125, 999, 10**400, True, float("nan"), float("inf"), [], {}]
)
def test_what_is_no_age(value: object) -> None:
    assert months_from(value) is None
    assert months_to(value) is None
