"""What stops `michi run` before it starts, and what a process that cannot start costs."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import free_port
from tests.ops.running import michi, settings
from web.config import ROOT


class TestAPortInUse:
    @pytest.mark.parametrize("name", ["MICHI_PUBLIC_PORT", "MICHI_RASA_PORT", "MICHI_ACTIONS_PORT"])
    def test_its_setting_is_named(self, name: str, tmp_path: Path) -> None:
        env = settings(tmp_path / "var", model=False)
        with socket.create_server(("127.0.0.1", int(env[name]))):
            ended = michi("run", env=env)
        assert ended.returncode == 1
        assert name in ended.stderr
        assert env[name] in ended.stderr
        assert "Traceback" not in ended.stderr

    def test_the_doctor_sees_something_else_there(self, tmp_path: Path) -> None:
        env = settings(tmp_path / "var", model=False)
        with socket.create_server(("127.0.0.1", int(env["MICHI_PUBLIC_PORT"]))):
            found = michi("doctor", env=env)
        assert found.returncode == 1
        assert f"公開ページ: ポート {env['MICHI_PUBLIC_PORT']} で別のものが動いています" in found.stdout


class TestAKeyThatIsTooShort:
    def test_stops_the_start_and_nothing_else(self, tmp_path: Path) -> None:
        env = settings(tmp_path / "var", model=False) | {"MICHI_SECRET_KEY": "x" * 31}
        ended = michi("run", env=env)
        assert ended.returncode == 1
        assert "MICHI_SECRET_KEY は32文字以上にしてください" in ended.stderr
        assert "Traceback" not in ended.stderr
        assert michi("stale", env=env).returncode == 0


class TestAFolderThatCannotBeWritten:
    def test_stops_the_start_in_japanese(self, tmp_path: Path) -> None:
        env = settings(tmp_path / "var", model=False) | {"MICHI_SEED": "none"}
        (tmp_path / "var/run").touch()
        ended = michi("run", env=env)
        assert ended.returncode == 1
        assert "supervisord.conf に書けません: " in ended.stderr
        assert "Traceback" not in ended.stderr


class TestABrokenDatabase:
    @pytest.fixture
    def env(self, tmp_path: Path) -> dict[str, str]:
        env = settings(tmp_path / "var", model=False)
        (tmp_path / "var/michi.db").write_bytes(b"not a database " * 500)
        return env

    @pytest.mark.parametrize(
        "command", [["run"], ["serve-actions"], ["chat"], ["search", "預けたい"]], ids=str
    )
    def test_says_how_to_mend_it_and_leaves_the_file(self, env: dict[str, str], command: list[str]) -> None:
        file = Path(env["MICHI_VAR"]) / "michi.db"
        before = hashlib.sha256(file.read_bytes()).digest()
        ended = michi(*command, env=env)
        assert ended.returncode == 1
        assert "データベースを開けません" in ended.stderr
        assert "直し方" in ended.stderr
        assert "Traceback" not in ended.stderr
        assert hashlib.sha256(file.read_bytes()).digest() == before

    def test_the_doctor_says_the_same(self, env: dict[str, str]) -> None:
        found = michi("doctor", env=env)
        assert found.returncode == 1
        assert "✗ データベースを開けません" in found.stdout

    def test_a_password_is_not_shown(self, env: dict[str, str]) -> None:
        url = f"postgresql://michi:secret-word@127.0.0.1:{free_port()}/michi"
        ended = michi("run", env={**env, "MICHI_DATABASE_URL": url})
        assert ended.returncode == 1
        assert "データベースを開けません" in ended.stderr
        assert "secret-word" not in ended.stderr + ended.stdout

    def test_a_folder_that_cannot_be_made(self, env: dict[str, str]) -> None:
        ended = michi("run", env={**env, "MICHI_DATABASE_URL": "sqlite:////proc/nowhere/michi.db"})
        assert ended.returncode == 1
        assert "Traceback" not in ended.stderr


class TestABadSetting:
    """Which settings are refused: tests/web/test_config.py."""

    @pytest.mark.parametrize("command", ["run", "doctor"])
    def test_is_named_and_ends_the_command(self, command: str, tmp_path: Path) -> None:
        env = settings(tmp_path / "var", model=False)
        ended = michi(command, env={**env, "MICHI_DATABASE_URL": "mysql://localhost/michi"})
        assert ended.returncode == 1
        assert "MICHI_DATABASE_URL" in ended.stderr
        assert "Traceback" not in ended.stderr

    def test_one_port_for_two(self, tmp_path: Path) -> None:
        env = settings(tmp_path / "var", model=False)
        ended = michi("run", env={**env, "MICHI_RASA_PORT": env["MICHI_PUBLIC_PORT"]})
        assert ended.returncode == 1
        assert "MICHI_RASA_PORT" in ended.stderr
        assert "MICHI_PUBLIC_PORT" in ended.stderr


def test_the_doctor_before_anything_was_started(tmp_path: Path) -> None:
    found = michi("doctor", env=settings(tmp_path / "var", model=False))
    assert found.returncode == 1
    assert "✗ データベースの形が古い、またはまだありません" in found.stdout
    assert "✗ 学習ずみのモデルがありません" in found.stdout
    assert found.stdout.count("make run で始められます") == 3


def test_a_process_that_ends_at_once_is_started_more_and_more_seldom_but_never_given_up(
    tmp_path: Path,
) -> None:
    """The real supervisord.conf with programs that fail: starts after 0, 1, 3, 6 … seconds, without end."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("gunicorn", "michi", "python"):
        program = programs / name
        program.write_text(f"#!/bin/sh\necho . >> {tmp_path}/{name}.starts\nexit 1\n")
        program.chmod(0o755)
    conf = tmp_path / "supervisord.conf"
    filled = (ROOT / "ops/supervisord.conf").read_text("utf-8")
    conf.write_text(
        filled.format(
            run=tmp_path,
            root=tmp_path,
            bin=programs,
            nlu=programs,
            model="-",
            rasa_port=1,
            rasa_starts="true",
        )
    )
    supervisord = subprocess.Popen([Path(sys.executable).with_name("supervisord"), "-n", "-s", "-c", conf])
    try:
        time.sleep(8)
        assert supervisord.poll() is None
        for name in ("gunicorn", "michi", "python"):
            starts = len((tmp_path / f"{name}.starts").read_text().split())
            assert 2 <= starts <= 5, f"{name}: {starts} starts in 8 seconds"
        assert "startretries=1000000" in conf.read_text()
    finally:
        os.kill(supervisord.pid, signal.SIGTERM)
        supervisord.wait(20)
