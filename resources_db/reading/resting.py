"""What takes hours away from a draft: clauses of closing, and what is known only at the end of a text."""

from dataclasses import replace

from resources_db.reading.clock import Span
from resources_db.reading.closures import Closing
from resources_db.reading.days import CODES, Days, minus
from resources_db.reading.draft import ALL_DAY, Draft
from resources_db.reading.seasons import ALL_YEAR, YEAR_END
from resources_db.reading.slots import Rule, Slot, is_within_a_day, merged, without
from resources_db.reading.unclear import Unclear


def close(draft: Draft, closing: Closing) -> None:
    draft.marks |= {"holidays_closed"} if closing.holidays else set()
    draft.marks |= {"year_end_closed"} if closing.year_end else set()
    if not draft.slots:
        draft.deferred.append(closing)
        return
    if closing.holidays and any(slot.holidays in {"open", "also", "only"} for slot in draft.slots):
        raise Unclear("open and closed on holidays")
    if closing.pauses and (closing.days or closing.seasons):
        raise Unclear("a pause on some days only")
    for days in closing.days:
        _take_away(draft, days.codes)
    for days, half, is_sure in closing.halves:
        draft.halve(days.codes, "午前" if half == "午後" else "午後", is_sure)
    for pause in closing.pauses:
        draft.unsure |= not all(is_within_a_day(slot.span) for slot in draft.slots)
        draft.slots = [left for slot in draft.slots for left in without(slot, pause)]
    for season in closing.seasons:
        draft.slots = [replace(slot, season=slot.season - season) for slot in draft.slots]
    for days in closing.on_holidays:
        draft.change(days.codes, ALL_YEAR, lambda slots: [replace(s, holidays="never") for s in slots])
    for days in closing.exceptional:  # open on Mondays that are holidays; the hours are not told
        _take_away(draft, days.codes)
        draft.slots.append(Slot(days.codes, ALL_DAY, maybe=True))
    draft.rules += closing.rules
    draft.unsure |= closing.unclear


def _take_away(draft: Draft, codes: tuple[str, ...]) -> None:
    """Without Mondays. The last Friday cannot be taken out of all Fridays: a rule closes it."""
    draft.rules += [Rule((code,)) for code in codes if code.startswith("-")]
    draft.slots = [replace(slot, codes=minus(slot.codes, codes)) for slot in draft.slots]


def finish(draft: Draft) -> None:
    """What had to wait for the end of the text."""
    if draft.floating:
        _land_on_the_rest(draft)
    if "open" in draft.marks:
        _open_on_holidays(draft)
    waiting, draft.deferred = draft.deferred, []
    for closing in waiting:
        close(draft, closing)
    if draft.unsure:
        draft.slots = [replace(slot, maybe=True) for slot in draft.slots]
    if "holiday_hours" in draft.marks:
        draft.slots = [slot if slot.holidays else replace(slot, holidays="never") for slot in draft.slots]
    if "year_end_closed" in draft.marks and "holidays_closed" not in draft.marks:
        draft.rules.append(Rule(season=YEAR_END))
    draft.slots = merged(draft.slots)


def _open_on_holidays(draft: Draft) -> None:
    """祝日も開館: on holidays among its days at the same hours, if these are the same on all of them. Holidays
    on other days may be meant, too, but for a thing of one weekday."""
    hours: dict[str, set[Span]] = {}
    for slot in draft.slots:
        for code in slot.codes:
            hours.setdefault(code[-2:], set()).add(slot.span)
    spans = next(iter(hours.values()), set())
    is_same = all(others == spans for others in hours.values())
    tells_them = any(slot.holidays in {"also", "only", "open"} for slot in draft.slots)
    draft.slots = [
        replace(slot, holidays="" if is_same else "unsure") if slot.holidays == "closed" else slot
        for slot in draft.slots
    ]
    others = minus(CODES, hours)
    if len(hours) > 1 and others and not tells_them:
        at = sorted(spans, key=lambda span: span.opens) if is_same else [ALL_DAY]
        draft.slots += [Slot(others, span, "only", maybe=True) for span in at]


def _land_on_the_rest(draft: Draft) -> None:
    """9時~17時(土日祝を除く), 休館日:月曜, 月曜休館: a whole list of the closed days names the open ones."""
    gone = {code for closing in draft.deferred for days in closing.days for code in days.codes}
    excepts = any(closing.word == "除く" for closing in draft.deferred) and "SU" in gone
    if "always" in draft.marks:
        draft.land(Days(CODES))
        return
    names_the_closed = any(closing.is_whole_list for closing in draft.deferred)
    if not (names_the_closed or excepts or {"SA", "SU"} <= gone):
        raise Unclear("hours of which days?")
    draft.land(Days(CODES))
