"""The rules as they stand in words.yml and rules/*.yml, compiled once.

A file has `words` (classes of its own), `harmless` and `alarms`. An alarm: `name`, `category`, `level`, `says` (one is
enough), `beside` (groups of which one each must be said anywhere in the message), `unless` (not in the same sentence),
`of_other: true` where it is said of somebody else than the writer.
A harmless family: `name`, `says`, `unless`, and `whole_sentence: true` where the sentence goes with it.
"""

import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from bot.safety.kana import SHORTEST_IN_KANA, rule_in_kana, word_in_kana
from bot.safety.needed_words import Vocabulary
from bot.safety.patterns import Pattern, fold_rule, patterns

_loading = threading.Lock()
_HERE = Path(__file__).parent
FOR_ALL = "00_harmless"  # the file whose harmless families hold for all files


@dataclass(frozen=True, slots=True)
class Harmless:
    file: str
    name: str
    says: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    whole_sentence: bool


@dataclass(frozen=True, slots=True)
class Alarm:
    file: str
    name: str
    category: str
    level: Literal["concern", "urgent", "emergency"]
    says: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    beside: tuple[tuple[Pattern, ...], ...]
    of_other: bool
    whole_sentence: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """`harmless_by` and `alarms_by`: (family, pattern) by the number of a group of words that the pattern needs.
    `shortest`: letters that an alarm must have said."""

    harmless: tuple[Harmless, ...]
    alarms: tuple[Alarm, ...]
    harmless_by: Mapping[int, Sequence[tuple[int, Pattern]]]
    alarms_by: Mapping[int, Sequence[tuple[int, Pattern]]]
    vocabulary: Vocabulary
    shortest: int


def rules(kana: bool = False) -> Rules:
    """`kana`: for messages without kanji (kana.py). Read once, also when several threads ask at once. Raises BadRule with
    the file and the name of the rule."""
    with _loading:
        return _rules(kana)


@cache
def _rules(kana: bool) -> Rules:
    common = _read(_HERE / "words.yml")
    vocabulary = Vocabulary()
    read = [
        _file(path, common["words"], vocabulary, kana) for path in sorted((_HERE / "rules").glob("*.yml"))
    ]
    harmless = tuple(family for families, _ in read for family in families)
    alarms = tuple(alarm for _, found in read for alarm in found)
    return Rules(
        harmless,
        alarms,
        _by_group(harmless, kana),
        _by_group(alarms, kana),
        vocabulary,
        SHORTEST_IN_KANA if kana else 1,
    )


def _by_group(families: Sequence[Harmless | Alarm], kana: bool) -> dict[int, list[tuple[int, Pattern]]]:
    """Each pattern once, under the group that the fewest patterns need."""
    common = Counter(number for family in families for pattern in family.says for number in pattern.needs)
    found: dict[int, list[tuple[int, Pattern]]] = defaultdict(list)
    for at, family in enumerate(families):
        for pattern in family.says:
            if not pattern.needs and kana:
                continue  # its words are too short without kanji
            if not pattern.needs:
                raise BadRule(
                    f"{family.name}: would be tried on every message, for no word is needed: {pattern.rule}"
                )
            found[min(pattern.needs, key=lambda number: (common[number], number))].append((at, pattern))
    return found


class BadRule(Exception):
    """What is wrong with which rule in which file."""


def _file(
    path: Path, common: dict[str, list[str]], vocabulary: Vocabulary, kana: bool
) -> tuple[list[Harmless], list[Alarm]]:
    data = _read(path)
    words = _words({**common, **(data.get("words") or {})})
    if kana:
        words = {name: _in_kana(members) for name, members in words.items()}

    def spelt(rule: object) -> str:
        folded = fold_rule(str(rule))
        return rule_in_kana(folded) if kana else folded

    def all_of(entry: dict[str, Any], says: Iterable[str]) -> tuple[Pattern, ...]:
        try:
            return tuple(pattern for rule in says for pattern in patterns(spelt(rule), words, vocabulary))
        except KeyError as error:
            raise BadRule(f"{path.name}: {entry['name']}: no class of words {error}") from error

    harmless = [
        Harmless(
            file=path.stem,
            name=entry["name"],
            says=all_of(entry, entry["says"]),
            unless=all_of(entry, entry.get("unless") or ()),
            whole_sentence=entry.get("whole_sentence", False),
        )
        for entry in data.get("harmless") or ()
    ]
    alarms = [
        Alarm(
            file=path.stem,
            name=entry["name"],
            category=entry["category"],
            level=entry["level"],
            says=all_of(entry, entry["says"]),
            unless=all_of(entry, entry.get("unless") or ()),
            beside=tuple(all_of(entry, group) for group in entry.get("beside") or ()),
            of_other=entry.get("of_other", False),
        )
        for entry in data.get("alarms") or ()
    ]
    return harmless, alarms


def _words(classes: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """〈…〉 inside a class stands for the words of another. Longest first, so that the longest is found."""

    def members(name: str) -> set[str]:
        found: set[str] = set()
        for word in map(str, classes[name]):
            found |= members(word[1:-1]) if word.startswith("〈") else {fold_rule(word).lower()}
        return found

    return {fold_rule(name): tuple(sorted(members(name), key=lambda w: (-len(w), w))) for name in classes}


def _in_kana(members: tuple[str, ...]) -> tuple[str, ...]:
    read = {kana for word in members if (kana := word_in_kana(word))}
    return tuple(sorted(read, key=lambda w: (-len(w), w))) or members


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return found
