"""Everything that the dialogue reads from one message, in one call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.text.child_age import AgeSpan, find_ages
from bot.text.clock import now_in_japan
from bot.text.district import find_district
from bot.text.japanese_dates import TimeWish, find_times
from bot.text.normalise import with_offsets
from bot.text.tried import find_declined
from bot.text.wishes import find_wishes


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message says; empty where it says nothing. Spans are offsets into the message."""

    ages: tuple[AgeSpan, ...] = ()
    district: str | None = None
    times: tuple[TimeWish, ...] = ()
    wishes: frozenset[str] = frozenset()
    declined: tuple[str, ...] = ()


def find_facts(
    text: str, *, districts: Sequence[str] = (), now: datetime | None = None, today: date | None = None
) -> Facts:
    """Read a message. ``now`` is local time in Japan (default: the present); ``today`` its date."""
    moment = now or now_in_japan()
    normalised = with_offsets(text)
    return Facts(
        ages=tuple(find_ages(normalised, today or moment.date())),
        district=find_district(normalised, districts),
        times=tuple(find_times(normalised, moment)),
        wishes=find_wishes(normalised),
        declined=tuple(find_declined(normalised)),
    )
