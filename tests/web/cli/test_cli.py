"""`michi search`, `safety`, `chat`, `doctor` and wrong use, in a house of its own with the sample town."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import MODEL, free_port
from web.cli import cli
from web.config import ROOT

MICHI = str(Path(sys.executable).with_name("michi"))


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    var = tmp_path_factory.mktemp("cli")
    (var / "models").symlink_to(MODEL.parent.resolve())
    ports = {f"MICHI_{name}_PORT": str(free_port()) for name in ("PUBLIC", "RASA", "ACTIONS")}
    kept = {k: v for k, v in os.environ.items() if not k.startswith("MICHI_")}
    return {**kept, **ports, "MICHI_VAR": str(var)}


def michi(env: dict[str, str], *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [MICHI, *arguments], env=env, cwd=ROOT, input=said, capture_output=True, text=True, timeout=60
    )


class TestSearch:
    def test_lines_in_lines_out(self, env: dict[str, str]) -> None:
        asked = [{"text": "少しの間預けたい", "age_months": 24}, {"text": "株価を教えて"}, {"text": "😭"}]
        ended = michi(env, "search", "--jsonl", "--limit", "5", said="\n".join(map(json.dumps, asked)))
        assert ended.returncode == 0, ended.stderr
        found = [json.loads(line) for line in ended.stdout.splitlines()]
        assert [line["text"] for line in found] == [line["text"] for line in asked]
        assert set(found[0]) == {"text", "in_scope", "needs", "services"}
        assert 1 <= len(found[0]["services"]) <= 5
        assert found[1]["in_scope"] is False

    def test_one_text_for_people(self, env: dict[str, str]) -> None:
        ended = michi(env, "search", "少しの間預けたい", "--limit", "2")
        assert ended.returncode == 0
        assert ended.stdout.startswith("1. ")

    def test_works_without_a_model(self, env: dict[str, str], tmp_path: Path) -> None:
        ended = michi({**env, "MICHI_VAR": str(tmp_path)}, "search", "一時預かり", "--json")
        assert ended.returncode == 0
        assert "make train" in ended.stderr
        assert json.loads(ended.stdout)["services"]

    def test_nothing_found_leads_to_the_main_desk(self, env: dict[str, str]) -> None:
        ended = michi(env, "search", "株価を教えて")
        assert ended.returncode == 0
        first, _, desk, *_ = ended.stdout.splitlines()
        assert first == "合うものが見つかりませんでした。"
        assert re.match(r"★ .+  03-0000-\d{4}  \((いま|時間は要確認)", desk)


class TestWrongUse:
    @pytest.mark.parametrize(
        "arguments",
        [
            ["search"],
            ["search", "a", "--jsonl"],
            ["search", "a", "--limit", "0"],
            ["safety"],
            ["nothing"],
            ["import"],
        ],
        ids=" ".join,
    )
    def test_is_exit_code_2(self, arguments: list[str]) -> None:
        assert CliRunner().invoke(cli, arguments).exit_code == 2

    def test_a_reader_that_stops_early_is_no_error(self, env: dict[str, str]) -> None:
        lines = '{"text": "死にたい"}\n' * 20_000
        command = f"{MICHI} safety --jsonl | head -1"
        ended = subprocess.run(
            ["bash", "-c", command], env=env, cwd=ROOT, input=lines, capture_output=True, text=True
        )
        assert ended.stdout.count("\n") == 1
        assert "Traceback" not in ended.stderr
        assert "BrokenPipe" not in ended.stderr


class TestSafety:
    def test_lines_in_lines_out(self, env: dict[str, str]) -> None:
        ended = michi(env, "safety", "--jsonl", said='{"text": "死にたい"}\n\n{"text": "預けたい"}\n')
        first, second = map(json.loads, ended.stdout.splitlines())
        assert first["level"] in ("urgent", "emergency")
        assert second == {"text": "預けたい", "level": "none", "categories": []}


class TestChat:
    def test_a_talk_that_leaves_nothing_behind(self, env: dict[str, str]) -> None:
        ended = michi(env, "chat", said="少しの間預けたい\n\n死にたい\n")
        assert ended.returncode == 0, ended.stderr
        assert "1. " in ended.stdout
        assert "☎" in ended.stdout
        assert "ここまでにしますね" in ended.stdout
        with sqlite3.connect(Path(env["MICHI_VAR"]) / "michi.db") as database:
            assert database.execute("SELECT count(*) FROM conversation").fetchone() == (0,)
        database.close()
