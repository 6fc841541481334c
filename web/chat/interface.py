"""What the chat page needs from the house (`app.extensions["house"]`), and nothing else."""

from collections.abc import Sequence
from typing import Any, Literal, NotRequired, Protocol, TypedDict, cast

from flask import current_app

from bot.messages import Card, Reply

# One entry of a conversation: the parent's has `text`, the others' have `replies`.
# "from" is a Python keyword, hence the other notation.
Entry = TypedDict(
    "Entry",
    {
        "from": Literal["parent", "bot", "human"],
        "cursor": int,
        "text": NotRequired[str],
        "replies": NotRequired[list[Reply]],
    },
)


class Config(Protocol):
    @property
    def town_name(self) -> str | None: ...
    @property
    def exit_url(self) -> str: ...
    @property
    def embed_origins(self) -> tuple[str, ...]: ...
    @property
    def keep_days(self) -> int: ...


class Started(Protocol):
    @property
    def conversation_id(self) -> str: ...
    @property
    def token(self) -> str: ...


class Conversations(Protocol):
    def start(self) -> Started: ...
    def check(self, conversation_id: str, token: str, /) -> object: ...
    def send(self, conversation_id: str, text: str, client_message_id: str | None, /) -> object: ...
    def since(self, conversation_id: str, after: int, /) -> Sequence[Any]: ...
    def erase(self, conversation_id: str, /) -> object: ...


class House(Protocol):
    @property
    def config(self) -> Config: ...
    @property
    def conversations(self) -> Conversations: ...
    def town_name(self) -> str: ...
    def greeting(self) -> list[Reply]:
        """What a new conversation opens with; makes no conversation."""
        ...

    def desk(self) -> Card | None:
        """The desk that a parent can always ask, offered when an answer takes long."""
        ...


def house() -> House:
    return cast(House, current_app.extensions["house"])
