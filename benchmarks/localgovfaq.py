"""Citizens' questions on the FAQs of a real city (localgovFAQ), beside a keyword search on the same texts.

Index from the FAQs alone, no trained model. Of "ours", the one number that is fitted (what meaning counts beside
words) is chosen on four fifths of the questions and measured on the last fifth, mean over five ways to cut them.
"""

import json
import re
import time
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from benchmarks import metrics
from benchmarks.towns import SHARED
from bot.text.tokens import Token, content_forms, tokens
from resources_db.matching.text.lessons import from_needs
from resources_db.matching.text.text_index import MEANING, Field, TextIndex, bm25, build
from resources_db.reading.text import clean

_FOLDER = SHARED / "localgovfaq"
_TEXT = re.compile(r"Question: (?P<question>.*?)\nAnswer: (?P<answer>.*)", re.DOTALL)
FIELDS = {"question": Field(heading=True), "answer": Field(at_most_in=10)}
_ALL_SENTENCES = {"question": Field(heading=True), "answer": Field()}
_MEANINGS = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
_FOLDS, _CUTS = 5, 5
_PARTICLES_AND_SIGNS = {"助詞", "助動詞", "補助記号", "記号", "空白"}
_MEASURES = ("nDCG@10", "Hit@1", "Hit@3", "MRR")
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Faqs:
    ids: list[str]
    documents: list[dict[str, str]]
    questions: list[str]
    relevant: list[dict[str, int]]


def main() -> None:
    faqs = read()
    if faqs is None:
        print("Left out: shared/data/localgovfaq is not here.")
        return
    start = time.perf_counter()
    words, near = parts(faqs, build(faqs.documents, tokens, FIELDS))
    seconds = time.perf_counter() - start
    again = cache(tokens)
    plain = parts(faqs, build(faqs.documents, _all_alike, FIELDS))
    whole = parts(faqs, build(faqs.documents, again, _ALL_SENTENCES))
    taught = parts(faqs, build(faqs.documents, again, FIELDS, from_needs()))
    print("| | " + " | ".join(_MEASURES) + " |\n|---|" + "---|" * len(_MEASURES))
    _row("BM25, Sudachi A normal forms", measures(faqs, _baseline(faqs)))
    _row("**ours, cross-validated**", cross_validated(faqs, words, near))
    _row(f"ours as it is (meaning counts {MEANING:g})", measures(faqs, mixed(words, near, MEANING)))
    _row("only words", measures(faqs, words))
    _row("only meaning", measures(faqs, near))
    _row("every part of speech counts alike", measures(faqs, mixed(*plain, MEANING)))
    _row("with the sentences that all answers share", measures(faqs, mixed(*whole, MEANING)))
    _row("meanings learned from the needs files as well", measures(faqs, mixed(*taught, MEANING)))
    print(f"\n{len(faqs.ids)} FAQs, {len(faqs.questions)} questions; built and asked in {seconds:.0f} s.")


def read() -> Faqs | None:
    """None where the files are not there."""
    if not _FOLDER.exists():
        return None
    corpus, questions, relevant = (
        json.loads((_FOLDER / f"{name}.json").read_text("utf-8")) for name in ("corpus", "queries", "qrels")
    )
    documents = [match.groupdict() for text in corpus.values() if (match := _TEXT.match(text))]
    return Faqs(list(corpus), documents, list(questions.values()), [relevant[q] for q in questions])


def parts(faqs: Faqs, index: TextIndex) -> tuple[Scores, Scores]:
    """Scores by words and by meaning, float32 [questions, FAQs]."""
    both = [index.parts(question) for question in faqs.questions]
    return np.array([words for words, _ in both]), np.array([near for _, near in both])


def mixed(words: Scores, near: Scores, meaning: float) -> Scores:
    """As TextIndex.scores does it."""
    tops = words.max(axis=1, keepdims=True)
    total: Scores = words / np.where(tops > 0, tops, 1) + np.float32(meaning) * near
    return total


def measures(faqs: Faqs, scores: Scores) -> NDArray[np.float64]:
    """[questions, _MEASURES]. Any grade is a hit, as in the published figures."""
    rows = []
    for found, relevant in zip(scores, faqs.relevant, strict=True):
        ranked = [faqs.ids[i] for i in np.argsort(-found, kind="stable")[:100]]
        hits = [metrics.hit(ranked, relevant, at, grade=1) for at in (1, 3)]
        rows.append([metrics.ndcg(ranked, relevant), *hits, metrics.reciprocal_rank(ranked, relevant, 1)])
    return np.array(rows)


def cross_validated(faqs: Faqs, words: Scores, near: Scores) -> NDArray[np.float64]:
    by_meaning = [measures(faqs, mixed(words, near, meaning)) for meaning in _MEANINGS]
    outcomes = []
    for cut in range(_CUTS):
        fold = np.random.default_rng(cut).permutation(len(faqs.questions)) % _FOLDS
        for n in range(_FOLDS):
            fitted = [float(figures[fold != n, :2].mean()) for figures in by_meaning]
            outcomes.append(by_meaning[int(np.argmax(fitted))][fold == n])
    return np.concatenate(outcomes)


def _baseline(faqs: Faqs) -> Scores:
    scores = bm25([Counter(content_forms(clean("\n".join(d.values())))) for d in faqs.documents])
    return np.array([scores(Counter(content_forms(clean(question)))) for question in faqs.questions])


def _all_alike(text: str) -> list[Token]:
    """Every word that carries meaning, as a noun."""
    return [replace(t, pos="名詞", pos_detail="") for t in tokens(text) if t.pos not in _PARTICLES_AND_SIGNS]


def _row(name: str, figures: NDArray[np.float64]) -> None:
    print(f"| {name} | " + " | ".join(f"{figure:.3f}" for figure in figures.mean(axis=0)) + " |", flush=True)
