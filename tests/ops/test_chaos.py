"""Processes are killed while a parent talks: the talk goes on, and what was said is still known."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ops.running import Running, michi, settings, wait_until

BACK_WITHIN = 30.0
MARKER = "zqx5528"  # in every message; it must be printed nowhere


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("chaos")
    house = Running(settings(folder / "var"), folder / "run.log")
    try:
        house.wait_until_ready()
        yield house
    finally:
        house.clean_up()


class Parent:
    """Told the child's age at first; every answer afterwards should know it."""

    def __init__(self, running: Running) -> None:
        self.running = running
        started = running.ask("POST", "/api/v1/conversations", {})
        self.path, self.token = (
            f"/api/v1/conversations/{started['conversation_id']}/messages",
            started["token"],
        )
        self.say("2歳の子を少しの間預けたいです")

    def say(self, text: str) -> dict[str, Any]:
        answer: dict[str, Any] = self.running.ask("POST", self.path, {"text": f"{text} {MARKER}"}, self.token)
        assert answer["replies"]
        return answer

    def is_known(self) -> bool:
        """Do services come with their fit to the age?"""
        replies = self.say("子どもを預けたい")["replies"]
        cards = [card for reply in replies if reply["type"] == "services" for card in reply["services"]]
        return any("年齢が、対象に入っています" in reason for card in cards for reason in card["reasons"])


def test_the_age_is_known_with_everything_up(running: Running) -> None:
    assert Parent(running).is_known()


@pytest.mark.parametrize("word", ["bot.understanding.launch", "serve-actions"], ids=["Rasa", "action server"])
def test_killed(running: Running, word: str) -> None:
    parent = Parent(running)
    before = running.pids(word)
    running.kill(word)
    assert parent.is_known(), "the very next message"
    wait_until(lambda: bool(running.pids(word)) and not set(running.pids(word)) & set(before), 10)
    seconds = wait_until(running.is_ready, BACK_WITHIN)
    assert seconds < BACK_WITHIN
    assert parent.is_known(), "by what came back"


def test_killed_worker_of_the_web(running: Running) -> None:
    parent = Parent(running)
    before = running.worker()
    os.kill(before, signal.SIGKILL)
    wait_until(running.is_ready, BACK_WITHIN)
    assert running.worker() != before
    assert parent.is_known()


def test_killed_web(running: Running) -> None:
    parent = Parent(running)
    running.kill("gunicorn")
    wait_until(running.is_ready, BACK_WITHIN)
    assert parent.is_known()


def test_a_rasa_that_hangs_costs_one_parent_its_patience_once(running: Running) -> None:
    parent = Parent(running)
    running.kill("bot.understanding.launch", signal.SIGSTOP)
    try:
        assert seconds_for(parent) < 6, "Rasa's time limit is 4 s"
        assert seconds_for(parent) < 2, "and then it is left alone"
    finally:
        running.kill("bot.understanding.launch", signal.SIGCONT)
    wait_until(running.is_ready, BACK_WITHIN)
    assert parent.is_known()


def seconds_for(parent: Parent) -> float:
    started = time.monotonic()
    assert parent.is_known()
    return time.monotonic() - started


def test_the_doctor_finds_all_well(running: Running) -> None:
    found = michi("doctor", env=running.env)
    assert found.returncode == 0, found.stdout
    assert "✗" not in found.stdout


def test_the_doctor_names_what_is_down(running: Running) -> None:
    running.kill("bot.understanding.launch", signal.SIGSTOP)
    running.kill("serve-actions", signal.SIGSTOP)
    try:
        found = michi("doctor", env=running.env)
    finally:
        running.kill("bot.understanding.launch", signal.SIGCONT)
        running.kill("serve-actions", signal.SIGCONT)
    assert found.returncode == 1
    assert "✗ Rasa" in found.stdout
    assert "✗ アクション" in found.stdout
    assert "✓ 公開ページ" in found.stdout


def test_with_one_process_dead_term_stops_the_rest(running: Running) -> None:
    """The last of this file: it ends the house."""
    running.kill("serve-actions")
    assert running.stop(signal.SIGTERM) == 0
    wait_until(lambda: not running.pids(), 5, lambda: str(running.pids()))


def test_what_was_printed_holds_no_words_of_a_parent_and_no_noise(running: Running) -> None:
    printed = running.log.read_text("utf-8")
    assert MARKER not in printed
    assert "Warning" not in printed
    assert "INFO" not in printed
    assert "Traceback" not in printed
    assert f"http://localhost:{running.port}/" in printed


@pytest.mark.parametrize("command", [("michi", "run"), ("make", "run")], ids=" ".join)
def test_ctrl_c_stops_everything(command: tuple[str, ...], tmp_path: Path) -> None:
    """Ctrl-C reaches every process of the terminal's foreground group, TERM only the first."""
    env = settings(tmp_path / "var")
    env["PATH"] = f"{Path(__file__).parents[2] / '.venv/bin'}:{env['PATH']}"
    running = Running(env, tmp_path / "run.log", command)
    try:
        running.wait_until_ready()
        os.killpg(running.process.pid, signal.SIGINT)
        running.process.wait(20)
        wait_until(lambda: not running.pids(), 5, lambda: str(running.pids()))
    finally:
        running.clean_up()


def test_term_stops_make_and_everything_even_while_it_starts(tmp_path: Path) -> None:
    running = Running(settings(tmp_path / "var"), tmp_path / "run.log", ("make", "run"))
    try:
        wait_until(lambda: bool(running.pids("gunicorn")), 60, lambda: running.log.read_text("utf-8"))
        running.stop(signal.SIGTERM)
        wait_until(lambda: not running.pids(), 10, lambda: str(running.pids()))
    finally:
        running.clean_up()
