"""`michi doctor`: what is up, what is not, why, and how to mend it."""

import shutil
from collections.abc import Iterator

import click
import urllib3
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from bot.understanding.on_disk import ModelOnDisk
from bot.understanding.rasa_client import RasaClient
from resources_db.engine import open_sessions
from resources_db.migrate import is_current
from resources_db.models import Service
from web.cli.common import broken_database, port_in_use, settings
from web.config import ROOT, Config

Line = tuple[bool, str]


@click.command()
def doctor() -> None:
    """動いているもの、動いていないものと、その直し方。"""
    config = settings()
    lines = [*_database(config), *_model(config), *_processes(config), *_tools()]
    for good, line in lines:
        click.echo(f"{'✓' if good else '✗'} {line}")
    if not all(good for good, _ in lines):
        raise SystemExit(1)


def _database(config: Config) -> Iterator[Line]:
    try:
        sessions = open_sessions(config.database_url)
        with sessions() as session:
            session.execute(text("SELECT 1"))
            if not is_current(sessions.kw["bind"]):
                yield (
                    False,
                    "データベースの形が古い、またはまだありません。make run か michi run が新しくします。",
                )
                return
            count = session.scalar(select(func.count()).select_from(Service)) or 0
    except (SQLAlchemyError, OSError) as error:
        yield False, broken_database(config, error)
        return
    hint = "" if count else "。michi import で町の一覧を入れてください。"
    yield bool(count), f"データベース: 案内 {count} 件{hint}"


def _model(config: Config) -> Iterator[Line]:
    if ModelOnDisk(config.model_archive).current():
        yield True, f"学習ずみのモデル: {config.model_archive.name}"
    else:
        yield False, f"学習ずみのモデルがありません({config.model_archive})。make train で作れます。"


def _processes(config: Config) -> Iterator[Line]:
    if RasaClient(config.rasa_url, config.rasa_secret).is_up():
        yield True, f"Rasa: ポート {config.rasa_port}"
    else:
        yield False, _not_up("Rasa", config.rasa_port, "いまは直接さがして答えます。")
    for name, port, path in (
        ("アクション", config.actions_port, "/health"),
        ("公開ページ", config.public_port, "/healthz"),
    ):
        yield _http(name, port, path)


def _http(name: str, port: int, path: str) -> Line:
    try:
        response = urllib3.request("GET", f"http://127.0.0.1:{port}{path}", timeout=2.0, retries=False)
    except urllib3.exceptions.HTTPError:
        return False, _not_up(name, port, "")
    return response.status == 200, f"{name}: ポート {port}"


def _not_up(name: str, port: int, meanwhile: str) -> str:
    if port_in_use(port):
        return f"{name}: ポート {port} で別のものが動いています。{meanwhile}それを止めるか、ポートの設定を変えてください。"
    return f"{name}: ポート {port} で動いていません。{meanwhile}make run で始められます。"


def _tools() -> Iterator[Line]:
    rasa = ROOT / ".venv-nlu" / "bin" / "python"
    yield (
        rasa.exists(),
        "Rasaの環境(.venv-nlu)" + ("" if rasa.exists() else "がありません。make setup で作れます。"),
    )
    free = shutil.disk_usage(ROOT).free // 2**20
    yield free > 500, f"ディスクの空き: {free} MB" + ("" if free > 500 else "。500 MB以上空けてください。")
