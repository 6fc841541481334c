"""`michi safety --jsonl`: the safety check alone."""

import click

from bot.safety import check
from web.cli.common import answer_lines


@click.command()
@click.option("--jsonl", is_flag=True, required=True, help='標準入力から {"text"} を1行ずつ')
def safety(jsonl: bool) -> None:
    """ことばを調べて、段階と種類を出す。

    読めない行には、その場所に {"error"} を出して先へ進みます(空の行はとばします)。終わりのコードは1になります。
    """
    answer_lines(lambda item: {"text": item["text"], **check(item["text"]).to_json()})
