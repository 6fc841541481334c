"""Whatever is sent: an answer or a problem with its code, never a 500, and never an echo."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from bot import conversation
from web.house import House

MARKER = "ひみつのあいことば9173"


class TestWhoIsAllowed:
    @pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic abc", "abc"])
    def test_without_a_token(self, client: FlaskClient, talk: Any, header: str | None) -> None:
        headers = {} if header is None else {"Authorization": header}
        for answer in every_way(client, talk.path(), headers):
            assert (answer.status_code, answer.json["code"]) == (401, "unauthorized")
            assert answer.headers["WWW-Authenticate"] == "Bearer"

    def test_a_wrong_token_and_an_unknown_conversation_look_the_same(
        self, client: FlaskClient, talk: Any
    ) -> None:
        wrong = every_way(client, talk.path(), {"Authorization": "Bearer wrong"})
        ids = ("0", "00000000-0000-4000-8000-000000000000", "%00", "%F0%9F%98%80", "x" * 2000, "' OR 1=1 --")
        for unknown in ids:
            there = every_way(client, f"/api/v1/conversations/{unknown}", talk.auth)
            for one, other in zip(wrong, there, strict=True):
                assert one.status_code == other.status_code == 404
                assert one.data == other.data

    def test_the_token_of_another_conversation(
        self, client: FlaskClient, talk: Any, begin: Callable[[FlaskClient], Any]
    ) -> None:
        for answer in every_way(client, begin(client).path(), talk.auth):
            assert answer.json["code"] == "unknown_conversation"

    def test_the_word_bearer_in_any_case(self, client: FlaskClient, talk: Any) -> None:
        headers = {"Authorization": f"bearer {talk.token}"}
        assert client.get(talk.path("/messages"), headers=headers).status_code == 200

    def test_a_token_of_strange_bytes(self, client: FlaskClient, talk: Any) -> None:
        for answer in every_way(client, talk.path(), {"Authorization": "Bearer \xff\xfe"}):
            assert answer.status_code == 404


def every_way(client: FlaskClient, path: str, headers: dict[str, str]) -> list[Any]:
    return [
        client.post(f"{path}/messages", json={"text": "こんにちは"}, headers=headers),
        client.get(f"{path}/messages", headers=headers),
        client.get(f"{path}/events", headers=headers),
        client.delete(path, headers=headers),
    ]


NOT_AN_OBJECT = {
    "nothing": b"",
    "not JSON": b"{text:",
    "a list": b"[]",
    "a string": '"こんにちは"'.encode(),
    "a number": b"1",
    "null": b"null",
    "CP932": '{"text": "保育園"}'.encode("cp932"),
    "brackets in brackets": b"[" * 100_000,
    "braces in braces": b'{"text":' * 20_000,
    "a number of 10,000 digits": b'{"text": ' + b"1" * 10_000 + b"}",
}


@pytest.mark.parametrize("body", NOT_AN_OBJECT.values(), ids=NOT_AN_OBJECT)
def test_a_body_that_is_no_json_object(client: FlaskClient, talk: Any, body: bytes) -> None:
    answer = client.post(
        talk.path("/messages"), data=body, headers=talk.auth, content_type="application/json"
    )
    assert (answer.status_code, answer.json["code"]) == (400, "bad_json")  # type: ignore[index]


def test_a_form_is_no_json(client: FlaskClient, talk: Any) -> None:
    answer = client.post(talk.path("/messages"), data={"text": "こんにちは"}, headers=talk.auth)
    assert (answer.status_code, answer.json["code"]) == (400, "bad_json")  # type: ignore[index]


@pytest.mark.parametrize("text", [None, 1, True, ["こんにちは"], {"text": "こんにちは"}])
def test_a_text_that_is_no_string(talk: Any, text: object) -> None:
    answer = talk.send(text)
    assert (answer.status_code, answer.json["code"]) == (422, "bad_json")


@pytest.mark.parametrize("client_id", [1, [], {}, "", "x" * 101, "\x00", "a\ud800", "\u202e"])
def test_a_client_id_that_cannot_be_kept(talk: Any, client_id: object) -> None:
    answer = talk.send("こんにちは", client_id)
    assert (answer.status_code, answer.json["code"]) == (422, "bad_json")


@pytest.mark.parametrize("client_id", ["a", "x" * 100, "日本語", "' OR 1=1 --", "😀"])
def test_a_client_id_that_can(talk: Any, client_id: str) -> None:
    assert talk.send("こんにちは", client_id).json == talk.send("こんにちは", client_id).json


@pytest.mark.parametrize("text", ["", " ", "\n\t　", "\x00", "\ud800", "\u202e"])
def test_a_text_with_nothing_to_read(talk: Any, text: str) -> None:
    answer = talk.send(text)
    assert (answer.status_code, answer.json["code"]) == (422, "empty_message")
    assert talk.since()["cursor"] == 1


@pytest.mark.parametrize("letter", ["あ", "a", "😀", "1", "。", "ﾊﾟ"])
def test_the_longest_message_and_one_more(talk: Any, letter: str) -> None:
    longest = (letter * conversation.LONGEST_MESSAGE)[: conversation.LONGEST_MESSAGE]
    assert talk.send(longest).status_code == 200
    answer = talk.send(longest + letter[0])
    assert (answer.status_code, answer.json["code"]) == (413, "message_too_long")
    assert "10,000" in answer.json["detail"] or "長" in answer.json["detail"]


def test_a_body_over_256_kb(client: FlaskClient, talk: Any) -> None:
    answer = talk.send("あ" * 300_000)
    assert (answer.status_code, answer.json["code"]) == (413, "payload_too_large")


ODD_TEXTS = {
    "half-width kana": "ﾎｲｸｴﾝﾆｱｽﾞｹﾀｲ",
    "emoji only": "😭😭😭",
    "English": "I need someone to watch my baby for a few hours",
    "Chinese": "我想把孩子托管几个小时",
    "marks only": "。。。？？？",
    "one letter": "あ",
    "control characters inside": "保育園\x00に\x07預け\x1bたい",
    "lone surrogates inside": "保育園に\ud83d預けたい\udc00",
    "direction marks inside": "保育園に\u202e預けたい",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "SQL": "'; DROP TABLE conversation; --",
    "a template": "{{7*7}} {town} %s %(x)s ${HOME}",
    "a Rasa command": "/restart",
    "a Rasa command with entities": '/need{"need": "child_allowance"}',
    "a Rasa command that is broken": "/need{",
    "JSON": '{"text": "保育園"}',
    "many lines": "つらい\n" * 1000,
    "many numbers": "1234567890 " * 800,
    "combining marks": "か゛" * 500 + "\u0301" * 500,
    "Arabic ligature": "ﷺ" * 1000,
}


@pytest.mark.parametrize("way", ["direct_house", "house"])
@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_an_odd_text_is_answered(
    text: str,
    way: str,
    request: pytest.FixtureRequest,
    make_client: Callable[[House], FlaskClient],
    begin: Callable[[FlaskClient], Any],
) -> None:
    talk = begin(make_client(request.getfixturevalue(way)))
    answer = talk.send(text)
    assert answer.status_code == 200
    said = json.dumps(answer.json["replies"], ensure_ascii=False)
    assert text not in said or len(text) == 1


def test_what_is_stored_is_what_was_written(talk: Any) -> None:
    html = "<b>保育園</b> & \"'; DROP TABLE message; --"
    talk.send(html)
    assert talk.since()["messages"][1]["text"] == html


class TestOtherAddresses:
    @pytest.mark.parametrize("path", ["/api", "/api/v1", "/api/v2/conversations", "/api/v1/services/a/b"])
    def test_unknown(self, client: FlaskClient, path: str) -> None:
        answer = client.get(path)
        assert answer.status_code == 404
        if path.startswith("/api/"):
            assert answer.json["code"] == "not_found"  # type: ignore[index]

    def test_a_method_that_is_not_allowed_names_those_that_are(self, client: FlaskClient) -> None:
        answer = client.put("/api/v1/conversations", json={})
        assert (answer.status_code, answer.json["code"]) == (405, "method_not_allowed")  # type: ignore[index]
        assert set(answer.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


class TestSearching:
    def test_best_first(self, client: FlaskClient) -> None:
        answer = client.get("/api/v1/services?q=子どもを少しの間預けたい&age_months=24&limit=3").json
        assert answer
        assert answer["in_scope"] is True
        assert answer["needs"][0] == "short_care" or answer["needs"]
        assert 1 <= len(answer["services"]) <= 3
        assert all(service["reasons"] for service in answer["services"])

    def test_page_by_page(self, client: FlaskClient) -> None:
        whole = client.get("/api/v1/services?q=預けたい&limit=6").json
        rest = client.get("/api/v1/services?q=預けたい&limit=3&offset=3").json
        assert whole
        assert rest
        assert [s["service_id"] for s in whole["services"]][3:] == [s["service_id"] for s in rest["services"]]

    def test_all_of_them(self, client: FlaskClient, direct_house: House) -> None:
        answer = client.get("/api/v1/services?limit=50&offset=10").json
        assert answer
        assert answer["total"] == len(direct_house.index.current().services)
        assert len(answer["services"]) == 50

    def test_out_of_scope(self, client: FlaskClient) -> None:
        answer = client.get("/api/v1/services?q=株価を教えて").json
        assert answer
        assert answer["in_scope"] is False
        assert answer["services"] == []

    def test_one_service(self, client: FlaskClient) -> None:
        first = client.get("/api/v1/services?limit=1").json
        assert first
        found = client.get(f"/api/v1/services/{first['services'][0]['service_id']}").json
        assert found == first["services"][0]

    @pytest.mark.parametrize("unknown", ["nothing", "%00", "'", "😀"])
    def test_a_service_that_is_not_there(self, client: FlaskClient, unknown: str) -> None:
        answer = client.get(f"/api/v1/services/{unknown}")
        assert (answer.status_code, answer.json["code"]) == (404, "unknown_service")  # type: ignore[index]

    @pytest.mark.parametrize(
        "query",
        [
            "age_months=-1",
            "age_months=x",
            "age_months=301",
            "limit=0",
            "limit=51",
            "offset=-1",
            "offset=1e3",
            "limit=²",
        ]
        + ["q=" + "あ" * 1001],
    )
    def test_a_condition_that_is_none(self, client: FlaskClient, query: str) -> None:
        answer = client.get(f"/api/v1/services?{query}")
        assert (answer.status_code, answer.json["code"]) == (400, "bad_parameter")  # type: ignore[index]

    @pytest.mark.parametrize("q", ["%00", "%FF", "<script>", "' OR 1=1 --", "%F0%9F%98%AD", "a" * 1000])
    def test_odd_words(self, client: FlaskClient, q: str) -> None:
        assert client.get(f"/api/v1/services?q={q}").status_code == 200


class TestNoLogHoldsWhatAParentWrote:
    @pytest.mark.parametrize(
        "text", [f"{MARKER}、預けたい", f"/{MARKER}{{", f"/need{{{MARKER}", f"死にたい{MARKER}", MARKER * 900]
    )
    def test_ordinary_crisis_and_refused_messages(
        self, text: str, talk: Any, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        talk.send(text)
        assert MARKER not in caplog.text

    def test_a_skill_that_fails(
        self, talk: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(said: str, *_: object) -> None:
            raise ValueError(said)

        monkeypatch.setattr(conversation, "answer_directly", fail)
        answer = talk.send(MARKER)
        assert answer.status_code == 200
        assert "人と話したい" in json.dumps(answer.json, ensure_ascii=False)
        assert MARKER not in caplog.text
        assert "could not answer: ValueError at " in caplog.text

    def test_something_unexpected(
        self,
        direct_house: House,
        talk: Any,
        caplog: pytest.LogCaptureFixture,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise ValueError(MARKER)

        monkeypatch.setattr(type(direct_house.conversations), "send", fail)
        with pytest.raises(AssertionError, match="500"):  # the client of these tests takes no 500
            talk.send(MARKER)
        assert MARKER not in caplog.text
        assert "unexpected ValueError at " in caplog.text
