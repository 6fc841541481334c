"""From Rasa's tracker to a turn, and from a skill's replies back to Rasa's events.

The memory that the web side sends with each message goes before the slots: it also knows the turns that
were answered while Rasa was away.
"""

import logging
from dataclasses import fields
from datetime import datetime
from typing import Any

from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from bot.skills.table import Skill
from bot.skills.turn import Heard, Memory, Turn
from bot.understanding.quiet import describe
from resources_db.matching.index import LiveIndex
from resources_db.opening import JAPAN

logger = logging.getLogger(__name__)
SLOTS = tuple(f.name for f in fields(Memory))
_live: list[LiveIndex] = []


def use(index: LiveIndex) -> None:
    """Called once by the action server's process before it serves."""
    _live[:] = [index]


class SkillAction(Action):
    """Subclasses name the action and the skill."""

    action_name: str
    skill: Skill

    def name(self) -> str:
        return self.action_name

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        try:
            return self._answer(dispatcher, tracker)
        except Exception as error:  # rasa-sdk would send the whole request back, and Rasa would log it
            logger.error("%s failed: %s", self.action_name, describe(error))
            return []

    def _answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
        slots = {name: tracker.get_slot(name) for name in SLOTS}
        told = tracker.latest_message.get("metadata") or {}
        now = datetime.fromisoformat(told["now"]) if "now" in told else datetime.now(JAPAN)
        turn = Turn(heard(tracker), Memory.from_json(told.get("context") or slots), _live[0].current(), now)
        replies = type(self).skill(turn)
        after = turn.memory.to_json()
        dispatcher.utter_message(json_message={"replies": replies, "context": after})
        changed = [SlotSet(name, value) for name, value in after.items() if value != slots[name]]
        # A skill may change the very slot that a rule's condition names (offer); the turn ends here all the same.
        return [*changed, FollowupAction("action_listen")]


def heard(tracker: Tracker) -> Heard:
    """The latest message as Rasa parsed it."""
    message = tracker.latest_message
    entities = message.get("entities") or []

    def values(name: str) -> list[Any]:
        return [e["value"] for e in entities if e["entity"] == name]

    return Heard(
        text=message.get("text") or "",
        intent=(message.get("intent") or {}).get("name") or "nlu_fallback",
        needs=_needs(message),
        child_ages=tuple(values("child_age")),
        district=next(iter(values("district")), None),
        times=tuple(values("time")),
        wishes=tuple(values("wish")),
        declined=tuple(values("declined")),
    )


def _needs(message: dict[str, Any]) -> tuple[tuple[str, float], ...]:
    """They stand behind the intents in their ranking; see components/message_classifier.py. A message without one
    (a story of `rasa test`) has them as entities."""
    ranked = [
        (item["name"].removeprefix("need/"), item["confidence"])
        for item in message.get("intent_ranking") or []
        if item["name"].startswith("need/")
    ]
    entities = [e for e in message.get("entities") or [] if e["entity"] == "need"]
    return tuple(ranked or ((e["value"], e.get("confidence_entity", 0.5)) for e in entities))
