"""A person to talk to: the town's main desk with its hours and number, honest about what is open now."""

from bot.messages import Reply, choices, contacts, handoff_offer, text
from bot.replies.cards import card
from bot.replies.wording import entry, say
from bot.safety.contacts import always_open, contacts_for
from bot.skills.turn import Turn


def offer_person(turn: Turn) -> list[Reply]:
    turn.memory.offer = "none"
    desk = turn.index.main_desk
    if desk is None:
        replies: list[Reply] = [text(say("person_offer.without_desk"))]
    else:
        turn.memory.focus, turn.memory.shown = desk.id, [desk.id]
        lead = say("person_offer.with_desk", desk=desk.name) + say("person_offer.honest")
        replies = [text(lead), handoff_offer(card(desk, turn.now))]
    if turn.memory.crisis:
        return [*replies, contacts("urgent", contacts_for(turn.memory.crisis, turn.now, emergency=False))]
    if desk is None or card(desk, turn.now)["open_now"] is not True:
        line = always_open()
        replies.append(text(say("person_offer.always_open", name=line["name"], number=line["number"])))
    return [*replies, choices(*map(tuple, entry("worries")[:2]))]
