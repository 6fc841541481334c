"""The check itself: which rules a message meets, and the level that follows. Deterministic.

It never rates a family. It finds words that call for help, and says which words and which rule.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from bot.text.normalise import normalise

Level = Literal["none", "concern", "urgent", "emergency"]
LEVELS: tuple[Level, ...] = ("none", "concern", "urgent", "emergency")
_SPACES = re.compile(r"[\s・.、,…*_\-]+")


_SENTENCE_END = re.compile(r"[。!?\n]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """`categories` in the order of their weight; `words` are what was seen, for the specification only."""

    level: Level
    categories: tuple[str, ...]
    words: tuple[str, ...] = ()

    @property
    def alarms(self) -> bool:
        return self.level in ("urgent", "emergency")

    def to_json(self) -> dict[str, Any]:
        return {"level": self.level, "categories": list(self.categories)}


@dataclass(frozen=True, slots=True)
class _Rule:
    category: str
    level: Level
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Rules:
    alarms: tuple[_Rule, ...]
    idioms: re.Pattern[str]
    stories: re.Pattern[str]
    questions: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data = yaml.safe_load(Path(__file__).with_name("rules.yml").read_text("utf-8"))
    alarms = tuple(_Rule(r["category"], r["level"], re.compile("|".join(r["any"]))) for r in data["rules"])
    return _Rules(alarms, *(re.compile("|".join(data[key])) for key in ("idioms", "stories", "questions")))


def without_idioms(text: str) -> str:
    """死ぬほど眠い -> 眠い: so that understanding does not read a death into it either."""
    return _rules().idioms.sub(" ", text)


def check(text: str) -> Finding:
    """Reads one message. Linear in its length: every repeat in the rules is bounded."""
    rules = _rules()
    sentences = (_SPACES.sub("", sentence) for sentence in _SENTENCE_END.split(normalise(text)))
    told = "。".join(s for s in sentences if not rules.questions.search(s))
    plain = rules.stories.sub("〓", rules.idioms.sub("〓", told))
    met = [(rule, match[0]) for rule in rules.alarms if (match := rule.pattern.search(plain))]
    if not met:
        return Finding("none", ())
    met.sort(key=lambda pair: -LEVELS.index(pair[0].level))
    categories = tuple(dict.fromkeys(rule.category for rule, _ in met))
    return Finding(met[0][0].level, categories, tuple(words for _, words in met))
