"""The only way into Rasa: loopback HTTP with a shared secret. It logs no text and echoes none.

POST /webhooks/michi/message {"sender", "text", "context", "districts", "now"} -> {"replies": [...], "context": {...}|null}
"""

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

logger = logging.getLogger(__name__)


class MichiInput(InputChannel):
    @classmethod
    def name(cls) -> str:
        return "michi"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "MichiInput":
        secret = (credentials or {}).get("secret")
        if not secret:
            raise ValueError("the michi channel needs a shared secret")
        return cls(secret)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes = Blueprint("michi_channel", __name__)

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            agent = request.app.ctx.agent
            if agent is None or not agent.is_ready():  # Rasa serves without a model, too, and answers nothing
                return response.json({"status": "no model"}, status=503)
            return response.json({"status": "ok"})

        @routes.route("/message", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            if not self._is_allowed(request):
                return response.json({"code": "forbidden"}, status=403)
            body = request.json or {}
            collected = CollectingOutputChannel()
            message = UserMessage(
                plain_text(body.get("text", "")),
                collected,
                body.get("sender"),
                input_channel=self.name(),
                metadata={key: body[key] for key in ("context", "districts", "now") if key in body},
            )
            try:
                await on_new_message(message)
            except Exception as error:  # the type only: its text may hold the parent's words
                logger.error("a message could not be answered: %s", type(error).__name__)
                return response.json({"code": "failed"}, status=500)
            return response.json(_answer(collected.messages))

        return routes

    def _is_allowed(self, request: Request) -> bool:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), self._secret.encode())


def plain_text(text: str) -> str:
    """Rasa reads `/intent{...}` as a command, and logs what it cannot read; a parent gives no commands."""
    return "／" + text[1:] if text.startswith("/") else text


def _answer(messages: list[dict[str, Any]]) -> dict[str, Any]:
    """Rasa's collected messages as our reply objects; actions send theirs, and the context, as `custom`."""
    replies: list[dict[str, Any]] = []
    context = None
    for message in messages:
        custom = message.get("custom") or {}
        if "context" in custom:
            context = custom["context"]
        replies += custom.get("replies", [])
        if message.get("text"):
            replies.append({"type": "text", "text": message["text"]})
        if buttons := message.get("buttons"):
            choices = [{"label": b["title"], "send": b["payload"]} for b in buttons]
            replies.append({"type": "choices", "choices": choices})
    return {"replies": replies, "context": context}
