"""The `michi` command. Each command is imported when it is called: `michi run` must not wait for the others."""

import importlib
import sys

import click

_COMMANDS = {
    "run": "web.cli.run:run",
    "serve-actions": "web.cli.serve_actions:serve_actions",
    "import": "web.cli.importing:import_files",
    "columns": "web.cli.columns:columns",
    "undo": "web.cli.undoing:undo",
    "export": "web.cli.exporting:export",
    "lint": "web.cli.linting:lint",
    "stale": "web.cli.staleness:stale",
    "search": "web.cli.search:search",
    "safety": "web.cli.safety:safety",
    "chat": "web.cli.chat:chat",
    "doctor": "web.cli.doctor:doctor",
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


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
