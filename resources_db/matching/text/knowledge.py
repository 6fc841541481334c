"""What words mean and how much each says, learned once from lessons and then the same for every list.

So a service's vector depends on its own record alone: it can be kept, and made anew when the record changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from resources_db.matching.text.meanings import Meanings, Vectors, learn
from resources_db.matching.text.terms import Term, asked, frequencies
from resources_db.matching.text.text_index import document_vector, informative


@dataclass(frozen=True, slots=True)
class Knowledge:
    """`weights`: how much a word says; `unseen`: how much one says that no lesson has."""

    meanings: Meanings
    weights: Mapping[str, float]
    unseen: float

    @property
    def dimensions(self) -> int:
        return int(self.meanings.vectors.shape[1])

    def of_question(self, said: Iterable[Term]) -> Vectors:
        """float32 [dimensions], of length 1; zeros when no word is known."""
        return self.meanings.of(
            {t: value * self.weights.get(t, self.unseen) for t, value in asked(said).items()}
        )

    def of_document(self, heading: Sequence[Term], text: Sequence[Term]) -> Vectors:
        """float32 [dimensions], of length 1; zeros when no word is known."""
        return document_vector(heading, text, self.meanings, self.weights)

    def arrays(self) -> tuple[list[str], dict[str, Any]]:
        """The words, and by name the arrays that go with them, to be kept in a file."""
        words = list(self.meanings.numbers)
        weights = np.array([self.weights.get(word, self.unseen) for word in words], dtype=np.float32)
        return words, {
            "meanings": self.meanings.vectors.astype(np.float16),
            "says": weights,
            "unseen": np.float32(self.unseen),
        }

    @classmethod
    def from_arrays(cls, words: Sequence[str], arrays: Mapping[str, Any]) -> "Knowledge":
        numbers = {word: number for number, word in enumerate(words)}
        weights = dict(zip(words, arrays["says"].tolist(), strict=True))
        return cls(Meanings(numbers, arrays["meanings"].astype(np.float32)), weights, float(arrays["unseen"]))


def learn_from(lessons: Sequence[Sequence[Term]]) -> Knowledge:
    """From the words of each lesson, a sentence or two that belong together."""
    weights = informative([frequencies([(said, 1)]) for said in lessons])
    meanings = learn([term for term, _ in said] for said in lessons)
    return Knowledge(meanings, weights, max(weights.values(), default=1.0))
