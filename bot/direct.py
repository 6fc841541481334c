"""The way without Rasa: the same model and the same skills, while Rasa loads, is slow or is down."""

from datetime import datetime
from typing import Any

from bot.messages import Reply
from bot.skills.table import answer
from bot.skills.turn import Heard, Memory, Turn
from bot.text.facts import find_facts
from bot.understanding.entities import age_value, time_value
from bot.understanding.linear_model import LinearModel
from bot.understanding.understand import understand
from resources_db.matching.index import Index

UNSURE_BELOW = 0.2  # as FallbackClassifier's threshold in config.yml


def hear(
    text: str, model: LinearModel | None, districts: tuple[str, ...], now: datetime, *, shown: bool = False
) -> Heard:
    """Understand one message in this process. `shown`: services were shown, or something was offered."""
    facts = find_facts(text, districts=districts, now=now)
    intent = "need"
    needs: tuple[tuple[str, float], ...] = ()
    if model is not None:
        understood = understand(text, model, shown=shown)
        intent = understood.intent if understood.confidence >= UNSURE_BELOW else "nlu_fallback"
        needs = understood.needs
    return Heard(
        text=text,
        intent=intent,
        needs=needs,
        child_ages=tuple(age_value(age) for age in facts.ages),
        district=facts.district,
        times=tuple(time_value(wish) for wish in facts.times),
        wishes=tuple(sorted(facts.wishes)),
        declined=facts.declined,
    )


def answer_directly(
    text: str, memory: Memory, index: Index, model: LinearModel | None, now: datetime
) -> list[Reply]:
    """Replies; `memory` is brought up to date."""
    expects_more = bool(memory.shown) or memory.offer != "none"  # as components/message_classifier.py
    return answer(Turn(hear(text, model, index.districts, now, shown=expects_more), memory, index, now))


def remembered(text: str, memory: Memory, index: Index, now: datetime) -> dict[str, Any]:
    """The memory with the facts of a message that Rasa answered with a fixed response."""
    turn = Turn(hear(text, None, index.districts, now), memory, index, now)
    turn.remember_facts()
    return memory.to_json()
