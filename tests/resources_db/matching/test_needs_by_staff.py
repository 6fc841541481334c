"""What staff say of a record's needs goes before what its words say, and before what was learned."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from resources_db.engine import Sessions
from resources_db.matching.index import Index, LiveIndex
from resources_db.service_needs import correct_needs
from tests.resources_db.matching.records import NEED, put, spaced


@dataclass
class Learned:
    """Sees 病児保育 and 一時預かり in every text."""

    version: str = "1"

    @property
    def knowledge(self) -> "Learned":
        return self

    dimensions: int = 2

    def of_document(self, *_: object) -> Any:
        return np.zeros(2, np.float32)

    def needs_of_service(self, _: str) -> dict[str, float]:
        return {"sick_child_care": 0.9, "temporary_care": 0.9}


@pytest.fixture
def index(empty_town: Sessions) -> Index:
    id_ = put(empty_town, "ぽけっと", needs=[NEED])
    put(empty_town, "ひろば", needs=[NEED])
    with empty_town.begin() as session:
        correct_needs(session, id_, "職員A", add=("work",), remove=("sick_child_care", "temporary_care"))
    return LiveIndex(empty_town, spaced, model=Learned).current()  # type: ignore[arg-type]


def weight(index: Index, name: str, need: str) -> float:
    return float(index.need_weights[index.names.index(name), index.need_columns[need]])


def test_a_need_that_staff_took_away_is_not_learned_again(index: Index) -> None:
    assert weight(index, "ぽけっと", "sick_child_care") == 0
    assert weight(index, "ぽけっと", "temporary_care") == 0
    assert weight(index, "ぽけっと", "work") == 1
    assert weight(index, "ひろば", "sick_child_care") == pytest.approx(0.9)


def test_a_service_that_is_shown_says_what_staff_said(index: Index) -> None:
    service = index.services[index.names.index("ぽけっと")]
    assert {own.need: own.weight for own in service.needs} == {
        "sick_child_care": 0,
        "temporary_care": 0,
        "work": 1,
    }
