"""What takes hours away from a draft: clauses of closing, and what is known only at the end of a text."""

from dataclasses import replace

from resources_db.reading.closures import Closing
from resources_db.reading.days import CODES, Days, minus
from resources_db.reading.draft import ALL_DAY, Draft, Unclear
from resources_db.reading.seasons import YEAR_END
from resources_db.reading.slots import Rule, Slot, is_within_a_day, merged, without


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


def _land_on_the_rest(draft: Draft) -> None:
    """9時~17時(土日祝を除く), 休館日:月曜: a whole list of the closed days names the open ones."""
    gone = {code for closing in draft.deferred for days in closing.days for code in days.codes}
    excepts = any(closing.word == "除く" for closing in draft.deferred) and "SU" in gone
    if "always" in draft.marks:
        draft.land(Days(CODES))
        return
    if not (any(c.is_whole_list for c in draft.deferred) or excepts or {"SA", "SU"} <= gone):
        raise Unclear("hours of which days?")
    draft.land(Days(CODES))
