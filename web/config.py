"""Settings: one frozen dataclass, and the only reader of the environment."""

import hashlib
import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from resources_db.os_errors import why_not_made, why_not_written

ROOT = Path(__file__).resolve().parent.parent
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?")
_SHORTEST_KEY = 32  # characters; what is shorter can be guessed, and then cookies forged
_WEB_ADDRESS = re.compile(r"https?://[^\s\"'<>;,\\]+")


class BadSetting(ValueError):
    """A setting that cannot be used; the message names it and says how to mend it."""


@dataclass(frozen=True, slots=True)
class Config:
    database_url: str
    public_port: int
    public_host: str
    web_workers: int
    rasa_port: int
    actions_port: int
    seed: str
    var: Path
    secret_key: str
    exit_url: str
    embed_origins: tuple[str, ...]
    keep_days: int
    town_name: str | None
    prefecture: str = ""
    contacts: Path | None = None

    @property
    def rasa_url(self) -> str:
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def actions_url(self) -> str:
        return f"http://127.0.0.1:{self.actions_port}/webhook"

    @property
    def kept_index(self) -> Path:
        return self.var / "index.npz"

    @property
    def model_archive(self) -> Path:
        return self.var / "models" / "michi.tar.gz"

    @property
    def rasa_secret(self) -> str:
        """The shared secret of the channel into Rasa, derived so that there is one key to keep."""
        return hashlib.sha256(f"rasa:{self.secret_key}".encode()).hexdigest()

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> "Config":
        """Raises BadSetting."""
        var = _folder(Path(env.get("MICHI_VAR") or ROOT / "var").absolute())
        seed = env.get("MICHI_SEED", "sample")
        if seed not in ("sample", "none"):
            raise BadSetting(f"MICHI_SEED は sample か none です: {seed}")
        return cls(
            database_url=_database_url(env.get("MICHI_DATABASE_URL") or f"sqlite:///{var / 'michi.db'}"),
            public_port=_port(env, "MICHI_PUBLIC_PORT", 8000),
            public_host=env.get("MICHI_PUBLIC_HOST") or "127.0.0.1",
            web_workers=_whole(env, "MICHI_WEB_WORKERS", 1, 1, 64),
            rasa_port=_port(env, "MICHI_RASA_PORT", 5005),
            actions_port=_port(env, "MICHI_ACTIONS_PORT", 5055),
            seed=seed,
            var=var,
            secret_key=env.get("MICHI_SECRET_KEY") or _kept_secret(var),
            exit_url=_web_address(env, "MICHI_EXIT_URL", "https://www.jma.go.jp/bosai/forecast/"),
            embed_origins=_origins(env),
            keep_days=_whole(env, "MICHI_KEEP_DAYS", 30, 1, 3650),
            town_name=env.get("MICHI_TOWN_NAME"),
            prefecture=env.get("MICHI_PREFECTURE", ""),
            contacts=Path(env["MICHI_CONTACTS"]) if env.get("MICHI_CONTACTS") else None,
        )

    @classmethod
    def for_serving(cls, env: Mapping[str, str] = os.environ) -> "Config":
        """For what answers parents: a key that was chosen by hand must be a long one. Commands for the list, which
        sign nothing, do with any. Raises BadSetting."""
        length = len(env.get("MICHI_SECRET_KEY", ""))
        if 0 < length < _SHORTEST_KEY:
            raise BadSetting(
                f"MICHI_SECRET_KEY は{_SHORTEST_KEY}文字以上にしてください(いまは{length}文字です)。"
                "設定しなければ、十分に長い鍵が自動で作られます。"
            )
        return cls.from_env(env)


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"MICHI_VAR のフォルダーを作れません: {path} ({why_not_made(error)})") from error
    if not os.access(path, os.W_OK):
        raise BadSetting(f"MICHI_VAR のフォルダーに書けません: {path}")
    return path


def _database_url(url: str) -> str:
    """A relative SQLite path is taken from the project's folder, wherever the command is started."""
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise BadSetting("MICHI_DATABASE_URL は sqlite:///ファイル か postgresql://… です。")
    path = url.removeprefix("sqlite:///")
    return url if path == url or path.startswith("/") else f"sqlite:///{ROOT / path}"


def _web_address(env: Mapping[str, str], name: str, default: str) -> str:
    address = env.get(name) or default
    if not _WEB_ADDRESS.fullmatch(address):
        raise BadSetting(f"{name} は https://… です: {address}")
    return address


def _origins(env: Mapping[str, str]) -> tuple[str, ...]:
    """The pages that may show the widget; they go into a header, so only plain origins are taken."""
    found = tuple(o.strip().rstrip("/") for o in env.get("MICHI_EMBED_ORIGINS", "").split(",") if o.strip())
    for origin in found:
        if not _ORIGIN.fullmatch(origin):
            raise BadSetting(f"MICHI_EMBED_ORIGINS は https://… をコンマで並べたものです: {origin}")
    return found


def _port(env: Mapping[str, str], name: str, default: int) -> int:
    return _whole(env, name, default, 1, 65535)


def _whole(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = env.get(name, str(default))
    if not text.isdecimal() or len(text) > 9 or not low <= int(text) <= high:
        raise BadSetting(f"{name} は {low} から {high} までの数です: {text}")
    return int(text)


def _kept_secret(var: Path) -> str:
    """A random key, made once and kept readable by its owner only. It appears whole or not at all."""
    path = var / "secret_key"
    try:
        if not path.exists():
            _make_secret(path)
    except OSError as error:
        raise BadSetting(f"鍵のファイルを作れません: {path} ({why_not_written(error)})") from error
    try:
        key = path.read_text("ascii").strip()
    except (OSError, UnicodeError) as error:
        raise BadSetting(f"鍵のファイルを読めません: {path}") from error
    if not key:
        raise BadSetting(f"鍵のファイルが空です。消すと新しく作られます: {path}")
    if len(key) < _SHORTEST_KEY:
        raise BadSetting(f"鍵のファイルの鍵が短すぎます。消すと新しく作られます: {path}")
    return key


def _make_secret(path: Path) -> None:
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as file:  # mode 0600
        file.write(secrets.token_hex(32))
        file.flush()
        with suppress(FileExistsError):  # another process was faster: its key counts
            os.link(file.name, path)
