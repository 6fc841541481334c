"""The one cookie: names the conversation of a page that works without JavaScript.

It is set only when the parent sends something, ends with the browser session, is signed, unreadable for
scripts, and never sent from another site. Its name says nothing about what the page is.
"""

from typing import NamedTuple

from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface

COOKIE_NAME = "k"


class Visit(NamedTuple):
    conversation_id: str
    token: str


class _StrictSession(SecureCookieSessionInterface):
    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure

    def get_cookie_samesite(self, app: Flask) -> str:
        return "Strict"

    def get_cookie_httponly(self, app: Flask) -> bool:
        return True


def configure(app: Flask) -> None:
    app.config["SESSION_COOKIE_NAME"] = COOKIE_NAME
    app.session_interface = _StrictSession()


def current_visit() -> Visit | None:
    conversation_id, token = session.get("c"), session.get("t")
    if isinstance(conversation_id, str) and isinstance(token, str):
        return Visit(conversation_id, token)
    return None


def remember(visit: Visit) -> None:
    session.permanent = False
    session["c"], session["t"] = visit


def forget() -> None:
    session.clear()
