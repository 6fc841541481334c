"""Fits the two classifiers of linear_model.py with scikit-learn. Only in the nlu environment."""

from collections.abc import Callable, Sequence

import numpy as np
from joblib import Parallel, delayed
from sklearn.model_selection import train_test_split
from sklearn.svm import LinearSVC

from bot.text.tokens import tokens
from bot.understanding.linear_model import Head, LinearModel
from bot.understanding.space import features, matrix_of, space_of
from bot.understanding.word_vectors import Array, WordVectors
from resources_db.matching.text.knowledge import learn_from
from resources_db.matching.text.terms import terms
from resources_db.reading.text import clean

Messages = Sequence[tuple[str, str]]  # text, label
Listings = Sequence[tuple[str, Sequence[str]]]  # name and text of a service, the needs that it answers
_HELD_OUT = 0.2


def train(
    messages: Messages,
    listings: Listings,
    lessons: Sequence[str],
    vectors: WordVectors | None,
    *,
    penalty: float = 0.3,
) -> LinearModel:
    """Linear support vector classifiers; their margins become probabilities by one factor each, which is fitted on
    a fifth that was held out. Takes all cores."""
    read, told = [features(text) for text, _ in messages], [features(text) for text, _ in listings]
    space = space_of([*read, *told], vectors)
    classes, label = np.unique([label for _, label in messages], return_inverse=True)
    needs = sorted({need for _, answered in listings for need in answered})
    answers = np.array([[need in answered for need in needs] for _, answered in listings])
    said, listed = matrix_of(read, space), matrix_of(told, space)
    said_used, said_held = _split(len(label), stratify=label)
    listed_used, listed_held = _split(len(answers))
    trial, final, listed_trial, listed_final = Parallel(n_jobs=-1, max_nbytes=None)(
        [
            delayed(_one_of)(said[said_used], label[said_used], penalty),
            delayed(_one_of)(said, label, penalty),
            delayed(_any_of)(listed[listed_used], answers[listed_used], penalty),
            delayed(_any_of)(listed, answers, penalty),
        ]
    )
    factor = _best_factor(_scores(said[said_held], trial), label[said_held], _log_softmax)
    listed_factor = _best_factor(
        _scores(listed[listed_held], listed_trial), answers[listed_held], _log_sigmoid
    )
    return LinearModel(
        space,
        Head(tuple(map(str, classes)), final * factor),
        Head(tuple(needs), listed_final * listed_factor),
        learn_from([terms(tokens(clean(lesson))) for lesson in lessons]),
    )


def _split(count: int, stratify: Array | None = None) -> tuple[Array, Array]:
    used, held = train_test_split(np.arange(count), test_size=_HELD_OUT, random_state=0, stratify=stratify)
    return used, held


def _one_of(matrix: Array, labels: Array, penalty: float) -> Array:
    """Weights, [columns + 1, labels], for exactly one label a row."""
    return _weights([LinearSVC(C=penalty, random_state=0).fit(matrix, labels)])


def _any_of(matrix: Array, answers: Array, penalty: float) -> Array:
    """Weights, [columns + 1, needs], for any number of needs a row; `answers` is [rows, needs]."""
    return _weights([LinearSVC(C=penalty, random_state=0).fit(matrix, column) for column in answers.T])


def _weights(fitted: Sequence[LinearSVC]) -> Array:
    columns: Array = np.hstack([np.vstack([f.coef_.T, f.intercept_]) for f in fitted]).astype(np.float32)
    return columns


def _scores(matrix: Array, weights: Array) -> Array:
    scores: Array = matrix @ weights[:-1] + weights[-1]
    return scores


def _best_factor(margins: Array, truth: Array, log_probability: Callable[[Array, Array], Array]) -> float:
    """The factor on the margins under which the truth is likeliest."""
    return float(
        max(np.linspace(1, 12, 45), key=lambda factor: log_probability(margins * factor, truth).mean())
    )


def _log_softmax(scores: Array, truth: Array) -> Array:
    scores = scores - scores.max(axis=1, keepdims=True)
    found: Array = scores[np.arange(len(truth)), truth] - np.log(np.exp(scores).sum(axis=1))
    return found


def _log_sigmoid(scores: Array, truth: Array) -> Array:
    found: Array = -np.logaddexp(0, np.where(truth, -scores, scores))
    return found
