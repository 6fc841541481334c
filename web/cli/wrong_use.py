"""What click says of wrong use in English, in Japanese; what our own commands say stays as it is."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

import click
from click.exceptions import NoArgsIsHelpError

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
_TOO_MANY = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)


def told(error: click.ClickException) -> str:
    """The whole text for the screen."""
    if isinstance(error, NoArgsIsHelpError):
        return error.format_message()  # the help itself
    if not isinstance(error, click.UsageError):
        return _ours(error.message) or f"うまくいきませんでした。({error.format_message()})"
    lines = [f"まちがい: {_sentence(error)}"]
    if context := error.ctx:
        lines = [context.get_usage(), f"くわしくは: {context.command_path} --help", "", *lines]
    return "\n".join(lines)


def _sentence(error: click.UsageError) -> str:
    other = f"使い方がちがいます。({error.format_message()})"
    match error:
        case click.MissingParameter():
            return f"{_name(error)} を指定してください{_choices(error)}。"
        case click.BadParameter():
            known = _form_of(error.param) or _ours(error.message) or other
            return f"{_name(error)}: {known}"
        case click.NoSuchOption():
            return f"{error.option_name} というオプションはありません。{_perhaps(error.possibilities)}"
        case click.NoSuchCommand():
            return f"{error.command_name} というコマンドはありません。{_perhaps(_alike(error))}"
        case click.BadOptionUsage() if "does not take a value" in error.message:
            return f"{error.option_name} に値はつけられません。"
        case click.BadOptionUsage() if "requires" in error.message:
            return f"{error.option_name} のあとに値を書いてください。"
    if too_many := _TOO_MANY.fullmatch(error.message):
        return f"よけいなものがついています: {too_many[1]}"
    return _ours(error.message) or other


def _ours(message: str) -> str:
    """The message if it is Japanese. What it quotes may be, whoever wrote it."""
    return message if _JAPANESE.search(_QUOTED.sub("", message)) else ""


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param_hint, str):
        return error.param_hint
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    return error.param.human_readable_name if error.param else "値"


def _choices(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    return f"({_one_of(kind)})" if isinstance(kind, click.Choice) else ""


def _one_of(kind: click.Choice[str]) -> str:
    return f"{'、'.join(kind.choices)} のどれか"


def _form_of(param: click.Parameter | None) -> str:
    """What a value has to look like; "" where the type does not tell."""
    match param.type if param else None:
        case click.Choice() as kind:
            return f"{_one_of(kind)}にしてください。"
        case click.IntRange() as kind:
            low = (
                "" if kind.min is None else f"{kind.min}から" if kind.max is not None else f"{kind.min}以上の"
            )
            high = "" if kind.max is None else f"{kind.max}までの"
            return f"{low}{high}整数にしてください。"
        case click.types.IntParamType():
            return "整数にしてください。"
    return ""


def _alike(error: click.NoSuchCommand) -> list[str]:
    group = error.ctx.command if error.ctx else None
    known = group.list_commands(error.ctx) if isinstance(group, click.Group) and error.ctx else []
    return get_close_matches(error.command_name, known)


def _perhaps(names: Sequence[str] | None) -> str:
    return f"もしかして: {'、'.join(names)}" if names else ""
