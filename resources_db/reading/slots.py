"""Windows and rules of closure while a text is still being read, and what later clauses do to them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time

from resources_db.reading.clock import Span
from resources_db.reading.days import CODES, Days, common, minus
from resources_db.reading.seasons import ALL_YEAR, Season

NOON, ONE = time(12), time(13)


@dataclass(frozen=True, slots=True)
class Slot:
    """`holidays`: "" (what the whole text says), "closed" (平日), "open" (月~日・祝), "also" (every holiday
    besides its days), "only" (holidays alone), "never". `maybe`: within these hours, but not for sure."""

    codes: tuple[str, ...]
    span: Span
    holidays: str = ""
    season: Season = ALL_YEAR
    maybe: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """Days on which nothing is open. `holidays`: "open" (whether holiday or not), "except" (not on national
    holidays), "moved" (on the next day where it is a holiday), "after" (the day after a holiday),
    "maybe" (perhaps closed)."""

    codes: tuple[str, ...] = CODES
    season: Season = ALL_YEAR
    since: date | None = None
    until: date | None = None
    holidays: str = "open"


def split(slots: Iterable[Slot], codes: Iterable[str], season: Season) -> tuple[list[Slot], list[Slot]]:
    """What lies outside of some days in a season, and what lies inside."""
    codes = tuple(codes)
    outside: list[Slot] = []
    inside: list[Slot] = []
    for slot in slots:
        within = slot.season & season
        both = common(slot.codes, codes)
        if not within or not both:
            outside.append(slot)
            continue
        inside.append(replace(slot, codes=both, season=within))
        outside.append(replace(slot, codes=minus(slot.codes, codes), season=within))
        outside.append(replace(slot, season=slot.season - season))
    return [slot for slot in outside if slot.codes and slot.season], inside


def without(slot: Slot, gone: Span) -> list[Slot]:
    """The hours of a slot before and after `gone`. Only for hours that end on the same day."""
    span, found = slot.span, []
    if not _overlap(span, gone):
        return [slot]
    if span.opens < gone.opens:
        found.append(replace(slot, span=Span(span.opens, gone.opens)))
    if _end(gone) < _end(span):
        found.append(replace(slot, span=Span(gone.closes, span.closes)))
    return found


def _overlap(one: Span, other: Span) -> bool:
    return one.opens < _end(other) and other.opens < _end(one)


def _end(span: Span) -> time:
    """Midnight as the end of a day comes after every other time."""
    return time.max if span.closes == time(0) else span.closes


def merged(slots: Iterable[Slot]) -> list[Slot]:
    """Slots that differ by their season alone become one."""
    found: dict[Slot, Season] = {}
    for slot in slots:
        key = replace(slot, season=ALL_YEAR)
        found[key] = found.get(key, frozenset()) | slot.season
    return [replace(key, season=season) for key, season in found.items() if key.codes and season]


def is_within_a_day(span: Span) -> bool:
    return span.opens < span.closes or span.closes == time(0)


def covers(slots: Iterable[Slot], span: Span) -> bool:
    """Is `span` inside the hours of one of them?"""
    return any(
        s.span.opens <= span.opens and _end(span) <= _end(s.span)
        for s in slots
        if is_within_a_day(s.span) and is_within_a_day(span)
    )


def perhaps_within(slot: Slot, span: Span) -> list[Slot]:
    """The slot, whose hours within `span` are not sure."""
    if slot.maybe or not is_within_a_day(slot.span) or not _overlap(slot.span, span):
        return [slot]
    low = max(slot.span.opens, span.opens)
    high = min(_end(slot.span), _end(span))
    unsure = replace(slot, span=Span(low, time(0) if high == time.max else high), maybe=True)
    return [*without(slot, span), unsure]


def narrowed(slot: Slot, spans: Iterable[Span]) -> list[Slot]:
    """Sure only within `spans`, perhaps in the rest of its hours."""
    if slot.maybe:
        return [slot]
    if not is_within_a_day(slot.span) or not all(map(is_within_a_day, spans := list(spans))):
        return [replace(slot, maybe=True)]
    gaps, sure = [slot], [slot]
    for span in spans:
        gaps = [part for gap in gaps for part in without(gap, span)]
    for gap in gaps:
        sure = [part for one in sure for part in without(one, gap.span)]
    return sure + [replace(gap, maybe=True) for gap in gaps]


def slots_of(days: Days, spans: Iterable[Span], season: Season, *, maybe: bool) -> list[Slot]:
    """日曜・祝日 9時~12時 -> slots; what the days say of holidays goes with them."""
    codes, holidays = days.codes, "closed" if days.weekdays else ""
    if days.holidays:
        codes = codes or CODES
        holidays = "only" if not days.codes else "open" if set(codes) == set(CODES) else "also"
    return [Slot(codes, span, holidays, season, maybe) for span in spans]


def beyond(slots: Iterable[Slot], codes: tuple[str, ...], span: Span, season: Season) -> list[Slot]:
    """Perhaps `span` as well, as far as the hours of these days do not cover it."""
    extra = [Slot(codes, span, season=season, maybe=True)]
    for slot in slots:
        known = is_within_a_day(slot.span) and season <= slot.season and set(codes) <= set(slot.codes)
        if known and is_within_a_day(span):
            extra = [part for one in extra for part in without(one, slot.span)]
    return extra


def end_at(slots: list[Slot], edge: time, *, longer: bool) -> list[Slot]:
    """The last window of each day ends at `edge`; days that end before it anyway only where `longer`."""
    return [found for group in _by_days(slots) for found in _end_at(group, edge, longer)]


def _end_at(slots: list[Slot], edge: time, longer: bool) -> list[Slot]:
    last = max(
        (s for s in slots if s.span.opens < _end(Span(s.span.opens, edge))),
        key=lambda s: s.span.opens,
        default=None,
    )
    if last is None:
        return []
    if not longer and is_within_a_day(last.span) and _end(last.span) < _end(Span(NOON, edge)):
        return slots
    kept = [slot for slot in slots if slot.span.opens < last.span.opens]
    return [*kept, replace(last, span=Span(last.span.opens, edge))]


def start_at(slots: list[Slot], edge: time, *, longer: bool) -> list[Slot]:
    """The first window of each day begins at `edge`; days that begin after it anyway only where `longer`."""
    return [found for group in _by_days(slots) for found in _start_at(group, edge, longer)]


def _start_at(slots: list[Slot], edge: time, longer: bool) -> list[Slot]:
    late = [slot for slot in slots if not is_within_a_day(slot.span) or _end(slot.span) > edge]
    first = min(late, key=lambda s: s.span.opens, default=None)
    if first is None:
        return []
    if not longer and first.span.opens > edge:
        return slots
    kept = [slot for slot in late if slot.span.opens > first.span.opens]
    return [replace(first, span=Span(edge, first.span.closes)), *kept]


def is_uniform(slots: list[Slot], *, is_end: bool) -> bool:
    """Do all days end (or begin) at the same time?"""
    groups = _by_days(slots)
    if is_end:
        return len({max(_end(slot.span) for slot in group) for group in groups}) == 1
    return len({min(slot.span.opens for slot in group) for group in groups}) == 1


def _by_days(slots: Iterable[Slot]) -> list[list[Slot]]:
    groups: dict[tuple[object, ...], list[Slot]] = {}
    for slot in slots:
        groups.setdefault((slot.codes, slot.season, slot.holidays, slot.maybe), []).append(slot)
    return list(groups.values())


def half_of(slot: Slot, half: str) -> list[Slot]:
    """午前 or 午後 of a slot. Where the half ends between noon and one is not told: that hour is perhaps."""
    span = slot.span
    if not is_within_a_day(span):
        return [replace(slot, maybe=True)]
    closes = _end(span)
    if half == "午前":
        if span.opens >= NOON:
            return []
        if closes <= ONE:
            return [slot]
        return [
            replace(slot, span=Span(span.opens, NOON)),
            replace(slot, span=Span(NOON, ONE), maybe=True),
        ]
    if closes <= ONE:
        return []
    if span.opens >= NOON:
        return [slot]
    return [replace(slot, span=Span(NOON, ONE), maybe=True), replace(slot, span=Span(ONE, span.closes))]
