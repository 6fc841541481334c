"""What every command needs: settings, an up-to-date database, JSON lines."""

import json
import re
import socket
import sys
from collections.abc import Callable
from typing import Any

import click
from sqlalchemy.exc import SQLAlchemyError

from bot.safety import contacts
from resources_db.casework import models as _casework  # noqa: F401  (its tables)
from resources_db.engine import Sessions, open_sessions
from resources_db.migrate import migrate
from resources_db.os_errors import why_not_written
from resources_db.seed.load import is_empty, load_sample_town
from web.config import BadSetting, Config


class BadLine(Exception):
    """What is wrong with a line of input, as it goes on after 「3行目」: 「がJSONではありません。」"""


def settings(*, serving: bool = False) -> Config:
    """`serving`: for what answers parents, of which more is asked."""
    try:
        config = Config.for_serving() if serving else Config.from_env()
        contacts.use(config.prefecture, config.contacts)
    except (BadSetting, contacts.BadContacts) as error:
        raise click.ClickException(str(error)) from error
    return config


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
    reason = _reason(error)
    if re.search(r"disk|ディスク", reason):
        return f"データベースに書けません({reason})。ディスクの空きを確かめてください。"
    return (
        f"データベースを開けません: {config.database_url.split('@')[-1]}\n  理由: {reason}\n"
        "  直し方: MICHI_DATABASE_URL を確かめてください。SQLiteのファイルが壊れているときは、"
        "別の名前に変えて(控えとして残し)、もう一度始めると新しく作られます。"
    )


def _reason(error: Exception) -> str:
    """In Japanese; behind it the database's own words, which its administrators search for."""
    if isinstance(error, OSError):
        return f"{why_not_written(error)}。"
    reason = str(getattr(error, "orig", None) or error).splitlines()[0]
    told = next((told for words, told in _REASONS.items() if re.search(words, reason, re.IGNORECASE)), "")
    return f"{told}({reason})" if told else reason


def answer_lines(answer: Callable[[dict[str, Any]], Any]) -> None:
    """One line out for each line of standard input but blank ones, in their order. A line that cannot be answered
    (`answer` may raise BadLine) has its error in that place; the command goes on, and fails at its end."""
    lines = failed = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        lines += 1
        try:
            answered = answer(_item(line))
        except BadLine as error:
            failed += 1
            answered = {"error": f"{number}行目{error}"}
        print_json(answered)
    if failed:
        raise click.ClickException(
            f"{lines}行のうち{failed}行に答えられませんでした。わけは、その行の error にあります。"
        )


def _item(line: bytes) -> dict[str, Any]:
    """Raises BadLine. Read as bytes, so that one line in another encoding does not take the others with it."""
    try:
        item = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadLine("がUTF-8で書かれていません。") from error
    except (ValueError, RecursionError) as error:
        raise BadLine("がJSONではありません。") from error
    if not isinstance(item, dict) or "text" not in item:
        raise BadLine('に "text" がありません。')
    if not isinstance(item["text"], str):
        raise BadLine('の "text" が文字列ではありません。')
    return item


def print_json(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character, as "\ud83d" in JSON: it goes out as it came in
        text = json.dumps(value)
    click.echo(text)


def port_in_use(port: int, host: str = "127.0.0.1") -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False
