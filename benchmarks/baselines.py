"""What a keyword search gives on the same rows: the measure that ours has to beat."""

import sqlite3
from collections.abc import Callable

import bm25s
import numpy as np

from benchmarks.towns import Town
from bot.text.tokens import content_forms
from resources_db.models import Service
from resources_db.reading.text import clean

Answer = tuple[bool, list[str], int]
Search = Callable[[str, int | None], Answer]
_LIMIT = 10


def searches(there: Town) -> dict[str, Search]:
    """BM25 comes first: the others are compared with it."""
    ids = [there.id_of(s) for s in there.index.services]
    texts = [all_text(s) for s in there.index.services]
    return {
        "BM25, Sudachi A": _bm25(ids, texts, content_forms),
        "BM25, character 2-3-grams": _bm25(ids, texts, _grams),
        "TF-IDF, character 2-3-grams": _tfidf(ids, texts),
        "SQLite FTS5 trigram": fts5(ids, texts),
    }


def all_text(service: Service) -> str:
    places = [p.location.address or "" for p in service.places]
    parts = (
        service.name, service.alternate_name, service.kind, service.keywords, service.summary, service.description,
        service.eligibility_description, service.age_text, service.hours_text, *places,
    )  # fmt: skip
    return clean(" ".join(filter(None, parts)))


def _grams(text: str) -> list[str]:
    plain = "".join(clean(text).split())
    return [plain[i : i + n] for n in (2, 3) for i in range(len(plain) - n + 1)]


def _bm25(ids: list[str], texts: list[str], split: Callable[[str], list[str]]) -> Search:
    engine = bm25s.BM25()
    engine.index([split(text) for text in texts], show_progress=False)

    def search(text: str, age: int | None) -> Answer:
        known = [t for t in split(clean(text)) if t in engine.vocab_dict]
        if not known:
            return False, [], 0
        scores = engine.get_scores(known)
        return True, [ids[i] for i in np.argsort(-scores, kind="stable")[:_LIMIT] if scores[i] > 0], 0

    return search


def _tfidf(ids: list[str], texts: list[str]) -> Search:
    counted = [_counts(_grams(text)) for text in texts]
    seen: dict[str, int] = {}
    for counts in counted:
        for gram in counts:
            seen[gram] = seen.get(gram, 0) + 1
    idf = {gram: float(np.log((1 + len(texts)) / (1 + n)) + 1) for gram, n in seen.items()}

    def unit(counts: dict[str, int]) -> dict[str, float]:
        values = {g: (1 + float(np.log(n))) * idf[g] for g, n in counts.items() if g in idf}
        length = float(np.sqrt(sum(v * v for v in values.values()))) or 1.0
        return {g: v / length for g, v in values.items()}

    documents = [unit(counts) for counts in counted]

    def search(text: str, age: int | None) -> Answer:
        asked = unit(_counts(_grams(text)))
        scores = np.array([sum(v * d.get(g, 0.0) for g, v in asked.items()) for d in documents])
        return True, [ids[i] for i in np.argsort(-scores, kind="stable")[:_LIMIT] if scores[i] > 0], 0

    return search


def _counts(grams: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for gram in grams:
        counts[gram] = counts.get(gram, 0) + 1
    return counts


def fts5(ids: list[str], texts: list[str]) -> Search:
    """Any three characters of the message that stand in a record, best by SQLite's own bm25()."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE list USING fts5(text, tokenize='trigram')")
    database.executemany("INSERT INTO list(rowid, text) VALUES (?, ?)", enumerate(texts))

    def search(text: str, age: int | None) -> Answer:
        plain = "".join(clean(text).split())
        grams = {plain[i : i + 3] for i in range(len(plain) - 2)}
        if not grams:
            return False, [], 0
        wanted = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in sorted(grams))
        rows = database.execute(
            "SELECT rowid FROM list WHERE list MATCH ? ORDER BY bm25(list) LIMIT ?", (wanted, _LIMIT)
        )
        return True, [ids[row] for (row,) in rows], 0

    return search
