"""Does a child write? A child is answered as a child: in hiragana, with the lines for children first."""

import re
from functools import cache
from pathlib import Path

import yaml

from bot.safety.patterns import fold_rule
from bot.safety.reading import STOP


def is_child(plain: str) -> bool:
    """Of a read text: signs of a child and none of an adult (writers.yml)."""
    child, adult, _ = _signs()
    return child.search(plain) is not None and adult.search(plain) is None


def is_adult(plain: str) -> bool:
    return _signs()[1].search(plain) is not None


def is_of_somebody_else(plain: str, words: str) -> bool:
    """Does somebody else stand before these words in their sentence? 娘が死にたいと言う."""
    at = plain.find(words)
    sentence = plain[plain.rfind(STOP, 0, max(at, 0)) + 1 : max(at, 0) + len(words)]
    return at >= 0 and _signs()[2].search(sentence) is not None


@cache
def _signs() -> tuple[re.Pattern[str], ...]:
    data = yaml.safe_load(Path(__file__).with_name("writers.yml").read_text("utf-8"))
    return tuple(
        re.compile("|".join(map(fold_rule, data[key]))) for key in ("child", "adult", "somebody_else")
    )
