"""Settings: what is taken, what is refused and how that is said."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

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

    def test_leaves_nothing_else_behind(self, tmp_path: Path) -> None:
        settings(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]

    def test_rasas_secret_is_another(self, tmp_path: Path) -> None:
        found = settings(tmp_path)
        assert found.rasa_secret != found.secret_key
