"""From what a parent wants to services, best first, each with the reasons that hold for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from resources_db.matching.eligibility import AgeFit, Child, ages_on, best_fit
from resources_db.matching.index import Index, Scores, base_district
from resources_db.matching.taxonomy import needs as all_needs
from resources_db.matching.taxonomy import parents_words
from resources_db.models import Service
from resources_db.opening import JAPAN, is_holiday, opens_within

NEED, RELATED, WORDS, NEAR, FREE, TIME, WAY = 1.0, 0.35, 0.55, 0.25, 0.25, 0.3, 0.3
_FLOOR = 0.12
_ONLY_WORDS, _ONLY_WORDS_BESIDE_NEEDS = 0.5, 0.9  # of the best word score, where no need speaks for it
_UNUSUAL_AGE = 0.4
_DAYS_AHEAD = 35  # so that the third Saturday of next month counts
_STILL_ABOUT_IT = 0.5  # share of the best base score below which a wish does not lift a service
_REFINED = 2.0  # what was asked for in so many words goes before everything else
# ある事情の家庭のためのもの。その事情が話に出ていなければ、後ろに下げる
_GROUPS = (
    "multiples",
    "single_parent_support",
    "single_parent_allowance",
    "disability_respite",
    "disability_allowance",
    "medical_care_child",
    "low_birth_weight",
    "chronic_illness",
    "foreign_language",
    "visa_life",
    "fathers",
    "grandparents",
    "lgbtq",
    "foster_care",
    "baby_loss",
    "bereavement",
    "fertility",
    "child_own_voice",
)
_FOR_OTHERS, _CERTAIN = 0.7, 0.9
# 利用料の助成は、サービスそのものの後に出す(お金の話でないとき)
_HELP_WITH_COSTS = re.compile(r"助成|補助|利用券|減免|給付|手当|貸付")
_MONEY_NEED = re.compile(r"cost|fee|allowance|debt|goods|housing|food|birth|payment|work")
_COSTS_AFTER_SERVICE = 0.8
_QUOTED = re.compile(r"「([^」]{2,})」")
_WAYS = {"phone": "phone", "online": "online", "visit_home": "home", "in_person": "visit"}


@dataclass(frozen=True, slots=True)
class TimeWish:
    """Days and part of the day that suit, in minutes of the day, half-open. Empty days mean any day;
    `holidays` means national holidays."""

    dates: tuple[date, ...] = ()
    weekdays: tuple[int, ...] = ()
    minutes: tuple[int, int] | None = None
    now: bool = False
    holidays: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """`needs` are (id, confidence 0..1). `wishes` are the names in bot/text/wishes."""

    tokens: Sequence[str] = ()
    needs: Sequence[tuple[str, float]] = ()
    children: Sequence[Child] = ()
    district: str | None = None
    wishes: frozenset[str] = frozenset()
    times: Sequence[TimeWish] = ()
    refined: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    declined: Sequence[str] = ()


@dataclass(slots=True)
class Match:
    service: Service
    score: float
    need: str | None
    age: AgeFit
    reasons: list[str] = field(default_factory=list)  # need:<id>, age, district, free, time, way:<way>, words


def rank(index: Index, query: Query, now: datetime, limit: int = 10) -> list[Match]:
    """Services above a floor, fitting ages first. Cost: a few array operations over all rows, then
    closer looks at the best ones only."""
    if not index.services:
        return []
    need_part, need_of_row = _need_scores(index, query.needs, query.children)
    word_part = _normalised(index.word_scores(query.tokens))
    told = {need for need, _ in query.needs}
    base = NEED * need_part + WORDS * word_part
    base[_named_for(index, set(_GROUPS) - told)] *= _FOR_OTHERS
    base[_named_for(index, _needs_declined(query.declined))] = 0.0
    only_words = _ONLY_WORDS_BESIDE_NEEDS if need_part.max() > 0 else _ONLY_WORDS
    floor = max(_FLOOR, _STILL_ABOUT_IT * float(base.max())) if query.refined else _FLOOR
    rows = np.argsort(-base, kind="stable")[: max(limit * 6, 60)]
    today = now.astimezone(JAPAN).date()
    asks_for_money = bool(query.wishes & {"free", "cheap"}) or any(_MONEY_NEED.search(need) for need in told)
    matches = []
    for row in map(int, rows):
        service = index.services[row]
        if base[row] < floor or service.id in query.exclude or _is_declined(service, query.declined):
            continue
        need = need_of_row.get(row) if need_part[row] > 0.05 else None
        if need is None and word_part[row] < only_words:
            continue
        score = float(base[row])
        if _HELP_WITH_COSTS.search(service.name) and not asks_for_money:
            score *= _COSTS_AFTER_SERVICE
        match = Match(service, score, need, best_fit(*ages_on(service, today), list(query.children)))
        match.reasons.append(f"need:{need}" if need else "words")
        _add_wishes(match, query, now)
        matches.append(match)
    late = {AgeFit.SOON: 1, AgeFit.PAST: 2}
    matches.sort(key=lambda m: (late.get(m.age, 0), -m.score))
    return matches[:limit]


def _need_scores(
    index: Index, wanted: Sequence[tuple[str, float]], children: Sequence[Child]
) -> tuple[Scores, dict[int, str]]:
    """Best need per row and which need of the service it is: the wanted one by its own weight, or a related
    one by a share of it."""
    best = np.zeros(len(index.services), dtype=np.float32)
    names: dict[int, str] = {}
    for need, confidence in wanted:
        if need not in index.need_columns:
            continue
        direct = index.need_weights[:, index.need_columns[need]]
        related = [r for r in all_needs()[need].related if r in index.need_columns]
        others = index.need_weights[:, [index.need_columns[r] for r in related]]
        near = others.max(axis=1) if related else np.zeros_like(best)
        usual = confidence * _usual_age(need, children)
        part = usual * np.maximum(direct, RELATED * near)
        for row in map(int, np.flatnonzero(part > best)):
            names[row] = need if direct[row] >= RELATED * near[row] else related[int(others[row].argmax())]
        best = np.maximum(best, part)
    return best, names


def _named_for(index: Index, needs_: set[str]) -> NDArray[np.bool_]:
    """[services]: does a service say by its name or kind that it is for one of these needs?"""
    columns = [index.need_columns[need] for need in needs_ if need in index.need_columns]
    found: NDArray[np.bool_] = (index.need_weights[:, columns] >= _CERTAIN).any(axis=1)
    return found


def _needs_declined(declined: Sequence[str]) -> set[str]:
    """What refused words stand for: ファミサポ is refused, so is ファミリー・サポート・センター."""
    return {
        need for word in declined for need, found in parents_words().find(word) if found == word.casefold()
    }


def _usual_age(need: str, children: Sequence[Child]) -> float:
    """A need that children of that age do not have counts less (高卒認定 for a four-year-old)."""
    ages = all_needs()[need].ages
    if ages is None or not children or any(c.low < ages[1] and c.high > ages[0] for c in children):
        return 1.0
    return _UNUSUAL_AGE


def _normalised(scores: Scores) -> Scores:
    top = float(scores.max()) if len(scores) else 0.0
    return scores / top if top > 0 else scores


def _is_declined(service: Service, declined: Sequence[str]) -> bool:
    name = f"{service.name} {service.alternate_name or ''} {service.kind or ''}" if declined else ""
    return any(word in name for word in declined if len(word) > 1)


def _add_wishes(match: Match, query: Query, now: datetime) -> None:
    service = match.service
    if match.age is AgeFit.FITS:
        match.reasons.append("age")

    def gain(weight: float, name: str) -> float:
        return weight + (_REFINED if name in query.refined else 0.0)

    if (
        query.district
        and service.location
        and base_district(service.location.district or "") == query.district
    ):
        match.score += gain(NEAR, "near")
        match.reasons.append("district")
    if {"free", "cheap"} & query.wishes and service.is_free:
        match.score += gain(FREE, "free")
        match.reasons.append("free")
    if query.times and service.schedules and any(_suits(service, wish, now) for wish in query.times):
        match.score += gain(TIME, "time")
        match.reasons.append("time")
    for wish, way in _WAYS.items():
        if wish in query.wishes and way in service.ways.split(","):
            match.score += gain(WAY, wish)
            match.reasons.append(f"way:{way}")


def _suits(service: Service, wish: TimeWish, now: datetime) -> bool:
    here = now.astimezone(JAPAN)
    if wish.now:
        return opens_within(service.schedules, here, here + timedelta(minutes=1))
    days = wish.dates or tuple(
        day for n in range(_DAYS_AHEAD) if _is_wished(day := here.date() + timedelta(days=n), wish)
    )
    low, high = wish.minutes or (0, 24 * 60)
    for day in days:
        start = datetime(day.year, day.month, day.day, tzinfo=JAPAN)
        if opens_within(
            service.schedules, max(here, start + timedelta(minutes=low)), start + timedelta(minutes=high)
        ):
            return True
    return False


def _is_wished(day: date, wish: TimeWish) -> bool:
    if wish.holidays and is_holiday(day):
        return True
    return day.weekday() in (wish.weekdays or (() if wish.holidays else range(7)))


def varied(matches: list[Match], wanted: Sequence[str], count: int = 3) -> list[Match]:
    """The first `count`: every wanted need served, then different kinds of help rather than more of one."""
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
            for m in rest[:8]
            if _kind(m) not in kinds and m.score > 0.6 * rest[0].score and m.age == rest[0].age
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
