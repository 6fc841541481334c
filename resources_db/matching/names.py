"""Is a service called by its name, or by a long piece of it?"""

from difflib import SequenceMatcher

from resources_db.reading.text import clean

_SHORTEST, _SURE, _SHARE = 4, 8, 0.6


def is_named(name: str, text: str) -> bool:
    """「ソラ小規模保育園は…」 names ソラ小規模保育園たかまつ; 「保育園は…」 names none."""
    name, text = clean(name), clean(text)
    match = SequenceMatcher(None, name, text, autojunk=False).find_longest_match()
    return match.size >= _SHORTEST and (match.size >= _SURE or match.size >= _SHARE * len(name))
