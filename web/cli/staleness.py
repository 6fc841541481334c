"""`michi stale`: records that somebody should look at again."""

from collections import Counter
from datetime import date, datetime

import click

from resources_db.opening import JAPAN
from resources_db.quality.stale import Due, Why, due
from web.cli.common import database, print_json, settings

_WHY = {
    Why.VANISHED: "取り込んだ一覧から消えました",
    Why.NEVER_CHECKED: "確認した日がありません",
    Why.REVIEW: "見直しの日です",
}
_LONGEST = 3650


@click.command()
@click.option("--days", type=click.IntRange(0, _LONGEST), default=0, help="この日数のうちに見直すものまで")
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで")
def stale(days: int, as_json: bool) -> None:
    """長く確かめていない案内を、古いものから。"""
    sessions = database(settings(), seed=False)
    with sessions() as session:
        found = list(due(session, datetime.now(JAPAN).date(), days))
    if as_json:
        print_json({"due": [one.to_json() for one in found]})
        return
    for one in found:
        _print(one)
    for source, count in sorted(Counter(one.source for one in found).items()):
        click.echo(f"{source}: {count}件")
    if not found:
        click.echo("見直すものはありません。")


def _print(one: Due) -> None:
    last = f"最後の確認 {one.assured_date}" if one.assured_date else "確認の記録なし"
    day = {Why.VANISHED: one.vanished_on, Why.REVIEW: one.review_on}.get(one.why)
    why = f"{_WHY[one.why]}({day})" if isinstance(day, date) else _WHY[one.why]
    click.echo(f"{one.source} {one.source_id} {one.name}  {one.phone or '電話なし'}  {last}。{why}")
