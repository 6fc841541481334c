"""Creating a conversation, sending, catching up, events, erasing."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import FakeClock
from web.api import conversations as routes
from web.house import House

WORRY = "旦那が単身赴任で、数時間だけみてほしい"
Begin = Callable[[FlaskClient], Any]


class TestStarting:
    def test_gives_an_id_a_token_and_a_greeting(self, client: FlaskClient) -> None:
        answer = client.post("/api/v1/conversations")
        assert answer.status_code == 201
        assert answer.json
        assert answer.json["state"] == "bot"
        assert answer.json["cursor"] == 1
        assert [r["type"] for r in answer.json["replies"]] == ["text", "choices"]

    def test_two_conversations_share_nothing(self, client: FlaskClient, begin: Begin) -> None:
        one, other = begin(client), begin(client)
        assert one.id != other.id
        assert one.token != other.token

    def test_is_never_stored_by_a_browser(self, client: FlaskClient) -> None:
        assert client.post("/api/v1/conversations").headers["Cache-Control"] == "no-store"


class TestEveryReplyTypeKeepsItsShape:
    """The client checks each answer against the description."""

    @pytest.mark.parametrize(
        ("texts", "expected"),
        [
            ([WORRY], "services"),
            ([WORRY, "1番のは何時まで？"], "text"),
            (["こんにちは"], "text"),
            (["おしゃべりしよう"], "choices"),
            (["人と話したいです"], "handoff"),
            (["死にたい。もう薬を飲んだ"], "contacts"),
            (["夫に殴られています"], "contacts"),
        ],
    )
    def test_reply(self, talk: Any, texts: list[str], expected: str) -> None:
        for text in texts:
            answer = talk.send(text)
            assert answer.status_code == 200
        assert expected in [r["type"] for r in answer.json["replies"]]

    def test_the_level_of_safety_comes_along(self, talk: Any) -> None:
        assert talk.send(WORRY).json["safety"] == {"level": "none", "categories": []}
        assert talk.send("死にたい").json["safety"]["level"] in ("urgent", "emergency")


class TestTheSameMessageAgain:
    def test_gives_the_same_answer_and_stores_nothing_twice(self, talk: Any) -> None:
        first = talk.send(WORRY, "m1").json
        assert talk.send(WORRY, "m1").json == first
        assert len(talk.since()["messages"]) == 3

    def test_even_after_other_messages(self, talk: Any) -> None:
        first = talk.send("死にたい", "m1").json
        talk.send("2歳です", "m2")
        assert talk.send("死にたい", "m1").json == first

    def test_in_another_conversation_is_another_message(self, client: FlaskClient, begin: Begin) -> None:
        one, other = begin(client), begin(client)
        one.send(WORRY, "m1")
        other.send(WORRY, "m1")
        assert len(other.since()["messages"]) == 3

    def test_eight_at_once(self, client: FlaskClient, talk: Any) -> None:
        answers = at_once(client, talk, [(WORRY, "same")] * 8)
        assert all(answer == answers[0] for answer in answers)
        assert len(talk.since()["messages"]) == 3


def test_different_messages_at_once_are_all_stored_with_numbers_of_their_own(
    client: FlaskClient, talk: Any
) -> None:
    at_once(client, talk, [(f"{WORRY}{i}", f"m{i}") for i in range(24)])
    items = talk.since()["messages"]
    assert [item["cursor"] for item in items] == list(range(1, 50))
    asked = [item["text"] for item in items if item["from"] == "parent"]
    assert sorted(asked) == sorted(f"{WORRY}{i}" for i in range(24))
    assert [item["from"] for item in items[1:]] == ["parent", "bot"] * 24


def at_once(client: FlaskClient, talk: Any, messages: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Each message from its own client, all starting together."""
    start = threading.Barrier(len(messages))

    def send(message: tuple[str, str]) -> dict[str, Any]:
        own = client.application.test_client()
        start.wait()
        body = {"text": message[0], "client_message_id": message[1]}
        answer = own.post(talk.path("/messages"), json=body, headers=talk.auth)
        assert answer.status_code == 200
        assert answer.json
        return dict(answer.json)

    with ThreadPoolExecutor(len(messages)) as pool:
        return list(pool.map(send, messages))


class TestCatchingUp:
    def test_both_sides_in_order(self, talk: Any) -> None:
        sent = talk.send(WORRY).json
        told = talk.since()
        assert [(i["cursor"], i["from"]) for i in told["messages"]] == [(1, "bot"), (2, "parent"), (3, "bot")]
        assert told["messages"][1]["text"] == WORRY
        assert told["messages"][2]["replies"] == sent["replies"]
        assert told["cursor"] == sent["cursor"] == 3

    def test_only_what_is_after_the_cursor(self, talk: Any) -> None:
        cursor = talk.send(WORRY).json["cursor"]
        assert talk.since(cursor)["messages"] == []
        talk.send("2歳です")
        assert [i["cursor"] for i in talk.since(cursor)["messages"]] == [4, 5]

    def test_a_cursor_from_the_future_stays(self, talk: Any) -> None:
        assert talk.since(999)["cursor"] == 999

    @pytest.mark.parametrize("after", ["-1", "x", "1.5", "9999999999", "²", "%00"])
    def test_a_cursor_that_is_none(self, client: FlaskClient, talk: Any, after: str) -> None:
        answer = client.get(talk.path(f"/messages?after={after}"), headers=talk.auth)
        assert (answer.status_code, answer.json["code"]) == (400, "bad_parameter")  # type: ignore[index]


class TestEvents:
    @pytest.fixture(autouse=True)
    def short(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(routes, "_EVENTS_SECONDS", 0.3)
        monkeypatch.setattr(routes, "_LOOK_EVERY", 0.1)

    def test_first_what_there_is(self, talk: Any) -> None:
        talk.send(WORRY)
        assert ids(events(talk)) == [1, 2, 3]

    def test_going_on_from_last_event_id(self, talk: Any) -> None:
        talk.send(WORRY)
        assert ids(events(talk, **{"Last-Event-ID": "2"})) == [3]

    def test_an_empty_last_event_id_is_none(self, talk: Any) -> None:
        assert ids(events(talk, **{"Last-Event-ID": ""})) == [1]

    def test_what_comes_meanwhile(self, talk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(routes, "_EVENTS_SECONDS", 1.5)
        later = threading.Timer(0.3, talk.send, ("こんにちは",))
        later.start()
        assert ids(events(talk)) == [1, 2, 3]
        later.join()

    def test_an_erased_conversation_says_so_and_ends(
        self, talk: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(routes, "_EVENTS_SECONDS", 10.0)
        later = threading.Timer(0.3, talk.erase)
        later.start()
        assert events(talk).endswith("event: erased\ndata: {}\n\n")
        later.join()

    def test_no_seat_left_gives_what_there_is_and_a_longer_wait(
        self, talk: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(routes, "_seats", threading.BoundedSemaphore(1))
        monkeypatch.setattr(routes, "_EVENTS_SECONDS", 10.0)
        with routes._seats:
            told = events(talk)
        assert told.startswith("retry: 4000")
        assert ids(told) == [1]

    def test_seats_are_given_back(self, talk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(routes, "_seats", threading.BoundedSemaphore(1))
        assert events(talk).startswith("retry: 1000")
        assert events(talk).startswith("retry: 1000")


def events(talk: Any, **headers: str) -> str:
    answer = talk.client.get(talk.path("/events"), headers={**talk.auth, **headers})
    assert answer.mimetype == "text/event-stream"
    return str(answer.get_data(as_text=True))


def ids(stream: str) -> list[int]:
    return [int(line.removeprefix("id: ")) for line in stream.splitlines() if line.startswith("id: ")]


class TestErasing:
    def test_leaves_nothing(self, talk: Any, direct_house: House) -> None:
        talk.send(WORRY)
        assert talk.erase().status_code == 204
        assert direct_house.conversations.since(talk.id, 0) == []

    def test_twice_is_unknown(self, talk: Any) -> None:
        talk.erase()
        assert talk.erase().status_code == 404

    def test_afterwards_nothing_can_be_sent(self, talk: Any) -> None:
        talk.erase()
        assert talk.send(WORRY).json["code"] == "unknown_conversation"

    def test_while_an_answer_is_made_stores_nothing(
        self, talk: Any, direct_house: House, monkeypatch: pytest.MonkeyPatch, clock: FakeClock
    ) -> None:
        index = direct_house.index.current()
        monkeypatch.setattr(type(direct_house.index), "current", lambda _: talk.erase() and index)
        assert talk.send(WORRY).json["code"] == "unknown_conversation"
        assert direct_house.conversations.since(talk.id, 0) == []
