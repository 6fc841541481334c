"""Rasa's memory of conversations; it can only be imported in Rasa's own environment."""

import os
import subprocess
from pathlib import Path

from web.config import ROOT


def test_recent_trackers() -> None:
    ended = subprocess.run(
        [ROOT / ".venv-nlu/bin/python", "-W", "ignore", Path(__file__).with_name("recent_trackers_check.py")],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.count("ok ") == 8
