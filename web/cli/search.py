"""`michi search TEXT` and `michi search --jsonl`: the chat's understanding, without the chat."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import click

from bot.replies.cards import card
from bot.search import find
from bot.understanding.on_disk import ModelOnDisk, open_index
from resources_db.opening import JAPAN
from web.cli.common import database, json_lines, print_json, settings

_OLDEST = 300  # months, as in GET /api/v1/services


@click.command()
@click.argument("text", required=False)
@click.option("--age-months", type=click.IntRange(0, _OLDEST), help="子どもの年齢(か月)")
@click.option("--limit", type=click.IntRange(1, 1000), default=10)
@click.option("--json", "as_json", is_flag=True)
@click.option("--jsonl", is_flag=True, help='標準入力から {"text", "age_months"?} を1行ずつ')
def search(text: str | None, age_months: int | None, limit: int, as_json: bool, jsonl: bool) -> None:
    """ことばから、合う案内をさがす。"""
    if jsonl == bool(text):
        raise click.UsageError("さがすことばか、--jsonl のどちらかを指定してください。")
    config = settings()
    trained = ModelOnDisk(config.model_archive)
    index, model = open_index(database(config), trained, config.kept_index).current(), trained.current()
    if model is None:
        click.echo(
            "学習ずみのモデルがないので、ことばの一致だけでさがします。(make train で作れます)", err=True
        )
    now = datetime.now(JAPAN)
    wanted: Iterable[dict[str, Any]] = json_lines() if jsonl else [{"text": text, "age_months": age_months}]
    for item in wanted:
        found = find(item["text"], index, model, now, age_months=_age(item), limit=limit)
        cards = [card(m.service, now, m) for m in found.matches]
        if jsonl or as_json:
            print_json(
                {"text": item["text"], "in_scope": found.in_scope, "needs": found.needs, "services": cards}
            )
            continue
        if not cards:
            click.echo("合うものが見つかりませんでした。")
        for number, c in enumerate(cards, 1):
            click.echo(
                f"{number}. {c['name']}  {c['phone'] or ''}\n   {c['summary']}\n   {'。'.join(c['reasons'])}"
            )


def _age(item: dict[str, Any]) -> int | None:
    age = item.get("age_months")
    if age is None:
        return None
    if isinstance(age, bool) or not isinstance(age, int | float) or not 0 <= age <= _OLDEST:
        raise click.ClickException(f'age_months は 0 から {_OLDEST} までの数です: "{item["text"][:20]}"')
    return int(age)
