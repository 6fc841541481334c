"""Ages of children in a message, as half-open ranges of full months.

``2歳`` is [24, 36), ``1歳半`` [18, 24), ``もうすぐ3歳`` [33, 36), ``1歳8か月`` [20, 21).
Ages of 20 and more, ages of adults, spans of time (3か月待ち) and past or future ages (3歳のとき,
3歳になったら) are not ages of a child. A check-up (三歳児健診) is a name and not an age, but when the
message holds no other age it tells the stage. 妊娠 has no months; ``weeks`` is the first week meant.
"""

from dataclasses import dataclass
from datetime import date

from bot.text.age_readings import READERS, Kind, Reading, checkups
from bot.text.clock import today_in_japan
from bot.text.normalise import Normalised, with_offsets
from bot.text.spans import masked


@dataclass(frozen=True, slots=True)
class AgeSpan:
    """An age at ``[start, end)`` of the caller's text; months are half-open, None for a pregnancy."""

    start: int
    end: int
    text: str
    low_months: int | None
    high_months: int | None
    kind: Kind
    weeks: int | None = None


def find_ages(text: str | Normalised, today: date | None = None) -> list[AgeSpan]:
    """Return the children's ages in order. ``today`` (default: today in Japan) places school years."""
    normalised = with_offsets(text)
    day = today or today_in_japan()
    plain = masked(normalised)
    taken = bytearray(len(plain))
    found: list[tuple[int, int, Reading]] = []
    for pattern, read in READERS:
        for match in pattern.finditer(plain):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            readings = list(read(match, day))
            if readings:
                taken[start:end] = b"\x01" * (end - start)
                found.extend((start, end, reading) for reading in readings)
    if not any(reading[2] in ("age", "grade") for _, _, reading in found):
        found.extend(checkups(normalised.text))
    found = [item for item in found if not _is_repeated(item[2], found)]
    found.sort(key=lambda item: (item[0], item[1]))
    return [_span(normalised, start, end, reading) for start, end, reading in found]


def _is_repeated(reading: Reading, found: list[tuple[int, int, Reading]]) -> bool:
    """「10か月の赤ちゃん」: a stage that overlaps a stated age speaks of the same child."""
    low, high, kind, _ = reading
    if kind != "stage" or low is None or high is None:
        return False
    known = {(r[0], r[1]) for _, _, r in found if r[2] in ("age", "grade")}
    return any(a is not None and b is not None and a < high and low < b for a, b in known)


def _span(normalised: Normalised, start: int, end: int, reading: Reading) -> AgeSpan:
    low, high, kind, weeks = reading
    first, last = normalised.original_span(start, end)
    return AgeSpan(first, last, normalised.original[first:last], low, high, kind, weeks)
