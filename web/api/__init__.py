"""The chat API, version 1: conversations, services, health. Described by /api/v1/openapi.json."""

from flask import Blueprint

blueprint = Blueprint("api", __name__)

from web.api import conversations, health, services  # noqa: E402,F401  (they add their routes)
