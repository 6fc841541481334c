"""The same worry, with a wish: nearer, free, today, weekend, evening, by phone, online, at home."""

import re
from datetime import datetime, timedelta

from bot.messages import Reply, text
from bot.replies.wording import say
from bot.safety.replies import staying_replies
from bot.skills.answer_about_service import answer_about_service, is_question_about_service
from bot.skills.cues import aspect_in
from bot.skills.find_support import ask_worry, find_support
from bot.skills.search import FIRST, needs_in, not_found, search, show
from bot.skills.turn import Turn
from bot.text.japanese_dates import find_times
from bot.understanding.entities import time_value
from resources_db.models import Service
from resources_db.opening import JAPAN, may_open_within

_WISHES = {
    "refine_nearer": "near",
    "refine_free": "free",
    "refine_phone": "phone",
    "refine_online": "online",
    "refine_home_visit": "visit_home",
}
_TIMES = {
    "refine_today": ("today", "今日"),
    "refine_weekend": ("weekend", "土日"),
    "refine_evening": ("evening", "夜"),
}
_ALSO_A_NEED = 0.4  # 「同じ病気の人と話せるところ、ネットで」 wishes and tells another need
_REASON = {
    "near": "district",
    "free": "free",
    "phone": "way:phone",
    "online": "way:online",
    "visit_home": "way:home",
}


def refine(turn: Turn) -> list[Reply]:
    turn.remember_facts()
    memory, intent = turn.memory, turn.heard.intent
    if is_question_about_service(turn):
        return answer_about_service(turn)
    if memory.crisis and not memory.worry:
        return staying_replies(memory.crisis, turn.now, memory.crisis_level)
    if not memory.worry:
        return find_support(turn) if turn.heard.needs else ask_worry(turn)
    if intent == "refine_free" and "free" not in turn.heard.wishes and _asks(turn.heard.text):
        return answer_about_service(turn)  # 「お金かかります？」 asks, 「無料のがいい」 wishes
    if intent == "refine_phone" and "no_phone" in turn.heard.wishes:
        intent = "refine_online"
    if intent == "refine_nearer" and not memory.district:
        memory.wishes = sorted({*memory.wishes, "near"})
        return [text(say("ask_district"))]
    if intent in _TIMES:
        wish, word = _TIMES[intent]
        if not turn.heard.times:
            memory.times = [time_value(found) for found in find_times(word, turn.now)]
        refined, reason = "time", "time"
    else:
        wish = _WISHES[intent]
        memory.wishes = sorted({*memory.wishes, wish})
        refined, reason = wish, _REASON[wish]
    told = needs_in(turn.heard.text, turn.heard.needs)
    if any(confidence >= _ALSO_A_NEED for _, confidence in told):
        memory.needs, memory.seen = [list(pair) for pair in told], []
    matches = search(turn, refined=frozenset({refined}))
    if not matches:
        return not_found(turn)
    met = [m for m in matches if reason in m.reasons]
    if intent == "refine_today":
        matches = [m for m in matches if m in met or opens_today(m.service, turn.now) is not False]
    key = "found.refined" if met else "found.refined_none"
    best = (met + [m for m in matches if m not in met])[: max(FIRST, len(met))]
    return show(turn, say(key, wish=say(f"wishes.{wish}")), best)


def _asks(message: str) -> bool:
    return aspect_in(message) == "cost" and not re.search(
        r"きびし|厳し|無理|むり|困|払え|はいや|は嫌", message
    )


def opens_today(service: Service, now: datetime) -> bool | None:
    """None when the record does not tell."""
    here = now.astimezone(JAPAN)
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return may_open_within(service.schedules, here, midnight)
