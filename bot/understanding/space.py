"""How a text becomes numbers: words, character pairs and what the words mean. The same in both environments."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from bot.text.normalise import normalise
from bot.text.tokens import TO_HIRAGANA, tokens
from bot.understanding.word_vectors import Array, WordVectors, unit

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_EMPTY = frozenset({"補助記号", "空白"})
_WITHOUT_MEANING = frozenset({"助詞", "助動詞", "記号"})
_MAX_CHARACTERS = 600  # longer messages are cut into clauses before they come here
MEANING = (
    0.7  # length of the meaning beside that of the words and pairs, which is 1 (benchmarks/understanding.py)
)


@dataclass(frozen=True, slots=True)
class Features:
    """`counts`: Sudachi mode-A normalised forms, and character pairs in hiragana, which carry over typing errors
    and words that no dictionary knows. `words`: those that carry meaning, in order."""

    counts: Counter[str]
    words: list[str]


def features(text: str) -> Features:
    plain = normalise(text)[:_MAX_CHARACTERS]
    read = [t for t in tokens(plain) if t.pos not in _EMPTY]
    counts = Counter(t.normalized_form for t in read)
    squeezed = f" {plain.replace(' ', '').translate(TO_HIRAGANA)} "
    counts.update(f"2:{a}{b}" for a, b in pairwise(squeezed))
    return Features(counts, [t.normalized_form for t in read if t.pos not in _WITHOUT_MEANING])


@dataclass(frozen=True, slots=True)
class Space:
    """`idf` is [vocabulary]; `centre` is the mean meaning, [dimensions] (0 without vectors)."""

    vocabulary: dict[str, int]
    idf: Array
    vectors: WordVectors | None
    centre: Array

    def counted(self, found: Features) -> tuple[Array, Array]:
        """Columns and their TF-IDF values, length 1."""
        pairs = [
            (self.vocabulary[f], 1.0 + math.log(n)) for f, n in found.counts.items() if f in self.vocabulary
        ]
        columns = np.array([c for c, _ in pairs], dtype=np.intp)
        values = np.array([v for _, v in pairs], dtype=np.float32)
        return columns, unit(values * self.idf[columns]) if len(columns) else values

    def meaning(self, found: Features) -> Array:
        """[dimensions], of length `MEANING`: what the words mean, less what all texts have in common."""
        if self.vectors is None:
            return self.centre
        told = _mean(found, self.vectors, self.vocabulary, self.idf)
        return unit(told - self.centre) * np.float32(MEANING) if told.any() else told

    def scores(self, found: Features, weights: Array) -> Array:
        """[labels] for `weights` of [vocabulary + dimensions + 1, labels], whose last row is the bias."""
        columns, values = self.counted(found)
        words = len(self.vocabulary)
        scores: Array = weights[-1] + self.meaning(found) @ weights[words:-1]
        return scores + values @ weights[columns] if len(columns) else scores


def space_of(read: Sequence[Features], vectors: WordVectors | None) -> Space:
    vocabulary, idf = _vocabulary(f.counts for f in read)
    if vectors is None:
        return Space(vocabulary, idf, None, np.zeros(0, dtype=np.float32))
    meanings = [_mean(f, vectors, vocabulary, idf) for f in read]
    return Space(vocabulary, idf, vectors, np.array(meanings).mean(axis=0))


def matrix_of(read: Sequence[Features], space: Space) -> "csr_matrix":
    """[texts, vocabulary + dimensions]. Only in the nlu environment."""
    from scipy.sparse import csr_matrix, hstack

    rows = [space.counted(found) for found in read]
    ends = np.cumsum([0] + [len(columns) for columns, _ in rows])
    cells = (np.concatenate([v for _, v in rows]), np.concatenate([c for c, _ in rows]), ends)
    counted = csr_matrix(cells, shape=(len(rows), len(space.vocabulary)))
    return hstack([counted, csr_matrix(np.array([space.meaning(found) for found in read]))]).tocsr()


def _mean(found: Features, vectors: WordVectors, vocabulary: dict[str, int], idf: Array) -> Array:
    weights = {word: float(idf[vocabulary[word]]) for word in found.words if word in vocabulary}
    return vectors.mean(found.words, weights, unseen=float(idf.max()))


def _vocabulary(counted: Iterable[Counter[str]]) -> tuple[dict[str, int], Array]:
    """Features of at least two texts, with smoothed inverse document frequencies."""
    documents, seen = 0, Counter[str]()
    for counts in counted:
        documents += 1
        seen.update(counts.keys())
    kept = sorted(f for f, n in seen.items() if n > 1)
    idf = np.array([math.log((1 + documents) / (1 + seen[f])) + 1 for f in kept], dtype=np.float32)
    return {f: i for i, f in enumerate(kept)}, idf
