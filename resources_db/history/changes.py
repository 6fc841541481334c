"""Who changes what: the metadata rows, and the revision that every change of the list advances."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from resources_db.documents import Document, Row, table_of
from resources_db.models import ImportRun, Metadata, Revision, new_id, utc_now

METADATA = table_of(Metadata)
_REVISION, _RUN = table_of(Revision), table_of(ImportRun)


@dataclass(slots=True)
class Change:
    """Who changes something now; numbers the metadata rows."""

    session: Session
    by: str
    run_id: str | None = None
    at: datetime = field(default_factory=utc_now)
    _number: int | None = None
    rows: list[Row] = field(default_factory=list)

    def note(
        self, kind: str, resource: str, id_: str, name: str, before: Any = None, after: Any = None
    ) -> None:
        """One metadata row; written by `flush`."""
        if self._number is None:
            self._number = self.session.scalar(select(func.max(METADATA.c.number))) or 0
        self._number += 1
        self.rows.append(
            {
                "id": new_id(),
                "number": self._number,
                "resource_id": id_,
                "resource_type": resource,
                "last_action_date": self.at,
                "last_action_type": kind,
                "field_name": name,
                "previous_value": _text(before),
                "replacement_value": _text(after),
                "updated_by": self.by,
                "import_run_id": self.run_id,
            }
        )

    def flush(self) -> None:
        if self.rows:
            self.session.execute(insert(METADATA), self.rows)
        self.rows = []


def _text(value: Any) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def read_value(text: str) -> Any:
    """A metadata row's previous or replacement value."""
    return json.loads(text) if text else None


def hand_edits(session: Session, ids: Sequence[str]) -> dict[str, Document]:
    """Fields that staff changed since the last import, by record, each with the value that the import gave.
    An import that was undone has left nothing."""
    undone = select(_RUN.c.id).where(_RUN.c.undone_at.is_not(None))
    rows = session.execute(
        select(METADATA)
        .where(METADATA.c.resource_id.in_(ids), METADATA.c.last_action_type == "update")
        .where(METADATA.c.import_run_id.is_(None) | METADATA.c.import_run_id.not_in(undone))
        .order_by(METADATA.c.number)
    ).mappings()
    found: dict[str, Document] = {}
    for row in rows:
        edits = found.setdefault(row["resource_id"], {})
        if row["import_run_id"] is None:
            edits.setdefault(row["field_name"], read_value(row["previous_value"]))
        else:
            edits.pop(row["field_name"], None)
    return found


def advance_revision(session: Session, expected: int | None = None) -> bool:
    """Tell every index that the list changes. As a transaction's first statement with the number that was
    seen before it, it also takes the write lock, and is False when somebody else was faster."""
    query = update(_REVISION).where(_REVISION.c.id == 1).values(number=_REVISION.c.number + 1)
    if expected is not None:
        query = query.where(_REVISION.c.number == expected)
    return bool(session.execute(query).rowcount)  # type: ignore[attr-defined]


def revision(session: Session) -> int:
    return session.scalar(select(_REVISION.c.number).where(_REVISION.c.id == 1)) or 0
