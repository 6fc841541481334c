"""BM25 over the terms of all rows, kept so that a changed row does not build it anew.

Scores are those of Lucene (https://arxiv.org/abs/2407.03618, "lucene"): idf = ln(1 + (N - n + 0.5) / (n + 0.5)), and of
a term's frequency f in a row of length l: f / (f + k1 (1 - b + b l / mean l)). They are always exact: they are
worked out from frequencies when a question comes.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

K1, B = 1.2, 0.6
Scores = NDArray[np.float32]
Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Words:
    """Term number t stands in the rows `rows[starts[t]:starts[t + 1]]`, with `frequencies` beside them.

    `numbers` is shared by all that came from one another, and only grows: a number past the end of `starts` is a
    term that these rows do not have. `lengths`: float32 [rows], sums of a row's frequencies.
    """

    numbers: dict[str, int]
    starts: NDArray[np.int64]
    rows: Rows
    frequencies: Scores
    lengths: Scores
    _damping: Scores = field(init=False, repr=False)

    def __post_init__(self) -> None:
        mean = float(self.lengths.mean()) if len(self.lengths) else 0.0
        relative = self.lengths / np.float32(mean) if mean else self.lengths
        object.__setattr__(self, "_damping", (K1 * (1 - B + B * relative)).astype(np.float32))

    def scores(self, terms: Mapping[str, float] | Sequence[str]) -> Scores:
        """By row. Terms are weighted, or count as often as they are said."""
        found = np.zeros(len(self.lengths), dtype=np.float32)
        weighted = terms if isinstance(terms, Mapping) else Counter(terms)
        for term, weight in weighted.items():
            number = self.numbers.get(term, len(self.starts))
            if number + 1 >= len(self.starts):
                continue
            part = slice(self.starts[number], self.starts[number + 1])
            rows, frequencies = self.rows[part], self.frequencies[part]
            idf = math.log(1 + (len(found) - len(rows) + 0.5) / (len(rows) + 0.5))
            found[rows] += np.float32(weight * idf) * (frequencies / (frequencies + self._damping[rows]))
        return found

    def changed(self, new_row: Rows, count: int, added: Mapping[int, Mapping[str, float]]) -> "Words":
        """The same words for other rows: `new_row` tells for each old row its place among `count` rows, or -1
        when it goes; `added` has the terms of the rows that are new."""
        moved = new_row[self.rows]
        stay = moved >= 0
        before = np.zeros(len(stay) + 1, dtype=np.int32)
        np.cumsum(stay, out=before[1:])
        ends = before[self.starts]
        numbers = self.numbers
        told = [
            (numbers.setdefault(t, len(numbers)), row, f) for row, ts in added.items() for t, f in ts.items()
        ]
        term = np.array([t for t, _, _ in told], dtype=np.int32)
        order = np.argsort(term, kind="stable")
        term = term[order]
        starts = np.pad(ends, (0, len(numbers) + 1 - len(ends)), mode="edge").astype(np.int64)
        at = starts[term + 1]  # behind those that stay
        lengths = np.zeros(count, dtype=np.float32)
        lengths[new_row[new_row >= 0]] = self.lengths[new_row >= 0]
        for row, terms in added.items():
            lengths[row] = sum(terms.values())
        starts[1:] += np.cumsum(np.bincount(term, minlength=len(numbers)))
        return Words(
            numbers,
            starts,
            np.insert(moved[stay], at, np.array([row for _, row, _ in told], dtype=np.int32)[order]),
            np.insert(self.frequencies[stay], at, np.array([f for _, _, f in told], dtype=np.float32)[order]),
            lengths,
        )


def no_words() -> Words:
    return Words(
        {}, np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32), np.zeros(0, np.float32)
    )
