"""The chat page before a fake house: it answers every reply type, and can be told to break."""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bot import messages
from bot.conversation import BadMessage, UnknownConversation
from bot.messages import Card, Reply
from web.chat import blueprint, headers

CARD: Card = {
    "service_id": "s1",
    "source_id": "7",
    "name": "一時預かり <b>ほしみ</b>",
    "summary": "保育園で子どもを預かります。",
    "reasons": ["2歳のお子さんが対象です"],
    "to_check": ["空きは電話で確かめてください"],
    "phone": "0123-45-6701(内線12)",
    "hours_text": "平日 8:30〜17:00",
    "open_now": False,
    "next_open": "2026-11-24T08:30",
    "cost_text": "1時間 300円",
    "age_text": "6か月〜就学前",
    "address": "星見市中央1-2-3",
    "url": "https://www.city.example.lg.jp/ichiji",
    "verified_on": "2026-11-01",
}


BARE_CARD: Card = {
    "service_id": "s2",
    "source_id": "8",
    "name": "窓口",
    "summary": "",
    "reasons": [],
    "to_check": [],
    "phone": None,
    "hours_text": None,
    "open_now": None,
    "next_open": None,
    "cost_text": None,
    "age_text": None,
    "address": None,
    "url": None,
    "verified_on": None,
}


@dataclass
class FakeConversations:
    answer: list[Reply]
    broken: bool = False
    kept: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    done: set[tuple[str, str | None]] = field(default_factory=set)

    def start(self) -> SimpleNamespace:
        self._stand()
        name = f"c{len(self.kept)}"
        self.kept[name] = [{"cursor": 1, "from": "bot", "replies": [messages.text("こんばんは")]}]
        return SimpleNamespace(conversation_id=name, token="secret", replies=[], cursor=1)

    def check(self, conversation_id: str, token: str) -> None:
        self._stand()
        if conversation_id not in self.kept or token != "secret":
            raise UnknownConversation

    def send(self, conversation_id: str, text: str, client_message_id: str | None = None) -> None:
        self._stand()
        if not text.strip():
            raise BadMessage("empty_message", "何か書いてから送ってください。")
        if (conversation_id, client_message_id) in self.done:
            return
        self.done.add((conversation_id, client_message_id))
        told = self.kept[conversation_id]
        told.append({"cursor": len(told) + 1, "from": "parent", "text": text})
        told.append({"cursor": len(told) + 1, "from": "bot", "replies": self.answer})

    def since(self, conversation_id: str, after: int) -> list[dict[str, Any]]:
        self._stand()
        return [item for item in self.kept[conversation_id] if item["cursor"] > after]

    def erase(self, conversation_id: str) -> None:
        self._stand()
        self.kept.pop(conversation_id, None)

    def _stand(self) -> None:
        if self.broken:
            raise RuntimeError("the database is down")


@dataclass
class FakeHouse:
    conversations: FakeConversations
    config: SimpleNamespace

    def town_name(self) -> str:
        self.conversations._stand()
        return "星見市"

    def greeting(self) -> list[Reply]:
        self.conversations._stand()
        return [messages.text("こんばんは"), messages.choices("預けたい", ("人と話したい", "人に相談したい"))]

    def desk(self) -> Card | None:
        self.conversations._stand()
        return {**BARE_CARD, "name": "こども家庭センター", "phone": "0123-45-6700"}


@pytest.fixture
def house() -> FakeHouse:
    answer: list[Reply] = [
        messages.text("合いそうなところがありました"),
        messages.services([CARD], more=False),
    ]
    config = SimpleNamespace(
        town_name="星見市",
        exit_url="https://weather.example/",
        embed_origins=("https://www.example.jp",),
        keep_days=30,
    )
    return FakeHouse(FakeConversations(answer), config)


@pytest.fixture
def client(house: FakeHouse) -> FlaskClient:
    app = Flask("web")
    app.secret_key = "test"
    app.extensions["house"] = house
    app.register_blueprint(blueprint)
    headers.apply(app)
    return app.test_client()


@pytest.fixture
def bare_card() -> Card:
    """A record of which only the name is known."""
    return {**BARE_CARD}


@pytest.fixture
def say(client: FlaskClient) -> Callable[..., str]:
    """Sends a text as the form does and returns the page that follows."""

    def send(text: str, page_id: str = "page") -> str:
        form = {"text": text, "client_message_id": page_id}
        return client.post("/chat", data=form, follow_redirects=True).get_data(as_text=True)

    return send
