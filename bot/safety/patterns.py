"""How the rules are written: 〈words of a class〉, … for a short gap in the same sentence, and regular expressions.

    〈子ども〉を…〈たたく〉          any word of the class 子ども, を, up to 12 letters, any word of the class たたく

A rule is only tried where the words that it cannot do without stand in the message, so that an ordinary message
costs next to nothing. Gaps are bounded, so that time is linear in the length of the text.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from bot.safety.needed_words import Vocabulary, Words, ways
from bot.safety.reading import STOP
from bot.text.tokens import TO_HIRAGANA

_GAP, _LONG_GAP = rf"[^{STOP}]{{0,12}}", rf"[^{STOP}]{{0,30}}"
_START, _END = re.compile(r"(?<![\\\[])\^"), re.compile(r"(?<!\\)\$")
_REPEATS = re.compile(r"(?<![\\\[])[*+]")  # none without a bound, so that time stays linear
_ANY = re.compile(r"(?<!\\)\.")
_KEPT = "\ue000"  # in the place of …, which NFKC would make three dots
_FOLD = TO_HIRAGANA | {ord(" "): None}
_CLASS = re.compile(r"〈([^〉]+)〉")


@dataclass(frozen=True)
class Pattern:
    """`needs`: numbers of groups of words; in a sentence without one word of each the pattern cannot be found.
    The regular expression is made when it is first tried: most rules wait a long time for their words."""

    rule: str
    words: Words
    needs: frozenset[int]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Raises re.error for what is no regular expression (a test makes them all)."""
        source = self.rule.replace("……", _LONG_GAP).replace("…", _GAP)
        return re.compile(_CLASS.sub(lambda match: any_word(self.words[match[1]]), source))


def fold_rule(rule: str) -> str:
    """Letters as `reading.fold` leaves them; the signs of regular expressions stay, but none goes past a sentence or
    repeats without a bound."""
    folded = unicodedata.normalize("NFKC", rule.replace("…", _KEPT)).translate(_FOLD).replace(_KEPT, "…")
    folded = _REPEATS.sub(lambda match: "{0,8}" if match[0] == "*" else "{1,8}", folded)
    folded = _START.sub(f"(?<![^{STOP}])", _END.sub(f"(?![^{STOP}])", folded))
    return _ANY.sub(f"[^{STOP}]", folded.replace("[^", f"[^{STOP}"))


def patterns(rule: str, words: Words, vocabulary: Vocabulary) -> list[Pattern]:
    """Of a folded rule, one for each way that | separates: each is then tried only where its own words are. Raises KeyError for a class
    of words that no file has."""
    return [
        Pattern(way, words, frozenset(vocabulary.number(group) for group in groups))
        for way, groups in ways(rule, words)
    ]


@cache
def any_word(words: tuple[str, ...]) -> str:
    """A regular expression for any of the words, the longest first. A look at the first letter comes before all else:
    tried at every place of a gap, a class of two hundred words then costs no more than one of two."""
    tree = _tree(words)
    return f"(?=[{''.join(map(re.escape, tree))}]){_branches(tree)}"


def _tree(words: Iterable[str]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return tree


def _branches(tree: dict[str, Any]) -> str:
    ways = [re.escape(letter) + _branches(rest) for letter, rest in tree.items() if letter]
    if not ways:
        return ""
    return f"(?:{'|'.join(ways)}){'?' if '' in tree else ''}"
