"""The frame of click's help pages, in Japanese."""

from collections.abc import Iterable

import click

_METAVARS = {"[OPTIONS]": "[オプション]", "COMMAND [ARGS]...": "コマンド [引数]..."}
_HEADINGS = {"Options": "オプション", "Commands": "コマンド", "Positional arguments": "引数"}


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for english, japanese in _METAVARS.items():
            args = args.replace(english, japanese)
        super().write_usage(prog, args, prefix or "使い方: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        told = [(name, text.replace("Show this message and exit.", "この説明を出す")) for name, text in rows]
        super().write_dl(told, col_max, col_spacing)


class Context(click.Context):
    formatter_class = _Formatter
