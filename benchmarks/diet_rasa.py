"""Rasa's DIETClassifier, trained and asked: run by understanding.py and diet.py in the nlu environment.

A process of its own with the real TensorFlow. `train KIND FOLDER` learns from FOLDER/examples.json;
`answer KIND FOLDER` answers FOLDER/asked.json into FOLDER/answers.json. KIND is one of KINDS.
"""

import asyncio
import json
import logging
import sys
import tempfile
import time
import warnings
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from benchmarks.held_out import answer
from benchmarks.processes import memory_mb

_LABEL_SLASH = "."  # Rasa keeps "/" for retrieval intents


@dataclass(frozen=True, slots=True)
class Kind:
    """Rasa's defaults are a transformer of 2 layers, 20 dimensions and 300 epochs. With the transformer an epoch takes
    minutes on one core, without it about 25 seconds."""

    epochs: int
    wide: bool = True  # more dimensions, for more labels than DIET was made for, and all connections
    transformer_layers: int = 0
    vectors: bool = False


KINDS = {
    "diet": Kind(epochs=10),
    "diet_vectors": Kind(epochs=10, vectors=True),
    "diet_narrow": Kind(epochs=20, wide=False),
    "diet_transformer": Kind(epochs=3, transformer_layers=2),
}


def pipeline(kind: Kind, table: Path | None) -> list[dict[str, Any]]:
    """As Rasa proposes for languages without a model of their own, over our words. `table`: word vectors."""
    width = {"embedding_dimension": 100, "connection_density": 1.0} if kind.wide else {}
    dense = [{"name": "benchmarks.diet_vectors.WordVectorsFeaturizer", "table": str(table)}] if table else []
    return [
        {"name": "bot.understanding.components.sudachi_tokenizer.SudachiTokenizer"},
        *dense,
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {
            "name": "DIETClassifier",
            "epochs": kind.epochs,
            "number_of_transformer_layers": kind.transformer_layers,
            "entity_recognition": False,
            "constrain_similarities": True,
            "ranking_length": 0,  # all of them
            "random_seed": 0,
            **width,
        },
    ]


def train(kind: Kind, folder: Path) -> float:
    """Seconds of one core."""
    from rasa.model_training import train_nlu

    started = time.process_time()
    model = folder / "model"
    model.mkdir(exist_ok=True)
    table = _write_table(model) if kind.vectors else None
    by_label = defaultdict(list)
    for text, label in json.loads((folder / "examples.json").read_text("utf-8")):
        by_label[label].append(text)
    nlu = [
        {"intent": label.replace("/", _LABEL_SLASH), "examples": "".join(f"- {text}\n" for text in texts)}
        for label, texts in by_label.items()
    ]
    with tempfile.TemporaryDirectory() as temporary:
        config, data = Path(temporary, "config.yml"), Path(temporary, "data")
        data.mkdir()
        told = {
            "recipe": "default.v1",
            "assistant_id": "diet",
            "language": "ja",
            "pipeline": pipeline(kind, table),
        }
        config.write_text(yaml.safe_dump(told), "utf-8")
        (data / "nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True))
        train_nlu(str(config), str(data), str(model), fixed_model_name="diet")
    return time.process_time() - started


def _write_table(folder: Path) -> Path:
    from bot.understanding.word_vectors import of_package

    vectors, path = of_package("ja_ginza"), (folder / "vectors.npz").resolve()
    np.savez(path, keys=vectors.keys, rows=vectors.rows, vectors=vectors.vectors)
    return path


async def ask(folder: Path) -> dict[str, Any]:
    """`ranked`: every label with its probability, best first; `seconds` of each message."""
    from rasa.core.agent import Agent

    agent = Agent.load(folder / "model/diet.tar.gz")
    ranked, seconds = [], []
    for text in json.loads((folder / "asked.json").read_text("utf-8")):
        started = time.perf_counter()
        parsed = await agent.parse_message(text)
        seconds.append(time.perf_counter() - started)
        ranked.append(
            [(i["name"].replace(_LABEL_SLASH, "/"), i["confidence"]) for i in parsed["intent_ranking"]]
        )
    answers = [answer([x for x, _ in r], [p for _, p in r]) for r in ranked]
    return {"answers": answers, "ranked": ranked, "seconds": seconds, "memory_mb": memory_mb()}


def main() -> None:
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    logging.disable(logging.WARNING)
    warnings.filterwarnings("ignore")
    command, kind, folder = sys.argv[1], KINDS[sys.argv[2]], Path(sys.argv[3])
    told = {"seconds": train(kind, folder)} if command == "train" else asyncio.run(ask(folder))
    (folder / ("trained.json" if command == "train" else "answers.json")).write_text(json.dumps(told))


if __name__ == "__main__":
    main()
