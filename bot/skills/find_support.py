"""A worry in the parent's own words -> services that fit. Facts told later sharpen the same search."""

from bot.messages import Reply, choices, text
from bot.replies.wording import choice, entry, say
from bot.safety.replies import staying_replies
from bot.skills.advise_supporter import advise_supporter
from bot.skills.answer_about_service import answer_about_service, is_question_about_service
from bot.skills.ask_back import ask_back
from bot.skills.search import CLEAR_NEED, lead_for, needs_in, not_found, search, show
from bot.skills.still_about_it import still_about_it
from bot.skills.turn import Turn

_FACTS = {"tell_age", "tell_district", "tell_time"}
# ひとつの悩みの中での「会いたい」「聞いてほしい」。それだけでは別の悩みではない
_FORMS = {"parent_friends", "general_consult", "home_visit", "child_place"}
_ANOTHER_WORRY = 0.4  # below it, a message belongs to the worry told before
_CLEAR_AFTER_CRISIS = 0.4  # after numbers were shown, only a plain worry is searched for
_WORRY_IN_A_FACT = 0.5  # 「上が中3で下は小2です」 is no new worry, 「小2ですが学校に行きません」 is


def find_support(turn: Turn) -> list[Reply]:
    turn.remember_facts()
    if is_question_about_service(turn):
        return answer_about_service(turn)
    told = needs_in(turn.heard.text, turn.heard.needs)
    strongest = told[0][1] if told else 0.0
    if turn.memory.crisis and not turn.memory.worry and strongest < _CLEAR_AFTER_CRISIS:
        return staying_replies(turn.memory.crisis, turn.now, turn.memory.crisis_level)
    if turn.heard.intent in _FACTS and strongest < _WORRY_IN_A_FACT:
        if not turn.memory.worry:
            return ask_worry(turn)
    elif turn.memory.worry and told and told[0][0] in _FORMS:
        return still_about_it(turn, told)
    elif strongest >= (_ANOTHER_WORRY if turn.memory.worry else CLEAR_NEED):
        if told[0][0] == "abuse_worry" and turn.heard.intent not in _FACTS:
            return advise_supporter(turn)
        _new_worry(turn, told)
    elif turn.memory.worry:
        return still_about_it(turn, told)
    else:
        return ask_back(turn)
    matches = search(turn)
    if not matches:
        return not_found(turn)
    return show(turn, lead_for(turn, matches), matches)


def _new_worry(turn: Turn, told: list[tuple[str, float]]) -> None:
    memory = turn.memory
    memory.worry, memory.needs = turn.heard.text, [list(pair) for pair in told]
    memory.wishes, memory.times = list(turn.heard.wishes), list(turn.heard.times)
    memory.declined = list(turn.heard.declined)
    memory.seen, memory.asked = [], False


def ask_worry(turn: Turn) -> list[Reply]:
    return [text(say("ask_worry")), choices(*map(tuple, entry("worries")), choice("person"))]
