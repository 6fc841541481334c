"""Does a service fit the child's age? Never a cliff: just outside is told apart from far outside."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from resources_db.school import ages_of_grades

SOON_MONTHS = 12


class AgeFit(StrEnum):
    FITS = "fits"
    UNKNOWN = "unknown"  # the child's age or the service's range is not known
    SOON = "soon"  # the child is a little too young: opens within a year
    PAST = "past"  # the child is too old, or much too young


@dataclass(frozen=True, slots=True)
class Child:
    """Age in months, half-open: a child said to be 3歳 is 36..48."""

    low: int
    high: int


class HasAges(Protocol):
    """Ages in months, half-open, and school grades, both inclusive; None is open (resources_db/school.py)."""

    @property
    def minimum_age(self) -> int | None: ...
    @property
    def maximum_age(self) -> int | None: ...
    @property
    def minimum_grade(self) -> int | None: ...
    @property
    def maximum_grade(self) -> int | None: ...


def ages_on(service: HasAges, today: date) -> tuple[int | None, int | None]:
    """The ages in months that the service takes on this day: a service for 小学生 takes some children of
    six in May and all of them only in March. Without grades its ages stay as they are."""
    low, high = service.minimum_age, service.maximum_age
    if service.minimum_grade is None and service.maximum_grade is None:
        return low, high
    youngest, oldest = ages_of_grades(service.minimum_grade, service.maximum_grade, today)
    if youngest is not None:
        low = youngest if low is None else max(low, youngest)
    if oldest is not None:
        high = oldest if high is None else min(high, oldest)
    return low, high


def age_fit(minimum: int | None, maximum: int | None, child: Child | None) -> AgeFit:
    """Any overlap of the child's possible ages with the service's range counts as fitting."""
    if child is None or (minimum is None and maximum is None):
        return AgeFit.UNKNOWN
    if minimum is not None and child.high <= minimum:
        return AgeFit.SOON if minimum - child.high < SOON_MONTHS else AgeFit.PAST
    if maximum is not None and child.low >= maximum:
        return AgeFit.PAST
    return AgeFit.FITS


def best_fit(minimum: int | None, maximum: int | None, children: list[Child]) -> AgeFit:
    """With several children, the best fit among them."""
    fits = [age_fit(minimum, maximum, child) for child in children] or [AgeFit.UNKNOWN]
    order = (AgeFit.FITS, AgeFit.UNKNOWN, AgeFit.SOON, AgeFit.PAST)
    return min(fits, key=order.index)
