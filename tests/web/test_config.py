"""Settings: what is taken, what is refused and how that is said."""

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from resources_db.os_errors import why_not_made
from web.config import ROOT, BadSetting, Config


def settings(var: Path, **env: str) -> Config:
    return Config.from_env({"MICHI_VAR": str(var), **env})


def test_nothing_need_be_set(tmp_path: Path) -> None:
    found = settings(tmp_path)
    assert (found.public_port, found.rasa_port, found.actions_port, found.seed) == (
        8000,
        5005,
        5055,
        "sample",
    )
    assert found.database_url == f"sqlite:///{tmp_path}/michi.db"
    assert found.public_host == "127.0.0.1"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MICHI_PUBLIC_PORT", "abc"),
        ("MICHI_PUBLIC_PORT", "0"),
        ("MICHI_PUBLIC_PORT", "²"),
        ("MICHI_RASA_PORT", "65536"),
        ("MICHI_ACTIONS_PORT", ""),
        ("MICHI_ACTIONS_PORT", "1" * 5000),
        ("MICHI_SEED", "some"),
        ("MICHI_DATABASE_URL", "mysql://localhost/michi"),
        ("MICHI_DATABASE_URL", "michi.db"),
        ("MICHI_EMBED_ORIGINS", "https://a.example; script-src *"),
        ("MICHI_EMBED_ORIGINS", "https://a.example/path"),
        ("MICHI_EXIT_URL", "javascript:alert(1)"),
        ("MICHI_EXIT_URL", "//a.example"),
        ("MICHI_KEEP_DAYS", "-1"),
        ("MICHI_WEB_WORKERS", "0"),
        ("MICHI_VAR", "/proc/nowhere"),
    ],
)
def test_a_bad_setting_is_named(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=name):
        settings(tmp_path, **{name: value})


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("sqlite:///var/x.db", f"sqlite:///{ROOT}/var/x.db"),
        ("sqlite:////tmp/x.db", "sqlite:////tmp/x.db"),
        ("postgresql://michi@db/michi", "postgresql://michi@db/michi"),
        ("postgresql+psycopg://michi@db/michi", "postgresql+psycopg://michi@db/michi"),
    ],
)
def test_database_urls(given: str, taken: str, tmp_path: Path) -> None:
    assert settings(tmp_path, MICHI_DATABASE_URL=given).database_url == taken


def test_pages_that_may_show_the_widget(tmp_path: Path) -> None:
    found = settings(tmp_path, MICHI_EMBED_ORIGINS="https://www.city.example.lg.jp/, http://localhost:3000")
    assert found.embed_origins == ("https://www.city.example.lg.jp", "http://localhost:3000")


class TestTheKey:
    def test_is_made_once_and_only_its_owner_reads_it(self, tmp_path: Path) -> None:
        assert settings(tmp_path).secret_key == settings(tmp_path).secret_key
        assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600

    def test_is_one_when_many_start_at_once(self, tmp_path: Path) -> None:
        with ThreadPoolExecutor(16) as pool:
            keys = set(pool.map(lambda _: settings(tmp_path).secret_key, range(64)))
        assert len(keys) == 1
        assert len(keys.pop()) == 64

    def test_an_empty_file_is_no_key(self, tmp_path: Path) -> None:
        (tmp_path / "secret_key").touch()
        with pytest.raises(BadSetting, match="secret_key"):
            settings(tmp_path)

    def test_a_short_file_is_no_key(self, tmp_path: Path) -> None:
        (tmp_path / "secret_key").write_text("x" * 31)
        with pytest.raises(BadSetting, match="短すぎます。消すと新しく作られます"):
            settings(tmp_path)

    def test_where_it_cannot_be_kept(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("os.link", full)
        with pytest.raises(BadSetting, match=r"secret_key \(ディスクに空きがありません\)"):
            settings(tmp_path)

    def test_leaves_nothing_else_behind(self, tmp_path: Path) -> None:
        settings(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]

    def test_rasas_secret_is_another(self, tmp_path: Path) -> None:
        found = settings(tmp_path)
        assert found.rasa_secret != found.secret_key


class TestAKeyThatWasChosen:
    @pytest.mark.parametrize("key", ["x", "x" * 31, "かぎ" * 15])
    def test_is_refused_for_serving_when_it_is_short(self, key: str, tmp_path: Path) -> None:
        with pytest.raises(BadSetting) as told:
            Config.for_serving({"MICHI_VAR": str(tmp_path), "MICHI_SECRET_KEY": key})
        assert f"MICHI_SECRET_KEY は32文字以上にしてください(いまは{len(key)}文字です)" in str(told.value)
        assert "自動で作られます" in str(told.value)
        assert len(key) == 1 or key not in str(told.value)

    def test_is_taken_from_32_characters(self, tmp_path: Path) -> None:
        env = {"MICHI_VAR": str(tmp_path), "MICHI_SECRET_KEY": "x" * 32}
        assert Config.for_serving(env).secret_key == "x" * 32

    @pytest.mark.parametrize("unset", [{}, {"MICHI_SECRET_KEY": ""}], ids=["absent", "empty"])
    def test_need_not_be(self, unset: dict[str, str], tmp_path: Path) -> None:
        assert len(Config.for_serving({"MICHI_VAR": str(tmp_path), **unset}).secret_key) == 64

    def test_may_be_short_for_what_signs_nothing(self, tmp_path: Path) -> None:
        assert settings(tmp_path, MICHI_SECRET_KEY="x").secret_key == "x"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("file", "同じ名前のファイルがあります"),
        ("file/var", "途中に、フォルダーでないものがあります"),
        ("/proc/nowhere", "そこには作れません"),
    ],
)
def test_a_folder_that_cannot_be_made_is_told_in_japanese(path: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadSetting) as told:
        settings(tmp_path / path)
    assert str(told.value) == f"MICHI_VAR のフォルダーを作れません: {tmp_path / path} ({reason})"


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.EACCES, "そこに書く許可がありません"), (errno.EROFS, "そこは読むだけの場所です")],
)
def test_why_a_folder_cannot_be_made(number: int, reason: str) -> None:
    assert why_not_made(OSError(number, os.strerror(number))) == reason
