"""From what a parent wants to services, best first, each with the reasons that hold for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from resources_db.matching.eligibility import AgeFit
from resources_db.matching.index import Index
from resources_db.matching.names import is_named
from resources_db.matching.query import Query
from resources_db.matching.signals import (
    WEIGHTS,
    Signals,
    named_for,
    needs_declined,
    signals,
    wanted_needs,
)
from resources_db.matching.taxonomy import needs as all_needs
from resources_db.matching.wishes import granted
from resources_db.matching.words import Scores
from resources_db.models import Service

_FLOOR = 0.25
_CLEAR = 0.25  # from here on, a need is surely spoken of
_SPEAKS = 0.05  # from here on, a need is said to speak for a service
_STILL_ABOUT_IT = 0.5  # share of the best score below which a wish does not lift a service
_LATE = 10.0  # more than all signals together
_CANDIDATES, _SOON_TOO = 60, 10
_MAY_BE_NAMED, _NAMED = 10, 1.0  # of the best by words; what being called by name is worth
# 利用料の助成は、サービスそのものの後に出す(お金の話でないとき)
_HELP_WITH_COSTS = re.compile(r"助成|補助|利用券|減免|給付|手当|貸付")
_MONEY_NEED = re.compile(r"cost|fee|allowance|debt|goods|housing|food|birth|payment|work")
_COSTS_AFTER_SERVICE = 0.8


@dataclass(slots=True)
class Match:
    """`need`: the need that speaks for it: one that was understood, or one that helps with it; None where only
    words do. `reasons`: need:<id>, age, district, free, time, way:<way>, words; see bot/replies/reasons.py."""

    service: Service
    score: float
    need: str | None
    age: AgeFit
    reasons: list[str] = field(default_factory=list)
    strength: float = 0.0  # how much `need` speaks for it, 0..1


@dataclass(slots=True)
class _Candidate:
    """A match whose service is not read yet."""

    row: int
    score: float
    need: str | None
    age: AgeFit
    reasons: list[str]
    strength: float


def rank(
    index: Index, query: Query, now: datetime, limit: int = 10, weights: dict[str, float] = WEIGHTS
) -> list[Match]:
    """Services above a floor: those that fit the child's age, or might, before those that do not. Cost: a few array
    operations over all rows, then a closer look at the best ones only."""
    if not len(index):
        return []
    found = signals(index, query, weights)
    candidates = _candidates(index, query, found, max(limit * 6, _CANDIDATES))
    hours = index.hours([c.row for c in candidates]) if query.times else {}
    for candidate in candidates:
        if candidate.age is AgeFit.FITS:
            candidate.reasons.append("age")
        for reason, worth in granted(index, candidate.row, hours.get(candidate.row, ()), query, now):
            candidate.reasons.append(reason)
            candidate.score += worth
    late = {AgeFit.SOON: 1, AgeFit.PAST: 2}
    candidates = sorted(candidates, key=lambda c: (late.get(c.age, 0), -c.score))[:limit]
    services = {index.row_of[s.id]: s for s in index.at([c.row for c in candidates])}
    return [
        Match(services[c.row], c.score, c.need, c.age, c.reasons, c.strength)
        for c in candidates
        if c.row in services
    ]


def _candidates(index: Index, query: Query, found: Signals, count: int) -> list[_Candidate]:
    total = found.total.copy()
    total[named_for(index, needs_declined(query.declined))] = -np.inf
    late = found.age_fits >= 2
    floor = max(_FLOOR, _STILL_ABOUT_IT * float(total.max(initial=0.0)) if query.refined else 0.0)
    rows = _best(np.where(late, total - _LATE, total), count)
    rows += [
        row for row in _best(np.where(found.age_fits == 2, total, -np.inf), _SOON_TOO) if row not in rows
    ]
    wanted = wanted_needs(index, query)
    by_words = set(_best(found.parts["words"], _MAY_BE_NAMED)) if query.text else set()
    rows += [row for row in by_words if row not in rows]
    asks_for_money = bool(query.wishes & {"free", "cheap"}) or any(
        _MONEY_NEED.search(need) for need, confidence in query.needs if confidence >= _CLEAR
    )
    candidates = []
    for row in rows:
        if total[row] < floor or index.ids[row] in query.exclude or _is_declined(index, row, query.declined):
            continue
        need, strength = need_of(index, row, wanted)
        score = float(total[row])
        if _HELP_WITH_COSTS.search(index.names[row]) and not asks_for_money:
            score *= _COSTS_AFTER_SERVICE
        if row in by_words and is_named(index.names[row], query.text):
            score += _NAMED
        candidates.append(
            _Candidate(row, score, need, found.age_fit(row), [f"need:{need}" if need else "words"], strength)
        )
    return candidates


def need_of(index: Index, row: int, wanted: Sequence[tuple[str, float]]) -> tuple[str | None, float]:
    """Which need of the service answers best what is wanted, the wanted one or one that helps with it, and how
    well."""
    best: str | None = None
    worth = _SPEAKS
    for need, confidence in wanted:
        for own, share in ((need, 1.0), *all_needs()[need].helped_by.items()):
            column = index.need_columns.get(own)
            value = confidence * share * float(index.need_weights[row, column]) if column is not None else 0.0
            if value > worth:
                best, worth = own, value
    return best, worth if best else 0.0


def _best(scores: Scores, count: int) -> list[int]:
    """The rows with the highest scores, best first, of equals the first in the list."""
    if count < len(scores):
        least = np.partition(scores, -count)[-count]
        rows = np.flatnonzero(scores >= least)
        rows = rows[: len(scores) if scores[rows].min() < scores[rows].max() else count]
    else:
        rows = np.arange(len(scores))
    found: list[int] = rows[np.argsort(-scores[rows], kind="stable")][:count].tolist()
    return found


def _is_declined(index: Index, row: int, declined: Sequence[str]) -> bool:
    name = f"{index.names[row]} {index.alternate_names[row]} {index.kinds[row]}" if declined else ""
    return any(word in name for word in declined if len(word) > 1)
