"""Something that this program is not for: said kindly, with the town's main desk."""

from bot.messages import Reply, choices, text
from bot.replies.cards import phone
from bot.replies.wording import choice, entry, say
from bot.skills.answer_about_service import answer_about_service, is_question_about_service
from bot.skills.find_support import find_support
from bot.skills.search import needs_in
from bot.skills.still_about_it import still_about_it
from bot.skills.turn import Turn

_SURELY_OURS = 0.6


def decline_scope(turn: Turn) -> list[Reply]:
    if is_question_about_service(turn):
        return answer_about_service(turn)
    if any(confidence >= _SURELY_OURS for _, confidence in needs_in(turn.heard.text, turn.heard.needs)):
        return find_support(turn)
    if turn.memory.worry and (turn.heard.times or turn.heard.wishes):
        turn.remember_facts()
        return still_about_it(turn, needs_in(turn.heard.text, turn.heard.needs))
    if turn.heard.text.isascii():
        return [text(say("english")), choices(*map(tuple, entry("worries")[:3]), choice("person"))]
    sentence = say("scope")
    desk = turn.index.main_desk
    if desk and (number := phone(desk)):
        sentence += say("scope_desk", desk=desk.name, phone=number)
    return [text(sentence), choices(*map(tuple, entry("worries")[:3]), choice("person"))]
