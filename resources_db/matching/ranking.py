"""From what a parent wants to services, best first, each with the reasons that hold for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from resources_db.matching.eligibility import AgeFit, Standing, standing
from resources_db.matching.index import Index
from resources_db.matching.names import is_named
from resources_db.matching.own_needs import MENTIONED, own_need
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
_TIMES_LOOKED_AT = 20  # of the best: opening hours cost more than all else
_SHOWN = 3  # at once
_AGE_REASONS = {Standing.ALL: ("age",), Standing.ONE: ("age:one",)}
_MAY_BE_NAMED, _NAMED = 10, 1.0  # of the best by words; what being called by name is worth
# 利用料の助成は、サービスそのものの後に出す(お金の話でないとき)
_HELP_WITH_COSTS = re.compile(r"助成|補助|利用券|減免|給付|手当|貸付")
_MONEY_NEED = re.compile(r"cost|fee|allowance|debt|goods|housing|food|birth|payment|work")
_COSTS_AFTER_SERVICE = 0.8


@dataclass(slots=True)
class Match:
    """`need`: the need that speaks for it: one that was understood, or one that helps with it; None where only
    words do. `reasons`: need:<id>, words or near; age or age:one; district, free, time, way:<way>. `unchecked`: what
    was asked for and not found in the record: time, free. `instead`: the name of what takes a child for whom this
    one is too late, or much too early. bot/replies/reasons.py says all of it."""

    service: Service
    score: float
    need: str | None
    age: AgeFit
    reasons: list[str] = field(default_factory=list)
    strength: float = 0.0  # how much `need` speaks for it, 0..1
    standing: Standing = Standing.UNTOLD
    unchecked: list[str] = field(default_factory=list)
    instead: str | None = None


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
    looked_at = candidates if "time" in query.refined else candidates[:_TIMES_LOOKED_AT]
    hours = index.hours([c.row for c in looked_at]) if query.times else {}
    for candidate in candidates:
        for reason, worth in granted(index, candidate.row, hours.get(candidate.row, ()), query, now):
            candidate.reasons.append(reason)
            candidate.score += worth
    late = {AgeFit.SOON: 1, AgeFit.PAST: 2}
    candidates = _first(sorted(candidates, key=lambda c: (late.get(c.age, 0), -c.score)), limit)
    services = {index.row_of[s.id]: s for s in index.at([c.row for c in candidates])}
    matches = []
    for c in candidates:
        if c.row in services:
            place = standing(*index.ages_of(c.row, index.built_on), query.children)
            reasons = [c.reasons[0], *_AGE_REASONS.get(place, ()), *c.reasons[1:]]
            match = Match(services[c.row], c.score, c.need, c.age, reasons, c.strength, place)
            match.unchecked = _unchecked(index, c, query, looked_at)
            matches.append(match)
    for match in matches:
        if match.age is AgeFit.PAST:
            match.instead = _takes_over(match, matches)
    return matches


def _first(candidates: list[_Candidate], limit: int) -> list[_Candidate]:
    """The first ones. What a child comes to within a year and would else be shown at once has the last place."""
    first = candidates[:limit]
    soon = next((c for c in candidates if c.age is AgeFit.SOON), None)
    if soon and soon not in first and limit > _SHOWN and soon.score > first[_SHOWN - 1].score:
        first[-1] = soon
    return first


def _unchecked(
    index: Index, candidate: _Candidate, query: Query, looked_at: Sequence[_Candidate]
) -> list[str]:
    """Wishes that were not found to be granted: a card says so where its record does not tell that they are not."""
    free_unknown = np.isnan(index.listing.facts["is_free"][candidate.row])
    in_vain = query.times and "time" not in candidate.reasons and any(c is candidate for c in looked_at)
    found = ["time"] if in_vain else []
    return [*found, "free"] if free_unknown and {"free", "cheap"} & query.wishes else found


def _takes_over(match: Match, matches: Sequence[Match]) -> str | None:
    """What answers the same need by its own words, and takes every child that was told of."""
    for other in matches:
        answers = other.need is not None and other.need == match.need
        if (
            answers
            and other.standing is Standing.ALL
            and all(own_need(m.service, m.need)[0] >= MENTIONED for m in (match, other))
        ):
            return other.service.name
    return None


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
        if total[row] < floor or index.ids[row] in query.exclude or is_declined(index, row, query.declined):
            continue
        need, strength = need_of(index, row, wanted)
        score = float(total[row])
        if _HELP_WITH_COSTS.search(index.names[row]) and not asks_for_money:
            score *= _COSTS_AFTER_SERVICE
        if row in by_words and is_named(index.names[row], query.text):
            score += _NAMED
        candidates.append(
            _Candidate(row, score, need, found.age_fit(row), [_why(need, found, row)], strength)
        )
    return candidates


def _why(need: str | None, found: Signals, row: int) -> str:
    if need:
        return f"need:{need}"
    return "words" if found.parts["words"][row] > 0 else "near"


def need_of(index: Index, row: int, wanted: Sequence[tuple[str, float]]) -> tuple[str | None, float]:
    """Which need of the service answers best what is wanted, the wanted one or one that helps with it, and how
    well."""
    best: str | None = None
    worth = _SPEAKS
    weights = index.need_weights[row].tolist()
    for need, confidence in wanted:
        for own, share in ((need, 1.0), *all_needs()[need].helped_by.items()):
            column = index.need_columns.get(own)
            value = confidence * share * weights[column] if column is not None else 0.0
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


def is_declined(index: Index, row: int, declined: Sequence[str]) -> bool:
    """Is the service of a name or kind that was refused?"""
    name = f"{index.names[row]} {index.alternate_names[row]} {index.kinds[row]}" if declined else ""
    return any(word in name for word in declined if len(word) > 1)
