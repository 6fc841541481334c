"""Records that somebody should look at again: due for review, never checked, or gone from their list."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from resources_db.documents import PARTS, SERVICE, plain
from resources_db.models import Status

_PHONE = PARTS["phones"]


class Why(StrEnum):
    """The first that holds."""

    VANISHED = "vanished"  # the last import of its list no longer had it
    NEVER_CHECKED = "never_checked"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Due:
    """`phone` is the first number that is no fax."""

    service_id: str
    source: str
    source_id: str
    name: str
    phone: str | None
    why: Why
    assured_date: date | None
    review_on: date | None
    vanished_on: date | None

    def to_json(self) -> dict[str, Any]:
        return {key: plain(value) for key, value in asdict(self).items()}


def due(session: Session, today: date, within: int = 0) -> Iterator[Due]:
    """Records to look at by `within` days from today, the longest unchecked first (never checked: before all).

    Published, drafted and waiting records count when they were never checked or their day of review is there;
    vanished ones count although the import withdrew them.
    """
    query = _query(today + timedelta(days=within)).execution_options(yield_per=1000)
    for row in session.execute(query):
        why = Why.VANISHED if row.vanished_on else Why.REVIEW if row.assured_date else Why.NEVER_CHECKED
        yield Due(
            row.id, row.source, row.source_id, row.name, row.phone, why, row.assured_date, row.review_on, row.vanished_on
        )  # fmt: skip


def _query(until: date) -> Select[Any]:
    phone = (
        select(_PHONE.c.number)
        .where(_PHONE.c.service_id == SERVICE.c.id, _PHONE.c.type != "fax")
        .order_by(_PHONE.c.position)
        .limit(1)
        .scalar_subquery()
    )
    names = ("id", "source", "source_id", "name", "assured_date", "review_on", "vanished_on")
    overdue = or_(SERVICE.c.assured_date.is_(None), SERVICE.c.review_on <= until)
    return (
        select(*(SERVICE.c[name] for name in names), phone.label("phone"))
        .where(or_(SERVICE.c.vanished_on.is_not(None), and_(SERVICE.c.status != Status.WITHDRAWN, overdue)))
        .order_by(
            SERVICE.c.assured_date.is_not(None), SERVICE.c.assured_date, SERVICE.c.source, SERVICE.c.source_id
        )
    )
