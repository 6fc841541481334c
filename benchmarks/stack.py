"""The whole program on free ports with a fresh sample town, for measuring."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import urllib3

from bot.understanding.rasa_client import RasaClient
from web.cli.common import database
from web.config import ROOT, Config


@dataclass(frozen=True)
class Stack:
    config: Config
    started_at: float
    page_after: float
    rasa_after: float

    @property
    def public(self) -> str:
        return f"http://127.0.0.1:{self.config.public_port}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running() -> Iterator[Stack]:
    """Starts `michi run`, waits until Rasa answers, stops it. Times are seconds since the command."""
    with tempfile.TemporaryDirectory() as var:
        (Path(var) / "models").mkdir()
        shutil.copy(ROOT / "var/models/michi.tar.gz", Path(var) / "models")
        env = {
            **os.environ,
            "MICHI_VAR": var,
            "MICHI_SECRET_KEY": "benchmark" * 4,
            "MICHI_PUBLIC_PORT": str(free_port()),
            "MICHI_RASA_PORT": str(free_port()),
            "MICHI_ACTIONS_PORT": str(free_port()),
        }
        config = Config.from_env(env)
        database(config)
        started = time.monotonic()
        process = subprocess.Popen(
            [Path(sys.executable).with_name("michi"), "run"],
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            page = until(
                lambda: (
                    urllib3.request("GET", f"http://127.0.0.1:{config.public_port}/", retries=False).status
                    == 200
                )
            )
            rasa = until(RasaClient(config.rasa_url, config.rasa_secret).is_up)
            yield Stack(config, started, page - started, rasa - started)
        finally:
            process.terminate()
            process.wait(20)


@contextmanager
def stock_rasa(actions_url: str = "http://127.0.0.1:1/webhook") -> Iterator[int]:
    """Plain `rasa run` of the same model with Rasa's own REST channel; its port."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        credentials, endpoints = Path(folder) / "credentials.yml", Path(folder) / "endpoints.yml"
        credentials.write_text("rest:\n")
        endpoints.write_text(f"action_endpoint:\n  url: {actions_url}\n")
        process = subprocess.Popen(
            [str(ROOT / ".venv-nlu/bin/rasa"), "run", "--model", "var/models/michi.tar.gz", "-i", "127.0.0.1"]
            + ["-p", str(port), "--credentials", str(credentials), "--endpoints", str(endpoints)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            up = f"http://127.0.0.1:{port}/webhooks/rest/"
            until(lambda: urllib3.request("GET", up, retries=False).status == 200)
            yield port
        finally:
            process.kill()
            process.wait()


def until(ready: object, seconds: float = 90) -> float:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if ready():  # type: ignore[operator]
                return time.monotonic()
        except urllib3.exceptions.HTTPError:
            pass
        time.sleep(0.02)
    raise TimeoutError("the stack did not start")
