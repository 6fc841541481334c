"""Whatever is down, a message that calls for help gets its numbers at once."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

import pytest

from tests.conftest import free_port
from tests.ops.running import Running, settings
from tests.resources_db.engines import POSTGRES, drop_schema, make_schema, postgres_url

CRISES = {
    "子どもが息をしていません": ("emergency", "119"),
    "この子と一緒に消えたい": ("urgent", "0120-279-338"),
    "だんなに殴られました": ("urgent", "0120-279-889"),
    "となりの家で子どもが毎晩なぐられています": ("urgent", "189"),
}


class Line:
    """A wire to PostgreSQL that can be cut: after `cut` every connection breaks and none is taken any more."""

    def __init__(self, host: str, port: int) -> None:
        self.port = free_port()
        self._to, self._open = (host, port), [socket.create_server(("127.0.0.1", self.port))]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                here, _ = self._open[0].accept()
            except OSError:
                return
            there = socket.create_connection(self._to)
            self._open += [here, there]
            for one, other in ((here, there), (there, here)):
                threading.Thread(target=_pass_on, args=(one, other), daemon=True).start()

    def cut(self) -> None:
        for connection in self._open:
            with closing(connection), suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    try:
        while data := one.recv(65536):
            other.sendall(data)
    except OSError:
        pass
    finally:
        other.close()


@pytest.fixture(scope="module")
def line() -> Iterator[Line]:
    yield Line("127.0.0.1", 5432)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, line: Line) -> Iterator[Running]:
    schema, folder = make_schema(), tmp_path_factory.mktemp("crisis")
    url = postgres_url(schema).replace(POSTGRES.split("@")[1].split("/")[0], f"127.0.0.1:{line.port}", 1)
    house = Running({**settings(folder / "var"), "MICHI_DATABASE_URL": url}, folder / "run.log")
    try:
        house.wait_until_ready()
        yield house
    finally:
        house.clean_up()
        line.cut()
        drop_schema(schema)


def talk(running: Running) -> tuple[str, str]:
    started = running.ask("POST", "/api/v1/conversations", {})
    return f"/api/v1/conversations/{started['conversation_id']}/messages", started["token"]


def numbers_for(running: Running, path: str, token: str, said: str) -> tuple[str, list[str], float]:
    started = time.monotonic()
    answer: dict[str, Any] = running.ask("POST", path, {"text": said}, token)
    taken = time.monotonic() - started
    shown = [c["number"] for r in answer["replies"] if r["type"] == "contacts" for c in r["contacts"]]
    return answer["safety"]["level"], shown, taken


def expect_help(running: Running, path: str, token: str) -> None:
    for said, (level, number) in CRISES.items():
        found, shown, _ = numbers_for(running, path, token, said)
        assert found == level
        assert number in shown


def test_with_everything_up(running: Running) -> None:
    expect_help(running, *talk(running))


@pytest.mark.parametrize("word", ["bot.understanding.launch", "serve-actions"], ids=["Rasa", "action server"])
def test_killed(running: Running, word: str) -> None:
    path, token = talk(running)
    running.kill(word)
    expect_help(running, path, token)
    running.wait_until_ready()


def test_the_database_goes_away(running: Running, line: Line) -> None:
    """The last one: the line to the database stays cut."""
    path, token = talk(running)
    line.cut()
    expect_help(running, path, token)
    for word in ("bot.understanding.launch", "serve-actions"):
        if running.pids(word):  # the action server ends by itself without a database
            running.kill(word)
    expect_help(running, path, token)
