"""Not understood well enough: one question back, with choices to tap. Asked once, then the best guess."""

from bot.messages import Reply, choices, text
from bot.replies.wording import choice, entry, say, say_all
from bot.safety.replies import staying_replies
from bot.skills.answer_about_service import answer_about_service, is_question_about_service
from bot.skills.cues import aspect_in
from bot.skills.search import CLEAR_NEED, lead_for, needs_in, not_found, search, show
from bot.skills.still_about_it import still_about_it
from bot.skills.turn import Turn
from resources_db.matching.taxonomy import needs

_CHOICES = 4


def ask_back(turn: Turn) -> list[Reply]:
    turn.remember_facts()
    if not any(character.isalnum() for character in turn.heard.text):
        return [text(say("unreadable")), choices(*map(tuple, entry("worries")[:4]), choice("person"))]
    guesses = needs_in(turn.heard.text, turn.heard.needs)
    if turn.memory.crisis and not turn.memory.worry:
        return staying_replies(turn.memory.crisis, turn.now, turn.memory.crisis_level)
    if turn.memory.worry and turn.heard.wishes:
        return still_about_it(turn, guesses)
    if is_question_about_service(turn) or (turn.memory.shown and aspect_in(turn.heard.text)):
        return answer_about_service(turn)
    if turn.memory.worry:
        return still_about_it(turn, guesses)
    if guesses and (guesses[0][1] >= CLEAR_NEED or turn.memory.asked):
        turn.memory.worry, turn.memory.needs = turn.heard.text, [list(pair) for pair in guesses]
        turn.memory.asked, turn.memory.seen = True, []
        matches = search(turn)
        return show(turn, lead_for(turn, matches), matches) if matches else not_found(turn)
    if turn.memory.asked:
        return not_found(turn)
    turn.memory.asked, turn.memory.offer = True, "person"
    turn.memory.worry, turn.memory.needs = turn.heard.text, [list(pair) for pair in guesses]
    found = [(needs()[need].label, needs()[need].plain) for need, _ in guesses[:_CHOICES] if need in needs()]
    lead = say("english") if turn.heard.text.isascii() else say_all("ask_back")
    return [text(lead), choices(*(found or map(tuple, entry("worries"))), choice("person"))]
