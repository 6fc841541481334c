"""Clause by clause: what a text about opening hours lets one say for sure, and what only perhaps."""

import re
from dataclasses import replace

from resources_db.reading import clauses as words
from resources_db.reading.clauses import Scope, read_scope
from resources_db.reading.clock import read_clock, read_spans
from resources_db.reading.closures import is_list, read_closing
from resources_db.reading.days import CODES, Days, days_of, nths
from resources_db.reading.draft import ALL_DAY, Draft
from resources_db.reading.rest_of_week import with_days
from resources_db.reading.resting import close, finish
from resources_db.reading.seasons import ALL_YEAR, Season
from resources_db.reading.slots import Slot
from resources_db.reading.unclear import Unclear
from resources_db.reading.wording import BRACKET, clauses

_HAS_TIME = re.compile(r"\d(?:時|:|月|日)|第\d|曜|祝|◇")


def read(text: str, columns: list[Slot]) -> Draft:
    """`columns`: what the row's own columns say of days and times. Raises Unclear."""
    told = clauses(text)
    try:
        return _Reading(columns).read(told)
    except Unclear:
        again = [] if columns else with_days(told)
        if not again:
            raise
    return _Reading(columns).read(again)


class _Reading:
    def __init__(self, columns: list[Slot]) -> None:
        self.draft = Draft(columns)
        self.waiting = ""  # 水曜、第2土曜は…: days of which the next clause tells
        self.listed = ""  # the same within brackets
        seasons = [slot.season for slot in columns if slot.season != ALL_YEAR]
        self.told: Season = (
            seasons[0] if seasons else frozenset()
        )  # the parts of the year that were spoken of
        self.topic = ""  # whose hours the last clause told; the rest of its sentence goes on with them
        self.before_bracket = ""

    def read(self, told: list[tuple[str, str]]) -> Draft:
        for clause, end_before in told:
            in_bracket = clause.startswith(BRACKET)
            if end_before:
                self.topic = ""
                self._end_bracket()
            if end_before == "。" and self.waiting and self.draft.slots:
                self._settle()
            self._take(clause.lstrip(BRACKET), in_bracket)
        self._end_bracket()
        if self.waiting:
            self._settle()
        if self.draft.after_school and not any(re.search("土|毎日", clause) for clause, _ in told):
            self.draft.slots.append(Slot(CODES[5:], ALL_DAY, maybe=True))  # many clubs open on Saturdays
        finish(self.draft)
        return self.draft

    def _take(self, clause: str, in_bracket: bool) -> None:
        waited = ""
        if in_bracket:
            clause, self.listed = self.listed + clause, ""
            if is_list(clause):
                self.listed = clause + "、"
                return
            if self.waiting:  # 平日(祝日を除く): only what takes away can stand between days and hours
                if words.NOT_EVERY.fullmatch(clause):  # 土曜(不定期)
                    self.waiting = clause + self.waiting
                elif not self._closing(clause):
                    raise Unclear(clause)
                return
        else:
            self._end_bracket()
            waited, self.waiting = self.waiting, ""
            clause = waited + clause
        if words.NOT_EVERY.fullmatch(clause) and not (in_bracket and self.draft.slots):
            self.waiting = clause
        elif is_list(clause) or not in_bracket and self._only_says_when(clause):
            self.waiting = clause + "、"
        elif self._some_weeks(clause) or self._on_holidays(clause):
            return
        elif self._nothing_of_hours(clause):
            self.before_bracket = self.before_bracket if in_bracket else "some"
        elif self._closing(clause, waited) or self._all_hours(clause, in_bracket):
            self.before_bracket = self.before_bracket if in_bracket else ""
        elif not self._longer(clause, in_bracket) and not self._hours(clause, in_bracket):
            if words.SPEAKS_OF_HOURS.search(clause):
                raise Unclear(clause)
            self.before_bracket = "some"

    def _some_weeks(self, clause: str) -> bool:
        """水 10時~15時(隔週); 第1・第3週: of which days, and when, nobody can tell."""
        if not (words.SOME_WEEKS.fullmatch(clause) or words.NOT_EVERY.fullmatch(clause)):
            return False
        self.draft.weaken(None, ALL_YEAR)
        return True

    def _on_holidays(self, clause: str) -> bool:
        match = words.OPEN_ON_HOLIDAYS.fullmatch(clause)
        days = days_of(match["days"] or match["day"] or match["those"]) if match else None
        if days is None or days.holidays:
            return False
        self.draft.open_on_holidays(days)
        return True

    def _only_says_when(self, clause: str) -> bool:
        """4・8・12月の土曜、; ◇余、"""
        scope = read_scope(clause, self.told)
        is_more = scope.also or scope.only or scope.only_then or scope.unsure or scope.label
        return not scope.rest and not is_more and bool(scope.days or scope.season)

    def _end_bracket(self) -> None:
        """10:00~12:00(火、木): days alone in brackets belong to the hours before them."""
        if not self.listed:
            return
        days, self.listed = days_of(self.listed), ""
        if days is None or not self.draft.floating:
            raise Unclear("days in brackets")
        self.draft.land(days)

    def _settle(self) -> None:
        """A sentence of days alone. With columns, it says which of their days (第2・第4土曜); without, that
        these are open, too (平日9時~17時、第1土曜), nobody knows from when to when."""
        waited, self.waiting = self.waiting.rstrip("、"), ""
        if self._some_weeks(waited):
            return
        scope = read_scope(waited, self.told)
        draft, days, season = self.draft, scope.days, scope.season or ALL_YEAR
        if half := words.HALF.fullmatch(scope.rest):
            draft.half(scope, half["half"])
            return
        if scope.rest or scope.label or not (days or scope.season):
            raise Unclear("days, but what of them?")
        if days is None:
            draft.open_in(season, only_then=True)
        elif draft.floating and not scope.season:
            draft.land(days)
        elif not draft.slots:
            raise Unclear("days without hours")
        elif draft.has_columns and {code[-2:] for code in days.codes} <= {code[-2:] for code in draft.codes}:
            draft.only(days, ALL_YEAR)
            draft.open_in(season, only_then=True)
        else:
            draft.also_open(days, season)

    def _nothing_of_hours(self, clause: str) -> bool:
        if words.WEEKEND_TOO.match(clause) and not {"SA", "SU"} <= set(self.draft.codes):
            return False
        if mark := words.mark(clause):
            self.draft.marks.add(mark)
            return True
        others = (words.ANSWERING_MACHINE, words.BOOKING, words.ACTIVITY)
        return any(other.match(clause) for other in others)

    def _closing(self, clause: str, waited: str = "") -> bool:
        closing = read_closing(clause)
        if closing is None:
            return False
        if waited and closing.is_topic and re.search(r"毎[週月]|第\d|最終", waited):
            raise Unclear(clause)  # 第1・第3土曜、8月は休み: open on these Saturdays, or closed?
        of_a_season = closing.seasons or any(rule.season != ALL_YEAR for rule in closing.rules)
        if waited and closing.is_topic and of_a_season:
            raise Unclear(clause)
        close(self.draft, closing)
        return True

    def _all_hours(self, clause: str, in_bracket: bool) -> bool:
        if not words.ALL_HOURS.fullmatch(clause):
            return False
        if in_bracket and not self.draft.slots:
            raise Unclear(clause)  # いつでも相談(24時間受付): of which hours?
        if not self.draft.slots:
            self.draft.slots.append(Slot(CODES, ALL_DAY))
            self.draft.marks.add("always")
        elif any(slot.span != ALL_DAY for slot in self.draft.slots):
            self.draft.more_hours = True
        elif "365日" in clause:
            self.draft.marks.add("always")
        return True

    def _longer(self, clause: str, in_bracket: bool) -> bool:
        """夜間は当番; 延長保育19時まで: what is sure stays sure."""
        if not words.LONGER.search(clause):
            return False
        scope = read_scope(clause, self.told)
        hours = words.JUST_SPANS.fullmatch(scope.rest) or words.EDGE.fullmatch(scope.rest)
        is_told = hours and words.BY_THE_CLOCK.match(clause) and not (scope.days and scope.days.holidays)
        if is_told and self.draft.slots:
            self._say(replace(scope, label="longer", season=None), in_bracket)
        else:
            self.draft.more_hours = True
        if not in_bracket:
            self.topic = self.before_bracket = "longer"
        return True

    def _hours(self, clause: str, in_bracket: bool) -> bool:
        scope = read_scope(clause, self.told)
        inherited = self.before_bracket if in_bracket else self.topic
        if not scope.label and inherited == "season":
            if scope.season is None and any(slot.season == ALL_YEAR for slot in self.draft.slots):
                raise Unclear(clause)
        elif not scope.label:
            scope = replace(scope, label=inherited)
        if not self._say(scope, in_bracket):
            return False
        if scope.season and scope.label != "when":
            self.told |= scope.season
        if not in_bracket:
            self.before_bracket = scope.label if scope.label in {"some", "when", "longer"} else ""
            self.topic = self.before_bracket or ("season" if scope.season else "")
        return True

    def _say(self, scope: Scope, in_bracket: bool) -> bool:
        """What the clause says of its days. False where its words are not known."""
        rest, draft = scope.rest, self.draft
        if match := words.JUST_SPANS.match(rest):
            tail = rest[match.end() :]
            spans = read_spans(match["spans"], overnight=in_bracket or scope.label == "longer")
            if spans is None or _HAS_TIME.search(tail):
                raise Unclear(rest)
            if draft.has_columns and rest[match.end("spans") :].startswith("に") and scope.days:
                raise Unclear(rest)  # 第2土曜10時~12時に開く: on no other Saturday?
            if tail and not words.NOT_SURE.search(tail):
                is_open = words.OPEN_MEANWHILE.search(tail)
                if scope.days or not in_bracket and not (is_open and draft.slots and not scope.season):
                    raise Unclear(rest)
                if not is_open:  # (12:00~13:00清掃)
                    draft.unsure_within(spans)
                draft.spans(replace(scope, label="some"), spans, in_bracket=True)  # (12:00~13:00自由開放)
                return True
            if tail and draft.slots and not (scope.label or scope.days or scope.season):
                draft.unsure_within(spans)
                return True
            scope = replace(scope, also=scope.also or bool(match["also"]), unsure=scope.unsure or bool(tail))
            draft.spans(scope, spans, in_bracket=in_bracket)
        elif match := words.EDGE.fullmatch(rest):
            self._edge(scope, match)
        elif match := words.FROM_SCHOOL.fullmatch(rest):
            edge = read_clock(match["clock"])
            if edge is None or scope.label not in {"", "whole"}:
                raise Unclear(rest)
            draft.from_school(scope, edge)
        elif match := words.HALF.fullmatch(rest):
            draft.half(scope, match["half"])
        else:
            return self._without_hours(scope)
        return True

    def _edge(self, scope: Scope, match: re.Match[str]) -> None:
        edge = read_clock(match["clock"])
        if edge is None:
            raise Unclear(match[0])
        is_end = match["edge"] not in words.STARTS
        if match["next"]:  # 翌1時まで: only as what the columns said already
            if any(slot.span.closes != edge for slot in self.draft.slots) or not self.draft.slots:
                raise Unclear(match[0])
            return
        if scope.unsure:
            raise Unclear(match[0])
        self.draft.edge(scope, edge, is_end=is_end)

    def _without_hours(self, scope: Scope) -> bool:
        """土曜は第1・3のみ; 第2土曜も開所; 土曜は要相談."""
        draft, days, season = self.draft, scope.days, scope.season or ALL_YEAR
        if words.NO_MATTER.fullmatch(scope.rest):
            return True
        if scope.label == "some" and days and not scope.rest:  # 弁護士相談は第3日曜
            return True
        if not draft.slots or scope.label in {"some", "reception"}:
            return False
        within = days_of(scope.rest) if days else None
        if (days or scope.season) and (nth := words.ONLY_NTH.fullmatch(scope.rest)):
            these = days or Days(tuple(dict.fromkeys(code[-2:] for code in draft.codes)))
            draft.only_these(these, [f"{n}{code}" for code in these.codes for n in nths(nth["nth"])], season)
        elif days and within and {code[-2:] for code in within.codes} <= set(days.codes):  # 日曜は第2・4日曜
            draft.only_these(days, within.codes)
        elif scope.unsure or self._says_perhaps(scope):
            draft.weaken(days, season)
        elif scope.rest and not words.JUST_OPEN.fullmatch(scope.rest):
            return False
        elif days and scope.only:
            draft.only(days, season)
        elif days and scope.label != "when":
            draft.also_open(days, season)
        elif scope.season and scope.rest:
            draft.open_in(season, only_then=scope.only_then)
        else:
            return False
        return True

    def _says_perhaps(self, scope: Scope) -> bool:
        """土曜は要相談; 曜日は変わることがある. Without days, only what speaks of days or times."""
        words_of = words.NOT_SURE if scope.days or scope.season else words.NOT_SURE_AT_ALL
        return bool(words_of.search(scope.rest)) and not _HAS_TIME.search(scope.rest)
