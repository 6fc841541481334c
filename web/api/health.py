"""Is the process up, can it answer, and the description of this API."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import Response, current_app, jsonify
from sqlalchemy.exc import SQLAlchemyError

from web.api import blueprint
from web.house import House


@blueprint.get("/healthz")
def healthz() -> Response:
    return jsonify({"status": "ok"})


@blueprint.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Ready means that a parent gets an answer; `degraded` says what is done in a simpler way meanwhile."""
    house: House = current_app.extensions["house"]
    degraded = []
    try:
        services = len(house.index.current().services)
    except SQLAlchemyError:
        return jsonify({"status": "unavailable", "degraded": ["database"]}), 503
    if not services:
        degraded.append("no_services")
    if not house.rasa.is_up():
        degraded.append("rasa")
    if house.model.current() is None:
        degraded.append("model")
    return jsonify(
        {"status": "degraded" if degraded else "ok", "degraded": degraded, "services": services}
    ), 200


@blueprint.get("/api/v1/openapi.json")
def openapi() -> Response:
    return jsonify(_description())


@cache
def _description() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(__file__).with_name("openapi.json").read_text("utf-8"))
    return found
