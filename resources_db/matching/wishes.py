"""What else was wished for: free of charge, at a time, by phone, at home. Lifts a service and gives a reason."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from resources_db.matching.index import Index
from resources_db.matching.query import Query, TimeWish
from resources_db.opening import JAPAN, Window, is_holiday, opens_within

_FREE, _TIME, _WAY, _NEAR = 0.25, 0.3, 0.3, 0.0  # near counts among the signals already
_REFINED = 2.0  # what was asked for in so many words goes before everything else
_DAYS_AHEAD = 35  # so that the third Saturday of next month counts
_WAYS = {"phone": "phone", "online": "online", "visit_home": "home", "in_person": "visit"}


def granted(
    index: Index, row: int, hours: Sequence[Window], query: Query, now: datetime
) -> Iterator[tuple[str, float]]:
    """The reason and what it is worth, for each wish that the service at this row fulfils."""

    def worth(weight: float, wish: str) -> float:
        return weight + (_REFINED if wish in query.refined else 0.0)

    if query.district and index.district(row).startswith(query.district):
        yield "district", worth(_NEAR, "near")
    if {"free", "cheap"} & query.wishes and index.is_free[row]:
        yield "free", worth(_FREE, "free")
    if hours and any(_suits(hours, wish, now) for wish in query.times):
        yield "time", worth(_TIME, "time")
    for wish, way in _WAYS.items():
        if wish in query.wishes and way in index.ways[row].split(","):
            yield f"way:{way}", worth(_WAY, wish)


def _suits(hours: Sequence[Window], wish: TimeWish, now: datetime) -> bool:
    here = now.astimezone(JAPAN)
    if wish.now:
        return opens_within(hours, here, here + timedelta(minutes=1))
    days = _days(wish, here.date())
    low, high = wish.minutes or (0, 24 * 60)
    for day in days:
        start = datetime(day.year, day.month, day.day, tzinfo=JAPAN)
        if opens_within(hours, max(here, start + timedelta(minutes=low)), start + timedelta(minutes=high)):
            return True
    return False


@lru_cache(maxsize=64)
def _days(wish: TimeWish, today: date) -> tuple[date, ...]:
    if wish.dates:
        return wish.dates
    return tuple(day for n in range(_DAYS_AHEAD) if _is_wished(day := today + timedelta(days=n), wish))


def _is_wished(day: date, wish: TimeWish) -> bool:
    if wish.holidays and is_holiday(day):
        return True
    return day.weekday() in (wish.weekdays or (() if wish.holidays else range(7)))
