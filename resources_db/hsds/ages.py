"""Ages: months, half-open, in the record; years in HSDS, both ends included.

A maximum of 6 years means "to the day before the 7th birthday". A maximum that lies between two birthdays is
written as the last month that still counts: below 84 months -> 83 months -> 6.9167 years.
"""

import math

from resources_db.hsds.standard import number_of

_ROUNDING = 0.001  # of a month; four digits of a year are less than that
_OLDEST_YEARS = 125


def years_from(months: int) -> float:
    """The first month that counts, in years."""
    return round(months / 12, 4)


def years_to(months: int) -> float:
    """The last month that counts, in years; `months` is the first that does not."""
    return round((months - 1) / 12, 4)


def months_from(years: object) -> int | None:
    number = _age(years)
    return None if number is None else math.ceil(number * 12 - _ROUNDING)


def months_to(years: object) -> int | None:
    """The first month that no longer counts."""
    number = _age(years)
    if number is None:
        return None
    return (number + 1) * 12 if isinstance(number, int) else math.floor(number * 12 + _ROUNDING) + 1


def read_ages(minimum: object, maximum: object) -> tuple[int | None, int | None]:
    """Both ends in months. 18-0 and 0-0 are what programs write for "not told": neither end is believed."""
    low, high = months_from(minimum), months_to(maximum)
    if high is not None and (high <= (low or 0) or not number_of(maximum)):
        return None, None
    return low, high


def _age(years: object) -> int | float | None:
    number = number_of(years)
    return number if number is not None and 0 <= number < _OLDEST_YEARS else None
