"""Does a service fit the child's age? Never a cliff: just outside is told apart from far outside."""

from collections.abc import Sequence
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

    @property
    def is_late(self) -> bool:
        """Known not to fit today: stands below all that fit or might."""
        return self in (AgeFit.SOON, AgeFit.PAST)


class Standing(StrEnum):
    """What may be said of the children that were told of, where AgeFit says only how to rank."""

    UNTOLD = "untold"  # nobody told an age
    UNREAD = "unread"  # the record's ages are not known
    ALL = "all"  # every age that each child may have is inside
    ONE = "one"  # so it is for one of the children, not for all
    PARTLY = "partly"  # inside or not, with the child's months: 0~2歳 was told, and it takes from 1歳
    SOON = "soon"  # a child comes to the age within a year
    EARLY = "early"  # all are younger than that
    OVER = "over"  # all are too old
    BETWEEN = "between"  # some too young, some too old


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


def standing(minimum: int | None, maximum: int | None, children: Sequence[Child]) -> Standing:
    """Of all children together. Agrees with `best_fit`: what it calls FITS is ALL, ONE or PARTLY here."""
    if not children:
        return Standing.UNTOLD
    if minimum is None and maximum is None:
        return Standing.UNREAD
    inside = [_is_inside(minimum, maximum, child) for child in children]
    if any(inside):
        return Standing.ALL if all(inside) else Standing.ONE
    fit = best_fit(minimum, maximum, children)
    if not fit.is_late:
        return Standing.PARTLY
    if fit is AgeFit.SOON:
        return Standing.SOON
    too_old = [maximum is not None and child.low >= maximum for child in children]
    return Standing.OVER if all(too_old) else Standing.BETWEEN if any(too_old) else Standing.EARLY


def _is_inside(minimum: int | None, maximum: int | None, child: Child) -> bool:
    return (minimum is None or child.low >= minimum) and (maximum is None or child.high <= maximum)


def best_fit(minimum: int | None, maximum: int | None, children: Sequence[Child]) -> AgeFit:
    """With several children, the best fit among them."""
    fits = [age_fit(minimum, maximum, child) for child in children] or [AgeFit.UNKNOWN]
    order = (AgeFit.FITS, AgeFit.UNKNOWN, AgeFit.SOON, AgeFit.PAST)
    return min(fits, key=order.index)
