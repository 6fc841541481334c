"""A service on the screen of a terminal."""

import click

from bot.messages import Card


def print_card(mark: str, card: Card) -> None:
    state = {True: "いま開いています", False: "いま閉まっています", None: "時間は要確認"}[card["open_now"]]
    click.echo(f"{mark}{card['name']}  {card['phone'] or ''}  ({state})\n   {card['summary']}")
    for line in (*card["reasons"], *(f"要確認: {c}" for c in card["to_check"])):
        click.echo(f"   - {line}")
