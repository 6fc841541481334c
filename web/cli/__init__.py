"""The `michi` command."""

import sys

import click

from web.cli.chat import chat
from web.cli.doctor import doctor
from web.cli.importing import import_files
from web.cli.run import run, serve_actions
from web.cli.safety import safety
from web.cli.search import search


@click.group()
def cli() -> None:
    """みちしるべ: 子育てと家族の相談先をさがす。"""


for command in (run, serve_actions, import_files, search, safety, chat, doctor):
    cli.add_command(command)


def main() -> None:
    """Wrong use is exit code 2; a broken pipe (`michi search … | head`) is no error."""
    try:
        cli.main(prog_name="michi")
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
