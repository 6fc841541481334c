"""Which needs a record answers: by rules over its words, and by what staff say instead.

A correction is an item of the record's "needs" like any other, with STAFF as what says so. So it is in the history,
in exports and in whatever reads the list, and imports know it again. A need that staff took away stays as an item of
weight 0: the rules, and what the program learned, would else find it again in the same words.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from resources_db.documents import SERVICE, Document, load
from resources_db.history import Change, advance_revision, revise
from resources_db.matching.taxonomy import needs_of_service

STAFF = "職員の確認"
_SURE = 1.0


def needs_of_document(document: Document) -> list[Document]:
    """Which needs of the taxonomy the record's own words speak of."""
    texts = {key: document.get(key) or "" for key in ("kind", "keywords", "summary", "description")}
    texts["name"] = f"{document['name']} {document.get('alternate_name') or ''}"
    found = needs_of_service(texts)
    return [{"need": need, "weight": w, "evidence": words} for need, (w, words) in sorted(found.items())]


def is_by_staff(item: Document) -> bool:
    return bool(item["evidence"] == STAFF)


def is_removed(item: Document) -> bool:
    return bool(item["weight"] == 0)


def with_corrections(found: Iterable[Document], before: Iterable[Document]) -> list[Document]:
    """The needs that an import found, but for what staff said of them in the record as it was."""
    needs = {item["need"]: item for item in found}
    needs |= {item["need"]: item for item in before if is_by_staff(item)}
    return [needs[need] for need in sorted(needs)]


def corrected(
    document: Document, add: Iterable[str] = (), remove: Iterable[str] = (), reset: Iterable[str] = ()
) -> list[Document]:
    """The document's needs after a correction. `reset`: back to what the rules see."""
    needs = {item["need"]: item for item in document["needs"]}
    rules = {item["need"]: item for item in needs_of_document(document)}
    for need in reset:
        needs.pop(need, None)
        needs |= {need: rules[need]} if need in rules else {}
    needs |= {need: {"need": need, "weight": _SURE, "evidence": STAFF} for need in add}
    needs |= {need: {"need": need, "weight": 0.0, "evidence": STAFF} for need in remove}
    return [needs[need] for need in sorted(needs)]


def correct_needs(
    session: Session,
    id_: str,
    by: str,
    *,
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
    reset: Iterable[str] = (),
) -> bool:
    """A change by hand, with its row in the history; False when there was nothing to change."""
    advance_revision(session)  # first of all: it takes the lock
    document = load(session, [id_])[id_]
    wanted = {"needs": corrected(document, add, remove, reset)}
    return revise(Change(session, by), document, id_, wanted)


def services_called(session: Session, id_: str, source: str | None = None) -> Sequence[Document]:
    """id, source, source_id and name of the services that go by this id, the list's or the database's."""
    columns = (SERVICE.c.id, SERVICE.c.source, SERVICE.c.source_id, SERVICE.c.name)
    query = select(*columns).where(or_(SERVICE.c.source_id == id_, SERVICE.c.id == id_))
    if source is not None:
        query = query.where(SERVICE.c.source == source)
    return [dict(row) for row in session.execute(query.order_by(SERVICE.c.source)).mappings()]
