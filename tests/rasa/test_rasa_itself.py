"""Rasa's own checks: `rasa data validate` finds nothing, and its test stories (*.yml here) are told right."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import MODEL
from web.config import ROOT

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def rasa(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ROOT / ".venv-nlu/bin/python"), "-m", "bot.understanding.launch", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def validated() -> str:
    ended = rasa("data", "validate", "--domain", "bot/domain", "--data", "data", "--fail-on-warnings")
    printed = _COLOUR.sub("", ended.stdout)
    assert ended.returncode == 0, printed
    return printed


def test_the_data_is_valid_and_nothing_is_warned_about(validated: str) -> None:
    assert not re.search(r"warning|error|more info", validated, re.IGNORECASE), validated


def test_the_stories(tmp_path: Path) -> None:
    ended = rasa(
        *("test", "core", "--e2e", "--stories", "tests/rasa", "--model", str(MODEL.resolve()), "--no-plot"),
        *("--out", str(tmp_path), "--fail-on-prediction-errors"),
    )
    printed = _COLOUR.sub("", ended.stdout)
    assert ended.returncode == 0, printed[-3000:]
    failed = (tmp_path / "failed_test_stories.yml").read_text("utf-8")
    assert "None of the test stories failed" in failed, failed
    told = re.search(r"Evaluated (\d+) stor|Correct:\s+(\d+) / (\d+)", printed)
    assert told is None or told[2] == told[3]
