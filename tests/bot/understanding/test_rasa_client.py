"""Asking Rasa: every way in which it can fail is one and the same to the flow, and quick."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.understanding import rasa_client
from bot.understanding.rasa_client import RasaClient, UnderstandingUnavailable
from tests.conftest import free_port

GOOD = b'{"replies": [{"type": "text", "text": "hai"}], "context": {"district": null}}'
NOW = datetime(2026, 11, 24)
Serve = Callable[..., RasaClient]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """A server that gives one fixed answer, after some seconds."""
    servers = []

    def start(body: bytes, status: int = 200, seconds: float = 0.0) -> RasaClient:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                time.sleep(seconds)
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST  # noqa: N815

            def log_message(self, *_: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return RasaClient(f"http://127.0.0.1:{server.server_port}", "secret")

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def ask(client: RasaClient) -> Any:
    return client.ask("id", "預けたい", {}, (), NOW)


def test_replies_and_memory(serve: Serve) -> None:
    assert ask(serve(GOOD)) == ([{"type": "text", "text": "hai"}], {"district": None})


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 200),
        (b"<html>another program</html>", 200),
        (b"[]", 200),
        (b"{}", 200),
        (b'{"replies": []}', 200),
        (b'{"replies": [], "context": null}', 200),
        (b"\xff\xfe", 200),
        (GOOD, 403),
        (GOOD, 404),
        (GOOD, 500),
    ],
)
def test_no_answer(serve: Serve, body: bytes, status: int) -> None:
    with pytest.raises(UnderstandingUnavailable):
        ask(serve(body, status))


def test_nobody_there_is_told_at_once() -> None:
    started = time.monotonic()
    with pytest.raises(UnderstandingUnavailable, match="down"):
        ask(RasaClient(f"http://127.0.0.1:{free_port()}", "secret"))
    assert time.monotonic() - started < 0.5


def test_a_slow_one_is_left_alone_for_a_while(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    client = serve(GOOD, seconds=1.0)
    client._pool.connection_pool_kw["timeout"] = 0.2
    monkeypatch.setattr(rasa_client, "_REST_AFTER_TIMEOUT", 1.5)
    with pytest.raises(UnderstandingUnavailable, match="slow"):
        ask(client)
    started = time.monotonic()
    with pytest.raises(UnderstandingUnavailable, match="resting"):
        ask(client)
    assert time.monotonic() - started < 0.1
    client._resting_until = 0.0
    client._pool.clear()
    client._pool.connection_pool_kw["timeout"] = 5.0
    assert ask(client)[0]
