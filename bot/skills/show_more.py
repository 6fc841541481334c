"""The next services for the same worry; also when the ones shown do not suit."""

from bot.messages import Reply, choices, text
from bot.replies.wording import choice, say
from bot.skills.find_support import ask_worry
from bot.skills.search import CLEAR_NEED, desk_reply, needs_in, search, show
from bot.skills.turn import Turn


def show_more(turn: Turn) -> list[Reply]:
    turn.remember_facts()
    if not turn.memory.worry:
        return ask_worry(turn)
    turned_down = turn.heard.intent == "not_this"
    if told := _needs_besides_refused(turn):
        turn.memory.needs = [list(pair) for pair in told]
    matches = search(turn, exclude=turn.memory.seen)
    if not matches:
        turn.memory.offer = "person"
        return [text(say("found.no_more")), *desk_reply(turn), choices(choice("person"))]
    return show(turn, say("found.instead" if turned_down else "found.more"), matches)


def _needs_besides_refused(turn: Turn) -> list[tuple[str, float]]:
    """「お迎えのほう、ほかにも」 names which worry; 「ファミサポは断られた」 names what is not wanted."""
    message = turn.heard.text
    for word in turn.heard.declined:
        message = message.replace(word, "")
    return [pair for pair in needs_in(message, ()) if pair[1] >= CLEAR_NEED]
