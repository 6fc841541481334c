"""What the list offers now: which services, in which versions, in which order.

A service's version is its id and the moment of its last change, which every change of a record renews. What changed
is found in the records' history. Its numbers come in order because whoever changes the list advances its revision
first, which lets one writer in at a time (resources_db.history.advance_revision); should one not, `_AGAIN` numbers
are looked at once more, and each new day looks at all services.
"""

import sys
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from resources_db.documents import SERVICE
from resources_db.history import METADATA
from resources_db.models import Status

Version = tuple[str, int]  # id, microseconds since 1970
_Place = tuple[str, str, int]  # source, number there, microseconds
_AGAIN = 1000  # rows of the history
_MANY = 5_000  # more changes than that: all services are looked at, which takes half a second for 100,000


class Offered:
    """Remembers what it saw, so that the next look reads only what changed."""

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}
        self._seen, self._day = 0, date.min

    def look(self, session: Session, today: date) -> list[Version]:
        """All that is published and not over yet, by source and number there; it may begin later."""
        newest = session.scalar(select(func.max(METADATA.c.number))) or 0
        if self._day == today and 0 <= newest - self._seen <= _MANY:
            changed = _changed_after(session, self._seen - _AGAIN)
            places = {id_: place for id_, place in self._places.items() if id_ not in changed}
            places |= _places(session, today, sorted(changed))
        else:
            places = _places(session, today)
        self._places, self._seen, self._day = places, newest, today
        return [(id_, place[2]) for id_, place in sorted(places.items(), key=lambda item: item[1])]


def _changed_after(session: Session, number: int) -> set[str]:
    noted = METADATA.c.resource_type == "service", METADATA.c.number > number
    return set(session.scalars(select(METADATA.c.resource_id).where(*noted).distinct()))


def _places(session: Session, today: date, ids: Sequence[str] | None = None) -> dict[str, _Place]:
    query = select(SERVICE.c.id, SERVICE.c.source, SERVICE.c.source_id, SERVICE.c.last_modified)
    query = query.where(*offered_from(today))
    if ids is not None:
        query = query.where(SERVICE.c.id.in_(ids))
    rows = session.execute(query)
    return {id_: (sys.intern(source), number, microseconds(at)) for id_, source, number, at in rows}


def offered_from(today: date) -> tuple[ColumnElement[bool], ...]:
    valid_to = SERVICE.c.valid_to
    return SERVICE.c.status == Status.PUBLISHED, valid_to.is_(None) | (valid_to >= today)


def microseconds(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000 + moment.microsecond
