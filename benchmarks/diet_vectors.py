"""Word vectors as dense features in a Rasa pipeline, for DIET. Only in the nlu environment."""

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding.word_vectors import WordVectors


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class WordVectorsFeaturizer(DenseFeaturizer, GraphComponent):
    """A vector for each token, by its lemma (zeros where it is not known), and their mean for the sentence.
    `table`: an .npz with the arrays of WordVectors."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**DenseFeaturizer.get_default_config(), "table": None}

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        table = np.load(Path(config["table"]))
        self._vectors = WordVectors(table["keys"], table["rows"], table["vectors"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "WordVectorsFeaturizer":
        return cls(config, execution_context.node_name)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        pass

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if tokens := message.get("text_tokens"):
                by_token = np.array([self._of(token.lemma) for token in tokens], dtype=np.float32)
                sentence = self.aggregate_sequence_features(by_token, "mean")
                for values, kind in ((by_token, FEATURE_TYPE_SEQUENCE), (sentence, FEATURE_TYPE_SENTENCE)):
                    message.add_features(Features(values, kind, TEXT, self._identifier))
        return messages

    def _of(self, word: str) -> Any:
        row = self._vectors.row(word)
        return np.zeros(self._vectors.dimensions, np.float32) if row is None else self._vectors.vectors[row]
