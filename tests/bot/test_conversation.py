"""The flow of one message, with a Rasa that is told what to answer."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot import conversation
from bot.conversation import BadMessage, Conversations, UnknownConversation, receive
from bot.messages import text
from bot.understanding.rasa_client import UnderstandingUnavailable
from resources_db.casework import conversations as store
from resources_db.casework.models import Conversation, Message
from web.house import House
from web.housekeeping import forget_old

WORRY = "2歳の子を少しの間預けたい"


class FakeRasa:
    """Answers what it is told; an exception is raised. Keeps what it was asked."""

    def __init__(self) -> None:
        self.answer: Any = ([text("はい")], None)
        self.asked: list[dict[str, Any]] = []

    def ask(self, conversation_id: str, said: str, context: dict[str, Any], *_: object, **__: object) -> Any:
        self.asked.append({"id": conversation_id, "text": said, "context": context})
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def rasa() -> FakeRasa:
    return FakeRasa()


@pytest.fixture
def talks(direct_house: House, rasa: FakeRasa) -> Conversations:
    return replace(direct_house.conversations, rasa=rasa)  # type: ignore[arg-type]


def words(replies: list[Any]) -> str:
    return " ".join(reply.get("text", "") for reply in replies)


class TestWhoAnswers:
    def test_rasa(self, talks: Conversations, rasa: FakeRasa) -> None:
        started = talks.start()
        assert words(talks.send(started.conversation_id, "こんにちは").replies) == "はい"
        assert rasa.asked[0]["id"] == started.conversation_id

    @pytest.mark.parametrize("text_", ["死にたい", "子どもが息をしていません", "夫に殴られています"])
    def test_in_a_crisis_nobody_asks_rasa(self, talks: Conversations, rasa: FakeRasa, text_: str) -> None:
        answer = talks.send(talks.start().conversation_id, text_)
        assert rasa.asked == []
        assert any(reply["type"] == "contacts" for reply in answer.replies)

    def test_the_same_model_and_skills_when_rasa_cannot(self, talks: Conversations, rasa: FakeRasa) -> None:
        rasa.answer = UnderstandingUnavailable("down")
        answer = talks.send(talks.start().conversation_id, WORRY)
        assert any(reply["type"] == "services" for reply in answer.replies)
        assert "Rasa" not in words(answer.replies)

    def test_a_person_is_offered_when_nothing_works(
        self,
        talks: Conversations,
        rasa: FakeRasa,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        def fail(said: str, memory: Any, *_: object) -> None:
            memory.worry = "half done"
            raise KeyError(said)

        rasa.answer = UnderstandingUnavailable("down")
        monkeypatch.setattr(conversation, "answer_directly", fail)
        caplog.set_level(logging.DEBUG)
        started = talks.start()
        answer = talks.send(started.conversation_id, WORRY)
        assert any(
            c["label"] == "人と話したい"
            for r in answer.replies
            if r["type"] == "choices"
            for c in r["choices"]
        )
        assert WORRY not in caplog.text
        rasa.answer = ([text("はい")], None)
        talks.send(started.conversation_id, "つぎ")
        assert rasa.asked[-1]["context"]["worry"] is None, "what a failing skill left half done is not kept"


class TestWhatIsRemembered:
    def test_goes_along_with_each_message(self, talks: Conversations, rasa: FakeRasa) -> None:
        started = talks.start()
        rasa.answer = ([text("はい")], {"district": "駅前"})
        talks.send(started.conversation_id, "駅前です")
        rasa.answer = ([text("はい")], None)
        talks.send(started.conversation_id, "こんにちは")
        talks.send(started.conversation_id, "こんにちは")
        assert [asked["context"]["district"] for asked in rasa.asked] == [None, "駅前", "駅前"]

    def test_what_was_said_while_rasa_was_away(self, talks: Conversations, rasa: FakeRasa) -> None:
        started = talks.start()
        rasa.answer = UnderstandingUnavailable("down")
        talks.send(started.conversation_id, WORRY)
        rasa.answer = ([text("はい")], None)
        talks.send(started.conversation_id, "ほかには？")
        context = rasa.asked[-1]["context"]
        assert context["child_ages"][0]["low"] == 24
        assert context["worry"] == WORRY
        assert context["shown"]


class TestReceiving:
    @pytest.mark.parametrize("nothing", ["", " ", "\n", "\x00", "\ud800", "　"])
    def test_nothing(self, nothing: str) -> None:
        with pytest.raises(BadMessage, match="empty_message"):
            receive(nothing)

    def test_longest(self) -> None:
        assert receive("あ" * conversation.LONGEST_MESSAGE)
        with pytest.raises(BadMessage, match="message_too_long"):
            receive("あ" * (conversation.LONGEST_MESSAGE + 1))

    def test_what_cannot_be_shown_is_taken_out_and_the_rest_stays(self) -> None:
        assert receive(" 保育\x00園\ud800に\n<b>👨‍👩‍👧 ") == "保育園に\n<b>👨‍👩‍👧"


class TestUnknown:
    @pytest.mark.parametrize(
        "unknown", ["", "x", "00000000-0000-4000-8000-000000000000", "\x00", "あ" * 5000]
    )
    def test_conversation(self, talks: Conversations, unknown: str) -> None:
        for ask in (
            lambda: talks.send(unknown, WORRY),
            lambda: talks.state(unknown),
            lambda: talks.check(unknown, ""),
        ):
            with pytest.raises(UnknownConversation):
                ask()

    def test_token_is_checked_before_anything_is_stored(self, talks: Conversations) -> None:
        started = talks.start()
        with pytest.raises(UnknownConversation):
            talks.send(started.conversation_id, WORRY, token="wrong")
        assert len(talks.since(started.conversation_id, 0)) == 1


class TestForgetting:
    @pytest.fixture
    def now(self) -> datetime:
        return datetime(2026, 11, 24, tzinfo=UTC)

    @pytest.fixture
    def old(self, talks: Conversations, now: datetime) -> Iterator[str]:
        started = talks.start()
        with talks.sessions.begin() as session:
            found = store.find(session, started.conversation_id)
            assert found
            found.last_active_at = now - timedelta(days=30, seconds=1)
        yield started.conversation_id

    def test_after_the_days_to_keep_messages_and_all(
        self, talks: Conversations, direct_house: House, old: str, now: datetime
    ) -> None:
        young = talks.start().conversation_id
        forget_old(direct_house, now)
        with talks.sessions() as session:
            assert store.find(session, old) is None
            assert session.scalar(select(func.count()).where(Message.conversation_id == old)) == 0
            assert store.find(session, young) is not None

    def test_talking_again_keeps_it(
        self, talks: Conversations, direct_house: House, old: str, now: datetime
    ) -> None:
        talks.send(old, "こんにちは")
        forget_old(direct_house, now)
        assert talks.state(old) == "bot"

    def test_how_many(self, talks: Conversations, old: str, now: datetime) -> None:
        assert store.purge(talks.sessions, now, 30) >= 1
        assert store.purge(talks.sessions, now, 30) == 0

    def test_only_a_hash_of_the_token_is_kept(self, talks: Conversations) -> None:
        started = talks.start()
        with talks.sessions() as session:
            kept = session.get(Conversation, started.conversation_id)
            assert kept
            assert started.token not in str(vars(kept))
