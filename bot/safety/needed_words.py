"""Which words a rule cannot do without, and which of them stand in a text.

A rule is tried only where its words are: an ordinary message then costs one look at each pair of letters, however
many rules there are.
"""

from collections import defaultdict
from collections.abc import Mapping

Words = Mapping[str, tuple[str, ...]]
Group = tuple[str, ...]  # one of these words must stand in the text
Way = tuple[str, list[Group]]  # what | separates, and what it cannot do without
_OPTIONAL = ("?", "*", "{0")
_SIGNS = frozenset("….^$+*?|)}")


def ways(rule: str, words: Words) -> list[Way]:
    """The ways that | separates outside of brackets, and of each the groups of which one word must be there. Too few
    groups cost time, never a match. Raises KeyError for an unknown class of words."""
    return _ways(rule, 0, words)[0]


def _ways(rule: str, at: int, words: Words) -> tuple[list[Way], int]:
    """From here to the end of the bracket; and where that is."""
    found: list[Way] = []
    start, groups, literal = at, list[Group](), ""
    while at < len(rule) and rule[at] != ")":
        sign = rule[at]
        first, at = at, _after(rule, at)
        inner: list[Way] = []
        if sign == "(":
            inner, at = _ways(
                rule, rule.index(":", first) + 1 if rule.startswith("(?:", first) else at, words
            )
            at += 1
        optional = rule.startswith(_OPTIONAL, at)
        if at - first == 1 and sign not in _SIGNS and not optional:
            literal += sign
            continue
        if _tells(literal):
            groups.append((literal,))
        literal = ""
        if sign == "〈" and not optional:
            groups.append(words[rule[first + 1 : at - 1]])
        elif rule.startswith("(?:", first) and not optional:
            groups += _of_bracket(inner)
        elif sign == "|":
            found.append((rule[start:first], groups))
            start, groups = at, []
    if _tells(literal):
        groups.append((literal,))
    return [*found, (rule[start:at], groups)], at


def _after(rule: str, at: int) -> int:
    """The place after a letter, \\x, 〈class〉, [set], {repeat}, or the opening of a bracket."""
    sign = rule[at]
    if sign == "\\":
        return at + 2
    if sign == "(":
        opening = next((o for o in ("(?:", "(?=", "(?!", "(?<=", "(?<!") if rule.startswith(o, at)), "(")
        return at + len(opening)
    if sign in "〈[{":
        return rule.index({"〈": "〉", "[": "]", "{": "}"}[sign], at + 1) + 1
    return at + 1


def _of_bracket(inner: list[Way]) -> list[Group]:
    """Of several ways, one word of any."""
    if len(inner) == 1:
        return inner[0][1]
    if not all(groups for _, groups in inner):
        return []
    return [tuple(dict.fromkeys(word for _, groups in inner for word in min(groups, key=_cost)))]


def _tells(literal: str) -> bool:
    """A single hiragana stands in every sentence."""
    return len(literal) > 1 or (literal != "" and not "ぁ" <= literal <= "ん")


def _cost(group: Group) -> tuple[int, int]:
    return len(group), -min(map(len, group))


class Vocabulary:
    """All groups of all rules, numbered; `groups_in` finds those that a sentence has."""

    def __init__(self) -> None:
        self._numbers: dict[Group, int] = {}
        self._short: dict[str, set[int]] = defaultdict(set)  # words of one or two letters
        self._longer: dict[str, dict[str, set[int]]] = defaultdict(
            lambda: defaultdict(set)
        )  # by the first three

    def number(self, group: Group) -> int:
        if group not in self._numbers:
            number = self._numbers[group] = len(self._numbers)
            for word in group:
                if len(word) < 3:
                    self._short[word].add(number)
                else:
                    self._longer[word[:3]][word].add(number)
        return self._numbers[group]

    def groups_in(self, sentence: str) -> set[int]:
        found: set[int] = set()
        pairs = {sentence[at : at + 2] for at in range(len(sentence))}
        for word in self._short.keys() & (pairs | set(sentence)):
            found |= self._short[word]
        for start in self._longer.keys() & {sentence[at : at + 3] for at in range(len(sentence))}:
            for word, numbers in self._longer[start].items():
                if len(word) == 3 or word in sentence:
                    found |= numbers
        return found
