"""The one piece of sparse algebra that is needed, in NumPy: the leading vectors of a symmetric matrix."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Dense = NDArray[np.float32]
_ENTRIES_AT_ONCE = 32_768  # times 200 columns of float32: 26 MB
_OVERSAMPLING, _ROUNDS = 20, 5


@dataclass(frozen=True, slots=True)
class Symmetric:
    """Entries (rows[i], columns[i]) = values[i], in the order of the rows; the others are zero."""

    size: int
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Dense

    def times(self, dense: Dense) -> Dense:
        """float32 [size, columns of `dense`]."""
        product = np.zeros((self.size, dense.shape[1]), dtype=np.float32)
        for start in range(0, len(self.values), _ENTRIES_AT_ONCE):
            part = slice(start, start + _ENTRIES_AT_ONCE)
            rows, first = np.unique(self.rows[part], return_index=True)
            entries = self.values[part, None] * dense[self.columns[part]]
            product[rows] += np.add.reduceat(entries, first, axis=0)
        return product


def leading_vectors(matrix: Symmetric, count: int) -> Dense:
    """The singular vectors of the `count` largest singular values, each times the square root of its value:
    float32 [size, count], filled with zeros where the matrix has fewer. By subspace iteration from a fixed start
    (Halko, Martinsson, Tropp 2011, https://arxiv.org/abs/0909.4061)."""
    width = min(count + _OVERSAMPLING, matrix.size)
    start = np.random.default_rng(0).standard_normal((matrix.size, width)).astype(np.float32)
    basis = np.linalg.qr(matrix.times(start))[0]
    for _ in range(_ROUNDS - 1):
        basis = np.linalg.qr(matrix.times(basis))[0]
    values, inner = np.linalg.eigh(basis.T @ matrix.times(basis))
    largest = np.argsort(-np.abs(values))[:count]
    vectors = basis @ inner[:, largest] * np.sqrt(np.abs(values[largest]))
    return np.pad(vectors, ((0, 0), (0, count - len(largest)))).astype(np.float32)
