"""One message -> its intent and the needs in it. Called by Rasa's component and by the direct way alike."""

import re
from dataclasses import dataclass

import numpy as np

from bot.safety import without_idioms
from bot.text.speaker import as_a_parent
from bot.understanding.linear_model import LinearModel
from bot.understanding.word_vectors import Array

NEED = "need"
_PREFIX = NEED + "/"
_CLAUSE_END = re.compile(r"[。！？!?\n]+|(?:けど|けれど|それと|あと|し|のと)[、,\s]+|、")
_SHORTEST_CLAUSE, _MOST_CLAUSES = 6, 12
_CLAUSE_TRUST = 0.5  # a clause alone is read with less certainty than the whole (chosen on four towns)
_SURE_ENOUGH, _MOST_NEEDS = 0.02, 8
_NEEDS_THAT_COUNT = 2  # many unlikely needs together must not outweigh one clear act
_ACT = 2.0  # beside needs; chosen on three towns: from 0.8 to 2.6 one question more is declined, none wrongly
_UNSHOWN = 0.15
# Questions about a service that was shown
ABOUT_SERVICE = (
    "ask_hours",
    "ask_cost",
    "ask_apply",
    "ask_documents",
    "ask_place",
    "ask_phone_number",
    "ask_reservation",
    "ask_eligibility",
    "ask_details",
)
_FOLLOW_UPS = frozenset({"more", "not_this", "affirm", "deny", "ask_repeat", *ABOUT_SERVICE})


@dataclass(frozen=True, slots=True)
class Understanding:
    """`ranking` is every intent (all needs together are one intent) with its probability, best first;
    `needs` are (need id, confidence), best first."""

    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    needs: tuple[tuple[str, float], ...]


def understand(text: str, model: LinearModel, *, shown: bool) -> Understanding:
    """`shown`: services were shown before, so that 「いくら？」 can be about one of them."""
    text = without_idioms(text) or text
    whole = model.probabilities(text)
    is_need = np.array([label.startswith(_PREFIX) for label in model.labels])
    likely = whole * np.array([_prior(label, shown) for label in model.labels])
    acts = [(label, float(p)) for label, p, n in zip(model.labels, likely, is_need, strict=True) if not n]
    need = float(np.sort(likely[is_need])[-_NEEDS_THAT_COUNT:].sum())
    ranking = tuple(sorted([(NEED, need), *acts], key=lambda pair: -pair[1]))
    told = as_a_parent(text)
    return Understanding(
        *ranking[0],
        ranking,
        _needs(told, model.probabilities(told) if told != text else whole, is_need, model),
    )


def _prior(label: str, shown: bool) -> float:
    """What is known before a word is read. Needs have ten times as many utterances to learn from as all else."""
    if label.startswith(_PREFIX):
        return 1.0
    return _ACT if shown or not _is_follow_up(label) else _ACT * _UNSHOWN


def _is_follow_up(label: str) -> bool:
    return label.startswith("refine_") or label in _FOLLOW_UPS


def _needs(text: str, whole: Array, is_need: Array, model: LinearModel) -> tuple[tuple[str, float], ...]:
    """The best over the whole message and its clauses, so that two worries in one message are both seen."""
    best = _among_needs(whole, is_need)
    for clause in _clauses(text):
        best = np.maximum(best, _CLAUSE_TRUST * _among_needs(model.probabilities(clause), is_need))
    return tuple(
        (model.labels[i].removeprefix(_PREFIX), round(float(best[i]), 4))
        for i in np.argsort(-best)[:_MOST_NEEDS]
        if best[i] >= _SURE_ENOUGH
    )


def _among_needs(probabilities: Array, is_need: Array) -> Array:
    return np.where(is_need, probabilities, 0.0)


def _clauses(text: str) -> list[str]:
    parts = [part.strip() for part in _CLAUSE_END.split(text)]
    long_enough = [part for part in parts if len(part) >= _SHORTEST_CLAUSE]
    return long_enough[:_MOST_CLAUSES] if len(long_enough) > 1 else []
