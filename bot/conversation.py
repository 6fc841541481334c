"""One message's way through the house. Read this page first.

receive -> safety -> who answers? -> understand and match (Rasa, or directly) -> reply -> store
"""

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.crisis import and_also, answer_concern, begin, carefully, question_beside
from bot.direct import answer_directly, hear, remembered
from bot.messages import Reply, State, choices, text
from bot.replies.wording import choice, entry, say, utter
from bot.safety import Finding, check, check_two
from bot.safety.contacts import NOTHING_BESIDE
from bot.safety.replies import crisis_replies
from bot.skills.table import answer
from bot.skills.turn import Memory, Turn
from bot.text.normalise import printable
from bot.understanding.on_disk import ModelOnDisk
from bot.understanding.quiet import describe
from bot.understanding.rasa_client import RasaClient, UnderstandingUnavailable
from resources_db.casework import conversations as store
from resources_db.casework.models import Conversation, Message
from resources_db.engine import Sessions
from resources_db.matching.index import LiveIndex

logger = logging.getLogger(__name__)
LONGEST_MESSAGE = 10_000
_ANSWERED_AFTER_CRISIS = "abuse_suspected_by_third_party"


class UnknownConversation(Exception):
    """There is none with that id and token; which of the two is wrong is not told."""


class BadMessage(Exception):
    """A message that cannot be taken: a stable code and a kind sentence."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class Started:
    conversation_id: str
    token: str
    replies: list[Reply]
    cursor: int


@dataclass(frozen=True, slots=True)
class Answer:
    replies: list[Reply]
    state: State
    safety: dict[str, Any]
    cursor: int


@dataclass(frozen=True, slots=True)
class Conversations:
    """The flow with its parts: database, live index of the list, Rasa, and the model for the direct way."""

    sessions: Sessions
    index: LiveIndex
    rasa: RasaClient
    model: ModelOnDisk
    now: Callable[[], datetime]
    town_name: str | None = None

    def greeting(self) -> list[Reply]:
        town = self.index.current().town
        lines = entry("greeting")
        first = lines[0].format(town=self.town_name or (town.name if town else "町"))
        return [text(first + lines[1]), choices(*map(tuple, entry("worries")), choice("person"))]

    def start(self, channel: str = "web") -> Started:
        replies = _with_ids(self.greeting())
        conversation, token = store.create(self.sessions, channel, replies)
        return Started(conversation.id, token, replies, 1)

    def check(self, conversation_id: str, token: str) -> None:
        with self.sessions() as session:
            _find(session, conversation_id, token)

    def send(
        self,
        conversation_id: str,
        message: str,
        client_message_id: str | None = None,
        *,
        token: str | None = None,
    ) -> Answer:
        """Answer one message; `token`, where given, is checked first. Raises BadMessage, UnknownConversation,
        and SQLAlchemyError only when no crisis: numbers are given with the database gone and the token unchecked,
        for that answer tells nothing but what the message itself calls for. Its cursor 0: nothing was stored."""
        said = receive(message)
        finding = check(said)
        try:
            return self._turn(conversation_id, said, finding, client_message_id, token)
        except SQLAlchemyError:
            if not finding.alarms:
                raise
            return Answer(_with_ids(crisis_replies(finding, self.now())), "bot", finding.to_json(), 0)

    def _turn(
        self, conversation_id: str, said: str, finding: Finding, client_id: str | None, token: str | None
    ) -> Answer:
        with self.sessions() as session:
            conversation = _find(session, conversation_id, token)
            if client_id and (earlier := store.answered(session, conversation_id, client_id)):
                return _answer(*earlier)
            before = None if finding.alarms else store.last_said(session, conversation_id, self.now())
            if before:
                finding = check_two(before, said, finding)
        memory = Memory.from_json(conversation.context)
        replies = _with_ids(self.reply(conversation_id, said, finding, memory))
        asked = Message(
            conversation_id=conversation_id,
            sender="parent",
            text=said,
            client_message_id=client_id,
            safety=finding.to_json(),
            created_at=self.now(),
        )
        answer = Message(
            conversation_id=conversation_id, sender="bot", replies=replies, created_at=self.now()
        )
        try:
            return _answer(*store.store_turn(self.sessions, asked, answer, memory.to_json()))
        except LookupError:
            raise UnknownConversation from None

    def reply(self, conversation_id: str, said: str, finding: Finding, memory: Memory) -> list[Reply]:
        """What to say. `memory` is brought up to date. Safety goes before everything and needs nothing else."""
        now = self.now()
        if finding.alarms:
            begin(memory, finding, now)
            first = crisis_replies(finding, now)
            if finding.level == "urgent" and _ANSWERED_AFTER_CRISIS in finding.categories:
                return [*first[:-1], *self.advise(said, memory)]
            question = question_beside(said)
            if question is None or (finding.level == "emergency" and finding.categories[0] in NOTHING_BESIDE):
                return first
            return and_also(first, self.understand_and_match(conversation_id, question, memory))
        replies = carefully(self.understand_and_match(conversation_id, said, memory), memory, now)
        return answer_concern(finding, replies) if finding.level == "concern" else replies

    def advise(self, said: str, memory: Memory) -> list[Reply]:
        """The desks that can look after another's child, after the numbers."""
        index, now = self.index.current(), self.now()
        heard = replace(hear(said, self.model.current(), index.districts, now), intent="supporter_concern")
        lead, *rest = answer(Turn(heard, memory, index, now))
        thanks = entry("supporter")[0]  # said already
        return [text(lead["text"].removeprefix(thanks)) if lead["type"] == "text" else lead, *rest]

    def understand_and_match(self, conversation_id: str, said: str, memory: Memory) -> list[Reply]:
        index, now = self.index.current(), self.now()
        try:
            replies, context = self.rasa.ask(conversation_id, said, memory.to_json(), index.districts, now)
        except UnderstandingUnavailable as reason:
            logger.info("answered without Rasa: %s", reason)
        else:
            memory.update(context or remembered(said, memory, index, now))
            return replies
        before = memory.to_json()
        try:
            return answer_directly(said, memory, index, self.model.current(), now)
        except Exception as error:  # whatever breaks, a parent is answered and offered a person
            logger.error("could not answer: %s", describe(error))
            memory.update(before)
            return utter("utter_frustration")

    def since(self, conversation_id: str, after: int) -> list[dict[str, Any]]:
        with self.sessions() as session:
            return [_item(message) for message in store.since(session, conversation_id, after)]

    def state(self, conversation_id: str) -> State:
        with self.sessions() as session:
            conversation = store.find(session, conversation_id)
        if conversation is None:
            raise UnknownConversation
        return conversation.state  # type: ignore[return-value]

    def erase(self, conversation_id: str) -> None:
        store.erase(self.sessions, conversation_id)


def _find(session: Session, conversation_id: str, token: str | None) -> Conversation:
    """Raises UnknownConversation, also when a given token does not fit."""
    conversation = store.find(session, conversation_id)
    if conversation is None or (token is not None and not store.token_fits(conversation, token)):
        raise UnknownConversation
    return conversation


def receive(message: str) -> str:
    """What the parent typed, without what no font can show. Raises BadMessage."""
    said = printable(message).strip()
    if not said:
        raise BadMessage("empty_message", say("empty"))
    if len(said) > LONGEST_MESSAGE:
        raise BadMessage("message_too_long", say("too_long"))
    return said


def _answer(asked: Message, answer: Message) -> Answer:
    safety = asked.safety or {"level": "none", "categories": []}
    return Answer(answer.replies, "bot", safety, answer.number)  # type: ignore[arg-type]


def _item(message: Message) -> dict[str, Any]:
    if message.sender == "parent":
        return {"cursor": message.number, "from": "parent", "text": message.text}
    return {"cursor": message.number, "from": message.sender, "replies": message.replies}


def _with_ids(replies: list[Reply]) -> list[Any]:
    return [{"id": uuid.uuid4().hex, **reply} for reply in replies]
