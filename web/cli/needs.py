"""`michi needs ID`: which needs a service answers, by which words, and what staff say instead. `michi needs --list`:
all needs there are."""

from difflib import get_close_matches
from functools import partial
from typing import Any

import click
from sqlalchemy.exc import SQLAlchemyError

from resources_db.documents import Document, load
from resources_db.matching.taxonomy import needs as all_needs
from resources_db.service_needs import STAFF, correct_needs, is_by_staff, is_removed, services_called
from web.cli.common import broken_database, database, print_json, settings


def _need(_context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Ids or labels as ids."""
    by_label = {need.label: need.id for need in all_needs().values()}
    found = tuple(by_label.get(text, text) for text in given)
    for text in found:
        # what an older taxonomy had may still be taken away
        if text not in all_needs() and option.name == "add":
            like = get_close_matches(text, [*all_needs(), *by_label], cutoff=0.4)
            perhaps = f"もしかして: {'、'.join(like)}" if like else "michi needs --list で全部見られます。"
            raise click.BadParameter(f"「{text}」という困りごとはありません。{perhaps}")
    return found


_option = partial(click.option, multiple=True, callback=_need, metavar="困りごと")


@click.command()
@click.argument("service_id", required=False)
@click.option("--list", "list_all", is_flag=True, help="困りごとのIDと名前を全部見る")
@click.option("--source", help="同じIDが、いくつかの出どころにあるとき")
@_option("--add", help="この困りごとにも使える")
@_option("--remove", help="この困りごとには使えない")
@_option("--reset", help="職員の直しをやめて、自動の判断にもどす")
@click.option("--by", default="michi needs", help="変更の記録に残す名前")
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで")
def needs(
    service_id: str | None,
    list_all: bool,
    source: str | None,
    add: tuple[str, ...],
    remove: tuple[str, ...],
    reset: tuple[str, ...],
    by: str,
    as_json: bool,
) -> None:
    """案内がどの困りごとに使えるかを見て、直す。直しは次の取り込みでも残ります。

    SERVICE_ID は、一覧のファイルにあるIDです(michi search --json の source_id)。

    困りごとのIDと名前は michi needs --list で見られます。--add などには、どちらでも書けます。
    """
    given = (*add, *remove, *reset)
    if list_all:
        if service_id or source or given:
            raise click.UsageError("--list は、--json のほかのものといっしょには使えません。")
        _list(as_json)
        return
    if service_id is None:
        raise click.UsageError("SERVICE_ID か --list のどちらかを指定してください。")
    if len(set(given)) < len(given):
        raise click.UsageError("同じ困りごとを2回指定しています。")
    config = settings()
    sessions = database(config, seed=False)
    try:
        with sessions.begin() as session:
            found = services_called(session, service_id, source)
            if len(found) != 1:
                raise click.BadParameter(_not_one(found), param_hint="SERVICE_ID")
            service, id_ = found[0], found[0]["id"]
            changes = {"add": add, "remove": remove, "reset": reset}
            changed = bool(given) and correct_needs(session, id_, by, **changes)
            items = load(session, [id_], ("needs",))[id_]["needs"]
    except SQLAlchemyError as error:
        raise click.ClickException(broken_database(config, error)) from error
    if as_json:
        print_json({"service": service, "changed": changed, "needs": [_json(item) for item in items]})
        return
    click.echo(f"{service['source']} {service['source_id']} {service['name']}")
    for item in sorted(items, key=lambda item: -item["weight"]):
        click.echo(_line(item))
    if not items:
        click.echo("  困りごとは、まだ1つもついていません。--add で足せます。")
    if given:
        click.echo("直しました。" if changed else "もうそうなっています。何も変えていません。")


def _list(as_json: bool) -> None:
    if as_json:
        known = [{"id": need.id, "label": need.label, "group": need.group} for need in all_needs().values()]
        print_json({"needs": known})
        return
    for need in all_needs().values():
        click.echo(f"{need.id} {need.label}")


def _not_one(found: list[Document] | Any) -> str:
    if not found:
        return "このIDの案内はありません。"
    sources = "、".join(service["source"] for service in found)
    return f"いくつかの出どころにあります。--source で選んでください: {sources}"


def _label(need: str) -> str:
    known = all_needs().get(need)
    return known.label if known else "(いまの分類にありません)"


def _line(item: Document) -> str:
    if is_removed(item):
        return f"  -    {item['need']} {_label(item['need'])}  使えない({STAFF})"
    return f"  {item['weight']:.1f}  {item['need']} {_label(item['need'])}  {item['evidence']}"


def _json(item: Document) -> Document:
    by = "staff" if is_by_staff(item) else "rules"
    return item | {"label": _label(item["need"]), "by": by, "removed": is_removed(item)}
