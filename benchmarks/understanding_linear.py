"""Linear classifiers over words, character pairs and word vectors: run by understanding.py in the nlu environment.

`train KIND FOLDER` and `answer KIND FOLDER` as in diet_rasa.py. Rasa is there without TensorFlow, as in the program,
so that the memory is that of Rasa with such a model.
"""

import json
import pickle
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.understanding import tensorflow_free
from bot.understanding.word_vectors import Array

tensorflow_free.install()  # before Rasa, which the next imports bring in
import rasa.core.agent  # noqa: E402, F401
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.svm import LinearSVC  # noqa: E402

from benchmarks.held_out import Answer, Pairs, answer  # noqa: E402
from benchmarks.processes import memory_mb  # noqa: E402
from bot.understanding.components.message_classifier import as_read, listing_examples  # noqa: E402
from bot.understanding.linear_model import LinearModel  # noqa: E402
from bot.understanding.space import Features, Space, features, matrix_of, space_of  # noqa: E402
from bot.understanding.training import train as train_ours  # noqa: E402
from bot.understanding.understand import understand  # noqa: E402
from bot.understanding.word_vectors import of_package  # noqa: E402

_NEEDS, _LISTINGS = "resources_db/matching/needs", "data/listings"


@dataclass(frozen=True, slots=True)
class Kind:
    """`counts`: which features are counted, "" for none. `penalty` is scikit-learn's C."""

    counts: str
    vectors: bool
    logistic: bool
    penalty: float


KINDS = {
    "logistic_words": Kind("words", False, True, 30),
    "logistic_pairs": Kind("words and pairs", False, True, 30),
    "logistic_vectors": Kind("words and pairs", True, True, 30),
    "logistic_only_vectors": Kind("", True, True, 10),
    "svc_words": Kind("words", False, False, 0.3),
    "svc_pairs": Kind("words and pairs", False, False, 0.3),
    "svc_vectors": Kind("words and pairs", True, False, 0.3),
    "svc_only_vectors": Kind("", True, False, 1),
}
OURS = "ours"


def train(kind: Kind, examples: Pairs, file: Path) -> None:
    vectors = of_package("ja_ginza") if kind.vectors else None
    read = [_features(text, kind) for text, _ in examples]
    space = space_of(read, vectors)
    labels, label = np.unique([label for _, label in examples], return_inverse=True)
    matrix = matrix_of(read, space)
    if not kind.counts:
        matrix = matrix[:, len(space.vocabulary) :].toarray()
    classifier = (
        LogisticRegression(C=kind.penalty, solver="liblinear" if kind.counts else "lbfgs", max_iter=300)
        if kind.logistic
        else LinearSVC(C=kind.penalty, random_state=0)
    )
    classifier.fit(matrix, label)
    weights = np.vstack([classifier.coef_.T, classifier.intercept_]).astype(np.float16)
    file.write_bytes(pickle.dumps((space, list(map(str, labels)), weights)))


def answering(kind: Kind, file: Path) -> Callable[[str], Answer]:
    space, labels, weights = pickle.loads(file.read_bytes())
    weights = weights.astype(np.float32)
    return lambda text: answer(labels, _scores(_features(text, kind), kind, space, weights))


def _scores(found: Features, kind: Kind, space: Space, weights: Array) -> Array:
    if kind.counts:
        return space.scores(found, weights)
    scores: Array = space.meaning(found) @ weights[:-1] + weights[-1]
    return scores


def _features(text: str, kind: Kind) -> Features:
    found = features(text)
    if kind.counts == "words":
        return Features(Counter({f: n for f, n in found.counts.items() if f[:2] != "2:"}), found.words)
    return found


def train_whole(examples: Pairs, folder: Path) -> None:
    """All that the program learns: what services are for as well, and probabilities."""
    read = [(as_read(text, label), label) for text, label in examples]
    train_ours(read, listing_examples(_LISTINGS, _NEEDS), [], of_package("ja_ginza")).save(folder)


def answering_whole(folder: Path) -> Callable[[str], Answer]:
    """As the program reads a message after services were shown: clause by clause, and whoever says it."""
    model = LinearModel.load(folder)

    def answers(text: str) -> Answer:
        found = understand(text, model, shown=True)
        return {"act": found.intent, "needs": [need for need, _ in found.needs]}

    return answers


def main() -> None:
    warnings.filterwarnings("ignore")
    command, name, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    model = folder / "model"
    if command == "train":
        examples = [
            (text, label) for text, label in json.loads((folder / "examples.json").read_text("utf-8"))
        ]
        model.mkdir(exist_ok=True)
        started = time.process_time()
        if name == OURS:
            train_whole(examples, model)
        else:
            train(KINDS[name], examples, model / "model.pickle")
        (folder / "trained.json").write_text(json.dumps({"seconds": time.process_time() - started}))
        return
    answers = answering_whole(model) if name == OURS else answering(KINDS[name], model / "model.pickle")
    found, seconds = [], []
    for text in json.loads((folder / "asked.json").read_text("utf-8")):
        started = time.perf_counter()
        found.append(answers(text))
        seconds.append(time.perf_counter() - started)
    told = {"answers": found, "seconds": seconds, "memory_mb": memory_mb()}
    (folder / "answers.json").write_text(json.dumps(told))


if __name__ == "__main__":
    main()
