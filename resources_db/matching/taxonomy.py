"""The needs taxonomy: what families look for, in office words and in parents' words (data in needs/)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from resources_db.reading.text import clean

_FOLDER = Path(__file__).parent / "needs"


@dataclass(frozen=True, slots=True)
class Need:
    """`helped_by`: other needs whose services help here too, and how well beside the need's own (0..1).
    `ages` are usual ages of the child in months, half-open, or None."""

    id: str
    group: str
    label: str
    plain: str
    official: tuple[str, ...]
    parents: tuple[str, ...]
    helped_by: dict[str, float]
    ages: tuple[int, int] | None


@cache
def needs() -> dict[str, Need]:
    """All needs by id, in the order of the files."""
    found: dict[str, Need] = {}
    for path in sorted(_FOLDER.glob("*.yml")):
        group = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)  # noqa: S506  (safe, and ten times as fast)
        for item in group["needs"]:
            found[item["id"]] = Need(
                id=item["id"],
                group=group["group"],
                label=item["label"],
                plain=item["plain"],
                official=tuple(clean(w) for w in item["official"]),
                parents=tuple(clean(w) for w in item["parents"]),
                helped_by=item.get("helped_by") or {},
                ages=tuple(item["ages"]) if item.get("ages") else None,
            )
    return found


class WordFinder:
    """Finds many words at once, longest first, so that 児童扶養手当 is not seen in 特別児童扶養手当.
    Latin words only match whole: DV is not in DVD."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        self._needs: dict[str, list[str]] = {}
        for word, need in words:
            self._needs.setdefault(word.casefold(), []).append(need)
        ordered = sorted(self._needs, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_pattern, ordered)) or r"(?!)")

    def find(self, text: str) -> list[tuple[str, str]]:
        """(need, word as found) pairs, in reading order."""
        return [(need, word) for needs_, word, _, _ in self.spans(clean(text).casefold()) for need in needs_]

    def spans(self, text: str) -> list[tuple[list[str], str, int, int]]:
        """(needs, word, start, end) in a text that is already clean and case-folded."""
        return [(self._needs[m[0]], m[0], m.start(), m.end()) for m in self._pattern.finditer(text)]


def _pattern(word: str) -> str:
    escaped = re.escape(word)
    if re.fullmatch(r"[a-z0-9+]+", word):
        return rf"(?<![a-z0-9]){escaped}(?![a-z0-9])"
    return escaped


@cache
def official_words() -> WordFinder:
    return WordFinder((word, need.id) for need in needs().values() for word in need.official)


@cache
def parents_words() -> WordFinder:
    return WordFinder(
        (word, need.id) for need in needs().values() for word in (*need.official, *need.parents)
    )


_FIELD_WEIGHTS = (("name", 1.0), ("kind", 0.9), ("keywords", 0.7), ("summary", 0.7), ("description", 0.4))


def needs_of_service(texts: dict[str, str]) -> dict[str, tuple[float, str]]:
    """Need -> (weight 0..1, the words that say so), from a service's own texts by field."""
    found: dict[str, tuple[float, str]] = {}
    for field, weight in _FIELD_WEIGHTS:
        for need, word in official_words().find(texts.get(field, "")):
            old_weight, old_words = found.get(need, (0.0, ""))
            words = old_words if word in old_words.split("、") else "、".join(filter(None, (old_words, word)))
            found[need] = (max(old_weight, weight), words)
    return found
