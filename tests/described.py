"""Real answers against web/api/openapi.json: a test client that checks each one."""

import json
import re
from functools import cache
from typing import Any

from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

from web.config import ROOT

DESCRIPTION: dict[str, Any] = json.loads((ROOT / "web/api/openapi.json").read_text("utf-8"))


class DescribedClient(FlaskClient):
    """Every answer must be one that the description names, in the shape that it gives, and never a 500."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if response.request.path.startswith(("/api/", "/healthz", "/readyz")):
            check(response)
        return response


def check(response: TestResponse) -> None:
    method, path = response.request.method.lower(), response.request.path
    where = f"{method} {path} -> {response.status_code}"
    assert response.status_code != 500, where
    described = _described(method, path, response.status_code)
    content = described.get("content", {})
    assert response.mimetype in content or not (content or response.data), where
    if response.mimetype.endswith("json"):
        validator(content[response.mimetype]["schema"]).validate(response.json)


def _described(method: str, path: str, status: int) -> dict[str, Any]:
    for template, operations in DESCRIPTION["paths"].items():
        if method in operations and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
            answers = operations[method]["responses"]
            return _resolved(answers.get(str(status)) or answers["default"])
    assert status in (404, 405), f"{method} {path} is not described"
    return _resolved({"$ref": "#/components/responses/Unavailable"})


def _resolved(node: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in node:
        return node
    found: dict[str, Any] = DESCRIPTION["components"]["responses"][node["$ref"].rsplit("/", 1)[-1]]
    return found


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    return _validator(json.dumps(schema))


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator({"components": DESCRIPTION["components"], **json.loads(schema)})
