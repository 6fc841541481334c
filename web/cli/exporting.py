"""`michi export --format hsds|childcare53 OUT`"""

import importlib
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from resources_db.engine import Sessions
from resources_db.os_errors import why_not_written
from web.cli.common import broken_database, database, settings

_FORMATS = {"hsds": "resources_db.hsds.export", "childcare53": "resources_db.exporters.childcare53"}
_STANDARD_OUTPUT = "-"


@click.command()
@click.argument("out")
@click.option(
    "--format",
    "format_",
    type=click.Choice(tuple(_FORMATS)),
    required=True,
    help="hsds(JSON)か、childcare53(子育て施設一覧のCSV)",
)
@click.option("--all", "everything", is_flag=True, help="下書き・取り下げたものも(hsds では変更の記録も)")
def export(out: str, format_: str, everything: bool) -> None:
    """一覧をファイルに書き出す。OUT が - なら、画面(標準出力)へ。"""
    config = settings()
    sessions = database(config)
    write: Callable[..., int] = importlib.import_module(_FORMATS[format_]).write
    try:
        if out == _STANDARD_OUTPUT:
            count = _print(write, sessions, everything)
        else:
            count = write(sessions, _file(out), everything=everything)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise click.ClickException(
            f"書き出せません: {out} ({why_not_written(error)})。前からあるファイルはそのままです。"
        ) from error
    except SQLAlchemyError as error:
        raise click.ClickException(broken_database(config, error)) from error
    click.echo(f"{count}件を書き出しました: {out}", err=True)


def _file(out: str) -> Path:
    """The file appears by taking the place of what is there: that must be a file, not a device."""
    path = Path(out)
    if path.exists() and not path.is_file() and not path.is_dir():
        raise click.BadParameter(
            "ふつうのファイルではありません。画面へは - を使ってください。", param_hint="OUT"
        )
    return path


def _print(write: Callable[..., int], sessions: Sessions, everything: bool) -> int:
    """Through a file, so that a list that breaks off half-way is never taken for a whole one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        count = write(sessions, path, everything=everything)
        with path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
    sys.stdout.flush()
    return count
