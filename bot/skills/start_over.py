"""Forget what was said and begin again."""

from dataclasses import fields

from bot.messages import Reply, choices, text
from bot.replies.wording import choice, entry, say
from bot.skills.turn import Memory, Turn


def start_over(turn: Turn) -> list[Reply]:
    empty = Memory()
    for field in fields(Memory):
        setattr(turn.memory, field.name, getattr(empty, field.name))
    return [text(say("start_over")), choices(*map(tuple, entry("worries")), choice("person"))]
