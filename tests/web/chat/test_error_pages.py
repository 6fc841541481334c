"""Whatever goes wrong on a page for people: its own look, Japanese, the exit, the numbers."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from web import create_public_app
from web.config import Config


@pytest.fixture
def app(house: Any, tmp_path: Path) -> Flask:
    app = create_public_app(Config.from_env({"MICHI_VAR": str(tmp_path), "MICHI_SECRET_KEY": "test"}), house)

    @app.get("/breaks/<how>")
    def breaks(how: str) -> str:
        raise {"database": OperationalError("select secret", {}, Exception()), "else": ValueError("secret")}[
            how
        ]

    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


CASES = [
    ("GET", "/no-such-page", 404, "このページはありません"),
    ("GET", "/static/no-such-file.js", 404, "このページはありません"),
    ("DELETE", "/", 405, "このページは開けません"),
    ("POST", "/chat", 413, "文が長すぎて受け取れませんでした"),
    ("GET", "/breaks/else", 500, "いま、うまく動いていません"),
    ("GET", "/breaks/database", 503, "いま、うまく動いていません"),
]


@pytest.mark.parametrize(("method", "path", "status", "title"), CASES)
def test_an_error_page_is_one_of_ours(
    client: FlaskClient, method: str, path: str, status: int, title: str
) -> None:
    data = {"text": "あ" * 300_000} if method == "POST" else None
    answer = client.open(path, method=method, data=data)
    html = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    assert f"<h1>{title}</h1>" in html
    assert "<title>星見市 くらしの案内</title>" in html
    first_link = re.search(r"<a [^>]+>", html)
    assert first_link
    assert 'href="/exit"' in first_link[0]
    assert all(f'href="tel:{number}"' in html for number in ("110", "119", "189"))
    assert re.search(r'id="help" open', html)
    assert "secret" not in html
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_what_is_allowed_is_still_said(client: FlaskClient) -> None:
    assert {"GET", "HEAD"} <= set(client.delete("/").headers["Allow"].split(", "))


@pytest.mark.parametrize("path", ["/api/no-such-thing", "/api/v1/conversations"])
def test_a_program_gets_a_problem(client: FlaskClient, path: str) -> None:
    assert client.get(path).mimetype == "application/problem+json"


def test_the_page_stands_with_everything_behind_it_down(client: FlaskClient, house: Any) -> None:
    house.conversations.broken = True
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert 'href="tel:110"' in answer.get_data(as_text=True)
