"""Which skill or fixed response answers which intent, when Rasa cannot be asked. Rasa's own rules
(data/rules) say the same; tests/bot/test_rules_and_table_agree.py holds them together."""

from collections.abc import Callable

from bot.messages import Reply
from bot.replies.wording import utter
from bot.skills.acknowledge_feeling import acknowledge_feeling
from bot.skills.advise_supporter import advise_supporter
from bot.skills.answer_about_service import answer_about_service
from bot.skills.ask_back import ask_back
from bot.skills.decline_scope import decline_scope
from bot.skills.find_support import find_support
from bot.skills.offer_person import offer_person
from bot.skills.refine import refine
from bot.skills.show_more import show_more
from bot.skills.start_over import start_over
from bot.skills.turn import Turn
from bot.understanding.understand import ABOUT_SERVICE

Skill = Callable[[Turn], list[Reply]]

SKILLS: dict[str, Skill] = {
    "need": find_support,
    "supporter_concern": advise_supporter,
    "ask_human": offer_person,
    "start_over": start_over,
    "out_of_scope": decline_scope,
    "nlu_fallback": ask_back,
    "more": show_more,
    "not_this": show_more,
}
PREFIXES: tuple[tuple[str, Skill], ...] = (
    ("tell_", find_support),
    ("refine_", refine),
    ("feel_", acknowledge_feeling),
)
RESPONSES = (
    "greet",
    "thanks",
    "goodbye",
    "small_talk",
    "frustration",
    "deny",
    "ask_bot",
    "ask_privacy",
    "ask_anonymous",
    "ask_repeat",
)
_YES: dict[str, Skill] = {"person": offer_person, "more": show_more}


def answer(turn: Turn) -> list[Reply]:
    """The replies to a turn, by its intent."""
    intent = turn.heard.intent
    if intent == "affirm":
        skill = _YES.get(turn.memory.offer)
        return skill(turn) if skill else utter("utter_go_on")
    if intent in RESPONSES:
        turn.remember_facts()
        return utter(f"utter_{intent}")
    if intent in ABOUT_SERVICE:
        return answer_about_service(turn)
    prefixed = next((skill for prefix, skill in PREFIXES if intent.startswith(prefix)), ask_back)
    return SKILLS.get(intent, prefixed)(turn)
