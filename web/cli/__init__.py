"""The `michi` command. Each command is imported when it is called: `michi run` must not wait for the others."""

import importlib
import sys
from collections.abc import Sequence
from typing import Any

import click

from web.cli.help_pages import Context

_COMMANDS = {
    "run": "web.cli.run:run",
    "serve-actions": "web.cli.serve_actions:serve_actions",
    "import": "web.cli.importing:import_files",
    "columns": "web.cli.columns:columns",
    "undo": "web.cli.undoing:undo",
    "export": "web.cli.exporting:export",
    "lint": "web.cli.linting:lint",
    "stale": "web.cli.staleness:stale",
    "needs": "web.cli.needs:needs",
    "unmet": "web.cli.unmet:unmet",
    "search": "web.cli.search:search",
    "safety": "web.cli.safety:safety",
    "chat": "web.cli.chat:chat",
    "doctor": "web.cli.doctor:doctor",
}


class _Commands(click.Group):
    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        command.context_class = Context
        return command

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """As click does it, with its messages in Japanese."""
        try:
            status = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.ClickException as error:
            if not standalone_mode:
                raise
            from web.cli.wrong_use import told  # only for those who need it

            click.echo(told(error), err=True)
            sys.exit(error.exit_code)
        except click.Abort:
            if not standalone_mode:
                raise
            click.echo("とちゅうでやめました。", err=True)
            sys.exit(1)
        if standalone_mode:
            sys.exit(status if isinstance(status, int) else 0)
        return status


@click.group(cls=_Commands)
def cli() -> None:
    """みちしるべ: 子育てと家族の相談先をさがす。"""


def main() -> None:
    """Wrong use is exit code 2; a broken pipe (`michi search … | head`) is no error."""
    try:
        cli.main(prog_name="michi")
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
