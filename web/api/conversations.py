"""Talking: start, send, catch up, follow as events, erase."""

import json
import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from flask import Response, current_app, jsonify, request
from sqlalchemy.exc import SQLAlchemyError

from bot.conversation import Conversations, UnknownConversation
from bot.text.normalise import printable
from web.api import blueprint
from web.api.problems import Problem

logger = logging.getLogger(__name__)
_EVENTS_SECONDS, _LOOK_EVERY, _BEAT_EVERY = 25.0, 0.5, 10.0
_RETRY_SEATED, _RETRY_STANDING = 1000, 4000
_seats = threading.BoundedSemaphore(
    24
)  # of the 64 threads of web/gunicorn_conf.py; the rest answers messages
_LONGEST_CLIENT_ID = 100


def conversations() -> Conversations:
    found: Conversations = current_app.extensions["house"].conversations
    return found


@blueprint.post("/api/v1/conversations")
def start() -> tuple[Response, int]:
    started = conversations().start()
    return jsonify({**asdict(started), "state": "bot"}), 201


@blueprint.post("/api/v1/conversations/<conversation_id>/messages")
def send(conversation_id: str) -> Response:
    token, body = _token(), _json_object()
    text, client_id = body.get("text"), body.get("client_message_id")
    if not isinstance(text, str):
        raise Problem(422, "bad_json", "text に文字を入れてください。")
    if client_id is not None and not _is_client_id(client_id):
        raise Problem(422, "bad_json", "client_message_id は1〜100文字です。")
    return jsonify(asdict(conversations().send(conversation_id, text, client_id, token=token)))


@blueprint.get("/api/v1/conversations/<conversation_id>/messages")
def messages(conversation_id: str) -> Response:
    _authorize(conversation_id)
    after = _cursor(request.args.get("after", "0"))
    items = conversations().since(conversation_id, after)
    cursor = items[-1]["cursor"] if items else after
    return jsonify({"messages": items, "state": conversations().state(conversation_id), "cursor": cursor})


@blueprint.get("/api/v1/conversations/<conversation_id>/events")
def events(conversation_id: str) -> Response:
    """Server-sent events for a while; the client comes back with Last-Event-ID."""
    _authorize(conversation_id)
    after = _cursor(request.headers.get("Last-Event-ID") or request.args.get("after", "0"))
    stream = _events(conversations(), conversation_id, after)
    return Response(stream, mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})


@blueprint.delete("/api/v1/conversations/<conversation_id>")
def erase(conversation_id: str) -> tuple[str, int]:
    _authorize(conversation_id)
    conversations().erase(conversation_id)
    return "", 204


def _events(talks: Conversations, conversation_id: str, after: int) -> Iterator[str]:
    """What is new, as it comes. With every seat taken, or the database gone, the stream ends and the browser
    asks again; that never costs more than one thread of the server for a moment."""
    seated = _seats.acquire(blocking=False)
    started = beat = time.monotonic()
    yield f"retry: {_RETRY_SEATED if seated else _RETRY_STANDING}\n\n"
    try:
        while True:
            for item in talks.since(conversation_id, after):
                after = item["cursor"]
                yield f"id: {after}\nevent: message\ndata: {json.dumps(item, ensure_ascii=False)}\n\n"
            talks.state(conversation_id)
            if not seated or time.monotonic() - started > _EVENTS_SECONDS:
                return
            if time.monotonic() - beat > _BEAT_EVERY:
                beat = time.monotonic()
                yield ": still here\n\n"
            time.sleep(_LOOK_EVERY)
    except UnknownConversation:
        yield "event: erased\ndata: {}\n\n"
    except SQLAlchemyError as error:
        logger.error("events: %s", type(error).__name__)
    finally:
        if seated:
            _seats.release()


def _authorize(conversation_id: str) -> None:
    conversations().check(conversation_id, _token())


def _token() -> str:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise Problem(401, "unauthorized")
    return token.strip()


def _json_object() -> dict[str, Any]:
    try:
        body = request.get_json(silent=True)
    except RecursionError:  # brackets in brackets in brackets
        body = None
    if not isinstance(body, dict):
        raise Problem(400, "bad_json")
    return body


def _is_client_id(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_CLIENT_ID and printable(value) == value


def _cursor(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Problem(400, "bad_parameter", "after は0以上の数です。")
    return int(text)
