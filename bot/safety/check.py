"""The check itself: which rules a message meets, and the level that follows. Deterministic.

It never rates a family. It finds words that call for help, and says which words and which rule.

    read (one spelling) -> take out what is harmless (idioms, stories, toddlers' quarrels) -> look for what alarms
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Literal

from bot.safety.kana import in_kana, is_in_kana
from bot.safety.patterns import Pattern
from bot.safety.reading import pieces, read, sentence_at, spelled
from bot.safety.rules_on_disk import FOR_ALL, Alarm, Harmless, Rules, rules
from bot.safety.writer import is_adult, is_child, is_of_somebody_else

Level = Literal["none", "concern", "urgent", "emergency"]
LEVELS: tuple[Level, ...] = ("none", "concern", "urgent", "emergency")
_WISH = "suicide_self"
_TAKEN_OUT = "〓"
_VERY_LONG = 1000  # letters
_BEFORE = 300  # letters of the message before that are read together with this one


@dataclass(frozen=True, slots=True)
class Finding:
    """`categories` in the order of their weight; `words` are what was seen and `rules` the names of the rules, for
    the specification and `michi safety --why` only: neither is stored or logged. `of_others`: the categories that are
    said of somebody else only (娘が死にたいと言う)."""

    level: Level
    categories: tuple[str, ...]
    words: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    of_others: tuple[str, ...] = ()

    @property
    def alarms(self) -> bool:
        return self.level in ("urgent", "emergency")

    def to_json(self) -> dict[str, Any]:
        return {"level": self.level, "categories": list(self.categories)}


# Where as many rules speak of one as of the other (chosen on 980 messages with their main category).
_FIRST = [
    "family_suicide",
    "suicide_self",
    "pregnancy",
    "sexual",
    "abuse_suspected_by_third_party",
    "child_sos",
    "abuse_now",
    "missing_child",
    "exhaustion",
    "anger",
    "money_despair",
    "dv",
    "postpartum",
    "isolation",
    "own_abuse",
    "medical",
]
NOTHING = Finding("none", ())


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some sentences and the groups of words that stand in them. `left` without what is harmless to each file of rules:
    もうだめ is harmless after a football game for strain.yml, but not what stands beside it for dv.yml."""

    text: str
    left: Mapping[str, str]
    groups: Set[int]

    def left_for(self, family: Alarm) -> str:
        return self.left.get(family.file, self.text)


def check(text: str) -> Finding:
    """Reads one message."""
    return _check(read(text))


def check_two(before: str, text: str, alone: Finding) -> Finding:
    """`alone` is what `text` says by itself, `before` the parent's message just before it: danger may be spread over
    both. What that one said by itself was answered then."""
    earlier = read(before[-_BEFORE:])
    both = _check(f"{earlier}{read(text)}")
    if both.alarms and LEVELS.index(both.level) > LEVELS.index(_check(earlier).level):
        return both
    return alone


def why(text: str) -> list[tuple[str, str]]:
    """(name of the rule, words) of all that was taken out and all that was found."""
    taken: list[tuple[str, str]] = []
    met, _ = _look(read(text), taken)
    return taken + [(alarm.name, words) for alarm, words in met]


def prepare() -> None:
    """Reads all rules and makes the regular expressions for messages with kanji: some seconds, which else the first
    parents would wait for in small parts."""
    rules(kana=True)
    for by_group in (rules().harmless_by, rules().alarms_by):
        for pairs in by_group.values():
            for _, pattern in pairs:
                assert pattern.regex  # noqa: S101 (made here and kept)


def _check(plain: str) -> Finding:
    met, read_as = _look(plain, [])
    if not met:
        return NOTHING
    met = sorted(met, key=lambda pair: -LEVELS.index(pair[0].level))
    level = met[0][0].level
    return Finding(
        level,
        _in_order([alarm for alarm, _ in met], level, read_as),
        tuple(words for _, words in met),
        tuple(alarm.name for alarm, _ in met),
        _of_others(met, read_as),
    )


def _look(plain: str, taken: list[tuple[str, str]]) -> tuple[list[tuple[Alarm, str]], str]:
    """The alarms that are met, and the text as it was read for them: of a message without kanji, the graver of its two
    readings."""
    if not is_in_kana(plain):
        return _met(plain, rules(), taken), plain
    book = rules(kana=True)
    in_letters = in_kana(plain)
    if in_letters != plain:  # a few kanji
        ordinary = plain
    else:
        ordinary = spelled("".join(_without_harmless(piece, book, []).text for piece in pieces(plain)))
    looks = [(_met(ordinary, rules(), taken), ordinary), (_met(in_letters, book, taken), in_letters)]
    return max(looks, key=lambda look: max((LEVELS.index(alarm.level) for alarm, _ in look[0]), default=0))


def _in_order(met: Sequence[Alarm], level: Level, plain: str) -> tuple[str, ...]:
    """The categories of the highest level first, and of these the one that most rules speak of. What only children's
    words say comes first when a child writes, last when not, and is a worry about another's child when an adult does."""
    top = Counter(alarm.category for alarm in met if alarm.level == level)
    ranked = sorted(top, key=lambda category: (-top[category], _FIRST.index(category)))
    categories = list(dict.fromkeys([*ranked, *(alarm.category for alarm in met)]))
    if is_child(plain):
        return tuple(categories if categories[0] == "medical" else dict.fromkeys(["child_sos", *categories]))
    if "child_sos" in categories:
        categories.remove("child_sos")
        categories.append(
            "abuse_suspected_by_third_party" if is_adult(plain) and not categories else "child_sos"
        )
    return tuple(categories)


def _of_others(met: Sequence[tuple[Alarm, str]], plain: str) -> tuple[str, ...]:
    said = [
        (a.category, a.of_other or (a.category == _WISH and is_of_somebody_else(plain, w))) for a, w in met
    ]
    of_self = {category for category, other in said if not other}
    return tuple(dict.fromkeys(category for category, other in said if other and category not in of_self))


def _met(plain: str, book: Rules, taken: list[tuple[str, str]]) -> list[tuple[Alarm, str]]:
    """Each alarm that is met, once, with its words; what is harmless comes into `taken`. In a very long message the
    search ends with the first emergency: nothing after it could change the answer."""
    left: list[_Piece] = []
    found: dict[int, str] = {}
    for piece in pieces(plain):
        left.append(_without_harmless(piece, book, taken))
        _look_for_alarms(left[-1], book, found)
        if len(plain) > _VERY_LONG and any(
            book.alarms[at].level == "emergency" and _beside(book.alarms[at], left) for at in found
        ):
            break
    return [(book.alarms[at], found[at]) for at in sorted(found) if _beside(book.alarms[at], left)]


def _without_harmless(piece: str, book: Rules, taken: list[tuple[str, str]]) -> _Piece:
    """What 00_harmless.yml takes out is harmless to all files, and comes first."""
    groups = book.vocabulary.groups_in(piece)
    left: dict[str, str] = {}
    for at, patterns in _candidates(book.harmless_by, groups):
        family = book.harmless[at]
        text = left.get(family.file, piece)
        said = [pattern for pattern in patterns if pattern.regex.search(text)]
        places = _apart(place for pattern in said for place in _places(pattern, family, text))
        taken += [(family.name, text[start:end]) for start, end in places]
        for start, end in reversed(places):
            text = text[:start] + _TAKEN_OUT + text[end:]
        if family.file == FOR_ALL:
            piece = text
        elif places:
            left[family.file] = text
    return _Piece(piece, left, groups)


def _look_for_alarms(piece: _Piece, book: Rules, found: dict[int, str]) -> None:
    for at, patterns in _candidates(book.alarms_by, piece.groups):
        if at in found:
            continue
        alarm = book.alarms[at]
        text = piece.left_for(alarm)
        for pattern in patterns:
            if pattern.regex.search(text):
                words = (text[start:end] for start, end in _places(pattern, alarm, text))
                if said := next((w for w in words if len(w) >= book.shortest), None):
                    found[at] = said
                    break


def _beside(alarm: Alarm, left: Sequence[_Piece]) -> bool:
    """Is one of each group that must be said, too, said anywhere?"""
    return all(
        any(
            p.needs <= piece.groups and p.regex.search(piece.left_for(alarm)) for p in group for piece in left
        )
        for group in alarm.beside
    )


def _places(pattern: Pattern, family: Harmless | Alarm, piece: str) -> Iterator[tuple[int, int]]:
    """Where it is said, without the sentences that say what it must not stand beside."""
    for match in pattern.regex.finditer(piece):
        if match[0]:
            first, last = sentence_at(piece, *match.span())
            if not any(p.regex.search(piece, first, last) for p in family.unless):
                yield (first, last) if family.whole_sentence else match.span()


def _candidates(
    by_group: Mapping[int, Sequence[tuple[int, Pattern]]], groups: Set[int]
) -> list[tuple[int, list[Pattern]]]:
    """(family, its patterns) that may be found where these groups of words are, in the order of the families."""
    found: dict[int, list[Pattern]] = defaultdict(list)
    for group in by_group.keys() & groups:
        for at, pattern in by_group[group]:
            if pattern.needs <= groups:
                found[at].append(pattern)
    return sorted(found.items())


def _apart(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, overlapping ones as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
