"""The examples of the standard: in, out and in again, and no value lost."""

import copy
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from resources_db.hsds.reading import read_hsds, read_service
from resources_db.hsds.standard import Json
from resources_db.hsds.writing import service_of
from resources_db.importers.records import Record
from tests.conftest import shared_file

ORGANIZATION_ID = "1554f2e2-a373-45db-a3fa-9fc48a61c15e"  # as the database gives it


def export(record: Record) -> Json:
    return service_of(
        record.document,
        id=record.id or "",
        source="t",
        source_id=record.source_id,
        organization={"id": ORGANIZATION_ID} | record.organization,
        last_modified=datetime(2026, 11, 24, tzinfo=UTC),
        today=date(2026, 11, 24),
    )


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """Every single value with the way to it; items of lists go by their ids."""
    if isinstance(value, dict):
        return {k: v for key, one in value.items() for k, v in leaves(one, f"{path}/{key}").items()}
    if isinstance(value, list):
        named = [(item["id"] if isinstance(item, dict) else i, item) for i, item in enumerate(value)]
        return {k: v for key, one in named for k, v in leaves(one, f"{path}/{key}").items()}
    return {path: value}


@pytest.mark.parametrize(
    "name", ["service_full.json", "organization_full.json", "service_list.json", "csv", "tabular.json"]
)
class TestTheExamplesOfTheStandard:
    def first(self, name: str) -> Record:
        for _, record in read_hsds(shared_file("data/hsds/examples") / name):
            if isinstance(record, Record):
                return record
        raise AssertionError("no record")

    def test_in_out_and_in_again_is_the_same(self, name: str, tmp_path: Path) -> None:
        record = self.first(name)
        exported = export(record)
        path = tmp_path / "again.json"
        path.write_text(json.dumps(exported), "utf-8")
        ((_, again),) = list(read_hsds(path))
        assert isinstance(again, Record)
        assert {key: again.document[key] for key in record.document} == record.document
        assert again.organization == record.organization


@pytest.mark.parametrize("name", ["service_full.json", "organization_full.json"])
def test_no_value_of_the_examples_is_lost(name: str) -> None:
    """But for when it changed last, and the organization's id: both are the database's own."""
    raw = json.loads(shared_file(f"data/hsds/examples/{name}").read_text("utf-8"))
    if "services" in raw:
        raw = {**raw["services"][0], "organization": {k: v for k, v in raw.items() if k != "services"}}
    record = read_service(copy.deepcopy(raw), set())
    exported = export(record)
    before, after = leaves(raw), leaves(exported)
    lost = {path for path, value in before.items() if after.get(path) != value}
    assert lost == {"/last_modified", "/organization/id"}
