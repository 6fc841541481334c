"""What a parent wants, as ranking takes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from resources_db.matching.eligibility import Child
from resources_db.matching.text.terms import Term


@dataclass(frozen=True, slots=True)
class TimeWish:
    """Days and part of the day that suit, in minutes of the day, half-open. Empty days mean any day;
    `holidays` means national holidays."""

    dates: tuple[date, ...] = ()
    weekdays: tuple[int, ...] = ()
    minutes: tuple[int, int] | None = None
    now: bool = False
    holidays: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """`text`: the message, and `said`: its words. `needs` are (id, confidence 0..1). `wishes` are the names in
    bot/text/wishes; those in `refined` were asked for in so many words. `exclude` are service ids."""

    text: str = ""
    said: Sequence[Term] = ()
    needs: Sequence[tuple[str, float]] = ()
    children: Sequence[Child] = ()
    district: str | None = None
    wishes: frozenset[str] = frozenset()
    times: Sequence[TimeWish] = ()
    refined: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    declined: Sequence[str] = ()
