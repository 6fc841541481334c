"""A conversation is new to Rasa: what the web side remembers of it is put back into the slots."""

from typing import Any

from rasa_sdk.events import ActionExecuted, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from bot.actions.base import SLOTS


class ActionSessionStart(Action):
    def name(self) -> str:
        return "action_session_start"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        remembered = (tracker.get_slot("session_started_metadata") or {}).get("context") or {}
        slots = [SlotSet(name, remembered[name]) for name in SLOTS if remembered.get(name)]
        return [SessionStarted(), *slots, ActionExecuted("action_listen")]
