"""HSDS's own schema, with the formats that it names."""

import json
import re
from typing import Any

import jsonschema
import pytest

from tests.conftest import shared_file

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-F]{2})*(?:#[^#]*)?")


@pytest.fixture(scope="session")
def schema() -> Any:
    checker = jsonschema.FormatChecker(("uuid", "email", "date", "date-time"))
    checker.checks("uri")(lambda value: bool(_URI.fullmatch(value)))
    compiled = json.loads(shared_file("data/hsds/compiled/service.json").read_text("utf-8"))
    return jsonschema.Draft202012Validator(compiled, format_checker=checker)
