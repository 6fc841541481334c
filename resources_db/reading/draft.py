"""The opening hours that a text has told so far, and what one more clause makes of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import time

from resources_db.reading.clauses import Scope
from resources_db.reading.clock import Span
from resources_db.reading.closures import Closing
from resources_db.reading.days import CODES, Days, common, minus
from resources_db.reading.seasons import ABOUT_NEW_YEAR, ALL_YEAR, Season
from resources_db.reading.slots import (
    NOON,
    ONE,
    Rule,
    Slot,
    beyond,
    covers,
    end_at,
    half_of,
    is_uniform,
    is_within_a_day,
    narrowed,
    perhaps_within,
    slots_of,
    split,
    start_at,
)
from resources_db.reading.unclear import Unclear

ALL_DAY = Span(time(0), time(0))
_OTHER = {"some", "when", "longer"}  # labels of hours that are not the place's own


class Draft:
    """`slots` and `rules` so far. `marks`: holidays_closed, year_end_closed, holiday_hours, open, always."""

    def __init__(self, columns: list[Slot]) -> None:
        self.slots = list(columns)
        self.has_columns = bool(columns)
        self.rules: list[Rule] = []
        self.marks: set[str] = set()
        self.more_hours = False  # at other times too, nobody knows when
        self.after_school = False  # 放課後~18時, and no word of the days
        self.unsure = False  # closed at times that nobody knows
        self.days = Days(self.codes) if columns else None  # those that a bare 13時~16時 belongs to
        self.floating: list[Slot] = []  # 10時~12時(火曜): hours before their days
        self.deferred: list[Closing] = []  # 日曜を除く毎日: closed before anything is open

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for slot in self.slots for code in slot.codes))

    def land(self, days: Days) -> None:
        """10時~12時(火曜): the hours find their days."""
        self.slots += [
            slot for f in self.floating for slot in slots_of(days, [f.span], f.season, maybe=f.maybe)
        ]
        self.days, self.floating = days, []

    def change(self, codes: tuple[str, ...], season: Season, new: Callable[[list[Slot]], list[Slot]]) -> bool:
        """Put what `new` makes of the slots on these days in their place. Were there any?"""
        weekdays = {code[-2:] for code in self.codes}
        if any(code.startswith("-") and code[-2:] in weekdays for code in codes):
            raise Unclear("other hours on the last Friday of a month")
        outside, inside = split(self.slots, codes, season)
        self.slots = outside + new(inside)
        return bool(inside)

    def halve(self, codes: tuple[str, ...], half: str, is_sure: bool) -> bool:
        def new(slots: list[Slot]) -> list[Slot]:
            found = [part for slot in slots for part in half_of(slot, half)]
            return found if is_sure else [replace(slot, maybe=True) for slot in found]

        return self.change(codes, ALL_YEAR, new)

    def spans(self, scope: Scope, spans: list[Span], *, in_bracket: bool) -> None:
        """火曜は9時~12時; (18:30~19:30); 受付は9時~16時."""
        is_bare = not (scope.label or scope.days or scope.season)
        if in_bracket and is_bare:
            self._beside(spans)
        elif in_bracket and not scope.label and scope.days and self._goes_on(scope.days, spans):
            self._other_hours(replace(scope, label="longer"), spans)
        elif scope.label in _OTHER or scope.label == "reception" and self.slots:
            self._other_hours(scope, spans)
        elif self.has_columns and is_bare:  # within the hours of the columns, or more of them?
            self._other_hours(replace(scope, label="when"), spans)
        elif days := scope.days or self.days:
            self._set(scope, days, spans)
        elif self.slots:
            raise Unclear("hours of which days?")
        else:
            season = scope.season or ALL_YEAR
            self.floating += [Slot((), span, season=season, maybe=scope.unsure) for span in spans]

    def _goes_on(self, days: Days, spans: list[Span]) -> bool:
        """7:30~19:30(月水19:30~7:30): do they begin where the day's hours end, or end where they begin?"""
        known = [slot.span for slot in self.slots if common(slot.codes, days.codes)]
        return bool(known) and all(
            any(span.opens == own.closes or span.closes == own.opens for own in known) for span in spans
        )

    def _set(self, scope: Scope, days: Days, spans: list[Span]) -> None:
        season = scope.season or ALL_YEAR
        if scope.season and scope.season <= ABOUT_NEW_YEAR:  # 12月31日は9時~12時: on a Sunday, too?
            self.change(self.codes, season, lambda slots: [])
            self.slots += [Slot(CODES, span, season=season, maybe=True) for span in spans]
            return
        adds = scope.also or not (scope.days or scope.season)
        if (
            scope.label == "whole" and self.slots and not scope.days
        ):  # 利用可能時間は…: in place of the columns
            days, adds = Days(self.codes), False
        if not adds:
            _, inside = split(self.slots, days.codes, ALL_YEAR)
            if scope.season is None and any(slot.season != ALL_YEAR for slot in inside):
                raise Unclear("general hours after those of a season")
            self.change(days.codes, season, lambda slots: [])
            self.marks |= {"holiday_hours"} if days.holidays else set()
        self.days = days
        self.slots += slots_of(days, spans, season, maybe=scope.unsure)

    def _beside(self, spans: list[Span]) -> None:
        """7:30~18:30(18:30~19:30): longer hours for some. 10:00~16:00(12:00~13:00): perhaps a pause."""
        if not self.slots:
            raise Unclear("hours in brackets alone")
        known = list(self.slots)
        edges = {edge for slot in known for edge in (slot.span.opens, slot.span.closes)}
        for span in spans:
            if covers(known, span) and not {span.opens, span.closes} & edges:
                self.slots = [part for slot in self.slots for part in perhaps_within(slot, span)]
            else:
                self._add_beside(known, span)

    def _add_beside(self, known: list[Slot], span: Span) -> None:
        for codes, holidays in dict.fromkeys((slot.codes, slot.holidays) for slot in known):
            own = [slot for slot in known if (slot.codes, slot.holidays) == (codes, holidays)]
            late = [s for s in own if not is_within_a_day(s.span) and s.span.closes == span.opens]
            if late:  # 16:00~1:00(1:00~2:00): still of the evening before
                self.slots += [replace(s, span=Span(s.span.opens, span.closes), maybe=True) for s in late]
            elif holidays == "only":
                self.slots += [replace(s, holidays="only") for s in beyond(own, codes, span, ALL_YEAR)]
            else:
                self._add_perhaps(codes, span)

    def unsure_within(self, spans: list[Span]) -> None:
        """12:00~13:00制限あり; 13:00~16:00は要予約, besides the hours told so far."""
        for span in spans:
            if not covers(self.slots, span):
                self._add_perhaps(self.codes, span)
            self.slots = [part for slot in self.slots for part in perhaps_within(slot, span)]

    def _other_hours(self, scope: Scope, spans: list[Span]) -> None:
        """Hours of something else there, on days that nobody can tell, or of the reception alone."""
        if not self.slots or (scope.days and scope.days.holidays):
            raise Unclear("whose hours?")
        season = scope.season or ALL_YEAR
        codes = scope.days.codes if scope.days else self.codes
        if scope.label in {"when", "reception"}:
            self.change(codes, season, lambda slots: [part for s in slots for part in narrowed(s, spans)])
        if scope.label == "when" and not (scope.days or self.has_columns):
            codes = CODES  # 学校休業日は9時~17時: on a Saturday, too
        known = [slot for slot in self.slots if set(codes) <= set(slot.codes)]
        for span in spans:
            if not covers(known, span):
                self._add_perhaps(codes, span, season)

    def _add_perhaps(self, codes: tuple[str, ...], span: Span, season: Season = ALL_YEAR) -> None:
        self.slots += beyond(self.slots, codes, span, season)

    def edge(self, scope: Scope, edge: time, *, is_end: bool) -> None:
        """土曜は12時まで; 水曜は13時から; 8月は19時まで."""
        if not self.slots:
            raise Unclear("until, but from when?")
        codes = scope.days.codes if scope.days else self.codes
        season = scope.season or ALL_YEAR
        moved = end_at if is_end else start_at

        def moved_to(slots: list[Slot]) -> list[Slot]:
            longer = bool(scope.days) or is_uniform(slots, is_end=is_end)
            return _some(moved(slots, edge, longer=longer)) if slots else []

        if scope.label in {"", "whole"}:
            if not (scope.days or scope.season):
                self._bare_edge(edge, is_end)
            elif scope.days and scope.days.holidays:
                self._edge_on_holidays(codes, lambda slots: moved(slots, edge, longer=True))
            elif not self.change(codes, season, moved_to):
                # 平日8時~18時、土曜は12時まで: from when on Saturdays is not said
                span = Span(time(0), edge) if is_end else Span(edge, time(0))
                self.slots.append(Slot(codes, span, season=season, maybe=True))
            return
        if scope.days and scope.days.holidays:
            raise Unclear("whose hours on holidays?")
        _, inside = split(self.slots, codes, season)
        wider = [slot for slot in moved(inside, edge, longer=True) if is_within_a_day(slot.span)]
        if scope.label in {"when", "reception"}:
            gone = Span(edge, time(0)) if is_end else Span(time(0), edge)
            self.change(codes, season, lambda s: [part for one in s for part in perhaps_within(one, gone)])
        for slot in wider:
            self._add_perhaps(slot.codes, slot.span, slot.season)

    def _bare_edge(self, edge: time, is_end: bool) -> None:
        """19時まで, with nothing that says whose: no matter where it only goes beyond the hours."""
        for slot in self.slots:
            span = slot.span
            if (
                not is_within_a_day(span)
                or span.closes == time(0)
                or (edge < span.closes if is_end else edge > span.opens)
            ):
                raise Unclear("until when on which days?")
        for slot in list(self.slots):
            span = Span(slot.span.closes, edge) if is_end else Span(edge, slot.span.opens)
            self._add_perhaps(slot.codes, span, slot.season)

    def _edge_on_holidays(self, codes: tuple[str, ...], moved: Callable[[list[Slot]], list[Slot]]) -> None:
        """日曜・祝日は17時まで: the holidays among its days have the changed hours."""
        if any(slot.holidays for slot in self.slots) or {len(code) for code in self.codes} != {2}:
            raise Unclear("which hours on holidays?")
        on_holidays = [replace(slot, holidays="only") for slot in moved(self.slots)]
        self.change(codes, ALL_YEAR, lambda slots: _some(moved(slots)))
        self.slots += on_holidays
        self.marks.add("holiday_hours")

    def from_school(self, scope: Scope, edge: time) -> None:
        """放課後~18:30: until then for sure closed, from when nobody can tell."""
        days = scope.days or self.days or Days(CODES[:5], weekdays=True)
        self.after_school |= not (scope.days or self.days)
        self.change(days.codes, scope.season or ALL_YEAR, lambda slots: [])
        self.slots.append(Slot(days.codes, Span(time(0), edge), season=scope.season or ALL_YEAR, maybe=True))

    def half(self, scope: Scope, half: str) -> None:
        """木土は午前のみ."""
        if not scope.days or scope.season or scope.days.holidays or self.floating:
            raise Unclear("half of which day?")
        if not self.halve(scope.days.codes, half, True):
            span = Span(time(0), ONE) if half == "午前" else Span(NOON, time(0))
            self.slots.append(Slot(scope.days.codes, span, maybe=True))

    def only_these(self, days: Days, codes: Sequence[str], season: Season = ALL_YEAR) -> None:
        """土曜は第1・3のみ; 日曜は第2・4日曜; 8月は第1のみ."""
        if not self.change(days.codes, season, lambda slots: _on(slots, codes)):
            self.slots.append(Slot(tuple(codes), ALL_DAY, maybe=True))

    def also_open(self, days: Days, season: Season) -> None:
        """第1土曜も開所: its hours are not told. Days that have hours keep them, but for 1月は第2土曜: on the
        first Saturday of January it may be closed."""
        if season != ALL_YEAR and {code[-2:] for code in days.codes} & {code[-2:] for code in self.codes}:
            self.weaken(None, season)
        new = minus(days.codes, self.codes)
        self.slots += [Slot(new, ALL_DAY, season=season, maybe=True)] if new else []
        self.slots += [Slot(CODES, ALL_DAY, "only", season, maybe=True)] if days.holidays else []

    def only(self, days: Days, season: Season) -> None:
        """火・木のみ; 7月は水曜のみ."""
        if days.holidays or not any(common(slot.codes, days.codes) for slot in self.slots):
            raise Unclear("only on days that it has no hours for")
        self.change(self.codes, season, lambda slots: _on(slots, days.codes))

    def open_in(self, season: Season, *, only_then: bool) -> None:
        """7月21日~8月31日だけ開く; ただし5月3日~5日は開館."""
        if only_then:
            self.slots = [replace(slot, season=slot.season & season) for slot in self.slots]
        else:
            self.slots.append(Slot(CODES, ALL_DAY, season=season, maybe=True))

    def open_on_holidays(self, days: Days) -> None:
        """月曜が祝日の場合は開館: where Mondays have no hours, those are not told."""
        if days.holidays or not self.slots:
            raise Unclear("holidays on which days?")
        if not self.change(days.codes, ALL_YEAR, lambda slots: [replace(s, holidays="open") for s in slots]):
            self.slots.append(Slot(days.codes, ALL_DAY, "only", maybe=True))

    def weaken(self, days: Days | None, season: Season) -> None:
        """土曜は要相談; 月2回; 変更あり: perhaps. Days without hours are perhaps open at any time."""
        if not self.slots:
            raise Unclear("perhaps, but what?")
        codes = days.codes if days else self.codes
        if not self.change(codes, season, lambda slots: [replace(slot, maybe=True) for slot in slots]):
            self.slots.append(Slot(codes, ALL_DAY, season=season, maybe=True))
        if days and days.holidays:
            self.slots.append(Slot(CODES, ALL_DAY, "only", season, maybe=True))


def _some(slots: list[Slot]) -> list[Slot]:
    if not slots:
        raise Unclear("closed before it opens")
    return slots


def _on(slots: list[Slot], codes: Sequence[str]) -> list[Slot]:
    return [replace(slot, codes=common(slot.codes, codes)) for slot in slots]
