"""Rasa entity extractor: the child's age, district, times, wishes and what was already tried."""

from datetime import datetime
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.text.facts import find_facts
from bot.understanding.entities import as_entities


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FamilyFactsExtractor(GraphComponent, EntityExtractorMixin):
    """The town's own district names (`districts`) and the time (`now`) come as metadata of the message."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "FamilyFactsExtractor":
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if text := message.get(TEXT):
                told = message.get(METADATA) or {}
                now = datetime.fromisoformat(told["now"]) if "now" in told else None
                facts = find_facts(text, districts=told.get("districts") or (), now=now)
                entities = [{**e, "extractor": "FamilyFactsExtractor"} for e in as_entities(facts, len(text))]
                message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages
