"""Where the weights of resources_db/matching/signals.py come from: fitted on towns, each in turn left out.

`python -m benchmarks fitting`. Coordinate by coordinate, to the highest nDCG@10 + Hit@3 / 2 of the towns together;
the figures of a town are those with weights that were fitted on the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.towns import town
from bot.direct import hear
from bot.search import query_of
from bot.text.clock import now_in_japan
from bot.understanding.on_disk import ModelOnDisk
from resources_db.matching.ranking import is_declined
from resources_db.matching.signals import WEIGHTS, named_for, needs_declined, signals
from web.config import Config

_TOWNS = ("dev_town", "urakaze", "hoshimi")
_LATE, _DECLINED = 10.0, 100.0
_ROUNDS, _WORTH_IT = 3, 3e-4
Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Asked:
    """`parts`: float32 [rows, signals]; `against`: what keeps a row behind; `grades`: int [rows]; `ideal`: DCG@10."""

    parts: NDArray[np.float32]
    against: NDArray[np.float32]
    grades: NDArray[np.int64]
    ideal: float


def main() -> None:
    model = ModelOnDisk(Config.from_env().model_archive).current()
    names = list(WEIGHTS)
    towns = {name: asked for name in _TOWNS if (asked := _asked(name, model, names))}
    now = np.array(list(WEIGHTS.values()), dtype=np.float32)
    print(f"| | {' | '.join(names)} | Hit@1 | Hit@3 | nDCG@10 |\n|---|{'---|' * (len(names) + 3)}")
    for left_out in towns:
        fitted = fit(now, [asked for name, asked in towns.items() if name != left_out])
        _row(f"fitted without {left_out}, measured on it", fitted, measures(towns[left_out], fitted))
    for title, weights in (("fitted on all", fit(now, list(towns.values()))), ("in use", now)):
        _row(title, weights, np.mean([measures(asked, weights) for asked in towns.values()], axis=0))
    print("\n| in use, but without | Hit@1 | Hit@3 | nDCG@10 |\n|---|---|---|---|")
    for number, name in enumerate(names):
        without = now.copy()
        without[number] = 0
        found = np.mean([measures(asked, without) for asked in towns.values()], axis=0)
        print(f"| {name} | {' | '.join(f'{x:.3f}' for x in found)} |", flush=True)


def _asked(name: str, model: object, names: Sequence[str]) -> list[Asked]:
    """The signals of every question of a town; none where its files are not there."""
    with town(name) as there:
        if there is None:
            return []
        index, found = there.index, []
        ids = [there.id_of(service) for service in index.services]
        for q in there.questions:
            heard = hear(q.text, model, index.districts, now_in_japan())  # type: ignore[arg-type]
            query = query_of(q.text, heard, q.age_months)
            told = signals(index, query)
            declined = named_for(index, needs_declined(heard.declined))
            declined |= np.array([is_declined(index, row, heard.declined) for row in range(len(index))])
            best = sorted((2**grade - 1 for grade in q.relevant.values()), reverse=True)[:10]
            found.append(
                Asked(
                    np.stack([told.parts[n] for n in names], axis=1),
                    (_LATE * (told.age_fits >= 2) + _DECLINED * declined).astype(np.float32),
                    np.array([q.relevant.get(i, 0) for i in ids]),
                    float(sum(gain / np.log2(n + 2) for n, gain in enumerate(best))),
                )
            )
        return found


def measures(asked: Sequence[Asked], weights: Weights) -> NDArray[np.float64]:
    """Means of Hit@1, Hit@3 and nDCG@10."""
    rows = []
    for one in asked:
        first = np.argsort(-(one.parts @ weights - one.against), kind="stable")[:10]
        grades = one.grades[first]
        gained = ((2.0**grades - 1) / np.log2(np.arange(len(grades)) + 2)).sum()
        rows.append((grades[0] >= 2, (grades[:3] >= 2).any(), gained / one.ideal if one.ideal else 0.0))
    mean: NDArray[np.float64] = np.mean(rows, axis=0)
    return mean


def fit(weights: Weights, towns: Sequence[Sequence[Asked]]) -> Weights:
    def worth(candidate: Weights) -> float:
        _, hit3, ndcg = np.mean([measures(asked, candidate) for asked in towns], axis=0)
        return float(ndcg + hit3 / 2)

    best = worth(weights)
    for _ in range(_ROUNDS):
        before = best
        for number, weight in enumerate(weights):
            for other in (weight * 0.6, weight * 1.5, weight + 0.1, weight - 0.1, weight + 0.3, 0.0):
                candidate = weights.copy()
                candidate[number] = other
                if (found := worth(candidate)) > best + _WORTH_IT:
                    best, weights = found, candidate
        if best == before:
            break
    return weights


def _row(title: str, weights: Weights, found: NDArray[np.float64]) -> None:
    cells = [*(f"{w:.2f}" for w in weights), *(f"{x:.3f}" for x in found)]
    print(f"| {title} | {' | '.join(cells)} |", flush=True)
