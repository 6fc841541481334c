"""All that is learned: what a message wants, what a service of a town's list is for, and which words are near.

Trained inside Rasa (components/message_classifier.py, training.py), kept in Rasa's model archive, and read from
there by the direct way and by the index, so that a search without Rasa understands like the chat. Needs only NumPy.
"""

import hashlib
import io
import json
import tarfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.understanding.space import Space, features
from bot.understanding.word_vectors import Array, WordVectors
from resources_db.matching.text.knowledge import Knowledge

WEIGHTS_FILE, WORDS_FILE, VECTORS_FILE = "message_model.npz", "message_model.json", "word_vectors.npz"
_FILES = (WEIGHTS_FILE, WORDS_FILE, VECTORS_FILE)


@dataclass(frozen=True, slots=True)
class Head:
    """`weights` is [vocabulary + dimensions + 1, labels] (last row: bias)."""

    labels: tuple[str, ...]
    weights: Array


@dataclass(frozen=True, slots=True)
class LinearModel:
    """`messages`: one label a message; `listings`: any number of needs a service; `knowledge`: what words mean when
    a message is compared with a service."""

    space: Space
    messages: Head
    listings: Head
    knowledge: Knowledge
    version: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        return self.messages.labels

    def probabilities(self, text: str) -> Array:
        """[labels of messages], summing to 1."""
        scores = self.space.scores(features(text), self.messages.weights)
        exp = np.exp(scores - scores.max())
        shares: Array = exp / exp.sum()
        return shares

    def needs_of_service(self, text: str) -> dict[str, float]:
        """Need by need, 0 to 1 each on its own, from a service's name and texts."""
        chances = 1 / (1 + np.exp(-self.space.scores(features(text), self.listings.weights)))
        return dict(zip(self.listings.labels, chances.tolist(), strict=True))

    def save(self, folder: Path) -> None:
        space, heads = self.space, {"messages": self.messages, "listings": self.listings}
        arrays = {name: head.weights.astype(np.float16) for name, head in heads.items()}
        known, more = self.knowledge.arrays()
        arrays |= {"idf": space.idf, "centre": space.centre, **more}
        np.savez_compressed(folder / WEIGHTS_FILE, **arrays)  # type: ignore[arg-type]  # as in matching/kept.py
        words = {"vocabulary": list(space.vocabulary), "known": known}
        words |= {name: list(head.labels) for name, head in heads.items()}
        (folder / WORDS_FILE).write_text(json.dumps(words, ensure_ascii=False), "utf-8")
        if (v := space.vectors) is not None:
            np.savez(folder / VECTORS_FILE, keys=v.keys, rows=v.rows, vectors=v.vectors)

    @classmethod
    def load(cls, folder: Path) -> "LinearModel":
        return cls._read({name: (folder / name).read_bytes() for name in _FILES if (folder / name).exists()})

    @classmethod
    def load_from_rasa_archive(cls, archive: Path) -> "LinearModel":
        """Raises FileNotFoundError when there is no archive or it holds no such model."""
        found: dict[str, bytes] = {}
        with tarfile.open(archive) as tar:
            for member in tar:
                name = member.name.rsplit("/", 1)[-1]
                if name in _FILES and (file := tar.extractfile(member)):
                    found[name] = file.read()
        if not {WEIGHTS_FILE, WORDS_FILE} <= found.keys():
            raise FileNotFoundError(f"no message model in {archive}")
        return cls._read(found)

    @classmethod
    def _read(cls, files: dict[str, bytes]) -> "LinearModel":
        arrays, words = np.load(io.BytesIO(files[WEIGHTS_FILE])), json.loads(files[WORDS_FILE])
        vectors = None
        if VECTORS_FILE in files:
            table = np.load(io.BytesIO(files[VECTORS_FILE]))
            vectors = WordVectors(table["keys"], table["rows"], table["vectors"])
        vocabulary = {word: i for i, word in enumerate(words["vocabulary"])}
        heads = [Head(tuple(words[n]), arrays[n].astype(np.float32)) for n in ("messages", "listings")]
        space = Space(vocabulary, arrays["idf"], vectors, arrays["centre"])
        version = hashlib.blake2b(files[WEIGHTS_FILE], digest_size=16).hexdigest()
        messages, listings = heads
        return cls(space, messages, listings, Knowledge.from_arrays(words["known"], arrays), version)
