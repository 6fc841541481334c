"""Take out names of services, schemes and places before dates, numbers and keywords are read.

一時保育 is not one o'clock, 十日町 is not the tenth, DVD is not DV.
A check-up (三歳児健診) is a name, and masked; its age is still read, as a stage, by ``child_age``.
"""

import re
from dataclasses import dataclass

from bot.text.names import CHECKUP, NAMES
from bot.text.normalise import Normalised, with_offsets

# U+FFFC "object replacement": no pattern of ours matches it
MASK = "\ufffc"
_CHECKUP = re.compile(rf"(?<![0-9.])(?:{CHECKUP})")


def _by_first(names: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Group names by their first two characters, longest first."""
    table: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        table.setdefault(name[:2], []).append(name)
    return {first: tuple(group) for first, group in table.items()}


_TABLE = _by_first(NAMES)
_FIRST = re.compile("[" + "".join(map(re.escape, sorted({pair[0] for pair in _TABLE}))) + "]")


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name at ``[start, end)`` of the normalised text."""

    start: int
    end: int
    text: str


def find_names(text: str | Normalised) -> list[NameSpan]:
    """Return the known names, leftmost and longest first, without overlaps, in the normalised text."""
    plain = with_offsets(text).text
    found = [NameSpan(m.start(), m.end(), m.group()) for m in _CHECKUP.finditer(plain)]
    taken = bytearray(len(plain))
    for span in found:
        taken[span.start : span.end] = b"\x01" * (span.end - span.start)
    at = 0
    while match := _FIRST.search(plain, at):
        start = match.start()
        at = start + 1
        for name in _TABLE.get(plain[start : start + 2], ()):
            end = start + len(name)
            if plain.startswith(name, start) and not any(taken[start:end]):
                found.append(NameSpan(start, end, name))
                at = end
                break
    return sorted(found, key=lambda span: span.start)


def mask_names(text: str) -> str:
    """Return a text of the same length with every known name replaced by U+FFFC characters."""
    normalised = with_offsets(text)
    out = list(text)
    for span in find_names(normalised):
        start, end = normalised.original_span(span.start, span.end)
        out[start:end] = MASK * (end - start)
    return "".join(out)


def masked(normalised: Normalised) -> str:
    """Return the normalised text, same length, with its names masked."""
    out = list(normalised.text)
    for span in find_names(normalised):
        out[span.start : span.end] = MASK * (span.end - span.start)
    return "".join(out)
