"""`michi import`, `columns` and `undo`, as a clerk calls them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.resources_db.importers.files import csv_text, save
from web.config import ROOT

MICHI = str(Path(sys.executable).with_name("michi"))
ROWS = [["名称", "電話番号"], *([f"広場{n}", f"03-0000-01{n:02d}"] for n in range(10))]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("MICHI_")}
    return {**kept, "MICHI_VAR": str(tmp_path / "var"), "MICHI_SEED": "none"}


def michi(env: dict[str, str], *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [MICHI, *map(str, arguments)]
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=60)


def report(env: dict[str, str], *arguments: object) -> dict[str, object]:
    ended = michi(env, "import", "--json", *arguments)
    assert ended.returncode == 0, ended.stderr
    [one] = json.loads(ended.stdout)["files"]
    assert isinstance(one, dict)
    return one


def test_the_report_has_the_shape_of_the_contract(env: dict[str, str], tmp_path: Path) -> None:
    one = report(env, save(tmp_path / "広場.csv", csv_text([*ROWS, ["", "03-0000-0199"]])))
    assert {k: one[k] for k in ("file", "format", "encoding", "rows", "created", "updated", "unchanged")} == {
        "file": "広場.csv",
        "format": "mapping",
        "encoding": "utf-8",
        "rows": 11,
        "created": 10,
        "updated": 0,
        "unchanged": 0,
    }
    assert one["rejected"] == [
        {"row": 12, "column": "名称", "value": "", "error": "名称が空です。名称を入れてください。"}
    ]


def test_a_dry_run_an_import_and_back(env: dict[str, str], tmp_path: Path) -> None:
    path = save(tmp_path / "広場.csv", csv_text(ROWS))
    assert report(env, path, "--dry-run")["created"] == 10
    assert report(env, path)["created"] == 10
    assert "消した 10" in michi(env, "undo").stdout
    assert report(env, path, "--dry-run")["created"] == 10
    nothing = michi(env, "undo")
    assert (nothing.returncode, nothing.stderr) == (1, "取り消せる取り込みがありません。\n")


def test_a_great_loss_is_refused_with_the_way_out(env: dict[str, str], tmp_path: Path) -> None:
    report(env, save(tmp_path / "広場.csv", csv_text(ROWS)))
    shorter = save(tmp_path / "広場.csv", csv_text(ROWS[:6]))
    refused = michi(env, "import", shorter)
    assert refused.returncode == 1
    assert "5件が、このファイルにありません" in refused.stderr
    tried = michi(env, "import", shorter, "--dry-run")
    assert (tried.returncode, "このままでは取り込めません" in tried.stdout) == (0, True)
    assert report(env, shorter, "--allow-loss")["vanished"] == 5


def test_a_mapping_is_proposed_edited_used_and_remembered(env: dict[str, str], tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", csv_text([["よび名", "でんわ"], ["A広場", "03-0000-0101"]]))
    unknown = michi(env, "import", path)
    assert unknown.returncode == 1
    assert "michi columns" in unknown.stderr
    mapping = tmp_path / "対応表.yml"
    assert michi(env, "columns", path, "-o", mapping).returncode == 0
    assert "03-0000-0101" in mapping.read_text("utf-8")
    mapping.write_text("name: よび名\nphone: でんわ\n", "utf-8")
    assert report(env, path, "--format", f"mapping:{mapping}")["created"] == 1
    next_year = save(tmp_path / "b.csv", csv_text([["よび名", "でんわ"], ["B広場", "03-0000-0102"]]))
    assert report(env, next_year)["created"] == 1


def test_one_unreadable_file_does_not_stop_the_others(env: dict[str, str], tmp_path: Path) -> None:
    good, bad = save(tmp_path / "a.csv", csv_text(ROWS)), save(tmp_path / "b.csv", b"")
    ended = michi(env, "import", "--json", bad, good)
    assert ended.returncode == 1
    told = json.loads(ended.stdout)
    assert [one["created"] for one in told["files"]] == [10]
    assert [one["file"] for one in told["errors"]] == ["b.csv"]
    assert "ほかの1つのファイルは入りました" in ended.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["import"],
        ["import", "a.csv", "--format", "pdf"],
        ["import", "a.csv", "--format", "mapping:ない.yml"],
        ["undo", "x"],
    ],
)
def test_wrong_use_is_2(env: dict[str, str], arguments: list[str]) -> None:
    assert michi(env, *arguments).returncode == 2
