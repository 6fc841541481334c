"""A feeling without a request: one sentence that hears it, then a person, a rest, or telling more."""

from bot.messages import Reply, choices, text
from bot.replies.wording import entry, say
from bot.safety.replies import staying_replies
from bot.skills.find_support import find_support
from bot.skills.search import needs_in
from bot.skills.turn import Turn

_A_WORRY = 0.5


def acknowledge_feeling(turn: Turn) -> list[Reply]:
    turn.remember_facts()
    if any(confidence >= _A_WORRY for _, confidence in needs_in(turn.heard.text, turn.heard.needs)):
        return find_support(turn)  # its first sentence hears the feeling
    heard = say(f"feelings.{turn.heard.intent}")
    if turn.heard.intent == "feel_relieved":
        return [text(heard + say("feelings_relieved"))]
    turn.memory.offer = "person"
    if turn.memory.crisis and not turn.memory.worry:
        return staying_replies(turn.memory.crisis, turn.now, turn.memory.crisis_level)
    return [text(heard), text(say("feelings_next")), choices(*map(tuple, entry("feelings_choices")))]
