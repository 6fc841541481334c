"""Only what is published and valid today is offered."""

from datetime import date
from typing import Any

import pytest

from resources_db.engine import Sessions
from resources_db.history import Change, NewRecord, create
from resources_db.matching.index import LiveIndex
from resources_db.models import new_id
from tests.resources_db.matching.records import spaced

TODAY = date(2026, 11, 24)


def offered(sessions: Sessions, **fields: Any) -> bool:
    document = {"name": "広場", "status": "published"} | fields
    with sessions.begin() as session:
        create(Change(session, "t"), [NewRecord(new_id(), {"source": "t", "source_id": "1"}, document)])
    return len(LiveIndex(sessions, spaced, today=lambda: TODAY).current()) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"valid_from": "2026-11-24"},
        {"valid_to": "2026-11-24"},
        {"valid_from": "2026-04-01", "valid_to": "2027-03-31"},
        {"application_until": "2026-04-30"},
    ],
    ids=str,
)
def test_published_and_valid_is_offered(empty_town: Sessions, fields: dict[str, str]) -> None:
    assert offered(empty_town, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft"},
        {"status": "in_review"},
        {"status": "withdrawn"},
        {"valid_from": "2026-11-25"},
        {"valid_to": "2026-11-23"},
    ],
    ids=str,
)
def test_anything_else_is_not(empty_town: Sessions, fields: dict[str, str]) -> None:
    assert not offered(empty_town, **fields)
