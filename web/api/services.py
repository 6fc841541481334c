"""Looking through the list without a conversation: ranked search, and one service."""

from flask import Response, current_app, jsonify, request

from bot.replies.cards import card
from bot.search import find
from web.api import blueprint
from web.api.problems import Problem
from web.house import House

_LONGEST_QUERY, _MOST = 1000, 50


def house() -> House:
    found: House = current_app.extensions["house"]
    return found


@blueprint.get("/api/v1/services")
def search_services() -> Response:
    query = request.args.get("q", "").strip()
    if len(query) > _LONGEST_QUERY:
        raise Problem(400, "bad_parameter", "q は1000文字までです。")
    age = _number("age_months", None, 0, 300)
    limit, offset = _number("limit", 10, 1, _MOST) or 10, _number("offset", 0, 0, 100_000) or 0
    here = house()
    index, now = here.index.current(), here.conversations.now()
    if not query:
        services = [card(service, now) for service in index.at(range(len(index))[offset : offset + limit])]
        return jsonify({"services": services, "total": len(index), "in_scope": True, "needs": []})
    found = find(query, index, here.model.current(), now, age_months=age, limit=offset + limit)
    return jsonify(
        {
            "services": [card(m.service, now, m) for m in found.matches[offset:]],
            "in_scope": found.in_scope,
            "needs": found.needs,
        }
    )


@blueprint.get("/api/v1/services/<service_id>")
def one_service(service_id: str) -> Response:
    here = house()
    service = here.index.current().service(service_id)
    if service is None:
        raise Problem(404, "unknown_service")
    return jsonify(card(service, here.conversations.now()))


def _number(name: str, default: int | None, low: int, high: int) -> int | None:
    text = request.args.get(name)
    if text is None or text == "":
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 7 or not low <= int(text) <= high:
        raise Problem(400, "bad_parameter", f"{name} は {low} から {high} までの数です。")
    return int(text)
