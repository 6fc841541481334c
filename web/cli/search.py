"""`michi search TEXT` and `michi search --jsonl`: the chat's understanding, without the chat."""

from datetime import datetime
from typing import Any

import click

from bot.replies.cards import card
from bot.search import Found, find
from bot.text.normalise import normalise
from bot.understanding.on_disk import ModelOnDisk, open_index
from resources_db.matching.index import Index
from resources_db.opening import JAPAN
from web.cli.cards import print_card
from web.cli.common import BadLine, answer_lines, database, print_json, settings

_OLDEST = 300  # months, as in GET /api/v1/services


@click.command()
@click.argument("text", required=False)
@click.option("--age-months", type=click.IntRange(0, _OLDEST), help="子どもの年齢(か月)")
@click.option("--limit", type=click.IntRange(1, 1000), default=10)
@click.option("--json", "as_json", is_flag=True)
@click.option("--jsonl", is_flag=True, help='標準入力から {"text", "age_months"?} を1行ずつ')
def search(text: str | None, age_months: int | None, limit: int, as_json: bool, jsonl: bool) -> None:
    """ことばから、合う案内をさがす。

    --jsonl では、読めない行には、その場所に {"error"} を出して先へ進みます(空の行はとばします)。終わりのコードは1になります。
    """
    if jsonl == (text is not None):
        raise click.UsageError("さがすことばか、--jsonl のどちらかを指定してください。")
    if text is not None and not normalise(text).strip():
        raise click.UsageError(
            "さがすことばが空です。困りごとを書いてください。例: michi search '夜中に熱が出た'"
        )
    config = settings()
    trained = ModelOnDisk(config.model_archive)
    index, model = open_index(database(config), trained, config.kept_index).current(), trained.current()
    if model is None:
        click.echo(
            "学習ずみのモデルがないので、ことばの一致だけでさがします。(make train で作れます)", err=True
        )
    now = datetime.now(JAPAN)

    def found(text: str, age_months: int | None) -> Found:
        return find(text, index, model, now, age_months=age_months, limit=limit)

    if text is None:
        answer_lines(lambda item: _json(item["text"], found(item["text"], _age(item)), now))
    elif as_json:
        print_json(_json(text, found(text, age_months), now))
    else:
        _print(found(text, age_months), index, now)


def _json(text: str, found: Found, now: datetime) -> dict[str, Any]:
    cards = [card(m.service, now, m) for m in found.matches]
    return {"text": text, "in_scope": found.in_scope, "needs": found.needs, "services": cards}


def _print(found: Found, index: Index, now: datetime) -> None:
    for number, match in enumerate(found.matches, 1):
        c = card(match.service, now, match)
        click.echo(
            f"{number}. {c['name']}  {c['phone'] or ''}\n   {c['summary']}\n   {'。'.join(c['reasons'])}"
        )
    if not found.matches:
        click.echo("合うものが見つかりませんでした。")
        _print_next_step(index, now)


def _print_next_step(index: Index, now: datetime) -> None:
    """As in the chat, the town's main desk; where there is none, what to try."""
    if desk := index.main_desk:
        click.echo("窓口では、一覧にないことも相談できます。")
        print_card("★ ", card(desk, now))
    elif len(index):
        click.echo("短いことばや、別の言い方でも試してください。例: michi search '預けたい'")
    else:
        click.echo("町の一覧が、まだ空です。michi import で入れてください。")


def _age(item: dict[str, Any]) -> int | None:
    """Raises BadLine."""
    age = item.get("age_months")
    if age is None:
        return None
    if isinstance(age, bool) or not isinstance(age, int | float) or not 0 <= age <= _OLDEST:
        raise BadLine(f"の age_months は 0 から {_OLDEST} までの数にしてください。")
    return int(age)
