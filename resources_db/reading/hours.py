"""Opening hours as town lists write them -> windows by weekday.

平日8時30分~17時15分、第2・第4土曜は9時~12時  ->  two windows. The text is read clause by clause, and every
clause that could speak of hours must be understood: else nothing is claimed (None) and the card shows the
town's own words. Hours that only go beyond the rest (夜間は当番, 延長19時まで) become a "maybe" window: outside
the sure hours the desk is then neither open nor closed.
"""

import re
from dataclasses import dataclass, replace
from datetime import time

from resources_db.reading import clauses as words
from resources_db.reading.clock import Span, read_clock, read_spans
from resources_db.reading.days import CODES, Days, common, days_of, digits_after_nth, minus, read_days
from resources_db.reading.slots import Slot, end_at, start_at, without_pause
from resources_db.reading.text import clean


@dataclass(frozen=True, slots=True)
class Window:
    """`byday` as in RFC 5545 ("MO,TU" or "2SA,4SA"); closes at or before opens = past midnight.

    `holidays`: "open", "closed" (and at the year's end), "hol_closed" (the year's end is not told),
    "also" (日曜・祝日: on every national holiday), "unknown", or "maybe" (hours that could not be read).
    """

    byday: str
    opens_at: time
    closes_at: time
    holidays: str


class _Unclear(Exception):
    """A clause that could change the hours and is not understood."""


_ALL_DAY = Span(time(0), time(0))


def read_hours(text: str) -> list[Window] | None:
    """Free text -> windows, or None."""
    reading = _Reading()
    return reading.result(text) if clean(text) else None


def combine(days_text: str, opens: str, closes: str, note: str = "") -> list[Window] | None:
    """The columns 利用可能曜日, 開始時間, 終了時間 and the note -> windows, or None."""
    start, end = read_clock(opens), read_clock(closes)
    if start is None or end is None:
        return None if opens or closes else read_hours(f"{days_text}。{note}")
    days = read_days(days_text)
    if days is None or (end <= start and end != time(0) and "翌" not in note):
        return None
    end = time(0) if end == time(23, 59) else end
    return _Reading(Slot(days, Span(start, end), weekdays="平日" in days_text)).result(note)


class _Reading:
    """What has been understood so far of one text."""

    def __init__(self, base: Slot | None = None) -> None:
        self.slots = [base] if base else []
        self.days = Days(base.codes) if base else None  # the days that a bare 13時~16時 belongs to
        self.waiting = ""  # 水曜、第2土曜は…: days whose hours come in the next clause
        self.more_hours = False
        self.marks: set[str] = set()

    def result(self, text: str) -> list[Window] | None:
        plain = words.uniform(digits_after_nth(clean(text)))
        try:
            for clause in words.split(plain):
                self._take(clause)
        except _Unclear:
            return None
        if not self.slots or self.waiting:
            return None
        windows = [
            Window(",".join(s.codes), s.span.opens, s.span.closes, self._holidays(s))
            for s in self.slots
            if s.codes
        ]
        maybe = [Window(",".join(CODES), time(0), time(0), "maybe")] if self.more_hours else []
        return windows + maybe if windows else None

    def _take(self, clause: str) -> None:
        """One clause; the first reader that understands it wins."""
        in_bracket = clause.startswith(words.BRACKET)
        if in_bracket and self.waiting:
            raise _Unclear(clause)
        clause, self.waiting = self.waiting + clause.lstrip(words.BRACKET), ""
        if days_of(clause):
            self.waiting = clause + "、"
        elif mark := words.mark(clause):
            self.marks.add(mark)
        elif any(other.match(clause) for other in (words.ANSWERING_MACHINE, words.BOOKING, words.ACTIVITY)):
            return
        elif not self._understood(clause, in_bracket) and words.SPEAKS_OF_HOURS.search(clause):
            raise _Unclear(clause)

    def _understood(self, clause: str, in_bracket: bool) -> bool:
        return (
            self._closed(clause)
            or self._all_hours(clause)
            or self._spans(clause, in_bracket)
            or self._until_or_from(clause)
            or self._only_longer(clause)
        )

    def _all_hours(self, clause: str) -> bool:
        if not re.fullmatch(r"24時間(?:職員がいる|対応|受付|営業|立ち入れる)?", clause):
            return False
        if self.slots and self.slots[0].span != _ALL_DAY:
            self.more_hours = True
        elif not self.slots:
            self.slots.append(Slot(CODES, _ALL_DAY))
            self.marks.add("open")
        return True

    def _closed(self, clause: str) -> bool:
        """日曜・祝日・年末年始休み; 12時~13時は休み."""
        match = words.CLOSED.fullmatch(clause)
        if not match:
            return False
        rest = match["what"]
        if "年末年始" in rest:
            self.marks.add("year_end_closed")
        rest = rest.replace("年末年始", "").strip("・、 と")
        if pause := read_spans(rest) if re.fullmatch(words.SPANS, rest) else None:
            self.slots = [left for slot in self.slots for left in without_pause(slot, pause[0])]
            return True
        if week := re.fullmatch(r"第([1-5])週", rest):
            gone: Days | None = Days(tuple(f"{week[1]}{code}" for code in CODES))
        else:
            gone = days_of(rest) if rest else Days(())
        if gone is None:
            return False
        if gone.holidays:
            self.marks.add("holidays_closed")
        self.slots = [replace(slot, codes=minus(slot.codes, gone.codes)) for slot in self.slots]
        return True

    def _spans(self, clause: str, in_bracket: bool) -> bool:
        """(days) 9時~12時・13時~16時."""
        match = words.DAYS_AND_SPANS.fullmatch(clause)
        if not match:
            return False
        spans = read_spans(match["spans"])
        days = days_of(match["days"]) if match["days"] else self.days
        if spans is None or days is None:
            raise _Unclear(clause)
        if in_bracket and not match["days"]:
            return self._beside(spans)
        adds = bool(match["also"]) or not match["days"]
        if match["whole"] and self.slots:  # 利用可能時間は…: in place of the columns
            days, adds = Days(self.slots[0].codes), False
        if not adds:
            self._remove(days)
        self.days = days
        self.slots += [Slot(days.codes, span, days.holidays, days.weekdays) for span in spans]
        return True

    def _beside(self, spans: list[Span]) -> bool:
        """7:30~18:30(18:30~19:00): longer hours for some."""
        edges = {edge for slot in self.slots for edge in (slot.span.opens, slot.span.closes)}
        self.more_hours = all(span.opens in edges or span.closes in edges for span in spans)
        return self.more_hours

    def _remove(self, days: Days) -> None:
        self.slots = [replace(slot, codes=minus(slot.codes, days.codes)) for slot in self.slots]

    def _until_or_from(self, clause: str) -> bool:
        """土曜は12時まで; 水曜は13時から."""
        match = words.DAYS_AND_EDGE.fullmatch(clause)
        days, edge = (days_of(match["days"]), read_clock(match["clock"])) if match else (None, None)
        if not match or days is None or edge is None:
            return False
        if days.holidays:
            raise _Unclear(clause)
        changed = [replace(slot, codes=common(slot.codes, days.codes)) for slot in self.slots]
        changed = [slot for slot in changed if slot.codes]
        if not changed:  # 平日8時~18時、土曜は12時まで: from when on Saturdays is not said
            self.more_hours = True
            return True
        moved = end_at(changed, edge) if match["edge"] == "まで" else start_at(changed, edge)
        if not moved:
            raise _Unclear(clause)
        self._remove(days)
        self.slots += moved
        return True

    def _only_longer(self, clause: str) -> bool:
        """夜間は当番; 夏休みは8時から: what is sure stays sure."""
        longer = bool(words.LONGER.search(clause))
        if (
            not longer
            and self.slots
            and (match := words.ANY_EDGE.fullmatch(clause))
            and (edge := read_clock(match["clock"]))
        ):
            until = match["edge"] == "まで"
            longer = all(
                edge > s.span.closes > s.span.opens if until else edge < s.span.opens for s in self.slots
            )
        self.more_hours |= longer
        return longer

    def _holidays(self, slot: Slot) -> str:
        if slot.also_holidays:
            return "also"
        if slot.weekdays or {"holidays_closed", "year_end_closed"} <= self.marks:
            return "closed"
        if "holidays_closed" in self.marks:
            return "hol_closed"
        return "open" if "open" in self.marks else "unknown"
