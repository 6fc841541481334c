"""Facts of a message as Rasa entities (plain JSON values)."""

from typing import Any

from bot.text.child_age import AgeSpan
from bot.text.facts import Facts
from bot.text.japanese_dates import TimeWish


def as_entities(facts: Facts, length: int) -> list[dict[str, Any]]:
    """`length` of the message in characters, for facts that have no place of their own."""
    found = [_entity("child_age", age_value(age), age.start, age.end) for age in facts.ages]
    found += [_entity("time", time_value(wish), wish.start, wish.end) for wish in facts.times]
    found += [_entity("wish", wish, 0, length) for wish in sorted(facts.wishes)]
    found += [_entity("declined", word, 0, length) for word in facts.declined]
    if facts.district:
        found.append(_entity("district", facts.district, 0, length))
    return found


def age_value(age: AgeSpan) -> dict[str, Any]:
    """Months, half-open; a child not yet born has low and high below 1."""
    return {"low": age.low_months, "high": age.high_months, "kind": age.kind, "text": age.text}


def time_value(wish: TimeWish) -> dict[str, Any]:
    return {
        "text": wish.text,
        "dates": sorted(day.isoformat() for day in wish.dates),
        "weekdays": sorted(wish.weekdays),
        "minutes": list(wish.minutes) if wish.minutes else None,
        "now": wish.kind == "now",
        "holidays": wish.holidays,
    }


def _entity(name: str, value: Any, start: int, end: int) -> dict[str, Any]:
    return {"entity": name, "value": value, "start": start, "end": end}
