"""The index shows what the database has: at the next look, with the old one answering until the new one is there."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pytest
from sqlalchemy.exc import SQLAlchemyError

from resources_db.documents import complete_place
from resources_db.engine import Sessions, open_sessions
from resources_db.history import Change, NewRecord, advance_revision, create
from resources_db.matching import index as module
from resources_db.matching import offered
from resources_db.matching.index import Index, LiveIndex
from resources_db.matching.text.terms import Term
from resources_db.models import TownProfile, new_id
from tests.resources_db.matching.records import NEED, change, delete, put, spaced

TODAY = date(2026, 11, 24)


@dataclass
class Town:
    """An empty list, an index of it that looks at every question, and a day that can be moved."""

    sessions: Sessions
    today: date = TODAY
    read: list[str] = field(default_factory=list)
    live: LiveIndex = field(init=False)

    def __post_init__(self) -> None:
        self.live = LiveIndex(self.sessions, self.words_of, today=lambda: self.today)

    def words_of(self, text: str) -> list[Term]:
        self.read.append(text)
        return spaced(text)

    def found(self, word: str) -> list[str]:
        index = self.live.current()
        return [index.names[row] for row in np.flatnonzero(index.word_scores([word]))]


@pytest.fixture
def town(empty_town: Sessions, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    monkeypatch.setattr(module, "_SECONDS_BETWEEN_LOOKS", -1.0)
    monkeypatch.setattr(module, "_SECONDS_OF_PATIENCE", 60.0)
    monkeypatch.setattr(offered, "_AGAIN", 0)  # nothing is found twice by chance
    yield Town(empty_town)


def test_an_empty_list_finds_nothing(town: Town) -> None:
    index = town.live.current()
    assert (len(index), index.main_desk, index.services, town.found("広場")) == (0, None, [], [])


def test_a_new_record_is_found(town: Town) -> None:
    assert town.found("広場") == []
    put(town.sessions, "みどり 広場")
    assert town.found("広場") == ["みどり 広場"]


def test_a_changed_record_is_found_by_what_it_says_now(town: Town) -> None:
    id_ = put(town.sessions, "みどり 広場")
    assert town.found("みどり") == ["みどり 広場"]
    change(town.sessions, id_, name="あおば 広場")
    assert (town.found("みどり"), town.found("あおば")) == ([], ["あおば 広場"])
    assert town.live.current().at([0])[0].name == "あおば 広場"


def test_a_change_back_is_seen_too(town: Town) -> None:
    id_ = put(town.sessions, "みどり 広場")
    for name in ("あおば 広場", "みどり 広場"):
        change(town.sessions, id_, name=name)
        assert town.found("広場") == [name]


def test_a_withdrawn_record_is_gone_and_comes_back(town: Town) -> None:
    id_ = put(town.sessions, "みどり 広場")
    assert town.found("広場")
    change(town.sessions, id_, status="withdrawn")
    assert town.found("広場") == []
    assert town.live.current().service(id_) is None
    change(town.sessions, id_, status="published")
    assert town.found("広場") == ["みどり 広場"]


def test_a_deleted_record_is_gone(town: Town) -> None:
    id_ = put(town.sessions, "みどり 広場")
    put(town.sessions, "あおば 広場")
    assert len(town.found("広場")) == 2
    delete(town.sessions, id_)
    assert town.found("広場") == ["あおば 広場"]


def test_midnight_brings_what_begins_and_takes_what_is_over(town: Town) -> None:
    put(town.sessions, "冬 広場", valid_from="2026-11-25")
    put(town.sessions, "秋 広場", valid_to="2026-11-24")
    assert town.found("広場") == ["秋 広場"]
    town.today = date(2026, 11, 25)
    assert town.found("広場") == ["冬 広場"]


def test_only_what_changed_is_analysed_again(town: Town) -> None:
    ids = [put(town.sessions, name) for name in ("一 広場", "二 広場", "三 広場")]
    assert len(town.found("広場")) == 3
    town.read.clear()
    change(town.sessions, ids[1], name="四 広場")
    assert len(town.found("広場")) == 3
    assert [text for text in town.read if text] == ["四 広場"]


def test_facts_follow_too(town: Town) -> None:
    place = complete_place({"name": "館", "district": "みどり台4丁目", "address": "x"})
    ages = {"minimum_age": 36, "maximum_age": 84, "maximum_grade": 0}
    id_ = put(town.sessions, "広場", needs=[NEED], places=[place], is_free=True, ways="visit,phone", **ages)
    index = town.live.current()
    assert index.need_weights[0, index.need_columns["temporary_care"]] == 1
    assert (index.districts, index.district(0), index.is_free.tolist()) == (("みどり台",), "みどり台", [True])
    assert index.ages.tolist() == [[36, 80]]  # in November some children of 6 are not at school yet
    assert index.ages_of(0, date(2027, 3, 31)) == (36, 84)
    change(town.sessions, id_, needs=[], places=[], is_free=None, ways="", minimum_age=None, kind="室")
    index = town.live.current()
    assert not index.need_weights.any()
    assert (index.districts, index.district(0), index.is_free.tolist()) == ((), "", [False])
    assert (index.kinds, index.ways) == (["室"], [""])
    assert np.isnan(index.ages[0, 0])


def test_the_town_gets_a_name_and_a_desk(town: Town) -> None:
    id_ = put(town.sessions, "総合窓口")
    assert town.live.current().town is None
    with town.sessions.begin() as session:
        session.add(TownProfile(id=1, name="星見市", main_desk_id=id_))
    index = town.live.current()
    assert index.town is not None and index.main_desk is not None
    assert (index.town.name, index.main_desk.name) == ("星見市", "総合窓口")


def test_rows_are_in_the_list_s_order_however_they_came(town: Town) -> None:
    for name in ("三", "一", "二"):
        put(town.sessions, name)
        town.live.current()
    followed, anew = town.live.current(), Town(town.sessions).live.current()
    assert followed.names == anew.names == sorted(["一", "二", "三"])


def test_a_followed_index_is_the_one_that_is_built_anew(town: Town) -> None:
    ids = [put(town.sessions, f"{n} 広場", needs=[NEED] if n % 2 else []) for n in range(9)]
    town.live.current()
    delete(town.sessions, ids[0])
    change(town.sessions, ids[3], name="室", description="相談 広場", needs=[NEED])
    town.live.current()
    change(town.sessions, ids[5], valid_from="2026-12-01")
    put(town.sessions, "0 相談")
    followed, anew = town.live.current(), Town(town.sessions).live.current()
    assert (followed.ids, followed.names) == (anew.ids, anew.names)
    np.testing.assert_array_equal(followed.need_weights, anew.need_weights)
    np.testing.assert_allclose(followed.word_scores(["相談", "広場"]), anew.word_scores(["相談", "広場"]))


def test_an_answer_stays_of_one_revision(town: Town) -> None:
    ids = [put(town.sessions, name) for name in ("一 広場", "二 広場")]
    index = town.live.current()
    assert [service.name for service in index.at([0, 1])] == ["一 広場", "二 広場"]
    change(town.sessions, ids[0], name="三 広場")
    town.live.current()
    assert [service.name for service in index.at([0, 1])] == ["一 広場", "二 広場"]


def test_what_was_withdrawn_before_it_was_read_is_left_out(town: Town) -> None:
    ids = [put(town.sessions, name) for name in ("一 広場", "二 広場")]
    index = town.live.current()
    change(town.sessions, ids[0], status="withdrawn")
    assert [service.name for service in index.at([0, 1])] == ["二 広場"]
    assert index.service(ids[0]) is None


class Slow:
    """A tokenizer that waits at a word until it is let go."""

    def __init__(self) -> None:
        self.reached, self.go = threading.Event(), threading.Event()

    def live(self, sessions: Sessions) -> LiveIndex:
        def words_of(text: str) -> list[Term]:
            if "遅" in text:
                self.reached.set()
                assert self.go.wait(30)
            return spaced(text)

        return LiveIndex(sessions, words_of, today=lambda: TODAY)


def test_the_old_index_answers_until_the_new_one_is_there(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SECONDS_OF_PATIENCE", 0.05)
    slow = Slow()
    live = slow.live(town.sessions)
    put(town.sessions, "広場")
    old = live.current()
    put(town.sessions, "遅い 広場")
    assert live.current() is old
    assert slow.reached.wait(30)
    started = time.monotonic()
    assert live.current() is old
    assert time.monotonic() - started < 5  # of the 30 s that the analysis would take
    slow.go.set()
    assert _until(live, 2).names == ["広場", "遅い 広場"]


def test_a_change_during_the_building_is_not_missed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SECONDS_OF_PATIENCE", 0.05)
    slow = Slow()
    live = slow.live(town.sessions)
    live.current()
    put(town.sessions, "遅い 広場")
    live.current()
    assert slow.reached.wait(30)
    put(town.sessions, "広場")
    slow.go.set()
    assert _until(live, 2).names == ["広場", "遅い 広場"]


def _until(live: LiveIndex, rows: int) -> Index:
    deadline = time.monotonic() + 30
    while len(live.current()) != rows:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return live.current()


def test_a_change_that_was_numbered_before_and_committed_after_another(
    postgres_town: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SECONDS_BETWEEN_LOOKS", -1.0)
    town = Town(postgres_town)
    assert town.found("広場") == []
    with postgres_town.begin() as slow:
        record = NewRecord(
            new_id(), {"source": "t", "source_id": "0"}, {"name": "遅 広場", "status": "published"}
        )
        create(Change(slow, "t"), [record])
        put(postgres_town, "早 広場")
        assert town.found("広場") == ["早 広場"]
        advance_revision(slow)
    assert sorted(town.found("広場")) == ["早 広場", "遅 広場"]


def test_after_very_many_changes_all_services_are_looked_at(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offered, "_MANY", 1)
    town.live.current()
    ids = [put(town.sessions, f"{n} 広場") for n in range(3)]
    assert len(town.found("広場")) == 3
    for id_ in ids:
        change(town.sessions, id_, status="withdrawn")
    assert town.found("広場") == []


def test_an_analysis_that_fails_leaves_the_old_index(town: Town) -> None:
    def words_of(text: str) -> list[Term]:
        if "壊" in text:
            raise ValueError
        return spaced(text)

    live: Any = LiveIndex(town.sessions, words_of, today=lambda: TODAY)
    put(town.sessions, "広場")
    assert live.current().names == ["広場"]
    id_ = put(town.sessions, "壊れた 広場")
    assert live.current().names == ["広場"]
    change(town.sessions, id_, name="直した 広場")
    assert len(live.current()) == 2


def test_without_a_list_there_is_no_index() -> None:
    sessions = open_sessions("sqlite:///:memory:")
    with pytest.raises(SQLAlchemyError):
        LiveIndex(sessions, spaced).current()
    sessions.kw["bind"].dispose()
