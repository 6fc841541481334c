"""/api/v1/hsds/: the list as open data, in HSDS's own shapes and pages."""

import json
from pathlib import Path

import jsonschema
import pytest
from flask.testing import FlaskClient

from resources_db.hsds.ids import NEEDS, NEEDS_NAME, taxonomy_id
from resources_db.hsds.shaping import need_term
from tests.conftest import shared_file
from tests.web.api.hsds_town import FIRST, HIDDEN, HSDS, client, get, names, sessions

__all__ = ["client", "sessions"]


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
            (f"taxonomy_term_id={need_term('domestic_violence')['id']}", []),
            (f"taxonomy_term_id={need_term('gaming')['id']}", []),  # staff took it away
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
        assert names(client, "/taxonomies") == [NEEDS_NAME, "設備"]
        assert get(client, f"/taxonomies/{taxonomy_id(NEEDS)}")["version"]
        assert get(client, f"/taxonomies/{taxonomy_id('設備')}")["name"] == "設備"
        assert client.get(f"{HSDS}/taxonomies/x").status_code == 404

    def test_terms(self, client: FlaskClient) -> None:
        assert names(client, f"/taxonomy_terms?taxonomy_id={taxonomy_id('設備')}") == ["授乳室"]
        assert names(client, "/taxonomy_terms?search=授乳室") == ["授乳室"]
        assert names(client, "/taxonomy_terms?parent_id=x") == []
        term = need_term("temporary_care")
        assert get(client, f"/taxonomy_terms/{term['id']}") == term
        assert client.get(f"{HSDS}/taxonomy_terms/x").status_code == 404


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
