"""More words about the worry told before: searched together with it."""

from bot.messages import Reply, choices, text
from bot.replies.wording import choice, say
from bot.skills.answer_about_service import answer_about_service
from bot.skills.cues import aspect_in
from bot.skills.search import desk_reply, heard_feeling, lead_for, search, show
from bot.skills.turn import Turn

_LONGEST_WORRY = 600  # characters kept for the search by words


def still_about_it(turn: Turn, told: list[tuple[str, float]]) -> list[Reply]:
    """More words about the same worry: searched together with it. Nothing new to show leads to a person."""
    memory, before = turn.memory, list(turn.memory.shown)
    together: dict[str, float] = {need: float(sure) for need, sure in memory.needs}
    for need, confidence in told:
        together[need] = min(1.0, together.get(need, 0.0) + confidence)
    memory.needs = [list(pair) for pair in sorted(together.items(), key=lambda pair: -pair[1])][:5]
    memory.worry = f"{memory.worry} {turn.heard.text}"[-_LONGEST_WORRY:]
    if turn.memory.shown and aspect_in(turn.heard.text):
        return answer_about_service(turn)
    matches = search(turn)
    replies = show(turn, lead_for(turn, matches), matches) if matches else []
    if not replies or (
        memory.shown == before and not (turn.heard.wishes or turn.heard.times or turn.heard.child_ages)
    ):
        memory.offer = "person"
        return [
            text(heard_feeling(turn.heard.text) + say("found.same")),
            *desk_reply(turn),
            choices(choice("more"), choice("person")),
        ]
    return replies
