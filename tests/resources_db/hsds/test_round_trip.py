"""A record comes back from HSDS exactly as it went, whatever is in it, and HSDS accepts what went."""

import json
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resources_db.documents import Document, digest, load
from resources_db.engine import Sessions
from resources_db.hsds.export import services
from resources_db.hsds.reading import read_service
from resources_db.hsds.standard import Json
from resources_db.hsds.writing import service_of
from tests.resources_db.hsds.generated import UUIDS, documents

MOMENT = datetime(2026, 11, 24, 1, 2, 3, tzinfo=UTC)
THOROUGH = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def write(document: Document, id_: str, today: date = date(2026, 11, 24)) -> Json:
    return service_of(
        document, id=id_, source="t", source_id="1", organization=None, last_modified=MOMENT, today=today
    )


@given(documents(), UUIDS)
@THOROUGH
def test_every_record_comes_back_as_it_was(document: Document, id_: str) -> None:
    text = json.dumps(write(document, id_), ensure_ascii=False, allow_nan=False)
    record = read_service(json.loads(text), set())
    assert record.document == document
    assert digest(record.document) == digest(document)
    assert (record.id, record.source, record.source_id) == (id_, "t", "1")


@given(documents(), UUIDS, st.dates(date(2026, 1, 1), date(2028, 12, 31)))
@settings(THOROUGH, max_examples=80)
def test_every_record_is_hsds(schema: Any, document: Document, id_: str, today: date) -> None:
    errors = [f"{list(e.path)}: {e.message}" for e in schema.iter_errors(write(document, id_, today))]
    assert errors == []


def test_the_sample_town(schema: Any, sessions: Sessions) -> None:
    with sessions() as session:
        found = list(services(session, date(2026, 11, 24)))
        before = load(session, [service["id"] for service in found])
    assert len(found) > 300
    for service in found:
        assert [error.message for error in schema.iter_errors(service)] == []
        assert read_service(json.loads(json.dumps(service)), set()).document == before[service["id"]]


def test_the_schema_sees_what_is_wrong(schema: Any) -> None:
    """So that its silence says something."""
    good: Json = {"id": "1554f2e2-a373-45db-a3fa-9fc48a61c15e", "name": "x", "status": "active"}
    wrong: tuple[Json, ...] = (
        {"status": "x"},
        {"id": "1"},
        {"url": "http://あ"},
        {"email": "x"},
        {"minimum_age": "6"},
        {"phones": [{}]},
    )
    assert schema.is_valid(good)
    assert not any(schema.is_valid(good | one) for one in wrong)
