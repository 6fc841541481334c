"""What speaks for each service of the list, before anything is read from the database: a few array operations.

Every signal is float32 [rows]. The weights were fitted on three towns, each time on two and measured on the third;
docs/matching.md has the figures, and what is lost without each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resources_db.matching.eligibility import SOON_MONTHS, AgeFit, Child
from resources_db.matching.index import Index
from resources_db.matching.query import Query
from resources_db.matching.taxonomy import needs as all_needs
from resources_db.matching.taxonomy import official_words
from resources_db.matching.text.terms import asked
from resources_db.matching.words import Scores

WEIGHTS: dict[str, float] = {
    "need": 0.7,  # the best of the needs that were understood
    "needs": 0.45,  # all of them together
    "related": 0.42,  # what else helps with them
    "words": 0.4,  # words in common (BM25), the best service 1
    "about": 0.6,  # nearness in meaning
    "age": 0.2,  # the service names ages, and the child is among them
    "near": 0.38,  # in the district where they live
    "for_others": -0.2,  # for families in circumstances of which nothing was said
}
# ある事情の家庭のためのもの。その事情が話に出ていなければ、後ろに下げる
_CIRCUMSTANCES = (
    "multiples",
    "single_parent_support",
    "single_parent_allowance",
    "disability_respite",
    "disability_allowance",
    "medical_care_child",
    "low_birth_weight",
    "chronic_illness",
    "foreign_language",
    "visa_life",
    "fathers",
    "grandparents",
    "lgbtq",
    "foster_care",
    "baby_loss",
    "bereavement",
    "fertility",
    "child_own_voice",
)
_TOLD, _CERTAIN = 0.12, 0.9
_UNUSUAL_AGE = 0.4
_ORDER = (AgeFit.FITS, AgeFit.UNKNOWN, AgeFit.SOON, AgeFit.PAST)


@dataclass(frozen=True, slots=True)
class Signals:
    """`total` is the weighted sum; `age_fits`: places in `_ORDER`, int8 [rows]."""

    parts: Mapping[str, Scores]
    total: Scores
    age_fits: NDArray[np.int8]

    def age_fit(self, row: int) -> AgeFit:
        return _ORDER[self.age_fits[row]]


def signals(index: Index, query: Query, weights: Mapping[str, float] = WEIGHTS) -> Signals:
    wanted = wanted_needs(index, query)
    told = {need for need, confidence in query.needs if confidence >= _TOLD}
    fits = age_fits(index, query.children)
    parts: dict[str, Scores] = {
        **_of_needs(index, wanted),
        "words": _normalised(index.word_scores(asked(query.said))),
        "about": np.maximum(index.about_scores(query.said), 0),
        "age": (fits == _ORDER.index(AgeFit.FITS)).astype(np.float32),
        "near": _near(index, query.district),
        "for_others": named_for(index, set(_CIRCUMSTANCES) - told).astype(np.float32),
    }
    total = np.zeros(len(index), dtype=np.float32)
    for name, part in parts.items():
        if weight := weights.get(name):
            total += np.float32(weight) * part
    return Signals(parts, total, fits)


def wanted_needs(index: Index, query: Query) -> list[tuple[str, float]]:
    """The needs that this program knows. One that children of that age do not have counts less (高卒認定 for a
    four-year-old)."""
    found = []
    for need, confidence in query.needs:
        if need in index.need_columns:
            ages = all_needs()[need].ages
            usual = ages is None or not query.children or any(_overlap(c, *ages) for c in query.children)
            found.append((need, confidence if usual else confidence * _UNUSUAL_AGE))
    return found


def _overlap(child: Child, low: int, high: int) -> bool:
    return child.low < high and child.high > low


def _of_needs(index: Index, wanted: Sequence[tuple[str, float]]) -> dict[str, Scores]:
    best, together = (np.zeros(len(index), dtype=np.float32) for _ in range(2))
    helping: dict[str, float] = {}
    for need, confidence in wanted:
        part = np.float32(confidence) * index.need_weights[:, index.need_columns[need]]
        together += part
        np.maximum(best, part, out=best)
        for other, share in all_needs()[need].helped_by.items():
            helping[other] = max(helping.get(other, 0.0), share * confidence)
    related = np.zeros(len(index), dtype=np.float32)
    for other, share in helping.items():
        if other in index.need_columns:
            np.maximum(
                related, np.float32(share) * index.need_weights[:, index.need_columns[other]], out=related
            )
    return {"need": best, "needs": together, "related": related}


def age_fits(index: Index, children: Sequence[Child]) -> NDArray[np.int8]:
    """`eligibility.best_fit` for all rows at once, with the ages of the day that the index was built on."""
    best = np.full(len(index), _ORDER.index(AgeFit.UNKNOWN) if not children else len(_ORDER), dtype=np.int8)
    low, high = index.ages[:, 0], index.ages[:, 1]
    for child in children:
        fit = np.full(len(index), _ORDER.index(AgeFit.FITS), dtype=np.int8)
        with np.errstate(invalid="ignore"):
            fit[child.low >= high] = _ORDER.index(AgeFit.PAST)
            fit[child.high <= low] = _ORDER.index(AgeFit.PAST)
            fit[(child.high <= low) & (low - child.high < SOON_MONTHS)] = _ORDER.index(AgeFit.SOON)
        fit[np.isnan(low) & np.isnan(high)] = _ORDER.index(AgeFit.UNKNOWN)
        np.minimum(best, fit, out=best)
    return best


def _near(index: Index, district: str | None) -> Scores:
    here = index.in_district(district) if district else np.zeros(len(index), dtype=np.bool_)
    return here.astype(np.float32)


def named_for(index: Index, needs_: set[str]) -> NDArray[np.bool_]:
    """[rows]: does a service say by its name or kind that it is for one of these needs?"""
    found = np.zeros(len(index), dtype=np.bool_)
    for need in needs_:
        if need in index.need_columns:
            found |= index.need_weights[:, index.need_columns[need]] >= _CERTAIN
    return found


def needs_declined(declined: Sequence[str]) -> set[str]:
    """What refused words stand for: ファミサポ is refused, so is ファミリー・サポート・センター. Only names of services
    do so: who has no money for a ランドセル does not refuse help with it."""
    return {
        need for word in declined for need, found in official_words().find(word) if found == word.casefold()
    }


def _normalised(scores: Scores) -> Scores:
    top = float(scores.max(initial=0.0))
    return scores / np.float32(top) if top > 0 else scores
