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

from bot.understanding.linear_model import LinearModel, train
from bot.understanding.understand import NEED, understand


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MessageClassifier(GraphComponent, IntentClassifier):
    """Learns from the utterances of data/nlu, from the words that point to an act (data/nlu/cues.yml) and
    from the words of the needs taxonomy (`words`: a folder)."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"words": None, "penalty": 0.3, "ranking_length": 5}

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
        pairs = [(m.get(TEXT), label(m)) for m in training_data.intent_examples]
        pairs += [(word, t["name"]) for t in training_data.lookup_tables for word in t["elements"]]
        pairs += taxonomy_examples(self._config["words"])
        self._model = train(
            [text for text, _ in pairs], [label for _, label in pairs], penalty=self._config["penalty"]
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
        ]
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)


def label(message: Message) -> str:
    """An act by its intent; a need by its id, which data/nlu/needs gives as `metadata: {need: …}`."""
    need = ((message.get(METADATA) or {}).get(METADATA_INTENT) or {}).get(NEED)
    return f"{NEED}/{need}" if need else str(message.get(INTENT))


def taxonomy_examples(folder: str | None) -> list[tuple[str, str]]:
    """Each word of a need, in office or in parents' mouths, is an utterance of that need."""
    if not folder:
        return []
    return [
        (word, f"{NEED}/{need['id']}")
        for path in sorted(Path(folder).glob("*.yml"))
        for need in yaml.safe_load(path.read_text("utf-8"))["needs"]
        for word in {need["label"], need["plain"], *need["official"], *need["parents"]}
    ]
