"""`michi safety --jsonl`: the safety check alone."""

import click

from bot.safety import check
from web.cli.common import json_lines, print_json


@click.command()
@click.option("--jsonl", is_flag=True, required=True, help='標準入力から {"text"} を1行ずつ')
def safety(jsonl: bool) -> None:
    """ことばを調べて、段階と種類を出す。"""
    for item in json_lines():
        print_json({"text": item["text"], **check(item["text"]).to_json()})
