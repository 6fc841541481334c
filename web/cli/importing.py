"""`michi import FILE…`"""

from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from resources_db.importers import FORMATS, FileReport, ImportStopped, UnreadableFile, import_file
from resources_db.importers.listing import printable
from resources_db.importers.report import Place
from web.cli.common import broken_database, database, print_json, settings

_SHOWN = 20
_GONE = {False: "案内から外しました。記録は残っています。", True: "取り込むと、案内から外れます。"}


def _format(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value.startswith("mapping:"):
        if not Path(value.removeprefix("mapping:")).is_file():
            raise click.BadParameter(f"対応表 {value.removeprefix('mapping:')} がありません。")
        return value
    if value in FORMATS:
        return value
    raise click.BadParameter(f"{', '.join(FORMATS)}, mapping:対応表.yml のどれかです。")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.option(
    "--format", "format_", default="auto", callback=_format, help="auto か、形式の名前か、mapping:対応表.yml"
)
@click.option("--source", help="出どころの名前(はじめの設定はファイル名から年度をとったもの)")
@click.option("--dry-run", is_flag=True, help="変えずに、結果だけ見る")
@click.option("--allow-loss", is_flag=True, help="前の記録の2割より多くがなくなっていても取り込む")
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで")
def import_files(
    files: tuple[Path, ...], format_: str, source: str | None, dry_run: bool, allow_loss: bool, as_json: bool
) -> None:
    """町の一覧(CSV・Excel・HSDS)を取り込む。"""
    config = settings()
    sessions = database(config, seed=False)
    reports: list[FileReport] = []
    refused: list[tuple[Path, str]] = []
    for path in files:
        try:
            reports.append(
                import_file(
                    sessions, path, source=source, format=format_, dry_run=dry_run, allow_loss=allow_loss
                )
            )
        except (UnreadableFile, ImportStopped) as error:
            refused.append((path, str(error)))
        except (SQLAlchemyError, OSError) as error:
            refused.append((path, f"何も変えていません。{broken_database(config, error)}"))
    if as_json:
        errors = [{"file": printable(p.name), "error": e} for p, e in refused]
        print_json({"files": [r.to_json() for r in reports], **({"errors": errors} if errors else {})})
    else:
        for report in reports:
            _print(report, dry_run)
    for path, error_text in refused:
        click.echo(f"{printable(path.name)}: 取り込めませんでした。{error_text}", err=True)
    if refused and reports:
        click.echo(f"ほかの{len(reports)}つのファイルは入りました。", err=True)
    if refused:
        raise SystemExit(1)


def _print(report: FileReport, dry_run: bool) -> None:
    head = "試し(何も変えていません) " if dry_run else ""
    click.echo(
        f"{head}{report.file} ({report.format}, {report.encoding}): {report.rows}行 → "
        f"新しい {report.created}、変わった {report.updated}、同じ {report.unchanged}、"
        f"なくなった {report.vanished}、入らなかった {len(report.rejected)}、注意 {len(report.warnings)}"
    )
    for label, findings in (("入らなかった", report.rejected), ("注意", report.warnings)):
        for finding in findings[:_SHOWN]:
            where = str(Place(finding.row, finding.sheet)) if finding.row else finding.sheet or "ファイル全体"
            column = f"「{finding.column}」" if finding.column else ""
            click.echo(f"  {label} {where}{column} {finding.value[:40]}: {finding.error}")
        if len(findings) > _SHOWN:
            click.echo(f"  …ほかに{len(findings) - _SHOWN}件 (--json で全部)")
    for gone in report.vanished_records[:_SHOWN]:
        click.echo(f"  なくなった {gone['name']} ({gone['source_id']}): {_GONE[dry_run]}")
    if report.stops:
        click.echo(f"  このままでは取り込めません。{report.stops}")
    if report.run_id:
        click.echo("  元に戻すには michi undo")
