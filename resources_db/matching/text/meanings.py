"""What words mean, learned from nothing but the texts that are searched: words in the same company are near.

A word's vector is its row in the matrix of positive pointwise mutual information (PPMI) of words that stand in
one sentence, reduced by singular values (Levy, Goldberg, Dagan 2015, https://aclanthology.org/Q15-1016: context
distribution smoothing 0.75, here taken both ways so that the matrix is symmetric; singular values to the power
1/2). Learning takes seconds: at most `_MOST_SENTENCES` and `_MOST_WORDS` are looked at, however long the list.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resources_db.matching.text.sparse import Symmetric, leading_vectors

Vectors = NDArray[np.float32]
_DIMENSIONS = 200
_SMOOTHING = 0.75
_COMPANY = 30  # words; longer sentences are lists and tables, and are cut
_MOST_SENTENCES, _MOST_WORDS = 40_000, 20_000
_PAIRS_AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True)
class Meanings:
    """`numbers`: a word's row in `vectors`, which are of length 1 (or 0: seen alone), float32 [words, dimensions]."""

    numbers: Mapping[str, int]
    vectors: Vectors

    def of(self, weights: Mapping[str, float]) -> Vectors:
        """The weighted sum of the words' vectors, of length 1; zeros when none is known. float32 [dimensions]."""
        known = [(self.numbers[word], weight) for word, weight in weights.items() if word in self.numbers]
        if not known:
            return np.zeros(self.vectors.shape[1], dtype=np.float32)
        rows, values = [row for row, _ in known], np.array([weight for _, weight in known], dtype=np.float32)
        return unit(values @ self.vectors[rows])


def unit(vectors: Vectors) -> Vectors:
    """Of length 1 along the last axis; zeros stay."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Vectors = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return scaled


def learn(sentences: Iterable[Sequence[str]], dimensions: int = _DIMENSIONS) -> Meanings:
    """From the words of each sentence. A sentence that is repeated teaches once; the outcome does not change from
    one run to the next."""
    distinct = sorted({tuple(sentence) for sentence in sentences if len(sentence) > 1})
    distinct = distinct[:: -(-len(distinct) // _MOST_SENTENCES) or 1]
    counts = Counter(word for sentence in distinct for word in sentence)
    numbers = {word: n for n, (word, _) in enumerate(counts.most_common(_MOST_WORDS))}
    company = _company(distinct, numbers)
    if not len(company.values):
        return Meanings({}, np.zeros((0, dimensions), dtype=np.float32))
    return Meanings(numbers, unit(leading_vectors(_information(company), dimensions)))


def _company(sentences: Iterable[Sequence[str]], numbers: Mapping[str, int]) -> Symmetric:
    """How often two different words stand in one sentence."""
    size = len(numbers)
    keys, counts = np.zeros(0, np.int64), np.zeros(0, np.int64)
    waiting: list[NDArray[np.int64]] = []
    held = 0

    def merged() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        new, often = np.unique(np.concatenate(waiting), return_counts=True)
        both, place = np.unique(np.concatenate((keys, new)), return_inverse=True)
        total = np.bincount(place, np.concatenate((counts, often)), len(both))
        return both, total.astype(np.int64)

    for sentence in sentences:
        known = np.array([numbers[word] for word in sentence if word in numbers], dtype=np.int64)
        for start in range(0, len(known), _COMPANY):
            here = known[start : start + _COMPANY]
            pairs = here[:, None] * size + here[None, :]
            waiting.append(pairs[here[:, None] != here[None, :]])
            held += len(waiting[-1])
        if held > _PAIRS_AT_ONCE:
            keys, counts = merged()
            waiting, held = [], 0
    if held:
        keys, counts = merged()
    return Symmetric(size, keys // max(size, 1), keys % max(size, 1), counts.astype(np.float32))


def _information(company: Symmetric) -> Symmetric:
    """PPMI: log of how much more often two words meet than chance would have it, where that is more."""
    often = np.bincount(company.rows, company.values, company.size)
    chance = np.sqrt(often / often.sum() * often**_SMOOTHING / (often**_SMOOTHING).sum())
    met = company.values / company.values.sum()
    information = np.log(met / (chance[company.rows] * chance[company.columns]))
    more = information > 0
    return Symmetric(
        company.size, company.rows[more], company.columns[more], information[more].astype(np.float32)
    )
