"""Whole services, read from the database when they are candidates, and kept for a while."""

import threading
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload, selectinload

from resources_db.documents import PARTS
from resources_db.engine import Sessions
from resources_db.matching.offered import offered_from
from resources_db.models import Service, ServiceAtLocation
from resources_db.opening import Window

_KEPT, _AT_ONCE = 2000, 500  # services; one takes about 20 KB


class Loading:
    """One revision's services. What was read stays as it was read, up to a number of services; what is no longer
    offered when it is read is left out."""

    def __init__(self, sessions: Sessions, today: date) -> None:
        self._sessions, self._today = sessions, today
        self._kept: dict[str, Service] = {}
        self._lock = threading.Lock()

    def services(self, ids: Sequence[str]) -> list[Service]:
        found = {id_: service for id_ in ids if (service := self._kept.get(id_))}
        missing = [id_ for id_ in ids if id_ not in found]
        for start in range(0, len(missing), _AT_ONCE):
            found |= self._read(missing[start : start + _AT_ONCE])
        return [found[id_] for id_ in ids if id_ in found]

    def hours(self, ids: Sequence[str]) -> dict[str, list[Window]]:
        """The opening windows of services that have some."""
        table = PARTS["schedules"]
        found: dict[str, list[Any]] = {}
        with self._sessions() as session:
            for row in session.execute(
                select(table).where(table.c.service_id.in_(ids)).order_by(table.c.position)
            ):
                found.setdefault(row.service_id, []).append(row)
        return found

    def _read(self, ids: Sequence[str]) -> dict[str, Service]:
        with self._sessions() as session:
            query = select(Service).where(Service.id.in_(ids), *offered_from(self._today))
            read = {service.id: service for service in session.scalars(query.options(*_PARTS)).unique()}
            session.expunge_all()
        with self._lock:
            self._kept |= read
            for id_ in list(self._kept)[: max(0, len(self._kept) - _KEPT)]:
                del self._kept[id_]
        return read


# What cards and answers read. Few places and papers a service: they come along; phones and hours are many.
_PARTS = (
    defer(Service.extra),
    joinedload(Service.organization),
    joinedload(Service.places).joinedload(ServiceAtLocation.location),
    joinedload(Service.documents),
    selectinload(Service.phones),
    selectinload(Service.schedules),
    selectinload(Service.needs),
)
