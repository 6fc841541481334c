"""The real house for tests: sample town in a real database, real Rasa, real action server, own clock."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.conversation import Conversations
from bot.understanding.on_disk import ModelOnDisk, open_index
from bot.understanding.rasa_client import RasaClient
from resources_db.casework import models as _casework  # noqa: F401
from resources_db.engine import Sessions, open_sessions
from resources_db.matching.index import LiveIndex
from resources_db.migrate import migrate
from resources_db.opening import JAPAN
from resources_db.seed.load import load_sample_town
from web.config import ROOT, Config
from web.house import House

SHARED = ROOT.parent / "shared"
MODEL = Path(os.environ.get("MICHI_VAR", ROOT / "var")) / "models" / "michi.tar.gz"


class FakeClock:
    """A clock that stands still until told otherwise."""

    def __init__(self, moment: str = "2026-11-24 10:00") -> None:
        self.set(moment)

    def set(self, moment: str) -> None:
        self.moment = datetime.fromisoformat(moment).replace(tzinfo=JAPAN)

    def __call__(self) -> datetime:
        return self.moment


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def shared_file(name: str) -> Path:
    """A file of real data from beside the project; the test is skipped with a reason where it is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return path


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    var = tmp_path_factory.mktemp("var")
    env = {
        "MICHI_VAR": str(var),
        "MICHI_SECRET_KEY": "test-key",
        "MICHI_PUBLIC_PORT": str(free_port()),
        "MICHI_RASA_PORT": str(free_port()),
        "MICHI_ACTIONS_PORT": str(free_port()),
    }
    return Config.from_env(env)


@pytest.fixture(scope="session")
def sessions(config: Config) -> Sessions:
    """The sample town, loaded once."""
    opened = open_sessions(config.database_url)
    migrate(opened.kw["bind"])
    load_sample_town(opened)
    return opened


@pytest.fixture(scope="session")
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def index(sessions: Sessions) -> LiveIndex:
    return open_index(sessions, ModelOnDisk(MODEL))


@pytest.fixture(scope="session")
def direct_house(config: Config, sessions: Sessions, index: LiveIndex, clock: FakeClock) -> House:
    """The house with no Rasa anywhere: nothing listens on its Rasa port."""
    rasa, model = RasaClient(f"http://127.0.0.1:{free_port()}", config.rasa_secret), ModelOnDisk(MODEL)
    return House(config, sessions, index, rasa, model, Conversations(sessions, index, rasa, model, clock))


@dataclass(frozen=True)
class RasaStack:
    """Rasa and its action server as processes, and the file that takes what both print."""

    rasa: subprocess.Popen[bytes]
    actions: subprocess.Popen[bytes]
    log: Path


@pytest.fixture(scope="session")
def rasa_stack(
    config: Config, sessions: Sessions, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RasaStack]:
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "OMP_NUM_THREADS": "1",
        "MICHI_VAR": str(config.var),
        "MICHI_SECRET_KEY": config.secret_key,
        "MICHI_DATABASE_URL": config.database_url,
        "MICHI_ACTIONS_PORT": str(config.actions_port),
        "MICHI_RASA_SECRET": config.rasa_secret,
        "MICHI_ACTIONS_URL": config.actions_url,
    }
    log = (tmp_path_factory.mktemp("logs") / "rasa.log").open("wb")
    actions = subprocess.Popen(
        [Path(sys.executable).with_name("michi"), "serve-actions"], cwd=ROOT, env=env, stdout=log, stderr=log
    )
    rasa = subprocess.Popen(
        [ROOT / ".venv-nlu/bin/python", "-m", "bot.understanding.launch", "run"]
        + ["--model", str(MODEL), "-i", "127.0.0.1", "-p", str(config.rasa_port)]
        + ["--credentials", "credentials.yml", "--endpoints", "endpoints.yml"],
        cwd=ROOT,
        env=env,
        stdout=log,
        stderr=log,
    )
    client = RasaClient(config.rasa_url, config.rasa_secret)
    deadline = time.monotonic() + 90
    while not client.is_up():
        if rasa.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"Rasa did not start; see {log.name}")
        time.sleep(0.3)
    yield RasaStack(rasa, actions, Path(log.name))
    for process in (rasa, actions):
        process.kill()
        process.wait()
    log.close()


@pytest.fixture(scope="session")
def house(rasa_stack: RasaStack, direct_house: House, config: Config, clock: FakeClock) -> House:
    """The house with real Rasa."""
    rasa = RasaClient(config.rasa_url, config.rasa_secret)
    talks = replace(direct_house.conversations, rasa=rasa)
    return replace(direct_house, rasa=rasa, conversations=talks)
