"""A linear classifier over words and character pairs: small, fast, the same in both environments.

Trained inside Rasa (components/message_classifier.py), kept in Rasa's model archive, and read from there
by the direct way, so that a search without Rasa understands like the chat. Needs only NumPy.
"""

import io
import json
import math
import tarfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bot.text.normalise import normalise
from bot.text.tokens import tokens

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


Array = NDArray[Any]
WEIGHTS_FILE, VOCABULARY_FILE = "message_model.npz", "message_model.json"
_EMPTY = frozenset({"補助記号", "空白"})
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_MAX_CHARACTERS = 600  # longer messages are cut into clauses before they come here


def features(text: str) -> Counter[str]:
    """Counts of Sudachi mode-A normalised forms, and of character pairs in hiragana, which carry over
    typing errors and words that no dictionary knows (benchmarks/understanding.py)."""
    plain = normalise(text)[:_MAX_CHARACTERS]
    found = Counter(t.normalized_form for t in tokens(plain) if t.pos not in _EMPTY)
    squeezed = f" {plain.replace(' ', '').translate(_TO_HIRAGANA)} "
    found.update(f"2:{a}{b}" for a, b in pairwise(squeezed))
    return found


@dataclass(frozen=True, slots=True)
class LinearModel:
    """`weights` is [features + 1, labels] (last row: bias); `idf` is [features]."""

    labels: tuple[str, ...]
    vocabulary: dict[str, int]
    idf: Array
    weights: Array

    def vector(self, text: str) -> tuple[Array, Array]:
        """Columns and their TF-IDF values, length 1."""
        return vector(features(text), self.vocabulary, self.idf)

    def probabilities(self, text: str) -> Array:
        """[labels], summing to 1."""
        columns, values = self.vector(text)
        scores = values @ self.weights[columns] + self.weights[-1] if len(columns) else self.weights[-1]
        exp = np.exp(scores - scores.max())
        shares: Array = exp / exp.sum()
        return shares

    def save(self, folder: Path) -> None:
        np.savez_compressed(folder / WEIGHTS_FILE, idf=self.idf, weights=self.weights.astype(np.float16))
        meta = {"labels": self.labels, "vocabulary": list(self.vocabulary)}
        (folder / VOCABULARY_FILE).write_text(json.dumps(meta, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> "LinearModel":
        return cls._read((folder / WEIGHTS_FILE).read_bytes(), (folder / VOCABULARY_FILE).read_bytes())

    @classmethod
    def load_from_rasa_archive(cls, archive: Path) -> "LinearModel":
        """Raises FileNotFoundError when there is no archive or it holds no such model."""
        found: dict[str, bytes] = {}
        with tarfile.open(archive) as tar:
            for member in tar:
                name = member.name.rsplit("/", 1)[-1]
                if name in (WEIGHTS_FILE, VOCABULARY_FILE) and (file := tar.extractfile(member)):
                    found[name] = file.read()
        if len(found) < 2:
            raise FileNotFoundError(f"no message model in {archive}")
        return cls._read(found[WEIGHTS_FILE], found[VOCABULARY_FILE])

    @classmethod
    def _read(cls, weights: bytes, meta: bytes) -> "LinearModel":
        arrays, words = np.load(io.BytesIO(weights)), json.loads(meta)
        vocabulary = {word: i for i, word in enumerate(words["vocabulary"])}
        return cls(tuple(words["labels"]), vocabulary, arrays["idf"], arrays["weights"].astype(np.float32))


def vector(counts: Counter[str], vocabulary: dict[str, int], idf: Array) -> tuple[Array, Array]:
    pairs = [(vocabulary[f], 1.0 + math.log(n)) for f, n in counts.items() if f in vocabulary]
    columns = np.array([c for c, _ in pairs], dtype=np.intp)
    values = np.array([v for _, v in pairs], dtype=np.float32)
    if len(columns):
        values *= idf[columns]
        values /= math.sqrt(float(values @ values)) or 1.0
    return columns, values


def train(texts: Sequence[str], labels: Sequence[str], *, penalty: float = 0.3) -> LinearModel:
    """A linear support vector classifier (scikit-learn), its margins turned into probabilities by one
    temperature that is fitted on held-out folds. Only in the nlu environment."""
    from sklearn.model_selection import cross_val_predict
    from sklearn.svm import LinearSVC

    counted = [features(text) for text in texts]
    vocabulary, idf = _vocabulary(counted)
    matrix = _matrix(counted, vocabulary, idf)
    classifier = LinearSVC(C=penalty, random_state=0)
    margins = cross_val_predict(classifier, matrix, labels, cv=5, method="decision_function")
    classifier.fit(matrix, labels)
    temperature = _temperature(margins, np.searchsorted(classifier.classes_, labels))
    weights = np.vstack([classifier.coef_.T, classifier.intercept_]).astype(np.float32) * temperature
    return LinearModel(tuple(map(str, classifier.classes_)), vocabulary, idf, weights)


def _temperature(margins: Array, truth: Array) -> float:
    """The factor on the margins under which the right label's mean log probability is highest."""

    def mean_log_probability(factor: float) -> float:
        scaled = margins * factor
        scaled -= scaled.max(axis=1, keepdims=True)
        return float((scaled[np.arange(len(truth)), truth] - np.log(np.exp(scaled).sum(axis=1))).mean())

    return float(max(np.linspace(1, 12, 45), key=mean_log_probability))


def _matrix(counted: Sequence[Counter[str]], vocabulary: dict[str, int], idf: Array) -> "csr_matrix":
    from scipy.sparse import csr_matrix

    rows = [vector(counts, vocabulary, idf) for counts in counted]
    ends = np.cumsum([0] + [len(columns) for columns, _ in rows])
    cells = (np.concatenate([v for _, v in rows]), np.concatenate([c for c, _ in rows]), ends)
    return csr_matrix(cells, shape=(len(rows), len(vocabulary)))


def _vocabulary(counted: Iterable[Counter[str]]) -> tuple[dict[str, int], Array]:
    """Features of at least two messages, with smoothed inverse document frequencies."""
    documents, seen = 0, Counter[str]()
    for counts in counted:
        documents += 1
        seen.update(counts.keys())
    kept = sorted(f for f, n in seen.items() if n > 1)
    idf = np.array([math.log((1 + documents) / (1 + seen[f])) + 1 for f in kept], dtype=np.float32)
    return {f: i for i, f in enumerate(kept)}, idf
