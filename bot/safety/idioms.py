"""死ぬほど眠い: words that say how much, not what happens. Understanding must not read a death into them."""

import re
from functools import cache
from pathlib import Path

import yaml


def without_idioms(text: str) -> str:
    """死ぬほど眠い -> 眠い."""
    return _idioms().sub(" ", text)


@cache
def _idioms() -> re.Pattern[str]:
    data = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))
    return re.compile("|".join(data["idioms"]))
