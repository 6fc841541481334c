"""`michi unmet`: what parents looked for in vain, in their masked words, and what the list lacks."""

import csv
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import click
from sqlalchemy.exc import SQLAlchemyError

from resources_db.exporters.spreadsheet_safety import guard
from resources_db.matching.taxonomy import needs
from resources_db.opening import JAPAN
from resources_db.quality.lacking import Asked, Lack, by_need, lacking
from resources_db.unmet import KEEP_DAYS, Kept, Reason, kept, purge
from web.cli.common import broken_database, database, print_json, settings

_REASONS = {
    Reason.NOT_FOUND: "見つからない",
    Reason.LATE: "年齢が合わない",
    Reason.WEAK: "近いものだけ",
    Reason.NO_SERVICE: "一覧にない",
}
_HEADERS = ("日", "困りごと", "名前", "子どもの年齢", "地区", "ことば", "わけ", "回数")
_NOT_UNDERSTOOD = "分からなかったこと"
_NOT_COUNTED = "数えるのは、チャットで見つからなかったものです。michi search とAPIでさがした分は数えません。"
_BOM = "\ufeff"


def _day(_context: click.Context, _option: click.Parameter, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise click.BadParameter("2026-04-01 のような日にしてください。") from error


@click.command()
@click.option("--since", metavar="日", callback=_day, help="この日から(例 2026-04-01)")
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで")
@click.option("--csv", "as_csv", is_flag=True, help="1件ずつをCSVで(Excelで開けます)")
def unmet(since: date | None, as_json: bool, as_csv: bool) -> None:
    """見つからなかった困りごと(名前などは消してあります)と、一覧に足りないもの。

    数えるのは、チャットで見つからなかったものです。michi search とAPIでさがした分は数えません。
    """
    if as_json and as_csv:
        raise click.UsageError("--json と --csv は、どちらか1つにしてください。")
    config = settings()
    sessions = database(config, seed=False)
    today = datetime.now(JAPAN).date()
    try:
        purge(sessions, today)
        found = kept(sessions, since)
        with sessions() as session:
            lacks = lacking(session, today)
    except SQLAlchemyError as error:
        raise click.ClickException(broken_database(config, error)) from error
    if as_csv:
        _csv(found)
    elif as_json:
        asked = [_asked_json(one) for one in by_need(found)]
        print_json({"total": _total(found), "needs": asked, "lacking": [_lack_json(one) for one in lacks]})
    else:
        _print(found, lacks)


def _total(found: Sequence[Kept]) -> int:
    return sum(one.count for one in found)


def _label(need: str) -> str:
    known = needs().get(need)
    return known.label if known else need or _NOT_UNDERSTOOD


def _print(found: Sequence[Kept], lacks: Sequence[Lack]) -> None:
    for asked in by_need(found):
        reasons = "、".join(f"{_REASONS[Reason(r)]}{n}" for r, n in asked.reasons.most_common())
        click.echo(f"■ {_label(asked.need)} {asked.count}回({reasons})")
        for one in asked.examples:
            click.echo(f"  「{one.unmet.words}」{_about(one)}")
    total = _total(found)
    click.echo(
        f"合わせて{total}回。{KEEP_DAYS}日で消えます。" if total else "見つからなかった困りごとはありません。"
    )
    click.echo(_NOT_COUNTED)
    if lacks:
        click.echo(f"\n一覧に案内がない困りごと({len(lacks)}):")
    for lack in lacks:
        other = "、".join(need.label for need in lack.helped_by[:3])
        click.echo(f"  {lack.need.id} {lack.need.label}" + (f"  代わりに: {other}" if other else ""))


def _about(one: Kept) -> str:
    told = (
        one.unmet.day.isoformat(),
        None if one.unmet.child_age is None else f"{one.unmet.child_age}歳",
        one.unmet.district,
        f"{one.count}回" if one.count > 1 else None,
    )
    return f" ({'、'.join(filter(None, told))})"


def _asked_json(asked: Asked) -> dict[str, Any]:
    return {
        "need": asked.need or None,
        "label": _label(asked.need),
        "count": asked.count,
        "reasons": dict(asked.reasons),
        "examples": [
            {
                "day": one.unmet.day.isoformat(),
                "words": one.unmet.words,
                "child_age": one.unmet.child_age,
                "district": one.unmet.district,
                "count": one.count,
            }
            for one in asked.examples
        ],
    }


def _lack_json(lack: Lack) -> dict[str, Any]:
    return {
        "need": lack.need.id,
        "label": lack.need.label,
        "helped_by": [need.id for need in lack.helped_by],
    }


def _csv(found: Sequence[Kept]) -> None:
    """With a BOM, so that Excel reads it; what a parent wrote is never run as a formula."""
    click.echo(_BOM, nl=False)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(_HEADERS)
    for one in found:
        cells = (
            one.unmet.day.isoformat(),
            " ".join(one.unmet.needs),
            "、".join(map(_label, one.unmet.needs or ("",))),
            "" if one.unmet.child_age is None else str(one.unmet.child_age),
            one.unmet.district or "",
            one.unmet.words,
            _REASONS[one.unmet.reason],
            str(one.count),
        )
        out.writerow([guard(cell) for cell in cells])
