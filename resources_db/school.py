"""School years and the ages in them.

Sources: 学校教育法 第17条 (a child enters elementary school at the start of the school year that follows
the day on which the child is fully six), 学校教育法施行規則 第59条 (the school year is April 1 to March 31),
年齢計算ニ関スル法律 and 民法 第143条 (an age is reached at the end of the day before the birthday). So a
child born on April 1 is fully six on March 31 and is taught with those born before, not after.

A grade is a whole number: 1..6 小学校, 7..9 中学校, 10..12 高校; 0 年長 (5歳児クラス), -1 年中, -2 年少
(3歳児クラス), -3, -4 and -5 the classes of two, one and nought. Those above 12 are past school.
"""

from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache

_SCHOOL_STARTS = (4, 1)
_AGE_ON_APRIL_1_AT_GRADE_0 = 5


def school_year_of(on: date) -> int:
    """The year in which the school year of `on` began: 2027-03-31 is in 2026."""
    return on.year if (on.month, on.day) >= _SCHOOL_STARTS else on.year - 1


def grade_on(birthday: date, on: date) -> int:
    """The grade of a child born on `birthday`, on the day `on`."""
    born_by_april_1_of = (
        birthday.year if (birthday.month, birthday.day) <= _SCHOOL_STARTS else birthday.year + 1
    )
    return school_year_of(on) - _AGE_ON_APRIL_1_AT_GRADE_0 - born_by_april_1_of


def completed_months(birthday: date, on: date) -> int:
    """Whole months of life on the day `on`. Where a month lacks the day of birth, it is full on the next."""
    return (on.year - birthday.year) * 12 + on.month - birthday.month - (on.day < birthday.day)


@lru_cache(maxsize=4096)
def ages_of_grades(first: int | None, last: int | None, on: date) -> tuple[int | None, int | None]:
    """The ages that children of the grades `first`..`last` have on the day `on`: completed months,
    half-open. A None stays open. Grades that nobody can be in have ages that nobody has."""
    year = school_year_of(on) - _AGE_ON_APRIL_1_AT_GRADE_0
    low = high = None
    if first is not None:
        youngest = _in_april(year - first, 1)
        low = max(0, completed_months(youngest, on))
    if last is not None:
        oldest = _in_april(year - last - 1, 2)
        high = completed_months(oldest, on) + 1
    return low, high


def _in_april(year: int, day: int) -> date:
    """A year before or after all calendars is their first or last one."""
    return date(min(max(year, MINYEAR), MAXYEAR), 4, day)
