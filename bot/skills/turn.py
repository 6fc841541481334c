"""A turn of the conversation: what was said, what is remembered, and the town's list."""

from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any

from resources_db.matching.eligibility import Child
from resources_db.matching.index import Index
from resources_db.matching.query import TimeWish


@dataclass(slots=True)
class Memory:
    """What the conversation knows so far: plain JSON values, named like the Rasa slots that hold them.

    `shown` are the service ids of the last list, `seen` all since the worry was told, `focus` the one
    spoken of; `asked` means that a question back was already asked about this worry; `crisis` are the
    categories that made the safety check alarm in this conversation, `crisis_at` when (ISO 8601) and
    `crisis_level` how.
    """

    child_ages: list[dict[str, Any]] = field(default_factory=list)
    district: str | None = None
    times: list[dict[str, Any]] = field(default_factory=list)
    wishes: list[str] = field(default_factory=list)
    declined: list[str] = field(default_factory=list)
    needs: list[list[Any]] = field(default_factory=list)
    worry: str | None = None
    shown: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    focus: str | None = None
    asked: bool = False
    offer: str = "none"
    crisis: list[str] = field(default_factory=list)
    crisis_at: str | None = None
    crisis_level: str | None = None

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Memory":
        """Unknown keys are ignored; empty values leave the defaults."""
        known = {f.name for f in fields(cls)}
        return cls(**{k: v for k, v in values.items() if k in known and v is not None})

    def update(self, values: dict[str, Any]) -> None:
        """Take over the fields that `values` names."""
        for f in fields(self):
            if f.name in values:
                setattr(self, f.name, values[f.name])

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def children(self) -> list[Child]:
        return [Child(a["low"], a["high"]) for a in self.child_ages if a.get("low") is not None]

    def time_wishes(self) -> list[TimeWish]:
        return [
            TimeWish(
                dates=tuple(date.fromisoformat(d) for d in t.get("dates") or ()),
                weekdays=tuple(t.get("weekdays") or ()),
                minutes=tuple(t["minutes"]) if t.get("minutes") else None,
                now=bool(t.get("now")),
                holidays=bool(t.get("holidays")),
            )
            for t in self.times
        ]


@dataclass(frozen=True, slots=True)
class Heard:
    """What one message says: from Rasa's parse or from the direct reading, in the same JSON values."""

    text: str
    intent: str = "need"
    needs: tuple[tuple[str, float], ...] = ()
    child_ages: tuple[dict[str, Any], ...] = ()
    district: str | None = None
    times: tuple[dict[str, Any], ...] = ()
    wishes: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()


@dataclass(slots=True)
class Turn:
    heard: Heard
    memory: Memory
    index: Index
    now: datetime

    def remember_facts(self) -> None:
        """Newer ages, district and times replace older ones; wishes and refusals add up."""
        heard, memory = self.heard, self.memory
        memory.child_ages = list(heard.child_ages) or memory.child_ages
        memory.district = heard.district or memory.district
        memory.times = list(heard.times) or memory.times
        memory.wishes = sorted({*memory.wishes, *heard.wishes})
        memory.declined = list(dict.fromkeys([*memory.declined, *heard.declined]))
