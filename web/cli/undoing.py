"""`michi undo`: the last import is taken back."""

import click
from sqlalchemy.exc import SQLAlchemyError

from resources_db.importers.undo import NothingToUndo, undo_last_import
from web.cli.common import broken_database, database, print_json, settings

_SHOWN = 20


@click.command()
@click.option("--dry-run", is_flag=True, help="変えずに、結果だけ見る")
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで")
def undo(dry_run: bool, as_json: bool) -> None:
    """最後の取り込みを元に戻す。"""
    config = settings()
    sessions = database(config, seed=False)
    try:
        report = undo_last_import(sessions, dry_run=dry_run)
    except NothingToUndo as error:
        raise click.ClickException(str(error)) from error
    except SQLAlchemyError as error:
        raise click.ClickException(f"何も変えていません。{broken_database(config, error)}") from error
    if as_json:
        print_json(report.to_json())
        return
    head = "試し(何も変えていません) " if dry_run else ""
    click.echo(
        f"{head}{report.file} ({report.imported_at[:16]}) の取り込みを元に戻しました: "
        f"消した {report.removed}、前の値に戻した {report.restored}"
    )
    for kept in report.kept[:_SHOWN]:
        click.echo(f"  そのまま {kept['name']} ({kept['field']}): そのあと職員が直しています。")
