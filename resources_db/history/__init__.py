"""The only way in which records change: each change leaves its metadata rows (who, when, field, before, after).

All writes are plain inserts, updates and deletes of whole batches, so that a town's whole list is one short
transaction on SQLite and PostgreSQL alike.
"""

from resources_db.history.changes import (
    METADATA,
    Change,
    advance_revision,
    hand_edits,
    read_value,
    revision,
)
from resources_db.history.organizations import (
    complete_organizations,
    remove_unused_organizations,
    revise_organization,
)
from resources_db.history.records import NewRecord, create, remove, revise

__all__ = [
    "METADATA",
    "Change",
    "NewRecord",
    "advance_revision",
    "complete_organizations",
    "create",
    "hand_edits",
    "read_value",
    "remove",
    "remove_unused_organizations",
    "revise",
    "revise_organization",
    "revision",
]
