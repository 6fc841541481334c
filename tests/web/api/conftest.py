"""The chat API over a real house; every answer is checked against the description."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.described import DescribedClient
from web import create_public_app
from web.house import House


def client_of(house: House) -> FlaskClient:
    app = create_public_app(house.config, house)
    app.test_client_class = DescribedClient
    return app.test_client()


@pytest.fixture
def client(direct_house: House) -> FlaskClient:
    return client_of(direct_house)


@pytest.fixture
def make_client() -> Callable[[House], FlaskClient]:
    return client_of


@dataclass(frozen=True)
class Talk:
    """A conversation as its parent's program holds it."""

    client: FlaskClient
    id: str
    token: str
    started: dict[str, Any]

    @classmethod
    def begin(cls, client: FlaskClient) -> "Talk":
        started = client.post("/api/v1/conversations").json
        assert started is not None
        return cls(client, started["conversation_id"], started["token"], started)

    @property
    def auth(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def send(self, text: object, client_id: object = None, **more: Any) -> TestResponse:
        body = {"text": text} if client_id is None else {"text": text, "client_message_id": client_id}
        data = json.dumps(body)  # \ud83d alone can be written in JSON, but in no encoding
        return self.client.post(
            self.path("/messages"), data=data, content_type="application/json", headers=self.auth, **more
        )

    def since(self, after: object = 0) -> dict[str, Any]:
        found = self.client.get(self.path(f"/messages?after={after}"), headers=self.auth).json
        assert found is not None
        return found

    def erase(self) -> TestResponse:
        return self.client.delete(self.path(), headers=self.auth)

    def path(self, rest: str = "") -> str:
        return f"/api/v1/conversations/{self.id}{rest}"


@pytest.fixture
def begin() -> Callable[[FlaskClient], Talk]:
    return Talk.begin


@pytest.fixture
def talk(client: FlaskClient) -> Talk:
    return Talk.begin(client)
