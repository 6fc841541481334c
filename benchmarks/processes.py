"""Ways of understanding as processes of their own in Rasa's environment, each on one core."""

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parent.parent
_ONE_CORE = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "LOKY_MAX_CPU_COUNT", "TF_NUM_INTRAOP_THREADS",
     "TF_NUM_INTEROP_THREADS"),
    "1",
)  # fmt: skip
_SAME_EACH_TIME = {"PYTHONHASHSEED": "0", "TF_DETERMINISTIC_OPS": "1"}
_RASA = {"RASA_TELEMETRY_ENABLED": "false", "RASA_MAX_CACHE_SIZE": "0", "TF_CPP_MIN_LOG_LEVEL": "3"}


@dataclass(frozen=True, slots=True)
class Way:
    """`module` understands `python -m MODULE train|answer KIND FOLDER`, as diet_rasa.py says."""

    name: str
    module: str
    kind: str

    def learn(self, examples: Sequence[tuple[str, str]], folder: Path) -> float:
        """Seconds; the model comes into FOLDER/model."""
        return float(self._run("train", "examples", examples, "trained", folder)["seconds"])

    def ask(self, texts: Sequence[str], folder: Path) -> dict[str, Any]:
        """`answers`, one a text; `seconds` of each; `memory_mb` of the process."""
        return self._run("answer", "asked", texts, "answers", folder)

    def _run(
        self, command: str, given: str, content: Sequence[object], wanted: str, folder: Path
    ) -> dict[str, Any]:
        """Raises subprocess.CalledProcessError; what the process printed is in FOLDER/log.txt."""
        (folder / f"{given}.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        arguments = ["-W", "ignore", "-m", self.module, command, self.kind, str(folder)]
        with (folder / "log.txt").open("w") as log:
            subprocess.run(
                [str(_ROOT / ".venv-nlu/bin/python"), *arguments],
                cwd=_ROOT,
                env={**os.environ, "PYTHONPATH": str(_ROOT), **_ONE_CORE, **_SAME_EACH_TIME, **_RASA},
                check=True,
                stdout=log,
                stderr=log,
            )
        found: dict[str, Any] = json.loads((folder / f"{wanted}.json").read_text("utf-8"))
        return found


def model_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in (folder / "model").rglob("*") if path.is_file()) / 1e6


def memory_mb() -> float:
    """Of this process, now."""
    line = next(x for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) / 1000
