"""`michi export`"""

import json
import os
from pathlib import Path

import pytest

from tests.web.cli.listed import List


@pytest.fixture
def town(tmp_path: Path) -> List:
    found = List(tmp_path)
    found.put("H1", name="ほしぞら広場")
    found.put("H2", name="下書き", status="draft")
    return found


def test_hsds(town: List, tmp_path: Path) -> None:
    out = tmp_path / "list.json"
    ended = town.michi("export", "--format", "hsds", str(out))
    assert (ended.exit_code, ended.stdout, ended.stderr) == (0, "", f"1件を書き出しました: {out}\n")
    assert [one["name"] for one in json.loads(out.read_text("utf-8"))] == ["ほしぞら広場"]


def test_childcare53(town: List, tmp_path: Path) -> None:
    out = tmp_path / "list.csv"
    assert town.michi("export", "--format", "childcare53", str(out)).exit_code == 0
    assert "ほしぞら広場" in out.read_text("utf-8-sig")


def test_all_of_it(town: List, tmp_path: Path) -> None:
    out = tmp_path / "list.json"
    town.michi("export", "--format", "hsds", "--all", str(out))
    assert [one["status"] for one in json.loads(out.read_text("utf-8"))] == ["active", "inactive"]


def test_to_standard_output(town: List) -> None:
    ended = town.michi("export", "--format", "hsds", "-")
    assert [one["name"] for one in json.loads(ended.stdout)] == ["ほしぞら広場"]


@pytest.mark.parametrize(
    ("out", "reason"),
    [
        ("no/such/folder/list.json", "そのフォルダーがありません"),
        (".", "ファイルではなく、フォルダーです"),
        ("x" * 300, "ファイルの名前が長すぎます"),
    ],
)
def test_where_nothing_can_be_written(town: List, tmp_path: Path, out: str, reason: str) -> None:
    ended = town.michi("export", "--format", "hsds", str(tmp_path / out))
    assert ended.exit_code == 1
    (line,) = ended.stderr.splitlines()
    assert reason in line


def test_a_pipe_is_not_replaced_by_a_file(town: List, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert town.michi("export", "--format", "hsds", str(tmp_path / "pipe")).exit_code == 2
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("arguments", [["--format", "xml", "out"], ["out"], ["--format", "hsds"]])
def test_wrong_use(town: List, arguments: list[str]) -> None:
    assert town.michi("export", *arguments).exit_code == 2
