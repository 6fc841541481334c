"""The public app: chat page, widget, chat API. Nothing of the staff is in here."""

from flask import Flask, Response, request

from web.api import blueprint as api
from web.api.hsds import bp as hsds
from web.api.problems import register_errors
from web.chat import blueprint as chat
from web.chat.errors import error_page
from web.chat.headers import apply as apply_headers
from web.config import Config
from web.house import House, open_house


def create(config: Config, house: House | None = None) -> Flask:
    """`house` is given by tests; otherwise it is opened from `config`."""
    app = Flask("web")
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_NAME="michi",
        MAX_CONTENT_LENGTH=256 * 1024,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions["house"] = house or open_house(config)
    app.register_blueprint(chat)
    app.register_blueprint(api)
    app.register_blueprint(hsds)
    register_errors(app, error_page)
    apply_headers(app)

    @app.after_request
    def api_is_not_stored(response: Response) -> Response:
        if request.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return app
