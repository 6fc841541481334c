"""`michi serve-actions`: Rasa's action server alone."""

import click
from sqlalchemy.exc import SQLAlchemyError

from bot.actions import server
from web.cli.common import broken_database, settings


@click.command("serve-actions")
def serve_actions() -> None:
    """Rasaのアクションサーバーだけを動かす。"""
    config = settings()
    try:
        server.serve(config.database_url, config.actions_port, config.model_archive, config.kept_index)
    except SQLAlchemyError as error:
        raise click.ClickException(broken_database(config, error)) from error
