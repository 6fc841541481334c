"""What a crisis does to the talk: numbers, then the question; careful words for half an hour; an alert for the staff."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from bot.conversation import Conversations
from bot.crisis import question_beside
from bot.replies.wording import choice
from bot.safety.replies import careful_lead, question_lead
from resources_db.casework import conversations as store
from resources_db.casework.models import SafetyAlert
from tests.conftest import FakeClock
from web.house import House

PERSON = choice("person")[1]


@pytest.fixture
def talks(direct_house: House, clock: FakeClock) -> Conversations:
    clock.set("2026-11-24 02:10")
    return direct_house.conversations


def kinds(replies: list[Any]) -> list[str]:
    return [reply["type"] for reply in replies]


def texts(replies: list[Any]) -> list[str]:
    return [reply["text"] for reply in replies if reply["type"] == "text"]


def ways(replies: list[Any]) -> list[str]:
    return [c["send"] for reply in replies if reply["type"] == "choices" for c in reply["choices"]]


class TestInTheCrisis:
    def test_a_sentence_numbers_staying_and_a_person(self, talks: Conversations) -> None:
        answer = talks.send(talks.start().conversation_id, "もう死にたい")
        assert kinds(answer.replies) == ["text", "contacts", "text", "choices"]
        assert ways(answer.replies) == [PERSON]
        assert len(answer.replies[1]["contacts"]) <= 3

    def test_a_question_in_the_same_message_is_answered_after_the_numbers(self, talks: Conversations) -> None:
        said = "もう死にたい。2歳の子を数時間預けられるところはありますか"
        replies = talks.send(talks.start().conversation_id, said).replies
        assert kinds(replies)[:3] == ["text", "contacts", "text"]
        assert question_lead()["text"] in texts(replies)
        assert "services" in kinds(replies)[3:]

    @pytest.mark.parametrize(
        ("said", "asked"),
        [
            ("もう死にたい。一時預かりはいくらですか", "一時預かりはいくらですか"),
            ("夫に殴られた、児童手当の振込はいつ？", "児童手当の振込はいつ？"),
            ("死にたいって言ったら迷惑ですか", None),
            ("もう死にたい", None),
        ],
    )
    def test_a_question_is_a_part_that_does_not_alarm(self, said: str, asked: str | None) -> None:
        assert question_beside(said) == asked

    def test_a_child_is_answered_as_a_child(self, talks: Conversations) -> None:
        replies = talks.send(talks.start().conversation_id, "おかあさんになぐられる。小3です").replies
        assert "あなたはわるくないよ" in texts(replies)[0]
        assert "0120-0-78310" in {c["number"] for c in replies[1]["contacts"]}

    def test_who_speaks_for_a_daughter_is_not_spoken_to_as_the_daughter(self, talks: Conversations) -> None:
        of_daughter = talks.send(talks.start().conversation_id, "娘が死にたいと言っています").replies
        of_self = talks.send(talks.start().conversation_id, "死にたいです").replies
        assert "大切な人" in texts(of_daughter)[0]
        assert "大切な人" not in texts(of_self)[0]

    def test_the_quick_exit_is_pointed_out_to_who_is_beaten(self, talks: Conversations) -> None:
        replies = talks.send(talks.start().conversation_id, "夫に殴られました").replies
        assert "すぐに閉じる" in texts(replies)[0]

    def test_danger_may_be_spread_over_two_messages(self, talks: Conversations) -> None:
        started = talks.start()
        assert talks.send(started.conversation_id, "夫がまたお酒を飲んで").safety["level"] == "none"
        assert talks.send(started.conversation_id, "殴ってきます").safety["level"] in ("urgent", "emergency")


class TestAfterwards:
    @pytest.mark.parametrize("answer", ["はい", "電話はこわい", "人と話したいです"])
    def test_the_lines_stay(self, talks: Conversations, answer: str) -> None:
        started = talks.start()
        talks.send(started.conversation_id, "もう死にたいです")
        replies = talks.send(started.conversation_id, answer).replies
        assert "contacts" in kinds(replies)
        assert "services" not in kinds(replies)

    def test_no_list_comes_without_a_careful_word_for_half_an_hour(
        self, talks: Conversations, clock: FakeClock
    ) -> None:
        started = talks.start()
        talks.send(started.conversation_id, "もう死にたい")
        clock.set("2026-11-24 02:39")
        soon = talks.send(started.conversation_id, "2歳の子を数時間預かってほしい").replies
        assert "services" in kinds(soon)
        assert soon[0]["text"] == careful_lead()["text"]
        assert ways(soon)[0] == PERSON
        clock.set("2026-11-24 02:41")
        later = talks.send(started.conversation_id, "ほかにはありますか").replies
        assert careful_lead()["text"] not in texts(later)

    def test_staff_are_alerted_without_words_and_without_a_score(self, talks: Conversations) -> None:
        started = talks.start()
        talks.send(started.conversation_id, "こんにちは")
        answer = talks.send(started.conversation_id, "夫に殴られました")
        with talks.sessions() as session:
            alert = next(
                a for a in store.open_alerts(session) if a.conversation_id == started.conversation_id
            )
        assert (alert.level, alert.categories) == (answer.safety["level"], answer.safety["categories"])
        assert alert.message_number == answer.cursor - 1
        assert isinstance(alert.created_at, datetime)
        assert "殴" not in str(vars(alert))

    def test_an_ordinary_message_alerts_nobody(self, talks: Conversations) -> None:
        started = talks.start()
        talks.send(started.conversation_id, "2歳の子を預けたい")
        with talks.sessions() as session:
            assert started.conversation_id not in {a.conversation_id for a in store.open_alerts(session)}

    def test_erasing_erases_the_alert(self, talks: Conversations) -> None:
        started = talks.start()
        talks.send(started.conversation_id, "夫に殴られました")
        talks.erase(started.conversation_id)
        with talks.sessions() as session:
            of_this = select(SafetyAlert).where(SafetyAlert.conversation_id == started.conversation_id)
            assert session.scalars(of_this).all() == []


class TestAConcern:
    def test_is_heard_and_a_person_comes_first(self, talks: Conversations) -> None:
        answer = talks.send(
            talks.start().conversation_id,
            "もう限界です。涙が止まらない。2歳の子を預けられるところはありますか",
        )
        assert answer.safety["level"] == "concern"
        assert kinds(answer.replies)[:2] == ["text", "choices"]
        assert ways(answer.replies)[0] == PERSON
        assert ways(answer.replies).count(PERSON) == 1
        assert "contacts" not in kinds(answer.replies)
        assert "services" in kinds(answer.replies)
