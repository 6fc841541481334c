"""`michi lint`: what in the town's list is likely wrong, and how to mend it."""

from collections import defaultdict
from datetime import datetime

import click
from sqlalchemy import exists, select

from bot.safety.contacts import registry
from resources_db.models import Service
from resources_db.opening import JAPAN
from resources_db.quality import lint as checks
from resources_db.quality.lint import Finding, label, title
from web.cli.common import database, print_json, settings

_SHOWN = 20


@click.command()
@click.option("--source", help="この出どころの案内だけ")
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで(全部)")
def lint(source: str | None, as_json: bool) -> None:
    """一覧の、まちがいらしいところと直し方。"""
    sessions = database(settings(), seed=False)
    with sessions() as session:
        if source is not None and not session.scalar(select(exists().where(Service.source == source))):
            raise click.BadParameter(f"「{source}」という出どころの案内はありません。", param_hint="--source")
        today = datetime.now(JAPAN).date()
        found = list(checks.lint(session, wrong_numbers(), today=today, source=source))
    if as_json:
        print_json({"findings": [finding.to_json() for finding in found]})
    else:
        _print(found)
    if found:
        raise SystemExit(1)


def wrong_numbers() -> dict[str, str]:
    """Dead or misprinted national numbers -> the right number and whose it is."""
    return {
        wrong: f"{number}({entry['name']})"
        for number, entry in registry().items()
        for wrong in entry.get("wrong", ())
    }


def _print(found: list[Finding]) -> None:
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        kinds[finding.kind].append(finding)
    for kind, findings in kinds.items():
        click.echo(f"■ {title(kind)} ({len(findings)}件)")
        for one in findings[:_SHOWN]:
            told = f"「{one.value}」" if one.value else ""
            click.echo(
                f"  {one.source} {one.source_id} {one.name} [{label(one.field)}]{told}\n    {one.sentence}"
            )
        if len(findings) > _SHOWN:
            click.echo(f"  …ほかに{len(findings) - _SHOWN}件 (--json で全部)")
    click.echo(f"気になるところ: {len(found)}件" if found else "気になるところは見つかりませんでした。")
