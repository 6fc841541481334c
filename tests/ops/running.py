"""`michi run` (or `make run`) as a town starts it: own ports, own state, the trained model."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import MODEL, free_port
from web.config import ROOT

MICHI = str(Path(sys.executable).with_name("michi"))


def settings(var: Path, *, model: bool = True) -> dict[str, str]:
    """The environment of a house of its own below `var`."""
    var.mkdir(parents=True, exist_ok=True)
    if model and not (var / "models").exists():
        (var / "models").symlink_to(MODEL.parent.resolve())
    ports = {f"MICHI_{name}_PORT": str(free_port()) for name in ("PUBLIC", "RASA", "ACTIONS")}
    kept = {k: v for k, v in os.environ.items() if not k.startswith("MICHI_")}
    return {**kept, **ports, "MICHI_VAR": str(var), "MICHI_SECRET_KEY": "test-key" * 4}


def michi(*arguments: str, env: dict[str, str], **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [MICHI, *arguments], env=env, cwd=ROOT, capture_output=True, text=True, timeout=60, **more
    )


@dataclass
class Running:
    env: dict[str, str]
    log: Path
    command: tuple[str, ...] = (MICHI, "run")
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                self.command, env=self.env, cwd=ROOT, stdout=output, stderr=output, start_new_session=True
            )

    @property
    def port(self) -> int:
        return int(self.env["MICHI_PUBLIC_PORT"])

    def ask(self, method: str, path: str, body: object = None, token: str = "", seconds: float = 15.0) -> Any:
        headers = {
            "Content-Type": "application/json",
            **({"Authorization": f"Bearer {token}"} if token else {}),
        }
        data = None if body is None else json.dumps(body).encode()
        url = f"http://127.0.0.1:{self.port}{path}"
        request = urllib.request.Request(url, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            return json.loads(answer.read() or b"null")

    def is_ready(self) -> bool:
        try:
            return bool(self.ask("GET", "/readyz")["status"] == "ok")
        except (OSError, urllib.error.URLError):
            return False

    def wait_until_ready(self, seconds: float = 60) -> None:
        wait_until(self.is_ready, seconds, lambda: self.log.read_text("utf-8"))

    def pids(self, word: str = "") -> list[int]:
        """Every living process of this house (they share its MICHI_VAR) whose command holds `word`."""
        mine = f"MICHI_VAR={self.env['MICHI_VAR']}".encode()
        return [
            pid
            for pid in _all_pids()
            if mine in _read(pid, "environ").split(b"\0") and word.encode() in _read(pid, "cmdline")
        ]

    def kill(self, word: str, with_signal: int = signal.SIGKILL) -> None:
        found = self.pids(word)
        assert found, f"no process {word}"
        for pid in found:
            os.kill(pid, with_signal)

    def worker(self) -> int:
        """gunicorn's worker: its parent is gunicorn, too."""
        found = self.pids("gunicorn")
        return next(pid for pid in found if _parent(pid) in found)

    def stop(self, with_signal: int = signal.SIGTERM, seconds: float = 20) -> int:
        self.process.send_signal(with_signal)
        return self.process.wait(seconds)

    def clean_up(self) -> None:
        for pid in self.pids():
            os.kill(pid, signal.SIGKILL)
        self.process.wait(10)


def wait_until(met: Callable[[], bool], seconds: float, tell: Callable[[], str] = lambda: "") -> float:
    started = time.monotonic()
    while not met():
        assert time.monotonic() - started < seconds, f"not within {seconds} s\n{tell()}"
        time.sleep(0.1)
    return time.monotonic() - started


def _all_pids() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _read(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:  # it ended, or a zombie
        return b""


def _parent(pid: int) -> int:
    stat = _read(pid, "stat").decode("utf-8", "replace")
    return int(stat.rsplit(")", 1)[1].split()[1]) if stat else 0
