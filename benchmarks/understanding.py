"""What the message classifier is made of, on held-out utterances (5 folds of data/nlu).

`need in first 3`: share of need messages whose need is among the model's first three needs.
`act level`: share of all messages whose act is right (all needs count as one act).
"""

import os
import subprocess

from web.config import ROOT


def main() -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    python = ROOT / ".venv-nlu/bin/python"
    subprocess.run(
        [python, "-W", "ignore", "-m", "benchmarks.understanding_folds"], cwd=ROOT, env=env, check=True
    )
