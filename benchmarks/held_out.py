"""The utterances of data/nlu, a fifth of which is held out, and how answers to it are counted.

The fifth is the same for every way of understanding and stays the same while utterances are added: of each label
those whose hash comes first. It was written by the same people as the rest, so that figures on it are for comparing
ways, not for expecting them of a town's parents; benchmarks/towns is for that.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypedDict

import numpy as np
import yaml

from resources_db.matching.taxonomy import needs

NEED = "need/"
MEASURES = ("need right", "need in first 3", "act right")
_ROOT, _OF = Path(__file__).resolve().parent.parent, 5
Pairs = list[tuple[str, str]]  # text, label: an act, or need/<id>


class Answer(TypedDict):
    """`needs`: ids, best first, at least three where the way knows as many."""

    act: str
    needs: list[str]


def utterances() -> Pairs:
    """What people say."""
    return [
        (text, f"{NEED}{need}" if (need := (block.get("metadata") or {}).get("need")) else block["intent"])
        for block in _blocks()
        if "intent" in block
        for text in _lines(block)
    ]


def words() -> Pairs:
    """The single words that point to an act or, in the needs files, to a need: always learned from."""
    cues = [(word, block["lookup"]) for block in _blocks() if "lookup" in block for word in _lines(block)]
    return cues + [
        (word, f"{NEED}{need.id}")
        for need in needs().values()
        for word in dict.fromkeys((need.label, need.plain, *need.official, *need.parents))
    ]


def split(told: Pairs) -> tuple[Pairs, Pairs]:
    """(learned from, held out)."""
    by_label: dict[str, list[str]] = defaultdict(list)
    for text, label in told:
        by_label[label].append(text)
    held = {
        (text, label)
        for label, texts in by_label.items()
        for text in sorted(texts, key=_hash)[: round(len(texts) / _OF)]
    }
    return [pair for pair in told if pair not in held], [pair for pair in told if pair in held]


def answer(labels: Sequence[str], scores: Sequence[float]) -> Answer:
    """Of a way that scores every label: the act of the best one, where all needs are one act."""
    ranked = [labels[i] for i in np.argsort(-np.asarray(scores), kind="stable")]
    asked = [label.removeprefix(NEED) for label in ranked if label.startswith(NEED)]
    return {"act": act_of(ranked[0]), "needs": asked[:5]}


def act_of(label: str) -> str:
    return label.split("/")[0]


def measures(truth: Pairs, answers: Sequence[Answer]) -> dict[str, float]:
    """Means by measure: the needs' over the messages that tell of a need, the acts' over all."""
    told = [
        (label.removeprefix(NEED), found["needs"])
        for (_, label), found in zip(truth, answers, strict=True)
        if label.startswith(NEED)
    ]
    return {
        "need right": float(np.mean([ranked[:1] == [need] for need, ranked in told])),
        "need in first 3": float(np.mean([need in ranked[:3] for need, ranked in told])),
        "act right": float(
            np.mean([act_of(label) == a["act"] for (_, label), a in zip(truth, answers, strict=True)])
        ),
    }


def _blocks() -> list[dict[str, Any]]:
    paths = sorted((_ROOT / "data/nlu").rglob("*.yml"))
    return [block for path in paths for block in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)["nlu"]]


def _lines(block: dict[str, Any]) -> list[str]:
    return [line.strip()[2:] for line in block["examples"].strip().splitlines()]


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=8).digest()
