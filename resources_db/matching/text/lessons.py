"""Which words keep company, from the needs files: what parents say beside what offices say.

A town's few hundred short descriptions do not show that ワンオペ and 家事支援 belong together; these do.
"""

from collections.abc import Iterable

from resources_db.matching.taxonomy import Need, needs

_OFFICIAL_WORDS = 3  # beside each of the parents' words, in turn


def from_needs() -> list[str]:
    """One short text for each word: it, the need's names, and some of the office's words for it."""
    texts = []
    for need in needs().values():
        texts += [_beside(word, need, n) for n, word in enumerate(need.parents)]
        texts += ["、".join((word, need.label, need.plain)) for word in need.official]
    return texts


def from_utterances(utterances: Iterable[tuple[str, str]]) -> list[str]:
    """The same for what parents said, with the need that each is about. Unknown needs are left out."""
    return [_beside(said, needs()[need], n) for n, (said, need) in enumerate(utterances) if need in needs()]


def _beside(said: str, need: Need, n: int) -> str:
    start = n % max(1, len(need.official) - _OFFICIAL_WORDS + 1)
    return "、".join((said, need.label, need.plain, *need.official[start : start + _OFFICIAL_WORDS]))
