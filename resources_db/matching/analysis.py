"""What the index keeps of one service's texts: a pure function of the record, and expensive (2-4 ms, Sudachi).

Its outcome is kept on disk (kept.py), so whatever it depends on must be part of `analysis_version`.
"""

import hashlib
import inspect
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from resources_db.matching import taxonomy
from resources_db.matching.taxonomy import needs
from resources_db.matching.text import terms as text_terms
from resources_db.matching.text.knowledge import Knowledge
from resources_db.matching.text.meanings import Vectors
from resources_db.matching.text.terms import Term
from resources_db.reading import text
from resources_db.reading.text import clean

Read = Callable[[str], Sequence[Term]]  # the words of a text that carry meaning
_FIELD_REPEATS = (
    ("name", 3),
    ("alternate_name", 2),
    ("kind", 2),
    ("summary", 2),
    ("keywords", 1),
    ("description", 1),
    ("eligibility_description", 1),
)
FIELDS = tuple(field for field, _ in _FIELD_REPEATS)  # the columns of `service` that `analyse` reads
_HEADINGS = {"name", "alternate_name", "kind", "summary"}  # say in short what it is about
_READ_BY_MODEL = 400  # characters
_PERHAPS = 0.1  # below it, a need that the model sees is none


class Model(Protocol):
    """What was learned of services in general; `version` changes with it."""

    @property
    def version(self) -> str: ...
    @property
    def knowledge(self) -> Knowledge: ...
    def needs_of_service(self, text: str) -> Mapping[str, float]: ...


class Listed(Protocol):
    """A row with the columns FIELDS, the needs of the record with their weights, and its address."""

    needs: Mapping[str, float]
    address: str

    def __getattr__(self, field: str, /) -> Any: ...


@dataclass(frozen=True, slots=True)
class Analysis:
    """`terms`: frequencies, weighted by the field. `needs`: weights 0..1 by need of the taxonomy: the record's own,
    or what the model sees in its texts where that is more; 0 where staff took a need away. `vector`: what it is about; None without a model."""

    terms: Mapping[str, float]
    needs: Mapping[str, float]
    vector: Vectors | None = None


def analyse(service: Listed, read: Read, model: Model | None) -> Analysis:
    terms: Counter[str] = Counter()
    heading: list[Term] = []
    rest: list[Term] = []
    for field, times in _FIELD_REPEATS:
        if value := getattr(service, field):
            said = read(value)
            (heading if field in _HEADINGS else rest).extend(said)
            for term, _ in said:
                terms[term] += times
    if service.address:
        terms.update(term for term, _ in read(service.address))
    weights = {need: weight for need, weight in service.needs.items() if need in needs()}
    if model is None:
        return Analysis(terms, weights)
    told = " ".join(clean(value) for field in FIELDS if (value := getattr(service, field)))[:_READ_BY_MODEL]
    for need, chance in model.needs_of_service(told).items():
        if chance >= _PERHAPS and need in needs() and weights.get(need) != 0:
            weights[need] = max(weights.get(need, 0.0), chance)
    return Analysis(terms, weights, model.knowledge.of_document(heading, rest))


def analysis_version(read: Read, model: Model | None) -> str:
    """Changes whenever an analysis could come out differently: with this code, the reader's, its dictionary's
    version, the needs files, or the model."""
    return f"{_version_of_code(read)} {model.version if model else 'none'}"


@cache
def _version_of_code(read: Read) -> str:
    parts = [f"{read.__module__}.{read.__qualname__}"]
    modules = [inspect.getmodule(analyse), inspect.getmodule(read), taxonomy, text, text_terms]
    parts += [_digest(path) for path in map(_source, modules) if path]
    parts += [_digest(path) for path in sorted((Path(__file__).parent / "needs").glob("*.yml"))]
    parts += [f"{name} {_installed(name)}" for name in ("sudachipy", "sudachidict_core")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _source(module: ModuleType | None) -> Path | None:
    name = getattr(module, "__file__", None)
    return Path(name) if name else None


def _digest(path: Path) -> str:
    return f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}"


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
