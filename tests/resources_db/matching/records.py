"""Records put into a list and changed there, in the way of all changes."""

from typing import Any

from resources_db.documents import load
from resources_db.engine import Sessions
from resources_db.history import Change, NewRecord, advance_revision, create, remove, revise
from resources_db.matching.text.terms import Term
from resources_db.models import new_id

NEED = {"need": "temporary_care", "weight": 1.0, "evidence": "一時預かり"}


def put(sessions: Sessions, name: str, **fields: Any) -> str:
    """The new record's id; its number in the source is its name."""
    id_ = new_id()
    document = {"name": name, "status": "published"} | fields
    with sessions.begin() as session:
        advance_revision(session)
        create(Change(session, "t"), [NewRecord(id_, {"source": "t", "source_id": name}, document)])
    return id_


def change(sessions: Sessions, id_: str, **fields: Any) -> None:
    with sessions.begin() as session:
        advance_revision(session)
        revise(Change(session, "t"), load(session, [id_])[id_], id_, fields)


def delete(sessions: Sessions, id_: str) -> None:
    with sessions.begin() as session:
        advance_revision(session)
        remove(Change(session, "t"), [id_])


def spaced(text: str) -> list[Term]:
    """Words by the spaces between them: tests need no dictionary."""
    return [(word, 1.0) for word in text.split()]
