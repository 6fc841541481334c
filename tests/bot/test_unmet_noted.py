"""What the town's list did not have: noted masked, said to the parent, and never in the way of the answer."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot import noting
from bot.direct import answer_directly
from bot.replies.wording import say
from bot.skills import unmet as skill
from bot.skills.find_support import find_support
from bot.skills.search import not_found
from bot.skills.turn import Heard, Memory, Turn
from bot.understanding.on_disk import ModelOnDisk, open_index
from resources_db.casework import models as _casework  # noqa: F401  (its tables)
from resources_db.documents import complete
from resources_db.engine import Sessions, open_sessions
from resources_db.history import Change, NewRecord, create
from resources_db.hsds.writing import BLANK
from resources_db.matching.index import Index
from resources_db.migrate import migrate
from resources_db.models import new_id
from resources_db.unmet import Reason, Unmet, keep, kept
from tests.conftest import FakeClock

TOLD = "名前などを消して町に伝えます"
PERHAPS = "町の一覧にないかもしれません"
HELPED_A_LITTLE = "夜泣き。おうちに来て話を聞いてほしい"
NOW = FakeClock()()


def need(id_: str, weight: float = 1.0) -> dict[str, Any]:
    return {"need": id_, "weight": weight, "evidence": "x"}


LIST: tuple[dict[str, Any], ...] = (
    {"name": "ぽけっと", "needs": [need("temporary_care")], "minimum_age": 12, "maximum_age": 36},
    {"name": "何でも相談", "needs": [need("general_consult")]},
    {"name": "訪問の会", "description": "おうちに来て話を聞きます", "needs": [need("home_visit", 0.6)]},
)


@pytest.fixture
def records() -> tuple[dict[str, Any], ...]:
    return LIST


@pytest.fixture
def sessions(tmp_path: Path, records: tuple[dict[str, Any], ...]) -> Iterator[Sessions]:
    opened = open_sessions(f"sqlite:///{tmp_path / 'town.db'}")
    migrate(opened.kw["bind"])
    phones = [complete("phones", {"number": "03-0000-0101"})]
    new = [
        NewRecord(new_id(), {"source": "t", "source_id": str(n)}, BLANK | {"phones": phones} | one)
        for n, one in enumerate(records)
    ]
    with opened.begin() as session:
        create(Change(session, "t"), new)
    noting.use(opened)
    yield opened
    noting.wait()
    noting.use(None)
    opened.kw["bind"].dispose()


@pytest.fixture
def index(sessions: Sessions, tmp_path: Path) -> Index:
    return open_index(sessions, ModelOnDisk(tmp_path / "none")).current()


def tell(index: Index, said: str, *needs: str, **told: Any) -> tuple[str, Memory]:
    """What the bot says to a worry with these needs, and what it remembers."""
    memory = told.pop("memory", Memory())
    heard = Heard(said, needs=tuple((n, 0.9 - i * 0.01) for i, n in enumerate(needs)), **told)
    replies = find_support(Turn(heard, memory, index, NOW))
    return " ".join(r["text"] for r in replies if r["type"] == "text"), memory


def noted(sessions: Sessions) -> list[Any]:
    noting.wait()
    return [one.unmet for one in kept(sessions)]


def age(years: int) -> tuple[dict[str, Any], ...]:
    return ({"low": years * 12, "high": years * 12 + 12, "kind": "age", "text": f"{years}歳"},)


class TestWhatIsNoted:
    def test_nothing_found(self, index: Index, sessions: Sessions) -> None:
        said, _ = tell(index, "ゲームをやめない。名前は田中花子です", "gaming", child_ages=age(9))
        assert TOLD in said
        [unmet] = noted(sessions)
        assert (unmet.reason, unmet.needs, unmet.child_age) == (Reason.NOT_FOUND, ("gaming",), 9)
        assert unmet.words == "ゲームをやめない。名前は[名前]です"
        assert unmet.day == date(2026, 11, 24)

    def test_nothing_found_and_nothing_understood(self, index: Index, sessions: Sessions) -> None:
        turn = Turn(Heard("きょうだいで同じ所がいい", intent="nlu_fallback"), Memory(), index, NOW)
        assert TOLD in str(not_found(turn))
        assert [(u.needs, u.words) for u in noted(sessions)] == [((), "きょうだいで同じ所がいい")]

    def test_only_for_other_ages(self, index: Index, sessions: Sessions) -> None:
        said, _ = tell(index, "少しの間預けたい", "temporary_care", child_ages=age(8))
        assert TOLD in said
        assert PERHAPS not in said
        assert [u.reason for u in noted(sessions)] == [Reason.LATE]

    @pytest.mark.parametrize("records", [LIST[2:]])
    def test_only_what_helps_a_little(self, index: Index, sessions: Sessions) -> None:
        said, memory = tell(index, HELPED_A_LITTLE, "sleep_crying")
        assert memory.shown
        assert PERHAPS in said
        assert TOLD in said
        assert [(u.reason, u.needs) for u in noted(sessions)] == [(Reason.WEAK, ("sleep_crying",))]

    @pytest.mark.parametrize("records", [({"name": "家計の話", "needs": [need("debt", 0.3)]},)])
    def test_a_need_that_nothing_in_the_list_answers(self, index: Index, sessions: Sessions) -> None:
        """It is only mentioned, and nothing else helps with it."""
        said, memory = tell(index, "借金が返せない。家計の相談", "debt")
        assert memory.shown
        assert PERHAPS in said
        assert [(u.reason, u.needs) for u in noted(sessions)] == [(Reason.NO_SERVICE, ("debt",))]

    def test_the_age_only_where_it_is_one(self, index: Index, sessions: Sessions) -> None:
        grades = ({"low": 72, "high": 144, "kind": "school", "text": "小学生"},)
        tell(index, "ゲームばかり", "gaming", child_ages=grades)
        tell(index, "ゲームばっかり", "gaming", child_ages=(*age(7), *age(9)))
        assert [u.child_age for u in noted(sessions)] == [None, None]

    def test_a_district_only_where_the_town_has_it(self, index: Index, sessions: Sessions) -> None:
        here = replace(index, districts=("本町",))
        tell(here, "ゲームばかり", "gaming", district="本町")
        tell(here, "ゲームばっかり", "gaming", district="よその村の家")
        assert {u.words: u.district for u in noted(sessions)} == {
            "ゲームばかり": "本町",
            "ゲームばっかり": None,
        }


class TestWhatIsNot:
    def test_a_good_answer(self, index: Index, sessions: Sessions) -> None:
        said, memory = tell(index, "少しの間預けたい", "temporary_care", child_ages=age(2))
        assert memory.shown
        assert TOLD not in said
        assert noted(sessions) == []

    @pytest.mark.parametrize(
        "said",
        [
            "ゲームばかりで、もう死にたい",
            "ゲームをやめない子を殴ってしまう",
            "ゲームばかり。もう消えてしまいたい",
        ],
    )
    def test_what_calls_for_help(self, index: Index, sessions: Sessions, said: str) -> None:
        told, _ = tell(index, said, "gaming")
        assert TOLD not in told
        assert noted(sessions) == []

    def test_anything_in_a_talk_that_alarmed_before(self, index: Index, sessions: Sessions) -> None:
        said, _ = tell(index, "ゲームばかり", "gaming", memory=Memory(crisis=["suicide"]))
        assert TOLD not in said
        assert noted(sessions) == []

    @pytest.mark.parametrize(
        "wish", ["町には伝えないで", "誰にも言わないでください", "内緒です", "知られたくない"]
    )
    def test_what_the_parent_asks_to_keep(self, index: Index, sessions: Sessions, wish: str) -> None:
        said, _ = tell(index, f"ゲームばかり。{wish}", "gaming")
        assert TOLD not in said
        assert noted(sessions) == []

    @pytest.mark.parametrize("tender", ["domestic_violence", "unplanned_pregnancy", "lgbtq"])
    def test_words_age_and_place_of_a_tender_need(
        self, index: Index, sessions: Sessions, tender: str
    ) -> None:
        turn = Turn(
            Heard("相談したいことがある", needs=((tender, 0.9),), child_ages=age(9), district="本町"),
            Memory(needs=[[tender, 0.9]]),
            replace(index, districts=("本町",)),
            NOW,
        )
        turn.remember_facts()
        assert TOLD in str(not_found(turn))
        [unmet] = noted(sessions)
        assert (unmet.needs, unmet.words, unmet.child_age, unmet.district) == ((tender,), "", None, None)

    @pytest.mark.parametrize(
        ("worry", "need_"), [("ゲームばかり", "gaming"), ("おうちに来て話を聞いて", "sleep_crying")]
    )
    def test_the_same_worry_again_in_one_talk(
        self, index: Index, sessions: Sessions, worry: str, need_: str
    ) -> None:
        assert TOLD in (first := tell(index, worry, need_))[0]
        said, _ = tell(index, "4歳です", intent="tell_age", child_ages=age(4), memory=first[1])
        assert TOLD not in said
        assert len(noted(sessions)) == 1

    def test_but_an_age_that_is_told_later_is_news(self, index: Index, sessions: Sessions) -> None:
        _, memory = tell(index, "少しの間預けたい", "temporary_care")
        assert noted(sessions) == []
        said, memory = tell(index, "8歳です", intent="tell_age", child_ages=age(8), memory=memory)
        assert TOLD in said
        tell(index, "本町です", intent="tell_district", memory=memory)
        assert [(u.words, u.child_age) for u in noted(sessions)] == [("少しの間預けたい", 8)]

    def test_a_program_that_keeps_no_notes_says_so(self, index: Index, sessions: Sessions) -> None:
        noting.use(None)
        said, _ = tell(index, "ゲームばかり", "gaming")
        assert "町の一覧に見つかりませんでした" in said
        assert TOLD not in said


class TestTheAnswerIsNeverInTheWay:
    def test_of_a_fault_here(
        self, index: Index, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fail(*_: object) -> None:
            raise ValueError("ゲームばかり")

        monkeypatch.setattr(skill, "shareable", fail)
        said, _ = tell(index, "ゲームばかり", "gaming")
        assert "町の一覧に見つかりませんでした" in said
        assert TOLD not in said
        assert "ValueError" in caplog.text
        assert "ゲーム" not in caplog.text

    def test_of_a_slow_or_broken_database(
        self,
        index: Index,
        sessions: Sessions,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        released = threading.Event()

        def slow_then_broken(*_: object) -> None:
            released.wait(20)
            raise OperationalError("INSERT ゲームばかり", {}, Exception("locked"))

        monkeypatch.setattr(noting, "keep", slow_then_broken)
        caplog.set_level(logging.DEBUG)
        said, _ = tell(index, "ゲームばかり", "gaming")
        assert TOLD in said, "the answer is there while the database still waits"
        released.set()
        noting.wait()
        assert "OperationalError" in caplog.text
        assert "ゲーム" not in caplog.text
        monkeypatch.setattr(noting, "keep", keep)
        tell(index, "ゲームばかり", "gaming")
        assert len(noted(sessions)) == 1, "the writer lives on"

    def test_of_more_than_can_wait(self, sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
        released = threading.Event()
        monkeypatch.setattr(noting, "keep", lambda *_: released.wait(20))
        unmet = Unmet(date(2026, 11, 24), Reason.NOT_FOUND, ("gaming",))
        taken = [noting.note(unmet) for _ in range(1000)]
        released.set()
        assert taken[0]
        assert not taken[-1]


def test_the_way_without_rasa_notes_it_too(index: Index, sessions: Sessions) -> None:
    replies = answer_directly("幼稚園をさがしています", Memory(), index, None, NOW)
    assert say("unmet.told") in str(replies)
    assert len(noted(sessions)) == 1
