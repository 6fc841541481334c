"""What may be asked of the HSDS lists, and their pages."""

import math
from datetime import UTC, datetime
from typing import Any

from flask import request
from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from resources_db.hsds.public import Wanted, taxonomy_name
from resources_db.hsds.standard import Json
from resources_db.opening import JAPAN
from web.api.problems import Problem

MOST, USUAL = 100, 20
_LONGEST_SEARCH, _MOST_WORDS, _LAST_PAGE = 200, 10, 1_000_000
_FLAGS = {"": False, "false": False, "0": False, "true": True, "1": True}


def wanted(session: Session) -> Wanted:
    """Raises Problem where a parameter cannot be read."""
    if request.args.get("format", "json") != "json":
        raise Problem(400, "bad_parameter", "format は json だけです。")
    taxonomy_id = request.args.get("taxonomy_id")
    return Wanted(
        search=search(),
        organization_id=request.args.get("organization_id") or None,
        taxonomy=taxonomy_name(session, taxonomy_id) if taxonomy_id else None,
        taxonomy_term_id=request.args.get("taxonomy_term_id") or None,
        modified_after=_moment("modified_after"),
        postcode=request.args.get("postcode") or None,
    )


def search() -> tuple[str, ...]:
    text = request.args.get("search", "")
    if len(text) > _LONGEST_SEARCH:
        raise Problem(400, "bad_parameter", f"search は{_LONGEST_SEARCH}文字までです。")
    return tuple(text.split()[:_MOST_WORDS])


def flag(name: str) -> bool:
    text = request.args.get(name, "").lower()
    if text not in _FLAGS:
        raise Problem(400, "bad_parameter", f"{name} は true か false です。")
    return _FLAGS[text]


def _moment(name: str) -> datetime | None:
    """A day or a moment; without a zone it is Japan's."""
    text = request.args.get(name, "").replace(" ", "+")  # what becomes of +09:00 in an address
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=JAPAN)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Problem(
            400, "bad_parameter", f"{name} は 2026-04-01T09:00:00+09:00 のような日時です。"
        ) from error


def _whole(name: str, default: int, high: int) -> int:
    text = request.args.get(name, "") or str(default)
    if not (text.isascii() and text.isdigit()) or len(text) > 7 or not 1 <= int(text) <= high:
        raise Problem(400, "bad_parameter", f"{name} は 1 から {high} までの数です。")
    return int(text)


def page_of(
    session: Session, query: Select[Any], most: int = MOST, usual: int = USUAL
) -> tuple[list[Row[Any]], Json]:
    """The rows of the page that is asked for, and what HSDS says of a page."""
    number, size = _whole("page", 1, _LAST_PAGE), _whole("per_page", usual, most)
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    rows = list(session.execute(query.limit(size).offset((number - 1) * size)))
    return rows, _page(total, number, size, len(rows))


def page_of_list(items: list[Json]) -> Json:
    """The same of a list in memory, with its contents."""
    number, size = _whole("page", 1, _LAST_PAGE), _whole("per_page", USUAL, MOST)
    found = items[(number - 1) * size : number * size]
    return _page(len(items), number, size, len(found)) | {"contents": found}


def _page(total: int, number: int, size: int, here: int) -> Json:
    pages = math.ceil(total / size)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": here,
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": here == 0,
    }
