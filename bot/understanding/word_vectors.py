"""What words mean, as vectors: the bridge between a parent's word and a word that was learned from.

The vectors are chiVe (Works Applications, Apache License 2.0) as the package ja_ginza ships them: 480,425 words
share 20,000 vectors of 300 numbers. Read once, in training; kept in Rasa's model archive in a form that needs
only NumPy (22 MB), so that the parts that face the internet have neither spaCy nor that package.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class WordVectors:
    """`keys`: hashes of the words, ascending, uint64 [words]; `rows`: the vector of each, uint16 [words];
    `vectors`: of length 1, float16 [rows, dimensions]."""

    keys: Array
    rows: Array
    vectors: Array

    @property
    def dimensions(self) -> int:
        return int(self.vectors.shape[1])

    def row(self, word: str) -> int | None:
        key = _hash(word)
        at = int(
            np.searchsorted(self.keys, np.uint64(key))
        )  # of a plain int NumPy would make all keys floats
        return int(self.rows[at]) if at < len(self.keys) and self.keys[at] == key else None

    def mean(self, words: Iterable[str], weights: Mapping[str, float], unseen: float) -> Array:
        """The weighted sum of the words' vectors, of length 1: float32 [dimensions]; zeros when none is known.
        `unseen` is the weight of a word that `weights` does not have."""
        known = [(row, weights.get(word, unseen)) for word in words if (row := self.row(word)) is not None]
        if not known:
            return np.zeros(self.dimensions, dtype=np.float32)
        total: Array = np.array([w for _, w in known], dtype=np.float32) @ self.vectors[
            [r for r, _ in known]
        ].astype(np.float32)
        return unit(total)


def unit(vector: Array) -> Array:
    length = float(np.sqrt(vector @ vector))
    return vector / length if length else vector


def of_vectors(words: Mapping[str, int], vectors: Array) -> WordVectors:
    """From each word's row in a table of vectors."""
    hashed = sorted((_hash(word), row) for word, row in words.items())
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return WordVectors(
        np.array([key for key, _ in hashed], dtype=np.uint64),
        np.array([row for _, row in hashed], dtype=np.uint16),
        (vectors / np.where(lengths, lengths, 1)).astype(np.float16),
    )


def of_package(name: str) -> WordVectors:
    """Of an installed spaCy model. Raises ImportError when it is not there. Only in the nlu environment."""
    import importlib

    from spacy.vocab import Vocab

    package = Path(importlib.import_module(name).__file__ or "").parent
    vocabulary = Vocab().from_disk(next(package.glob("*/vocab")))
    rows = vocabulary.vectors.key2row
    words = {word: int(rows[key]) for word in vocabulary.strings if (key := vocabulary.strings[word]) in rows}
    return of_vectors(words, np.asarray(vocabulary.vectors.data))


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")
