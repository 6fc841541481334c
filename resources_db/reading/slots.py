"""A window while its text is still being read, and what later clauses do to it."""

from dataclasses import dataclass, replace
from datetime import time

from resources_db.reading.clock import Span


@dataclass(frozen=True, slots=True)
class Slot:
    """A window while the text is still being read."""

    codes: tuple[str, ...]
    span: Span
    also_holidays: bool = False
    weekdays: bool = False


def without_pause(slot: Slot, pause: Span) -> list[Slot]:
    span = slot.span
    if not span.opens < pause.opens < pause.closes < span.closes:
        return [slot]
    return [
        replace(slot, span=Span(span.opens, pause.opens)),
        replace(slot, span=Span(pause.closes, span.closes)),
    ]


def end_at(slots: list[Slot], edge: time) -> list[Slot]:
    """The last window of the day ends at `edge`."""
    kept = [slot for slot in slots if slot.span.opens < edge]
    last = max((slot.span.opens for slot in kept), default=None)
    return (
        [replace(s, span=Span(last, edge)) if s.span.opens == last else s for s in kept]
        if last is not None
        else []
    )


def start_at(slots: list[Slot], edge: time) -> list[Slot]:
    """The first window of the day begins at `edge`."""
    kept = [slot for slot in slots if slot.span.closes > edge]
    first = min((slot.span.opens for slot in kept), default=None)
    return [replace(s, span=Span(edge, s.span.closes)) if s.span.opens == first else s for s in kept]
