"""`michi run`: prepare, then hand over to supervisord, which starts, restarts and stops everything."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from resources_db import unmet
from resources_db.casework.conversations import purge
from resources_db.opening import JAPAN
from resources_db.os_errors import why_not_written
from web.cli.common import database, port_in_use, settings
from web.config import ROOT, Config

_TEMPLATE = ROOT / "ops" / "supervisord.conf"


@click.command()
def run() -> None:
    """全部を始める(止めるには Ctrl-C)。"""
    config = settings(serving=True)
    _check_ports(config)
    if not config.model_archive.exists():
        click.echo("学習ずみのモデルがありません。Rasaなしで始めます。(make train で作れます)", err=True)
    sessions, now = database(config), datetime.now(UTC)
    purge(sessions, now, config.keep_days)
    unmet.purge(sessions, now.astimezone(JAPAN).date())
    settings_file = _write_settings(config)
    os.chdir(ROOT)
    sys.stdout.flush()
    supervisord = Path(sys.executable).with_name("supervisord")
    command = [str(supervisord), "-n", "-s", "-c", str(settings_file)]
    os.execve(supervisord, command, _environment(config))  # noqa: S606  (our own file, no shell wanted)


def _check_ports(config: Config) -> None:
    named = (
        ("公開ページ", config.public_host, config.public_port, "MICHI_PUBLIC_PORT"),
        ("Rasa", "127.0.0.1", config.rasa_port, "MICHI_RASA_PORT"),
        ("アクション", "127.0.0.1", config.actions_port, "MICHI_ACTIONS_PORT"),
    )
    for _, _, port, _ in named:
        same = [other for _, _, other_port, other in named if other_port == port]
        if len(same) > 1:
            raise click.ClickException(f"同じポート {port} が2つに使われています: {'、'.join(same)}")
    taken = [
        f"  {name}のポート {port} (変えるには {setting}=…)"
        for name, host, port, setting in named
        if port_in_use(port, host)
    ]
    if taken:
        advice = "もう使われているポートがあります。動いているものを止めるか、変えてください。"
        raise click.ClickException("\n".join([advice, *taken]))


def _write_settings(config: Config) -> Path:
    folder = config.var / "run"
    path = folder / "supervisord.conf"
    filled = _TEMPLATE.read_text("utf-8").format(
        run=folder,
        root=ROOT,
        bin=Path(sys.executable).parent,
        nlu=ROOT / ".venv-nlu" / "bin",
        model=config.model_archive,
        rasa_port=config.rasa_port,
        rasa_starts="true" if config.model_archive.exists() else "false",
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(filled, "utf-8")
    except OSError as error:
        raise click.ClickException(f"{path} に書けません: {why_not_written(error)}。") from error
    return path


def _environment(config: Config) -> dict[str, str]:
    """The parents' settings, with what was worked out made plain for every process."""
    return {
        **os.environ,
        "MICHI_VAR": str(config.var),
        "MICHI_SECRET_KEY": config.secret_key,
        "MICHI_DATABASE_URL": config.database_url,
        "MICHI_RASA_SECRET": config.rasa_secret,
        "MICHI_ACTIONS_URL": config.actions_url,
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),  # Rasa's own setting
        "OMP_NUM_THREADS": "1",
    }
