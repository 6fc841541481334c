"""Questions about a service: one just shown, one named, answered from its record only."""

import re

from bot.messages import Reply, choices, services, text
from bot.replies.cards import card, japanese_moment, phone, place
from bot.replies.wording import choice, entry, say
from bot.safety.contacts import registry
from bot.safety.replies import staying_replies
from bot.skills.cues import aspect_in, named_anywhere, named_in
from bot.skills.turn import Turn
from bot.text.normalise import normalise
from resources_db.models import Service
from resources_db.opening import opening

_ORDINAL = re.compile(
    r"(?:^|[^\d])([1-9一二三①②③])\s*(?:番|ばん|つ目|つめ|個目|件目|$|の|は)|(最初|はじめ|上の)|(真ん中|まんなか)|(最後|下の)"
)
_COUNTERS = {"一": 1, "二": 2, "三": 3, "①": 1, "②": 2, "③": 3}
_ASPECTS = {
    "ask_hours": "hours",
    "ask_cost": "cost",
    "ask_apply": "apply",
    "ask_documents": "documents",
    "ask_place": "place",
    "ask_phone_number": "phone",
    "ask_reservation": "reservation",
    "ask_eligibility": "eligibility",
}
_MOST_SENTENCES = 3
_POINTING = re.compile(r"(?:それ|これ|そこ|ここ|その|この|あの)")
_LINE = re.compile(r"(?<!\d)(110|119|189|#\d{4})(?!\d)")
_SENTENCES: dict[str, str] = {
    "place": r"場所|会場|で行い|で開き|の\\d+か所|市役所\\d階|公民館|カフェ",
    "reservation": r"予約|申込|申し込み|当日|登録",
    "documents": r"持ち物|持参|必要書類|用意",
    "cost": r"円|無料|費用|料金",
    "amount": r"金額|支給額|月額|年額|\d円|万円|手当額",
    "apply": r"申込|申し込み|申請|予約|登録|電話で",
}


def answer_about_service(turn: Turn) -> list[Reply]:
    if line := _national_line(turn.heard.text):
        return line
    asked = meant(turn)
    if not asked and turn.memory.crisis:
        return staying_replies(turn.memory.crisis, turn.now, turn.memory.crisis_level)
    if not asked:
        return [text(say("detail.none_shown")), choices(*map(tuple, entry("worries")), choice("person"))]
    if len(asked) == 1:
        turn.memory.focus = asked[0].id
        if asked[0].id not in turn.memory.shown:
            turn.memory.shown = [asked[0].id]
    aspect = aspect_in(turn.heard.text) or _ASPECTS.get(turn.heard.intent)
    ways = choices(choice("more"), choice("person"))
    if aspect is None:
        return [services([card(s, turn.now) for s in asked], more=False), ways]
    return [text("\n".join(_answer(s, aspect, turn) for s in asked)), ways]


def is_question_about_service(turn: Turn) -> bool:
    """A short question about a part of a record, when something was shown or is named: 「フードバンクって
    身分証いる？」 is no new worry, although its words are those of a need."""
    message = turn.heard.text
    if _national_line(message):
        return True
    if not aspect_in(message):
        return False
    seen = _services(turn, turn.memory.seen)
    if seen and (_POINTING.match(message) or _ordinal(message, seen) is not None or named_in(message, seen)):
        return True
    return named_anywhere(message, turn.index) is not None


def meant(turn: Turn) -> list[Service]:
    """By number, by name (shown now, shown before, anywhere), else the one spoken of, else all shown."""
    shown, seen = _services(turn, turn.memory.shown), _services(turn, turn.memory.seen)
    if (place := _ordinal(turn.heard.text, shown)) is not None:
        return [shown[place]]
    for candidates in (shown, seen):
        if named := named_in(turn.heard.text, candidates):
            return named
    if anywhere := named_anywhere(turn.heard.text, turn.index):
        return [anywhere]
    if turn.memory.focus and (focus := turn.index.service(turn.memory.focus)) and focus in shown:
        return [focus]
    return shown


def _services(turn: Turn, ids: list[str]) -> list[Service]:
    return [service for i in ids if (service := turn.index.service(i))]


def _ordinal(message: str, shown: list[Service]) -> int | None:
    match = _ORDINAL.search(normalise(message))
    if not match or not shown:
        return None
    if number := match[1]:
        place = (_COUNTERS.get(number) or int(number)) - 1
    else:
        place = 0 if match[2] else 1 if match[3] else len(shown) - 1
    return place if 0 <= place < len(shown) else None


def _national_line(message: str) -> list[Reply] | None:
    """「189って夜中でもつながる？」 is answered from the registry."""
    match = _LINE.search(normalise(message))
    entry = registry().get(match[1]) if match else None
    if entry is None or not aspect_in(message) and "つなが" not in message:
        return None
    said = say(
        "detail.line", number=entry["number"], name=entry["name"], purpose=entry["for"], hours=entry["hours"]
    )
    return [text(said), choices(choice("person"))]


def _answer(service: Service, aspect: str, turn: Turn) -> str:
    value = _value(service, aspect)
    if aspect == "cost" and service.is_free and not value:
        return say("detail.free", name=service.name)
    if not value:
        number = phone(service)
        key = "detail.unknown" if number else "detail.unknown_no_phone"
        return say(key, name=service.name, what=say(f"detail.what.{aspect}"), phone=number or "")
    sentence = say(f"detail.{aspect}", name=service.name, value=value.rstrip("。"))
    return sentence + _open_now(service, turn) if aspect == "hours" else sentence


def _value(service: Service, aspect: str) -> str | None:
    """The field of the record, else the sentences of its description that speak of it."""
    location = service.location
    whereabouts = (
        "。".join(filter(None, (place(service), location.transportation, location.parking)))
        if location
        else None
    )
    field = {
        "hours": service.hours_text,
        "cost": service.fees_description,
        "apply": service.application_process,
        "documents": service.required_documents,
        "place": whereabouts,
        "phone": phone(service),
        "eligibility": service.eligibility_description or service.age_text,
    }.get(aspect)
    return field or (_sentences_with(service, _SENTENCES[aspect]) if aspect in _SENTENCES else None)


def _sentences_with(service: Service, words: str) -> str | None:
    told = "\n".join(filter(None, (service.application_process, service.description, service.hours_text)))
    found = [s.strip() for s in re.split(r"[。\n]+", told) if re.search(words, s)]
    return "。".join(list(dict.fromkeys(found))[:_MOST_SENTENCES]) or None


def _open_now(service: Service, turn: Turn) -> str:
    opened = opening(service.schedules, turn.now)
    if opened.open_now:
        return say("detail.open_now")
    if opened.open_now is False and opened.next_open:
        return say("detail.closed_now", next=japanese_moment(opened.next_open))
    return ""
