"""The parts that the public app stands on, opened once a process."""

from dataclasses import dataclass
from datetime import datetime

from bot.conversation import Conversations
from bot.direct import ModelOnDisk
from bot.messages import Card, Reply
from bot.replies.cards import card
from bot.text.tokens import content_forms
from bot.understanding.rasa_client import RasaClient
from resources_db.engine import Sessions, open_sessions
from resources_db.matching.index import LiveIndex
from resources_db.opening import JAPAN
from web.config import Config


@dataclass(frozen=True, slots=True)
class House:
    config: Config
    sessions: Sessions
    index: LiveIndex
    rasa: RasaClient
    model: ModelOnDisk
    conversations: Conversations

    def town_name(self) -> str:
        town = self.index.current().town
        return self.config.town_name or (town.name if town else "町")

    def desk(self) -> Card | None:
        """The town's main desk, to be offered when an answer takes long."""
        service = self.index.current().main_desk
        return card(service, self.conversations.now()) if service else None

    def greeting(self) -> list[Reply]:
        return self.conversations.greeting()


def open_house(config: Config) -> House:
    sessions = open_sessions(config.database_url)
    index = LiveIndex(sessions, content_forms)
    rasa = RasaClient(config.rasa_url, config.rasa_secret)
    model = ModelOnDisk(config.model_archive)
    conversations = Conversations(sessions, index, rasa, model, lambda: datetime.now(JAPAN), config.town_name)
    return House(config, sessions, index, rasa, model, conversations)
