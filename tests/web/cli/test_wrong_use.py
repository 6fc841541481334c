"""Wrong use is told in Japanese, with exit code 2; so is everything else that click would say in English."""

import errno
import os
import re
import sqlite3
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from tests.web.cli.listed import List
from web.cli import cli
from web.cli.common import broken_database
from web.cli.wrong_use import told
from web.config import Config

WRONG = {
    "no argument": (["import"], "FILES を指定してください。"),
    "no option": (["export", "out"], "--format を指定してください(hsds、childcare53 のどれか)。"),
    "no such option": (["lint", "--nothing"], "--nothing というオプションはありません。"),
    "nearly an option": (["lint", "--sourc"], "--sourc というオプションはありません。もしかして: --source"),
    "no such command": (["nothing"], "nothing というコマンドはありません。"),
    "nearly a command": (["improt"], "improt というコマンドはありません。もしかして: import"),
    "no number": (["stale", "--days", "みっか"], "--days: 0から3650までの整数にしてください。"),
    "out of range": (["search", "a", "--limit", "0"], "--limit: 1から1000までの整数にしてください。"),
    "no such choice": (["export", "a", "--format", "xml"], "--format: hsds、childcare53 のどれかにしてください。"),
    "one too many": (["undo", "x", "y"], "よけいなものがついています: x y"),
    "an option without its value": (["lint", "--source"], "--source のあとに値を書いてください。"),
    "a value too many": (["lint", "--json=1"], "--json に値はつけられません。"),
    "what a command says itself": (["search"], "さがすことばか、--jsonl のどちらかを指定してください。"),
    "nothing to look for": (["search", ""], "さがすことばが空です。困りごとを書いてください。"),
    "blanks to look for": (["search", " \u3000 "], "さがすことばが空です。困りごとを書いてください。"),
    "what cannot be seen to look for": (["search", "\u200b\x00"], "さがすことばが空です。困りごとを書いてください。"),
    "nothing to look for and lines": (["search", "", "--jsonl"], "さがすことばか、--jsonl のどちらかを指定してください。"),
    "what a command says of a value": (["import", "a.csv", "--format", "pdf"], "--format: auto"),
}  # fmt: skip
ENGLISH = re.compile(r"Usage|Error|Try |Missing|Invalid|No such|Got |Options|Commands|Show this|ARGS|OPTIONS")


@pytest.mark.parametrize(("arguments", "sentence"), WRONG.values(), ids=WRONG)
def test_wrong_use(arguments: list[str], sentence: str) -> None:
    ended = CliRunner().invoke(cli, arguments, prog_name="michi")
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert f"まちがい: {sentence}" in ended.stderr
    assert not ENGLISH.search(ended.stderr)


def test_the_way_to_the_right_use() -> None:
    ended = CliRunner().invoke(cli, ["import"], prog_name="michi")
    assert ended.stderr.splitlines()[:2] == [
        "使い方: michi import [オプション] FILES...",
        "くわしくは: michi import --help",
    ]


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["--help"], 0), (["export", "--help"], 0)])
def test_help_pages(arguments: list[str], code: int) -> None:
    ended = CliRunner().invoke(cli, arguments, prog_name="michi")
    assert ended.exit_code == code
    assert ended.output.startswith("使い方: michi ")
    assert "この説明を出す" in ended.output
    assert not ENGLISH.search(ended.output)


def test_what_went_wrong_is_told_without_an_english_word_before_it(tmp_path: Path) -> None:
    ended = List(tmp_path).michi("undo")
    assert (ended.exit_code, ended.stderr) == (1, "取り消せる取り込みがありません。\n")


class TestOtherMessagesOfClick:
    @pytest.mark.parametrize(
        ("error", "text"),
        [
            (click.ClickException("Broken."), "うまくいきませんでした。(Broken.)"),
            (click.UsageError("'ほし' is odd."), "まちがい: 使い方がちがいます。('ほし' is odd.)"),
            (click.BadParameter("Odd.", param_hint="X"), "まちがい: X: 使い方がちがいます。(Invalid value for X: Odd.)"),
            (click.BadParameter("長すぎます。"), "まちがい: 値: 長すぎます。"),
        ],
    )  # fmt: skip
    def test_are_kept_behind_a_plain_sentence(self, error: click.ClickException, text: str) -> None:
        assert told(error) == text


def test_a_program_that_calls_the_commands_gets_the_exceptions() -> None:
    with pytest.raises(click.MissingParameter):
        cli.main(["import"], standalone_mode=False)


def test_stopped_by_hand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("web.cli.undoing.settings", stop)
    ended = List(tmp_path).michi("undo")
    assert (ended.exit_code, ended.stderr.strip()) == (1, "とちゅうでやめました。")


class TestColumns:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        (tmp_path / "a.csv").write_text("名称,電話番号\n広場,03-0000-0101\n", "utf-8")
        return tmp_path / "a.csv"

    def columns(self, *arguments: Path | str, var: Path) -> Result:
        return CliRunner(env={"MICHI_VAR": str(var)}).invoke(cli, ["columns", *map(str, arguments)])

    @pytest.mark.parametrize(
        ("name", "reason"), [("nothing.csv", "見つかりません"), (".", "ファイルではなくフォルダーです")]
    )
    def test_what_cannot_be_read(self, tmp_path: Path, name: str, reason: str) -> None:
        ended = self.columns(tmp_path / name, var=tmp_path)
        assert ended.exit_code == 1
        assert reason in ended.stderr

    def test_what_may_not_be_read_is_no_wrong_use(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        can, opened = os.access, Path.open

        def forbidding(path: Path, *how: Any, **more: Any) -> Any:
            if path == file:
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return opened(path, *how, **more)

        monkeypatch.setattr("os.access", lambda path, mode: Path(path) != file and can(path, mode))
        monkeypatch.setattr(Path, "open", forbidding)
        ended = self.columns(file, var=file.with_name("var"))
        assert ended.exit_code == 1
        assert "読む権限がありません" in ended.stderr

    def test_where_nothing_can_be_written(self, file: Path) -> None:
        ended = self.columns(file, "-o", file.parent / "no" / "out.yml", var=file.parent)
        assert ended.exit_code == 1
        assert "書けません: そのフォルダーがありません。" in ended.stderr


class TestADatabaseThatCannotBeUsed:
    @pytest.mark.parametrize(
        ("error", "says"),
        [
            (sqlite3.OperationalError("unable to open database file"), "フォルダーがあるか、読み書きの権限があるか"),
            (sqlite3.DatabaseError("file is not a database"), "SQLiteのデータベースとして読めません"),
            (PermissionError(errno.EACCES, "Permission denied"), "理由: そこに書く許可がありません。\n"),
            (OSError(errno.ENOSPC, "No space left on device"), "書けません(ディスクに空きがありません。)"),
            (sqlite3.OperationalError("something else"), "理由: something else\n"),
        ],
    )  # fmt: skip
    def test_the_reason_is_japanese_where_it_is_known(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, says: str
    ) -> None:
        monkeypatch.setenv("MICHI_VAR", str(tmp_path))
        assert says in broken_database(Config.from_env(), error)
