"""The parts that the public app stands on, opened once a process."""

from dataclasses import dataclass
from datetime import datetime

from bot.conversation import Conversations
from bot.messages import Card, Reply
from bot.replies.cards import card
from bot.safety import contacts
from bot.understanding.on_disk import ModelOnDisk, open_index
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
    """Raises BadContacts."""
    contacts.use(config.prefecture, config.contacts)
    sessions = open_sessions(config.database_url)
    rasa = RasaClient(config.rasa_url, config.rasa_secret)
    model = ModelOnDisk(config.model_archive)
    index = open_index(sessions, model, config.kept_index)
    conversations = Conversations(sessions, index, rasa, model, lambda: datetime.now(JAPAN), config.town_name)
    return House(config, sessions, index, rasa, model, conversations)
