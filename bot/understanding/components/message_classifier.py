"""Rasa intent classifier: the dialogue act, and the needs as entities `need`."""

from pathlib import Path
from typing import Any

import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.text.speaker import as_a_parent
from bot.understanding.linear_model import LinearModel
from bot.understanding.training import train
from bot.understanding.understand import NEED, understand
from bot.understanding.word_vectors import of_package
from resources_db.matching.text.lessons import from_needs, from_utterances

_CLEAR = 0.5  # a need that is an entity of the message; all needs stand behind the intents in their ranking


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MessageClassifier(GraphComponent, IntentClassifier):
    """Learns from the utterances of data/nlu, from the words that point to an act (data/nlu/cues.yml) and
    from the words of the needs taxonomy (`words`: a folder), with the word vectors of a spaCy model
    (`vectors`: its package). Learns beside it which needs a service answers (`listings`: a folder)."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"words": None, "listings": None, "vectors": None, "penalty": 0.3, "ranking_length": 5}

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: LinearModel | None = None,
    ) -> None:
        self._config, self._storage, self._resource, self._model = config, storage, resource, model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "MessageClassifier":
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "MessageClassifier":
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, LinearModel.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        told = [(m.get(TEXT), label(m)) for m in training_data.intent_examples]
        pairs = list(told)
        pairs += [(word, t["name"]) for t in training_data.lookup_tables for word in t["elements"]]
        pairs += taxonomy_examples(self._config["words"])
        package = self._config["vectors"]
        self._model = train(
            [(as_read(text, label), label) for text, label in pairs],
            listing_examples(self._config["listings"], self._config["words"]),
            from_needs() + from_utterances((text, label.removeprefix(f"{NEED}/")) for text, label in told),
            of_package(package) if package else None,
            penalty=self._config["penalty"],
        )
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if self._model is not None and (text := message.get(TEXT)):
                self._read(message, text, self._model)
        return messages

    def _read(self, message: Message, text: str, model: LinearModel) -> None:
        context = (message.get(METADATA) or {}).get("context")  # none in `rasa shell` and `rasa test`
        shown = context is None or bool(context.get("shown")) or context.get("offer", "none") != "none"
        understood = understand(text, model, shown=shown)
        ranking = [
            {"name": name, "confidence": confidence}
            for name, confidence in understood.ranking[: self._config["ranking_length"]]
        ]
        entities = [
            {
                "entity": NEED,
                "value": need,
                "confidence_entity": confidence,
                "start": 0,
                "end": len(text),
                "extractor": "MessageClassifier",
            }
            for need, confidence in understood.needs
            if confidence >= _CLEAR
        ]
        ranking += [{"name": f"{NEED}/{n}", "confidence": c} for n, c in understood.needs]
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)


def label(message: Message) -> str:
    """An act by its intent; a need by its id, which data/nlu/needs gives as `metadata: {need: …}`."""
    need = ((message.get(METADATA) or {}).get(METADATA_INTENT) or {}).get(NEED)
    return f"{NEED}/{need}" if need else str(message.get(INTENT))


def as_read(text: str, label: str) -> str:
    """An utterance of a need in the form in which needs are looked for."""
    return as_a_parent(text) if label.startswith(f"{NEED}/") else text


def taxonomy_examples(folder: str | None) -> list[tuple[str, str]]:
    """Each word of a need, in office or in parents' mouths, is an utterance of that need."""
    return [
        (word, f"{NEED}/{need['id']}")
        for need in _items(folder, "needs")
        for word in {need["label"], need["plain"], *need["official"], *need["parents"]}
    ]


def listing_examples(folder: str | None, words: str | None) -> list[tuple[str, list[str]]]:
    """What services are called and say of themselves, and the needs that they answer. An official word alone is
    such a name."""
    told = [(f"{item['name']} {item['text']}", item["needs"]) for item in _items(folder, "listings")]
    return told + [
        (word, [need["id"]])
        for need in _items(words, "needs")
        for word in sorted({need["label"], *need["official"]})
    ]


def _items(folder: str | None, key: str) -> list[dict[str, Any]]:
    paths = sorted(Path(folder).glob("*.yml")) if folder else []
    return [
        item for path in paths for item in yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)[key]
    ]
