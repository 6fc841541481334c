"""A service as a card: only what its record says, why it fits, and what is still to check."""

import re
from datetime import date, datetime

from bot.messages import Card
from bot.replies.reasons import age_checks, first_phone, reasons
from bot.replies.wording import say
from resources_db.matching.ranking import Match
from resources_db.models import Service
from resources_db.opening import JAPAN, Opening, opening
from resources_db.reading.phones import phone_problem

_SUMMARY_LENGTH = 70
_OLD_AFTER_DAYS = 365
_WEEKDAYS = "月火水木金土日"
_SENTENCE = re.compile(r"[^。\n]+。?")


def card(service: Service, now: datetime, match: Match | None = None) -> Card:
    opened = opening(service.schedules, now)
    return {
        "service_id": service.id,
        "source_id": service.source_id,
        "name": service.name,
        "summary": summary(service),
        "reasons": reasons(match) if match else [],
        "to_check": to_check(service, opened, now.astimezone(JAPAN).date(), match),
        "phone": phone(service),
        "hours_text": service.hours_text,
        "open_now": opened.open_now,
        "next_open": japanese_moment(opened.next_open) if opened.next_open else None,
        "cost_text": service.fees_description or ("無料" if service.is_free else None),
        "age_text": service.age_text,
        "address": place(service),
        "url": service.url if service.url and service.url.startswith(("https://", "http://")) else None,
        "verified_on": service.assured_date.isoformat() if service.assured_date else None,
    }


def summary(service: Service) -> str:
    """The first plain sentence that the record has."""
    for text in (service.summary, service.description, service.eligibility_description, service.kind):
        if text and (sentence := _SENTENCE.search(text)):
            found = sentence[0].strip()
            return found if len(found) <= _SUMMARY_LENGTH else found[: _SUMMARY_LENGTH - 1] + "…"
    return ""


def place(service: Service) -> str | None:
    """The address, and the building or room where the record names one."""
    if not service.location:
        return None
    room = service.location.name if service.location.name != service.name else ""
    return " ".join(filter(None, (service.location.address, room))) or None


def phone(service: Service) -> str | None:
    first = first_phone(service)
    if first is None:
        return None
    return f"{first.number}(内線{first.extension})" if first.extension else first.number


def to_check(service: Service, opened: Opening, today: date, match: Match | None) -> list[str]:
    """What the record leaves open. Said plainly, never dropped."""
    found = [say("to_check.alert", text=" ".join(service.alert.split()))] if service.alert else []
    found += application_period(service, today)
    found += age_checks(service, match, today)
    unchecked = match.unchecked if match else []
    if opened.open_now is None:
        found.append(say("to_check.time" if "time" in unchecked else "to_check.hours"))
    if (number := first_phone(service)) and phone_problem(number.number):
        found.append(say("to_check.phone"))
    if not service.fees_description and service.is_free is None:
        found.append(say("to_check.cost"))
    elif "free" in unchecked:
        found.append(say("to_check.free"))
    if not service.phones and not service.location and not service.url:
        found.append(say("to_check.contact"))
    if service.assured_date is None:
        found.append(say("to_check.never_checked"))
    elif is_old(service.assured_date, service.review_on, today):
        found.append(say("to_check.old", date=japanese_date(service.assured_date)))
    return found


def application_period(service: Service, today: date) -> list[str]:
    """That one cannot apply today: not yet, or no more."""
    begins, ends = service.application_from, service.application_until
    if ends and ends < today:
        return [say("to_check.application_over", date=japanese_date(ends))]
    if begins and begins > today:
        return [say("to_check.application_later", date=japanese_date(begins))]
    return []


def is_old(checked: date, review_on: date | None, today: date) -> bool:
    """Its day of review is there, or a year has gone by since it was checked."""
    return (review_on is not None and review_on <= today) or (today - checked).days > _OLD_AFTER_DAYS


def japanese_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def japanese_moment(moment: datetime) -> str:
    """11月24日(火) 8:30."""
    here = moment.astimezone(JAPAN)
    return f"{here.month}月{here.day}日({_WEEKDAYS[here.weekday()]}) {here.hour}:{here.minute:02d}"
