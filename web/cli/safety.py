"""`michi safety`: the safety check alone, for whoever reviews its rules."""

import click

from bot.safety import check
from bot.safety.check import why
from bot.safety.rules_on_disk import rules
from web.cli.common import answer_lines

LEVELS = {"emergency": "いますぐ(110・119が先)", "urgent": "急ぐ", "concern": "気がかり", "none": "なし"}


@click.command()
@click.argument("text", required=False)
@click.option("--jsonl", is_flag=True, help='標準入力から {"text"} を1行ずつ')
@click.option("--rules", "list_rules", is_flag=True, help="きまりの名前を全部出す")
def safety(text: str | None, jsonl: bool, list_rules: bool) -> None:
    """ことばを調べて、段階と種類、どのきまりのどのことばかを出す。

    例: michi safety "夫に殴られました"

    --jsonl では、読めない行には、その場所に {"error"} を出して先へ進みます(空の行はとばします)。終わりのコードは1になります。
    """
    if list_rules:
        _list_rules()
    elif jsonl:
        answer_lines(lambda item: {"text": item["text"], **check(item["text"]).to_json()})
    elif text is not None:
        _explain(text)
    else:
        raise click.UsageError("調べることばか、--jsonl か、--rules をつけてください。")


def _explain(text: str) -> None:
    found = check(text)
    click.echo(f"段階: {LEVELS[found.level]} ({found.level})")
    if found.categories:
        click.echo(f"種類: {' '.join(found.categories)}")
    for rule, words in why(text):
        click.echo(f"- {rule}: 「{words}」")


def _list_rules() -> None:
    for harmless in rules().harmless:
        click.echo(f"害がない\t\t{harmless.name}")
    for alarm in sorted(rules().alarms, key=lambda a: (a.category, list(LEVELS).index(a.level))):
        click.echo(f"{LEVELS[alarm.level]}\t{alarm.category}\t{alarm.name}")
