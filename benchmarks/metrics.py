"""Measures of a ranking, each for one question; the benchmarks print their means.

`ranked` are record ids, best first; `relevant` maps ids to grades 1 to 3.
"""

import math
from collections.abc import Mapping, Sequence

GOOD = 2  # from this grade on, a record is the right place to send the parent


def hit(ranked: Sequence[str], relevant: Mapping[str, int], at: int, grade: int = GOOD) -> float:
    """1 when a record of at least this grade is among the first `at`."""
    return float(any(relevant.get(i, 0) >= grade for i in ranked[:at]))


def reciprocal_rank(ranked: Sequence[str], relevant: Mapping[str, int], grade: int = GOOD) -> float:
    return next((1 / n for n, i in enumerate(ranked, 1) if relevant.get(i, 0) >= grade), 0.0)


def ndcg(ranked: Sequence[str], relevant: Mapping[str, int], at: int = 10) -> float:
    """Gain 2^grade - 1, discount log2(rank + 1), divided by the best possible order."""
    gains = [2 ** relevant.get(i, 0) - 1 for i in ranked[:at]]
    best = sorted((2**g - 1 for g in relevant.values()), reverse=True)[:at]
    ideal = _discounted(best)
    return _discounted(gains) / ideal if ideal else 0.0


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(n + 1) for n, gain in enumerate(gains, 1))


def both_needs(ranked: Sequence[str], sides: Sequence[Sequence[str]], at: int = 5) -> float:
    """1 when each side (the records that serve one of the needs) has one among the first `at`."""
    return float(all(set(side) & set(ranked[:at]) for side in sides))
