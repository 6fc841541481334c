"""A small list behind the HSDS API, and how tests ask it."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from resources_db.casework import models as _casework  # noqa: F401  (its tables)
from resources_db.documents import Document, complete, complete_place
from resources_db.engine import Sessions, open_sessions
from resources_db.history import Change, NewRecord, create
from resources_db.hsds.writing import BLANK
from resources_db.migrate import migrate
from tests.conftest import FakeClock
from web.api import blueprint as api
from web.api.hsds import bp
from web.api.problems import register_errors
from web.house import House

HSDS = "/api/v1/hsds"
ATTRIBUTE = complete("attributes", {"value": "あり"}) | {
    "taxonomy": "設備", "code": "nursing", "name": "授乳室", "description": None, "language": None, "term_uri": None
}  # fmt: skip
RECORDS: dict[str, Document] = {
    "00000000-0000-4000-8000-000000000001": {
        "name": "ほしぞら広場",
        "summary": "親子の遊び場",
        "organization": "ほしぞら会",
        "minimum_age": 0,
        "maximum_age": 36,
        "assured_date": "2026-10-01",
        "assurer": "checker@example.jp",
        "review_on": "2027-10-01",
        "extra": {"備考": "内部の列"},
        "phones": [complete("phones", {"number": "03-0000-0101"})],
        "places": [complete_place({"name": "広場", "address": "星見市本町1-1", "postal_code": "000-0001"})],
        "attributes": [ATTRIBUTE],
        "needs": [{"need": "temporary_care", "weight": 1.0, "evidence": "一時預かり"}],
    },
    "00000000-0000-4000-8000-000000000002": {
        "name": "みなと教室",
        "organization": "ほしぞら会",
        "valid_to": "2026-11-24",
        "needs": [{"need": "gaming", "weight": 0.0, "evidence": "職員の確認"}],
    },
    "00000000-0000-4000-8000-000000000003": {"name": "100%の会", "organization": "みなと会"},
    "00000000-0000-4000-8000-000000000004": {"name": "下書き", "status": "draft", "organization": "まだの会"},
    "00000000-0000-4000-8000-000000000005": {"name": "取り下げ", "status": "withdrawn"},
    "00000000-0000-4000-8000-000000000006": {"name": "終わった", "valid_to": "2026-11-23"},
    "00000000-0000-4000-8000-000000000007": {"name": "これから", "valid_from": "2026-11-25"},
}  # fmt: skip
FIRST, HIDDEN = next(iter(RECORDS)), list(RECORDS)[3:]


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sessions]:
    opened = open_sessions(f"sqlite:///{tmp_path_factory.mktemp('hsds') / 'town.db'}")
    migrate(opened.kw["bind"])
    identities = {id_: {"source": "t", "source_id": id_[-4:]} for id_ in RECORDS}
    with opened.begin() as session:
        records = [NewRecord(id_, identities[id_], BLANK | document) for id_, document in RECORDS.items()]
        create(Change(session, "staff@example.jp"), records)
    yield opened
    opened.kw["bind"].dispose()


@pytest.fixture(scope="module")
def client(sessions: Sessions) -> FlaskClient:
    class Talks:
        now = staticmethod(FakeClock("2026-11-24 10:00"))

    app = Flask(__name__)
    app.extensions["house"] = House(None, sessions, None, None, None, Talks())  # type: ignore[arg-type]
    app.register_blueprint(api)
    app.register_blueprint(bp)
    register_errors(app, lambda status: ("", status))
    return app.test_client()


def get(client: FlaskClient, path: str) -> Any:
    answer = client.get(f"{HSDS}{path}")
    assert answer.status_code == 200, answer.text
    return answer.json


def names(client: FlaskClient, path: str) -> list[str]:
    return [one["name"] for one in get(client, path)["contents"]]
