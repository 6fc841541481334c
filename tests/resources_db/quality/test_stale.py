"""Which records somebody should look at again, and in which order."""

from datetime import timedelta

import pytest

from resources_db.engine import Sessions
from resources_db.models import Status
from resources_db.quality.stale import Due, Why, due
from tests.resources_db.quality.conftest import Put
from tests.resources_db.quality.records import TODAY, phone

CHECKED = {"assured_date": "2026-04-01", "review_on": "2027-04-01"}


def found(town: Sessions, within: int = 0) -> list[Due]:
    with town() as session:
        return list(due(session, TODAY, within))


def day(ahead: int) -> str:
    return (TODAY + timedelta(days=ahead)).isoformat()


class TestWhich:
    def test_checked_lately(self, town: Sessions, put: Put) -> None:
        put("H1", **CHECKED)
        assert found(town) == []

    @pytest.mark.parametrize(
        ("review", "within", "is_due"),
        [
            (day(-1), 0, True),
            (day(0), 0, True),
            (day(1), 0, False),
            (day(30), 30, True),
            (day(31), 30, False),
        ],
    )
    def test_the_day_of_review(
        self, town: Sessions, put: Put, review: str, within: int, is_due: bool
    ) -> None:
        put("H1", assured_date="2026-01-01", review_on=review)
        assert [one.why for one in found(town, within)] == ([Why.REVIEW] if is_due else [])

    def test_never_checked(self, town: Sessions, put: Put) -> None:
        put("H1", assured_date=None, review_on=None)
        put("H2", assured_date=None, review_on=day(99))
        assert [one.why for one in found(town)] == [Why.NEVER_CHECKED, Why.NEVER_CHECKED]

    def test_a_review_day_never_given(self, town: Sessions, put: Put) -> None:
        put("H1", assured_date="2026-01-01", review_on=None)
        assert found(town) == []

    @pytest.mark.parametrize("status", [Status.PUBLISHED, Status.WITHDRAWN])
    def test_vanished_from_its_list(self, town: Sessions, put: Put, status: str) -> None:
        put("H1", **CHECKED, vanished_on=day(-3), status=status)
        assert [(one.why, one.vanished_on) for one in found(town)] == [
            (Why.VANISHED, TODAY - timedelta(days=3))
        ]

    @pytest.mark.parametrize(
        ("status", "count"),
        [(Status.DRAFT, 1), (Status.IN_REVIEW, 1), (Status.PUBLISHED, 1), (Status.WITHDRAWN, 0)],
    )
    def test_withdrawn_by_hand_needs_no_look(self, town: Sessions, put: Put, status: str, count: int) -> None:
        put("H1", assured_date=None, status=status)
        assert len(found(town)) == count


def test_the_longest_unchecked_comes_first(town: Sessions, put: Put) -> None:
    put("H1", assured_date="2025-05-01", review_on=day(-1))
    put("H2", assured_date="2024-05-01", review_on=day(-1))
    put("H3", "b")
    put("H4", "a")
    assert [one.source_id for one in found(town)] == ["H4", "H3", "H2", "H1"]


def test_the_number_to_call_is_no_fax(town: Sessions, put: Put) -> None:
    numbers = [phone("03-0000-0109", type="fax"), phone("03-0000-0101"), phone("03-0000-0102")]
    put("H1", phones=numbers)
    put("H2", phones=numbers[:1])
    assert [one.phone for one in found(town)] == ["03-0000-0101", None]


def test_as_json(town: Sessions, put: Put) -> None:
    put("H1", name="ほしぞら広場", assured_date="2025-05-01", review_on="2026-05-01")
    (one,) = found(town)
    assert one.to_json() | {"service_id": ""} == {
        "service_id": "",
        "source": "hoshimi",
        "source_id": "H1",
        "name": "ほしぞら広場",
        "phone": "03-0000-0101",
        "why": "review",
        "assured_date": "2025-05-01",
        "review_on": "2026-05-01",
        "vanished_on": None,
    }
