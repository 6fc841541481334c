"""`michi columns FILE`: which column is taken for what, as a mapping that staff can edit."""

from itertools import islice
from pathlib import Path

import click

from resources_db.importers import UnreadableFile
from resources_db.importers.columns import Mapping, propose, to_yaml
from resources_db.importers.tables import open_tables
from resources_db.os_errors import cannot_read, why_not_written
from web.cli.common import settings

_SAMPLES = 50


@click.command()
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, readable=False), help="書き出す先(なければ画面)"
)
def columns(file: Path, output: Path | None) -> None:
    """列の対応表の案を作る(直して --format mapping:対応表.yml で使う)。"""
    settings()
    try:
        table = next(open_tables(file), None)
        if table is None:
            raise UnreadableFile("表がありません。")
        samples = [row for _, row in islice(table.rows, _SAMPLES)]
    except UnreadableFile as error:
        raise click.ClickException(f"{file.name}: {error}") from error
    except OSError as error:
        raise click.ClickException(f"{file.name}: {cannot_read(error)}") from error
    mapping = propose(table.headers, samples) or Mapping("mapping", {})
    text = to_yaml(mapping, table.headers, samples)
    if output is None:
        click.echo(text)
        return
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        raise click.ClickException(f"{output} に書けません: {why_not_written(error)}。") from error
    click.echo(f"{output} に書きました。直したら michi import {file} --format mapping:{output}")
