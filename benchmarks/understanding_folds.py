"""Run by benchmarks/understanding.py in the nlu environment, where scikit-learn is."""

import random
from collections import Counter
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from bot.understanding import linear_model as lm
from bot.understanding import tensorflow_free

tensorflow_free.install()  # before Rasa, which the next import brings in
from bot.understanding.components.message_classifier import taxonomy_examples  # noqa: E402

_FOLDS = 5
Pairs = list[tuple[str, str]]


def utterances() -> tuple[Pairs, Pairs]:
    """(text, label) of the utterances, and of the single words that point to an act or a need."""
    told: Pairs = []
    words: Pairs = taxonomy_examples("resources_db/matching/needs")
    for path in sorted(Path("data/nlu").rglob("*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            lines = [line.strip()[2:] for line in block["examples"].strip().splitlines()]
            if "lookup" in block:
                words += [(line, block["lookup"]) for line in lines]
            else:
                need = (block.get("metadata") or {}).get("need")
                told += [(line, f"need/{need}" if need else block["intent"]) for line in lines]
    return told, words


def only_words(text: str) -> Counter[str]:
    return Counter({k: v for k, v in lm.features(text).items() if not k.startswith("2:")})


def main() -> None:
    told, words = utterances()
    random.Random(1).shuffle(told)
    print(f"{len(told)} utterances, {len(words)} words, {len({label for _, label in told})} labels\n")
    print("| features | learns from | classifier | need in first 3 | act level |\n|---|---|---|---|---|")
    svm, logistic = LinearSVC(C=0.3, random_state=0), LogisticRegression(C=10, solver="liblinear")
    rows = (
        ("words", only_words, [], svm),
        ("words", only_words, words, svm),
        ("words and pairs", lm.features, [], svm),
        ("words and pairs", lm.features, words, svm),
        ("words and pairs", lm.features, words, logistic),
    )
    for name, features, extra, classifier in rows:
        need, act = measure(told, extra, features, classifier)
        source = "utterances + words" if extra else "utterances"
        print(f"| {name} | {source} | {type(classifier).__name__} | {need:.3f} | {act:.3f} |", flush=True)


def measure(told: Pairs, extra: Pairs, features: object, classifier: object) -> tuple[float, float]:
    counted = [features(text) for text, _ in told]  # type: ignore[operator]
    more = [features(text) for text, _ in extra]  # type: ignore[operator]
    needs, acts = [], []
    for fold in range(_FOLDS):
        held = [i for i in range(len(told)) if i % _FOLDS == fold]
        used = [i for i in range(len(told)) if i % _FOLDS != fold]
        documents = [counted[i] for i in used] + more
        vocabulary, idf = lm._vocabulary(documents)
        classifier.fit(
            lm._matrix(documents, vocabulary, idf), [told[i][1] for i in used] + [y for _, y in extra]
        )  # type: ignore[attr-defined]
        margins = classifier.decision_function(lm._matrix([counted[i] for i in held], vocabulary, idf))  # type: ignore[attr-defined]
        labels = classifier.classes_  # type: ignore[attr-defined]
        for i, row in zip(held, margins, strict=True):
            ranked = [labels[c] for c in np.argsort(-row)]
            truth = told[i][1]
            acts.append(ranked[0].split("/")[0] == truth.split("/")[0])
            if truth.startswith("need/"):
                needs.append(truth in [label for label in ranked if label.startswith("need/")][:3])
    return float(np.mean(needs)), float(np.mean(acts))


if __name__ == "__main__":
    main()
