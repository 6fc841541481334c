"""What every command needs: settings, an up-to-date database, JSON lines."""

import json
import re
import socket
import sys
from collections.abc import Iterator
from typing import Any

import click
from sqlalchemy.exc import SQLAlchemyError

from resources_db.casework import models as _casework  # noqa: F401  (its tables)
from resources_db.engine import Sessions, open_sessions
from resources_db.migrate import migrate
from resources_db.os_errors import why_not_written
from resources_db.seed.load import is_empty, load_sample_town
from web.config import BadSetting, Config


def settings() -> Config:
    try:
        return Config.from_env()
    except BadSetting as error:
        raise click.ClickException(str(error)) from error


def database(config: Config, *, seed: bool = True) -> Sessions:
    """Migrated, and seeded when empty. A database that cannot be used ends the command with what to do."""
    try:
        sessions = open_sessions(config.database_url)
        migrate(sessions.kw["bind"])
        if seed and config.seed == "sample" and is_empty(sessions):
            click.echo("見本の町のデータを入れています…", err=True)
            load_sample_town(sessions)
    except (SQLAlchemyError, OSError) as error:
        raise click.ClickException(broken_database(config, error)) from error
    return sessions


_REASONS = {
    "unable to open database file": "ファイルを開けません。フォルダーがあるか、読み書きの権限があるか確かめてください。",
    "not a database|malformed|encrypted": "SQLiteのデータベースとして読めません。",
    "readonly|read-only": "書く権限がありません。",
    "locked": "ほかの処理が使っています。少し待ってから、もう一度試してください。",
    "refused|could not connect|resolve host|timeout": "データベースのサーバーにつながりません。",
    "authentication|no password|role ": "データベースの利用者の名前かパスワードがちがいます。",
}


def broken_database(config: Config, error: Exception) -> str:
    reason = str(getattr(error, "orig", None) or error).splitlines()[0]
    if re.search(r"disk|No space", reason):
        return f"データベースに書けません({reason})。ディスクの空きを確かめてください。"
    known = (told for words, told in _REASONS.items() if re.search(words, reason, re.IGNORECASE))
    told = f"{why_not_written(error)}。" if isinstance(error, OSError) else next(known, "")
    reason = f"{told}({reason})" if told else reason
    return (
        f"データベースを開けません: {config.database_url.split('@')[-1]}\n  理由: {reason}\n"
        "  直し方: MICHI_DATABASE_URL を確かめてください。SQLiteのファイルが壊れているときは、"
        "別の名前に変えて(控えとして残し)、もう一度始めると新しく作られます。"
    )


def json_lines() -> Iterator[dict[str, Any]]:
    """Objects from standard input, one a line. A bad line ends the command with its number."""
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except ValueError as error:
            raise click.ClickException(f"{number}行目がJSONではありません。") from error
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            raise click.ClickException(f'{number}行目に "text" がありません。')
        yield item


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


def port_in_use(port: int, host: str = "127.0.0.1") -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False
