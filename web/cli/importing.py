"""`michi import FILE…`"""

from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from resources_db.importers import FORMATS, FileReport, UnreadableFile, import_file
from web.cli.common import broken_database, database, print_json, settings

_SHOWN = 20


def _format(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value in FORMATS or value.startswith("mapping:"):
        return value
    raise click.BadParameter(f"{', '.join(FORMATS)}, mapping:対応表.yml のどれかです。")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", default="auto", callback=_format, help="auto か、形式の名前か、mapping:対応表.yml"
)
@click.option("--source", help="出どころの名前(はじめの設定はファイル名)")
@click.option("--dry-run", is_flag=True, help="変えずに、結果だけ見る")
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで")
def import_files(
    files: tuple[Path, ...], format_: str, source: str | None, dry_run: bool, as_json: bool
) -> None:
    """町の一覧(CSV・Excel)を取り込む。"""
    config = settings()
    sessions = database(config, seed=False)
    reports, unreadable = [], []
    for path in files:
        try:
            reports.append(import_file(sessions, path, source=source, format=format_, dry_run=dry_run))
        except UnreadableFile as error:
            unreadable.append((path, str(error)))
        except SQLAlchemyError as error:
            raise click.ClickException(broken_database(config, error)) from error
    if as_json:
        errors = [{"file": p.name, "error": e} for p, e in unreadable]
        print_json({"files": [r.to_json() for r in reports], **({"errors": errors} if errors else {})})
    else:
        for report in reports:
            _print(report)
    for path, error_text in unreadable:
        click.echo(f"{path.name}: 取り込めませんでした。{error_text}", err=True)
    if unreadable:
        raise SystemExit(1)


def _print(report: FileReport) -> None:
    click.echo(
        f"{report.file} ({report.format}, {report.encoding}): {report.rows}行 → "
        f"新しい {report.created}、変わった {report.updated}、同じ {report.unchanged}、"
        f"入らなかった {len(report.rejected)}、注意 {len(report.warnings)}"
    )
    for label, findings in (("入らなかった", report.rejected), ("注意", report.warnings)):
        for finding in findings[:_SHOWN]:
            click.echo(
                f"  {label} {finding.row}行目「{finding.column}」{finding.value[:40]!r}: {finding.error}"
            )
        if len(findings) > _SHOWN:
            click.echo(f"  …ほかに{len(findings) - _SHOWN}件 (--json で全部)")
