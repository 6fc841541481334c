"""Errors as application/problem+json (RFC 9457) with a stable code. Never a trace, never the parent's text."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from flask import Flask, Response, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from bot.conversation import BadMessage, UnknownConversation
from bot.safety.contacts import emergency_contacts
from bot.understanding.quiet import describe

logger = logging.getLogger(__name__)

DETAILS = {
    "unauthorized": "会話のトークンがありません。",
    "unknown_conversation": "その会話はありません。新しく始めてください。",
    "bad_json": "JSONのオブジェクトを送ってください。",
    "bad_request": "このままでは受け取れません。",
    "bad_parameter": "検索の条件を確かめてください。",
    "unknown_service": "その案内はありません。",
    "not_found": "そのページはありません。",
    "method_not_allowed": "この操作はできません。",
    "payload_too_large": "送れる大きさをこえています。",
    "unavailable": "いま、こたえられません。急ぎのときは、下の番号に電話してください。",
    "internal_error": "うまくいきませんでした。急ぎのときは、下の番号に電話してください。",
}
_BY_STATUS = {404: "not_found", 405: "method_not_allowed", 413: "payload_too_large"}


class Problem(Exception):
    def __init__(self, status: int, code: str, detail: str | None = None) -> None:
        super().__init__(code)
        self.status, self.code, self.detail = status, code, detail or DETAILS[code]


def problem(status: int, code: str, detail: str | None = None) -> Response:
    """`type` is about:blank, so `title` is the status in words; what to go by is `code`."""
    body: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail or DETAILS[code],
    }
    if status >= 500:
        body["contacts"] = emergency_contacts()
    response = jsonify(body)
    response.status_code = status
    response.mimetype = "application/problem+json"
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def register_errors(app: Flask, page: Callable[[int], tuple[str, int]]) -> None:
    """Problems for programs; `page` makes what people see instead, given the status."""

    @app.errorhandler(Problem)
    def own(error: Problem) -> Response:
        return problem(error.status, error.code, error.detail)

    @app.errorhandler(UnknownConversation)
    def unknown(error: UnknownConversation) -> Response:
        return problem(404, "unknown_conversation")

    @app.errorhandler(BadMessage)
    def bad(error: BadMessage) -> Response:
        return problem(413 if error.code == "message_too_long" else 422, error.code, error.detail)

    @app.errorhandler(SQLAlchemyError)
    def database(error: SQLAlchemyError) -> ResponseReturnValue:
        logger.error("database: %s", type(error).__name__)
        return problem(503, "unavailable") if _asked_by_a_program() else page(503)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        status = error.code or 500
        if _asked_by_a_program():
            answer = problem(
                status, _BY_STATUS.get(status, "internal_error" if status >= 500 else "bad_request")
            )
        else:
            answer = make_response(page(status))
        if isinstance(error, MethodNotAllowed):
            answer.allow.update(error.valid_methods or ())
        return answer

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> ResponseReturnValue:
        logger.error("unexpected %s", describe(error))
        return problem(500, "internal_error") if _asked_by_a_program() else page(500)


def _asked_by_a_program() -> bool:
    return request.path.startswith(("/api/", "/healthz", "/readyz"))
