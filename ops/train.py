"""`python -m ops.train FOLDER`: train Rasa's model unless one was trained from the very same content."""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_CONTENT = (
    "config.yml",
    "data",
    "bot/domain",
    "bot/text",
    "bot/understanding",
    "resources_db/matching/needs",
    "resources_db/matching/text",
)
_SUFFIXES = {".yml", ".py"}


def content_key() -> str:
    """A hash over every file that the model depends on."""
    digest = hashlib.sha256()
    for name in _CONTENT:
        path = ROOT / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in _SUFFIXES:
                digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def main() -> int:
    folder = Path(sys.argv[1])
    stamp, model, key = folder / "trained-from", folder / "michi.tar.gz", content_key()
    if model.exists() and stamp.exists() and stamp.read_text() == key:
        return 0
    print("Rasaのモデルを学習しています (1〜2分)…", flush=True)
    started = time.monotonic()
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "train.log"
    with log.open("w") as output:
        done = subprocess.run(
            [str(ROOT / ".venv-nlu/bin/python"), "-m", "bot.understanding.launch", "train"]
            + [
                "--out",
                str(folder.resolve()),
                "--fixed-model-name",
                "michi-new",
                "--domain",
                "bot/domain",
                "--force",
            ],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    if done.returncode:
        print(
            f"学習できませんでした。学習データ (data/, bot/domain/, config.yml) を確かめてください。くわしくは {log}:"
        )
        print("\n".join(log.read_text().splitlines()[-15:]))
        return 1
    (folder / "michi-new.tar.gz").replace(model)
    stamp.write_text(key)
    print(f"学習しました ({time.monotonic() - started:.0f}秒)。")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
