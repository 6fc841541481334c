"""/api/v1/hsds/: the list as open data, in HSDS's own shapes and pages."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from flask import Flask
from flask.testing import FlaskClient

from resources_db.casework import models as _casework  # noqa: F401  (its tables)
from resources_db.documents import Document, complete, complete_place
from resources_db.engine import Sessions, open_sessions
from resources_db.history import Change, NewRecord, advance_revision, create
from resources_db.hsds.ids import NEEDS, taxonomy_id
from resources_db.hsds.shaping import need_term
from resources_db.hsds.writing import BLANK
from resources_db.migrate import migrate
from tests.conftest import FakeClock, shared_file
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
    "00000000-0000-4000-8000-000000000002": {"name": "みなと教室", "organization": "ほしぞら会", "valid_to": "2026-11-24"},
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


def test_what_this_is(client: FlaskClient) -> None:
    assert get(client, "/") == {
        "version": "3.0",
        "profile": "https://docs.openreferral.org/en/v3.0.0/hsds/",
        "openapi_url": "http://localhost/api/v1/openapi.json",
    }


class TestServices:
    def test_only_what_is_published_and_valid_today(self, client: FlaskClient) -> None:
        assert names(client, "/services") == ["ほしぞら広場", "みなと教室", "100%の会"]

    def test_a_list_has_what_there_is_one_of(self, client: FlaskClient) -> None:
        first = get(client, "/services")["contents"][0]
        assert first["organization"]["name"] == "ほしぞら会"
        assert not {"phones", "attributes", "service_at_locations", "x_michishirube"} & set(first)

    def test_full(self, client: FlaskClient) -> None:
        first = get(client, "/services?full=true")["contents"][0]
        assert first == get(client, f"/services/{FIRST}")
        assert first["phones"][0]["number"] == "03-0000-0101"

    def test_minimal(self, client: FlaskClient) -> None:
        page = get(client, "/services?minimal=true")
        assert (page["size"], set(page["contents"][0])) == (3, {"id", "modified_date"})

    @pytest.mark.parametrize("id_", [*HIDDEN, "nothing"])
    def test_what_is_not_public_is_not_there(self, client: FlaskClient, id_: str) -> None:
        answer = client.get(f"{HSDS}/services/{id_}")
        assert (answer.status_code, answer.json and answer.json["code"]) == (404, "unknown_service")

    def test_nothing_that_is_for_staff(self, client: FlaskClient) -> None:
        text = json.dumps(get(client, "/services?full=true"), ensure_ascii=False)
        assert "example.jp" not in text  # who checked it, who changed it
        assert "内部の列" not in text
        assert '"2027-10-01"' not in text
        assert '"assured_date": "2026-10-01"' in text

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("search=ほしぞら", ["ほしぞら広場"]),
            ("search=遊び場 親子", ["ほしぞら広場"]),
            ("search=遊び場 教室", []),
            ("search=%25", ["100%の会"]),
            ("search=_", []),
            (f"taxonomy_id={taxonomy_id(NEEDS)}", ["ほしぞら広場"]),
            (f"taxonomy_id={taxonomy_id('設備')}", ["ほしぞら広場"]),
            ("taxonomy_id=x", []),
            (f"taxonomy_term_id={need_term('temporary_care')['id']}", ["ほしぞら広場"]),
            (f"taxonomy_term_id={need_term('dv')['id']}", []),
            ("organization_id=x", []),
            ("modified_after=2999-01-01", []),
            ("modified_after=2020-01-01T00:00:00%2B09:00", ["ほしぞら広場", "みなと教室", "100%の会"]),
        ],
    )
    def test_searching(self, client: FlaskClient, query: str, found: list[str]) -> None:
        assert names(client, f"/services?{query}") == found

    def test_by_organization_and_by_term(self, client: FlaskClient) -> None:
        service = get(client, f"/services/{FIRST}")
        assert names(client, f"/services?organization_id={service['organization']['id']}") == [
            "ほしぞら広場",
            "みなと教室",
        ]
        term = service["attributes"][0]["taxonomy_term"]["id"]
        assert names(client, f"/services?taxonomy_term_id={term}") == ["ほしぞら広場"]


class TestPages:
    @pytest.mark.parametrize(
        ("query", "page"),
        [
            ("", (3, 1, 1, 3, True, True, False)),
            ("?per_page=2", (3, 2, 1, 2, True, False, False)),
            ("?per_page=2&page=2", (3, 2, 2, 1, False, True, False)),
            ("?per_page=2&page=3", (3, 2, 3, 0, False, True, True)),
            ("?search=ない", (0, 0, 1, 0, True, True, True)),
        ],
    )
    def test_pages(self, client: FlaskClient, query: str, page: tuple[object, ...]) -> None:
        found = get(client, f"/services{query}")
        keys = ("total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty")
        assert tuple(found[key] for key in keys) == page
        assert len(found["contents"]) == found["size"]

    @pytest.mark.parametrize(
        "query",
        ["page=0", "page=-1", "page=x", "page=99999999", "per_page=0", "per_page=101", "per_page=１", "full=maybe",
         "modified_after=yesterday", "modified_after=0001-01-01T00:00:00%2B09:00", "organization_id=%00", "search=" + "あ" * 201, "format=xml"],
    )  # fmt: skip
    def test_what_cannot_be_asked(self, client: FlaskClient, query: str) -> None:
        answer = client.get(f"{HSDS}/services?{query}")
        assert (answer.status_code, answer.json and answer.json["code"]) == (400, "bad_parameter")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


class TestOrganizations:
    def test_those_that_run_something_public(self, client: FlaskClient) -> None:
        assert names(client, "/organizations") == ["ほしぞら会", "みなと会"]
        assert names(client, "/organizations?search=みなと") == ["みなと会"]

    def test_one_with_its_services(self, client: FlaskClient) -> None:
        id_ = get(client, "/organizations")["contents"][0]["id"]
        services = get(client, f"/organizations/{id_}")["services"]
        assert [(one["name"], one["status"]) for one in services] == [
            ("ほしぞら広場", "active"),
            ("みなと教室", "active"),
        ]
        whole = get(client, f"/organizations/{id_}?full_service=true")["services"]
        assert whole[0]["phones"][0]["number"] == "03-0000-0101"

    def test_all_with_their_services(self, client: FlaskClient) -> None:
        contents = get(client, "/organizations?full=true")["contents"]
        assert [len(one["services"]) for one in contents] == [2, 1]

    def test_none(self, client: FlaskClient) -> None:
        assert client.get(f"{HSDS}/organizations/x").status_code == 404


class TestPlaces:
    def test_where_what_can_be_had(self, client: FlaskClient) -> None:
        (link,) = get(client, "/service_at_locations")["contents"]
        assert (link["location"]["name"], link["service"]["name"]) == ("広場", "ほしぞら広場")
        assert "addresses" not in link["location"]
        assert "phones" not in link["service"]
        whole = get(client, f"/service_at_locations/{link['id']}")
        assert whole["location"]["addresses"][0]["postal_code"] == "000-0001"
        assert whole["service"]["phones"][0]["number"] == "03-0000-0101"

    def test_by_postcode(self, client: FlaskClient) -> None:
        assert get(client, "/service_at_locations?postcode=0000001")["total_items"] == 1
        assert get(client, "/service_at_locations?postcode=000-0002")["total_items"] == 0

    def test_none(self, client: FlaskClient) -> None:
        assert client.get(f"{HSDS}/service_at_locations/x").status_code == 404
        assert client.get(f"{HSDS}/service_at_locations?proximity=100").status_code == 400


class TestTaxonomies:
    def test_ours_and_those_of_the_lists(self, client: FlaskClient) -> None:
        assert names(client, "/taxonomies") == [NEEDS, "設備"]
        assert get(client, f"/taxonomies/{taxonomy_id('設備')}")["name"] == "設備"
        assert client.get(f"{HSDS}/taxonomies/x").status_code == 404

    def test_terms(self, client: FlaskClient) -> None:
        assert names(client, f"/taxonomy_terms?taxonomy_id={taxonomy_id('設備')}") == ["授乳室"]
        assert names(client, "/taxonomy_terms?search=授乳室") == ["授乳室"]
        assert names(client, "/taxonomy_terms?parent_id=x") == []
        term = need_term("temporary_care")
        assert get(client, f"/taxonomy_terms/{term['id']}") == term
        assert client.get(f"{HSDS}/taxonomy_terms/x").status_code == 404


class TestAnswers:
    def test_every_page_may_read_them(self, client: FlaskClient) -> None:
        for path in ("/", "/services", "/services/x"):
            assert client.get(f"{HSDS}{path}").headers["Access-Control-Allow-Origin"] == "*"

    def test_they_are_not_sent_twice(self, client: FlaskClient, sessions: Sessions) -> None:
        first = client.get(f"{HSDS}/services")
        known = {"If-None-Match": first.headers["ETag"]}
        again = client.get(f"{HSDS}/services", headers=known)
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
        assert client.get(f"{HSDS}/services?page=2", headers=known).status_code == 200
        with sessions.begin() as session:
            advance_revision(session)
        assert client.get(f"{HSDS}/services", headers=known).status_code == 200

    def test_nothing_can_be_written(self, client: FlaskClient) -> None:
        assert client.post(f"{HSDS}/services").status_code == 405


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        (f"/services/{FIRST}", "service"),
        ("/services", "service_list"),
        ("/organizations?full_service=true", "organization"),
        ("/organizations", "organization_list"),
        ("/service_at_locations?full=true", "service_at_location"),
        ("/service_at_locations", "service_at_location_list"),
    ],
)
def test_answers_are_hsds(client: FlaskClient, path: str, schema: str) -> None:
    folder: Path = shared_file("data/hsds/compiled")
    compiled = json.loads((folder / f"{schema}.json").read_text("utf-8"))
    checker = jsonschema.FormatChecker(("uuid", "email", "date", "date-time"))
    found = get(client, path)
    for one in found.get("contents", [found]):
        jsonschema.Draft202012Validator(compiled, format_checker=checker).validate(one)
