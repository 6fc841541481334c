"""The first few of a ranking: every wanted need served, then different kinds of help rather than more of one."""

import re
from collections.abc import Sequence

from resources_db.matching.ranking import Match

_QUOTED = re.compile(r"「([^」]{2,})」")
_LOOKED_AT, _NEARLY_AS_GOOD = 8, 0.6


def varied(matches: list[Match], wanted: Sequence[str], count: int = 3) -> list[Match]:
    """At most `count` of `matches`, in their order. `wanted` are the needs to serve, when there is more than one."""
    chosen: list[Match] = []
    for need in list(wanted)[:count]:
        best = next((m for m in matches if m.need == need and m not in chosen), None)
        if best and len(wanted) > 1:
            chosen.append(best)
    rest = [m for m in matches if m not in chosen]
    while rest and len(chosen) < count:
        names = {m.service.name for m in chosen}
        rest = [m for m in rest if m.service.name not in names and not _same_place(m, chosen)]
        if not rest:
            break
        kinds = {_kind(m) for m in chosen}
        fresh = [
            m
            for m in rest[:_LOOKED_AT]
            if _kind(m) not in kinds and m.score > _NEARLY_AS_GOOD * rest[0].score and m.age == rest[0].age
        ]
        pick = fresh[0] if fresh and chosen else rest[0]
        chosen.append(pick)
        rest.remove(pick)
    order = {id(m): i for i, m in enumerate(matches)}
    return sorted(chosen, key=lambda m: order[id(m)])


def _same_place(match: Match, chosen: Sequence[Match]) -> bool:
    """One desk that stands in the list twice, as a place and as a programme, is shown once."""
    quoted = _QUOTED.findall(match.service.name)
    return bool(quoted) and any(set(quoted) & set(_QUOTED.findall(m.service.name)) for m in chosen)


def _kind(match: Match) -> tuple[str, str]:
    return (match.service.kind or match.service.name[:4], match.need or "")
