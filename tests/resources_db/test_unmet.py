"""What parents looked for in vain is counted, leads to nobody, and is forgotten after a time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import inspect

from resources_db import unmet as store
from resources_db.engine import Sessions
from resources_db.unmet import KEEP_DAYS, LONGEST_WORDS, Reason, Unmet, keep, kept, purge

DAY = date(2026, 11, 24)
SICK = Unmet(DAY, Reason.NOT_FOUND, ("sick_child_care", "work"), 2, "本町", "熱の日に預けたい")


def counts(sessions: Sessions) -> list[tuple[Unmet, int]]:
    return [(one.unmet, one.count) for one in kept(sessions)]


def test_the_same_on_one_day_is_one_row_with_a_count(empty_town: Sessions) -> None:
    for _ in range(3):
        keep(empty_town, SICK)
    assert counts(empty_town) == [(SICK, 3)]


@pytest.mark.parametrize(
    "other",
    [
        replace(SICK, day=DAY - timedelta(days=1)),
        replace(SICK, needs=("sick_child_care",)),
        replace(SICK, child_age=3),
        replace(SICK, district=None),
        replace(SICK, words=""),
        replace(SICK, reason=Reason.LATE),
    ],
)
def test_what_differs_is_another_row(empty_town: Sessions, other: Unmet) -> None:
    keep(empty_town, SICK)
    keep(empty_town, other)
    assert sorted(n for _, n in counts(empty_town)) == [1, 1]


def test_nothing_in_it_leads_to_a_person(empty_town: Sessions) -> None:
    columns = {column["name"] for column in inspect(empty_town.kw["bind"]).get_columns("unmet_need")}
    assert columns == {"key", "day", "reason", "needs", "child_age", "district", "words", "count"}


def test_the_longest_words_go_in(empty_town: Sessions) -> None:
    longest = replace(SICK, words="👨‍👩‍👧" + "あ" * (LONGEST_WORDS - 5))
    keep(empty_town, longest)
    assert counts(empty_town) == [(longest, 1)]


def test_it_is_forgotten_after_its_days(empty_town: Sessions) -> None:
    last, over = (replace(SICK, day=DAY - timedelta(days=KEEP_DAYS + n)) for n in (0, 1))
    keep(empty_town, last)
    keep(empty_town, over)
    assert purge(empty_town, DAY) == 1
    assert counts(empty_town) == [(last, 1)]


def test_only_from_a_day_on(empty_town: Sessions) -> None:
    before = replace(SICK, day=DAY - timedelta(days=1))
    keep(empty_town, SICK)
    keep(empty_town, before)
    assert [one.unmet for one in kept(empty_town, DAY)] == [SICK]
    assert [one.unmet for one in kept(empty_town)] == [SICK, before]


def test_nobody_fills_the_disk_by_chatting(empty_town: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_A_DAY", 3)
    for n in range(10):
        keep(empty_town, replace(SICK, words=f"ことば{n}"))
    found = kept(empty_town)
    assert len(found) == 4
    assert sum(one.count for one in found) == 10
    assert [(one.unmet.words, one.count) for one in found if one.count > 1] == [("", 7)]
