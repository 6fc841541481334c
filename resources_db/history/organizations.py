"""Who runs services: made, completed and removed along with the records that name them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, insert, select, update

from resources_db.documents import ORGANIZATION, SERVICE, Document
from resources_db.history.changes import Change
from resources_db.models import new_id


def remove_unused_organizations(change: Change, ids: Sequence[str]) -> None:
    """Delete those of the organizations that no service names."""
    used = select(SERVICE.c.id).where(SERVICE.c.organization_id == ORGANIZATION.c.id)
    unused = ORGANIZATION.c.id.in_(ids) & ~used.exists()
    for row in change.session.execute(select(ORGANIZATION).where(unused)).mappings().all():
        change.note("delete", "organization", row["id"], "*", before=dict(row))
    change.session.execute(delete(ORGANIZATION).where(unused))
    change.flush()


def put_organizations(change: Change, names: Iterable[str | None]) -> dict[str, str]:
    """Ids by name; names that are new become organizations."""
    wanted = list(dict.fromkeys(name for name in names if name))
    if not wanted:
        return {}
    rows = change.session.execute(
        select(ORGANIZATION.c.name, ORGANIZATION.c.id).where(ORGANIZATION.c.name.in_(wanted))
    )
    found: dict[str, str] = {row.name: row.id for row in rows}
    new = [{"id": new_id(), "name": name} for name in wanted if name not in found]
    if new:
        change.session.execute(insert(ORGANIZATION), new)
    for row in new:
        change.note("create", "organization", row["id"], "*", after=row["name"])
        found[row["name"]] = row["id"]
    return found


def revise_organization(change: Change, id_: str, fields: Document) -> None:
    """Set columns to what `fields` says, whatever they were."""
    row = change.session.execute(select(ORGANIZATION).where(ORGANIZATION.c.id == id_)).mappings().one()
    change.session.execute(update(ORGANIZATION).where(ORGANIZATION.c.id == id_).values(fields))
    for key, value in fields.items():
        change.note("update", "organization", id_, key, row[key], value)
    change.flush()


def complete_organizations(change: Change, told: Iterable[Document]) -> None:
    """Fill in what is not known yet of organizations ({"name", …columns}). What is known stays: two rows of a
    list may say different things of one organization, and must not change it back and forth."""
    details = {one["name"]: one for one in reversed(list(told)) if one.get("name")}
    ids = put_organizations(change, details)
    rows = change.session.execute(select(ORGANIZATION).where(ORGANIZATION.c.name.in_(list(ids)))).mappings()
    for row in rows.all():
        differing = {k: v for k, v in details[row["name"]].items() if v is not None and row[k] is None}
        if not differing:
            continue
        query = update(ORGANIZATION).where(ORGANIZATION.c.id == row["id"])
        change.session.execute(query.values(differing))
        for key, value in differing.items():
            change.note("update", "organization", row["id"], key, None, value)
    change.flush()
