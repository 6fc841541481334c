"""Finds texts by what a question is about: by its words (BM25), and by the company that its words keep.

The same engine serves services and FAQs: a document is a few named fields, of which some are headings (the name of
a service, the question of an FAQ) and say in short what it is about. A question is near a document when it is near
its heading; the rest of the text helps a little.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from resources_db.matching.text.meanings import Meanings, Vectors, learn, unit
from resources_db.matching.text.terms import Term, Tokenize, asked, frequencies, repeated, terms
from resources_db.matching.words import no_words
from resources_db.reading.text import clean, sentences

WordScores = Callable[[Mapping[str, float]], Vectors]
MEANING = 2.0  # what full nearness in meaning counts beside the best score by words, which counts 1
_TEXT_BESIDE_HEADING = 0.2


@dataclass(frozen=True, slots=True)
class Field:
    """How a field counts: its words `times` in BM25; `heading`: it says in short what the document is about.

    A sentence that stands in this field of more than `at_most_in` documents (opening hours, how to ask) is left
    out. None keeps all: a fact that many services share may be what a parent asks for.
    """

    times: float = 1.0
    heading: bool = False
    at_most_in: int | None = None


@dataclass(frozen=True, slots=True)
class TextIndex:
    """Row i of every outcome is document i. `weights`: how much a term says, by how rare it is and by how often a
    document that has it repeats it; `unseen`: a term that no document has, and that is known from lessons.
    `vectors`: of length 1 (0 for an empty document), float32 [rows, dimensions]."""

    tokenize: Tokenize
    by_words: WordScores
    meanings: Meanings
    weights: Mapping[str, float]
    unseen: float
    vectors: Vectors

    def scores(self, question: str) -> Vectors:
        """float32 [rows]; at most 1 + MEANING; not comparable between questions that share words with documents
        and those that do not."""
        words, near = self.parts(question)
        total: Vectors = words / np.float32(words.max(initial=0.0) or 1.0) + np.float32(MEANING) * near
        return total

    def parts(self, question: str) -> tuple[Vectors, Vectors]:
        """BM25 as it is, and the cosine -1..1: float32 [rows] each."""
        wanted = asked(terms(self.tokenize(clean(question))))
        about = self.meanings.of({t: w * self.weights.get(t, self.unseen) for t, w in wanted.items()})
        return self.by_words(wanted), self.vectors @ about


def build(
    documents: Sequence[Mapping[str, str]],
    tokenize: Tokenize,
    fields: Mapping[str, Field],
    lessons: Iterable[str] = (),
) -> TextIndex:
    """Fields that a document does not have are empty; those that `fields` does not name are left out. `lessons` are
    further texts to learn meanings from: a few hundred short documents do not teach enough (lessons.py)."""
    said = {name: _sentences(documents, name, field) for name, field in fields.items()}
    terms_of = {s: terms(tokenize(s)) for s in {s for column in said.values() for row in column for s in row}}
    read = {name: [[t for s in row for t in terms_of[s]] for row in column] for name, column in said.items()}
    rows = range(len(documents))
    headings = [[t for name in fields if fields[name].heading for t in read[name][row]] for row in rows]
    texts = [[t for name in fields if not fields[name].heading for t in read[name][row]] for row in rows]
    weights = informative([frequencies([(headings[row], 1), (texts[row], 1)]) for row in rows])
    taught = (terms(tokenize(clean(lesson))) for lesson in lessons)
    meanings = learn([term for term, _ in sentence] for sentence in chain(terms_of.values(), taught))
    vectors = np.zeros((len(documents), meanings.vectors.shape[1]), dtype=np.float32)
    for row in rows:
        vectors[row] = document_vector(headings[row], texts[row], meanings, weights)
    counted = [frequencies((read[name][row], field.times) for name, field in fields.items()) for row in rows]
    return TextIndex(tokenize, bm25(counted), meanings, weights, rarity(0, len(documents)), vectors)


def _sentences(documents: Sequence[Mapping[str, str]], name: str, field: Field) -> list[list[str]]:
    rows = [sentences(clean(document.get(name))) for document in documents]
    often = frozenset[str]() if field.at_most_in is None else repeated(rows, field.at_most_in)
    return [[sentence for sentence in row if sentence not in often] for row in rows]


def bm25(documents: Sequence[Mapping[str, float]]) -> WordScores:
    """From the term frequencies of each document."""
    return no_words().changed(np.zeros(0, dtype=np.int32), len(documents), dict(enumerate(documents))).scores


def informative(documents: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Rare words, and among equally rare ones those that a document repeats (topics are; 手続き and 方法 are not)."""
    having: dict[str, int] = {}
    said: dict[str, float] = {}
    for document in documents:
        for term, count in document.items():
            having[term] = having.get(term, 0) + 1
            said[term] = said.get(term, 0.0) + count
    return {term: rarity(n, len(documents)) * math.sqrt(said[term] / n) for term, n in having.items()}


def rarity(having: int, documents: int) -> float:
    """Inverse document frequency, as BM25 has it."""
    return math.log(1 + (documents - having + 0.5) / (having + 0.5))


def document_vector(
    heading: Sequence[Term], text: Sequence[Term], meanings: Meanings, weights: Mapping[str, float]
) -> Vectors:
    """What a document is about: float32 [dimensions], of length 1. Needs nothing of the other documents beyond
    `meanings` and `weights`, so that a changed document can have its own made anew."""
    rest = {term: 1 + math.log(count) for term, count in frequencies([(text, 1)]).items()}
    told, running = (
        meanings.of({term: value * weights.get(term, 0.0) for term, value in part.items()})
        for part in (asked(heading), rest)
    )
    return unit(told + _TEXT_BESIDE_HEADING * running)
