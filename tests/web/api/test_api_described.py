"""openapi.json is valid, and it and the routes name each other."""

import re

from flask.testing import FlaskClient
from openapi_spec_validator import validate

from tests.described import DESCRIPTION, validator
from web.api.problems import DETAILS


def test_the_description_is_valid_openapi() -> None:
    validate(DESCRIPTION)


def test_it_is_served_as_it_is(client: FlaskClient) -> None:
    assert client.get("/api/v1/openapi.json").json == DESCRIPTION


def test_every_route_is_described_and_every_description_has_a_route(client: FlaskClient) -> None:
    routes = {
        (method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in client.application.url_map.iter_rules()
        if rule.endpoint.startswith(("api.", "hsds."))
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    described = {
        (method, path)
        for path, operations in DESCRIPTION["paths"].items()
        for method in operations
        if method != "parameters"
    }
    assert routes == described


def test_every_problem_code_is_described() -> None:
    codes = DESCRIPTION["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]
    assert set(codes) == {*DETAILS, "empty_message", "message_too_long"}


def test_each_reply_type_is_told_apart() -> None:
    reply = validator({"$ref": "#/components/schemas/Reply"})
    assert reply.is_valid({"id": "1", "type": "text", "text": "はい"})
    assert not reply.is_valid({"id": "1", "type": "text", "text": "はい", "extra": 1})
    assert not reply.is_valid({"type": "text", "text": "はい"})
    assert not reply.is_valid({"id": "1", "type": "services", "text": "はい"})
