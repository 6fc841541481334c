"""Somebody worries about another's child: thanks, 189 without a name, and the desks that help."""

from bot.messages import Reply
from bot.replies.wording import say_all
from bot.safety.contacts import contact
from bot.skills.search import needs_in, not_found, search, show
from bot.skills.turn import Turn

_ALWAYS = (("abuse_worry", 0.6), ("general_consult", 0.5))
_SPEAKERS_OWN = {
    "nursery_admission",
    "kindergarten",
    "after_school_care",
    "work",
    "school_worries",
}  # 「園の職員です」


def advise_supporter(turn: Turn) -> list[Reply]:
    turn.remember_facts()
    memory = turn.memory
    memory.worry, memory.seen = turn.heard.text, []
    told = dict(needs_in(turn.heard.text, turn.heard.needs))
    told = {need: confidence for need, confidence in told.items() if need not in _SPEAKERS_OWN}
    for need, confidence in _ALWAYS:
        told[need] = max(told.get(need, 0.0), confidence)
    memory.needs = [list(pair) for pair in sorted(told.items(), key=lambda pair: -pair[1])]
    matches = search(turn)
    lead = say_all("supporter", number=contact("189")["number"])
    return show(turn, lead, matches) if matches else not_found(turn)
