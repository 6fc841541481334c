"""Rasa's memory of running conversations: in this process only, bounded, forgotten when idle.

What lasts (the child's age, what was shown) is kept by the web side and handed back when a
conversation is new to Rasa (actions/session_start.py), so losing all of this loses nothing.
"""

import time
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


class RecentTrackers(TrackerStore):
    """endpoints.yml: `max_conversations`, `idle_seconds`, `turns` (how many are kept of each conversation:
    Rasa reads all of them anew for every prediction, and the rules look at one)."""

    def __init__(
        self,
        domain: Domain,
        event_broker: Any = None,
        host: Any = None,
        max_conversations: int = 2000,
        idle_seconds: int = 1800,
        turns: int = 3,
        **kwargs: Any,
    ) -> None:
        self._kept: OrderedDict[str, tuple[float, DialogueStateTracker]] = OrderedDict()
        self._max_conversations, self._idle_seconds, self._turns = max_conversations, idle_seconds, turns
        super().__init__(domain, event_broker)

    async def save(self, tracker: DialogueStateTracker) -> None:
        now = time.monotonic()
        self._kept[tracker.sender_id] = (now, self._recent(tracker))
        self._kept.move_to_end(tracker.sender_id)
        while len(self._kept) > self._max_conversations or self._oldest() < now - self._idle_seconds:
            self._kept.popitem(last=False)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        saved_at, tracker = self._kept.get(sender_id, (0.0, None))
        if tracker is None or saved_at < time.monotonic() - self._idle_seconds:
            return None
        return tracker.copy()

    async def retrieve_full_tracker(self, sender_id: str) -> DialogueStateTracker | None:
        return await self.retrieve(sender_id)

    async def delete(self, sender_id: str) -> None:
        self._kept.pop(sender_id, None)

    async def keys(self) -> Iterable[str]:
        return list(self._kept)

    def _recent(self, tracker: DialogueStateTracker) -> DialogueStateTracker:
        """The last turns, from the action_listen before the first of them."""
        events = list(tracker.events)
        said = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
        if len(said) <= self._turns:
            return tracker
        kept = events[max(0, said[-self._turns] - 1) :]
        return DialogueStateTracker.from_events(tracker.sender_id, kept, self.domain.slots)

    def _oldest(self) -> float:
        return next(iter(self._kept.values()))[0]
