"""Keeping what parents looked for and did not find, so that a town sees what its list, or the town, lacks."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from resources_db.documents import table_of
from resources_db.engine import Sessions
from resources_db.models import UnmetNeed

LONGEST_WORDS = 120  # characters; the column has no room for more
KEEP_DAYS = 400  # a year, and the month in which it is looked at
MOST_A_DAY = 1000  # rows; beyond, words are left out: nobody fills the disk by chatting
UNMET = table_of(UnmetNeed)


class Reason(StrEnum):
    NOT_FOUND = "not_found"  # nothing was shown
    LATE = "late"  # what was shown is for other ages
    WEAK = "weak"  # what was shown only helps a little
    NO_SERVICE = "no_service"  # nothing in the whole list answers the need, or helps with it


@dataclass(frozen=True, slots=True)
class Unmet:
    """See models/unmet.py. `words` must be masked already."""

    day: date
    reason: Reason
    needs: tuple[str, ...]
    child_age: int | None = None
    district: str | None = None
    words: str = ""

    def key(self) -> str:
        told = asdict(self) | {"day": self.day.isoformat()}
        return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def keep(sessions: Sessions, unmet: Unmet) -> None:
    """A new row, or one more of the same day's. Raises SQLAlchemyError."""
    with sessions.begin() as session:
        rows = session.scalar(select(func.count()).where(UNMET.c.day == unmet.day)) or 0
        if rows >= MOST_A_DAY:
            unmet = replace(unmet, child_age=None, district=None, words="")
        values = asdict(unmet) | {"key": unmet.key(), "needs": list(unmet.needs), "count": 1}
        more = {"count": UNMET.c.count + 1}
        if session.get_bind().dialect.name == "sqlite":
            session.execute(sqlite.insert(UNMET).values(values).on_conflict_do_update(["key"], set_=more))
        else:
            insert = postgresql.insert(UNMET).values(values)
            session.execute(insert.on_conflict_do_update(index_elements=["key"], set_=more))


def purge(sessions: Sessions, today: date) -> int:
    """Forget what is older than KEEP_DAYS; how many rows."""
    with sessions.begin() as session:
        old = delete(UNMET).where(UNMET.c.day < today - timedelta(days=KEEP_DAYS)).returning(UNMET.c.key)
        return len(session.scalars(old).all())


@dataclass(frozen=True, slots=True)
class Kept:
    unmet: Unmet
    count: int


def kept(sessions: Sessions, since: date | None = None) -> Sequence[Kept]:
    """The newest day first, and on a day what was told most often."""
    query = select(UNMET).order_by(UNMET.c.day.desc(), UNMET.c.count.desc(), UNMET.c.key)
    if since is not None:
        query = query.where(UNMET.c.day >= since)
    with sessions() as session:
        rows = session.execute(query).mappings().all()
    return [
        Kept(
            Unmet(
                r["day"], Reason(r["reason"]), tuple(r["needs"]), r["child_age"], r["district"], r["words"]
            ),
            r["count"],
        )
        for r in rows
    ]
