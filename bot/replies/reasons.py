"""Why a service fits, in sentences that its record bears out, and what of that could not be checked."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from bot.replies.age_words import from_age, range_of_ages, until_age
from bot.replies.wording import say
from resources_db.matching.eligibility import Standing
from resources_db.matching.index import base_district
from resources_db.matching.own_needs import MENTIONED, SURE, own_need
from resources_db.matching.ranking import Match
from resources_db.matching.taxonomy import needs
from resources_db.models import Phone, Service
from resources_db.reading.phones import phone_problem
from resources_db.reading.text import clean

_ANY_AGE = re.compile(
    r"年齢[^。、]{0,6}(?:問わ|問い|制限|上限)|全年齢|(?:誰|だれ|どなた)でも|すべての(?:人|方|子|市民|町民|家)"
)
_SCREEN = re.compile(r"オンライン|LINE|チャット|Zoom|ビデオ通話", re.IGNORECASE)
_COMES = re.compile(r"訪問|自宅|家庭に伺|うかがい|伺い|派遣")
_BRINGS = re.compile(r"配達|お?届け|宅食|配送")
_TALKS = re.compile(r"相談|面談|窓口|話せ|話し|話を")
_IN_DESCRIPTION = ("description", "summary", "kind", "keywords", "name", "alternate_name")


def reasons(match: Match) -> list[str]:
    """At least one sentence, the need first. What the record does not bear out is not said, or said more weakly."""
    said = []
    for reason in match.reasons:
        kind, _, value = reason.partition(":")
        sentence = _SENTENCES[kind](match, value)
        if sentence:
            said.append(sentence)
    return said


def _need(match: Match, need: str) -> str:
    weight, evidence = own_need(match.service, need)
    if weight >= SURE:
        return say("reasons.need", plain=needs()[need].plain)
    if weight >= MENTIONED:
        return say("reasons.mentioned", word=_as_written(match.service, evidence.split("、")[0]))
    return say("reasons.near")


def _as_written(service: Service, word: str) -> str:
    """dv is DV where the record writes it so: evidence is kept in small letters."""
    told = "\n".join(clean(getattr(service, field) or "") for field in _IN_DESCRIPTION)
    found = re.search(re.escape(word), told, re.IGNORECASE)
    return found[0] if found else word


def _age(match: Match, which: str) -> str:
    return say("reasons.age_one" if which == "one" else "reasons.age")


def _district(match: Match, _: str) -> str:
    place = match.service.location
    return say("reasons.district", district=base_district(place.district)) if place and place.district else ""


def _free(match: Match, _: str) -> str:
    return say("reasons.free") if match.service.is_free else ""


def _way(match: Match, way: str) -> str:
    """How it can be used, as far as its texts go: 「電子申請」 is no talk by video, a delivery no visit."""
    service = match.service
    told = clean(" ".join(filter(None, map(service.__getattribute__, _ABOUT_WAYS))))
    if way == "phone":
        number = first_phone(service)
        return say("reasons.way:phone") if number and not phone_problem(number.number) else ""
    if way == "online":
        return say("reasons.way:online" if _SCREEN.search(told) else "reasons.way:net")
    if way == "home":
        brings = _BRINGS.search(told) and not _COMES.search(told)
        return say("reasons.way:brings" if brings else "reasons.way:home")
    return say("reasons.way:visit" if _TALKS.search(told) else "reasons.way:go")


_ABOUT_WAYS = ("name", "kind", "summary", "description", "application_process", "contact_text")
_SENTENCES: dict[str, Callable[[Match, str], str]] = {
    "need": _need,
    "words": lambda *_: say("reasons.words"),
    "near": lambda *_: say("reasons.near"),
    "age": _age,
    "district": _district,
    "free": _free,
    "time": lambda *_: say("reasons.time"),
    "way": _way,
}


def first_phone(service: Service) -> Phone | None:
    return next((phone for phone in service.phones if phone.type != "fax"), None)


def age_checks(service: Service, match: Match | None, today: date) -> list[str]:
    """What is still open about the ages, and that it opens soon, later, or no more, with what takes over."""
    standing = match.standing if match else Standing.UNTOLD
    known = any(
        value is not None
        for value in (service.minimum_age, service.maximum_age, service.minimum_grade, service.maximum_grade)
    )
    told = service.age_text or service.eligibility_description
    if not known and not told:
        return [say("to_check.age_unknown")]
    if not known and standing is Standing.UNREAD and told and not _ANY_AGE.search(clean(told)):
        return [say("to_check.age_unread")]
    if standing is Standing.PARTLY:
        return [say("to_check.age_partly", ages=range_of_ages(service, today))]
    line = _late(standing, service, today)
    if line and match and match.instead:
        line = say("to_check.instead", line=line, name=match.instead)
    return [line] if line else []


def _late(standing: Standing, service: Service, today: date) -> str:
    if standing is Standing.SOON:
        return say("to_check.soon", ages=from_age(service, today))
    if standing is Standing.EARLY:
        return say("to_check.early", ages=from_age(service, today))
    if standing is Standing.OVER:
        return say("to_check.past", ages=until_age(service, today))
    if standing is Standing.BETWEEN:
        return say("to_check.between", ages=range_of_ages(service, today))
    return ""


def soon_beside(matches: Sequence[Match], shown: Sequence[Match], today: date) -> str:
    """What is not shown because the child comes to its age only within a year, in one sentence; "" where there is
    none, or one is shown with its mark."""
    if any(match.standing is Standing.SOON for match in shown):
        return ""
    served = {match.need for match in shown}
    for match in matches:
        own = own_need(match.service, match.need)[0]
        if match.standing is Standing.SOON and match.need in served and own >= SURE:
            return say("found.soon", name=match.service.name, ages=from_age(match.service, today))
    return ""
