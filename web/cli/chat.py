"""`michi chat`: a conversation in the terminal."""

import click

from bot.conversation import BadMessage
from bot.messages import Reply
from web.cli.cards import print_card
from web.cli.common import database, settings
from web.house import open_house


@click.command()
def chat() -> None:
    """ここで話してみる(終わるには Ctrl-D)。"""
    config = settings()
    database(config)
    house = open_house(config)
    started = house.conversations.start("terminal")
    try:
        _print(started.replies)
        while True:
            try:
                said = click.prompt("あなた", prompt_suffix="> ", default="", show_default=False)
                _print(house.conversations.send(started.conversation_id, said).replies)
            except BadMessage as error:
                click.echo(error.detail)
    except (EOFError, KeyboardInterrupt, click.Abort):
        click.echo("\nここまでにしますね。")
    finally:
        house.conversations.erase(started.conversation_id)


def _print(replies: list[Reply]) -> None:
    for reply in replies:
        match reply["type"]:
            case "text":
                click.echo(reply["text"])
            case "services":
                for number, card in enumerate(reply["services"], 1):
                    print_card(f"{number}. ", card)
            case "handoff":
                if reply["desk"]:
                    print_card("★ ", reply["desk"])
            case "contacts":
                for contact in reply["contacts"]:
                    click.echo(f"☎ {contact['number']} {contact['name']} {contact['hours'] or ''}")
            case "choices":
                click.echo("  " + " / ".join(f"[{c['label']}]" for c in reply["choices"]))
