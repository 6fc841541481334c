"""The database is gone: an honest 503 with numbers to call, and a crisis is answered all the same."""

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from bot.understanding.rasa_client import RasaClient
from tests.conftest import RasaStack, free_port
from web.config import Config
from web.house import House, open_house

MARKER = "ひみつのあいことば2846"
MakeClient = Callable[[House], FlaskClient]
Begin = Callable[[FlaskClient], Any]


@pytest.fixture
def own_house(config: Config, sessions: object, tmp_path: Path) -> House:
    """A house with a database of its own that may be broken; no Rasa."""
    path = tmp_path / "own.db"
    with (
        sqlite3.connect(config.database_url.removeprefix("sqlite:///")) as there,
        sqlite3.connect(path) as here,
    ):
        there.backup(here)
    here.close()
    there.close()
    return open_house(replace(config, database_url=f"sqlite:///{path}", rasa_port=free_port()))


def break_it(house: House) -> None:
    """The file is overwritten by something else, as a disk or a person may do."""
    path = Path(house.config.database_url.removeprefix("sqlite:///"))
    house.sessions.kw["bind"].dispose()
    house.index._looked_at = 0.0  # the list in memory is looked after once a second
    for file in path.parent.glob("own.db*"):
        file.write_bytes(b"garbage" * 1000)


class TestDatabaseGone:
    @pytest.fixture(params=["a broken file", "PostgreSQL is down"])
    def talk(
        self,
        request: pytest.FixtureRequest,
        own_house: House,
        config: Config,
        make_client: MakeClient,
        begin: Begin,
    ) -> Any:
        talk = begin(make_client(own_house))
        if request.param == "a broken file":
            break_it(own_house)
            return talk
        url = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
        return replace(
            talk, client=make_client(open_house(replace(config, database_url=url, rasa_port=free_port())))
        )

    def test_everything_is_unavailable_and_names_numbers(self, talk: Any) -> None:
        answers = [
            talk.client.post("/api/v1/conversations"),
            talk.send("保育園に預けたい"),
            talk.client.get(talk.path("/messages"), headers=talk.auth),
            talk.client.get(talk.path("/events"), headers=talk.auth),
            talk.erase(),
            talk.client.get("/api/v1/services?q=預けたい"),
        ]
        for answer in answers:
            assert (answer.status_code, answer.json["code"]) == (503, "unavailable")
            assert {"110", "119", "189"} <= {contact["number"] for contact in answer.json["contacts"]}

    @pytest.mark.parametrize("text", ["死にたい", "子どもが息をしていません", "夫に殴られています"])
    def test_a_crisis_is_answered(self, talk: Any, text: str) -> None:
        answer = talk.send(text, "m1")
        assert answer.status_code == 200
        assert answer.json["safety"]["level"] in ("urgent", "emergency")
        assert any(r["type"] == "contacts" for r in answer.json["replies"])
        assert answer.json["cursor"] == 0, "nothing was stored"

    def test_a_crisis_is_answered_to_anyone_but_not_without_a_token(self, talk: Any) -> None:
        assert replace(talk, token="wrong").send("死にたい").status_code == 200
        assert talk.client.post(talk.path("/messages"), json={"text": "死にたい"}).status_code == 401

    def test_a_message_that_cannot_be_taken_says_why(self, talk: Any) -> None:
        assert talk.send("").json["code"] == "empty_message"

    def test_health_tells(self, talk: Any) -> None:
        assert talk.client.get("/healthz").status_code == 200
        ready = talk.client.get("/readyz")
        assert (ready.status_code, ready.json["degraded"]) == (503, ["database"])

    def test_no_log_holds_what_was_written(self, talk: Any, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        for text in (MARKER, f"死にたい{MARKER}"):
            talk.send(text)
        assert MARKER not in caplog.text


def test_a_table_that_is_gone_in_the_middle_logs_nothing_of_the_message(
    own_house: House, make_client: MakeClient, begin: Begin, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    talk = begin(make_client(own_house))
    path = own_house.config.database_url.removeprefix("sqlite:///")
    with sqlite3.connect(path) as database:
        database.execute("ALTER TABLE message RENAME COLUMN text TO gone")
    database.close()
    assert talk.send(MARKER).status_code == 503
    assert MARKER not in caplog.text


def test_with_the_database_back_the_same_house_goes_on(
    own_house: House, make_client: MakeClient, begin: Begin
) -> None:
    talk = begin(make_client(own_house))
    path = Path(own_house.config.database_url.removeprefix("sqlite:///"))
    own_house.sessions.kw["bind"].dispose()
    kept = path.read_bytes()
    break_it(own_house)
    assert talk.send("預けたい", "m1").status_code == 503
    own_house.sessions.kw["bind"].dispose()
    for side in path.parent.glob("own.db-*"):
        side.unlink()
    path.write_bytes(kept)
    assert talk.send("預けたい", "m1").status_code == 200


class TestRasa:
    def test_readiness_names_what_is_degraded(self, client: FlaskClient) -> None:
        answer = client.get("/readyz").json
        assert answer
        assert answer["status"] == "degraded"
        assert answer["degraded"] == ["rasa"]

    def test_ready(self, house: House, make_client: MakeClient) -> None:
        answer = make_client(house).get("/readyz").json
        assert answer
        assert answer["status"] == "ok"

    @pytest.mark.parametrize("text", ["{}、預けたい", "/{}{{", "/need{{{}", '/need{{"x": {}'])
    def test_its_log_holds_nothing_of_an_ordinary_message(
        self, text: str, house: House, rasa_stack: RasaStack, make_client: MakeClient, begin: Begin
    ) -> None:
        assert begin(make_client(house)).send(text.format(MARKER)).status_code == 200
        assert MARKER not in rasa_stack.log.read_text("utf-8")

    def test_nor_of_one_whose_skill_fails(
        self, house: House, direct_house: House, rasa_stack: RasaStack, make_client: MakeClient, begin: Begin
    ) -> None:
        """Its remembered ages are of a shape that no skill can read."""
        talk = begin(make_client(house))
        with house.sessions.begin() as session:
            from resources_db.casework.conversations import find

            conversation = find(session, talk.id)
            assert conversation
            conversation.context = {"child_ages": ["?"]}
        answer = talk.send(f"{MARKER}、子どもを預けたい")
        assert answer.status_code == 200
        log = rasa_stack.log.read_text("utf-8")
        assert "action_find_support failed: AttributeError at " in log
        assert MARKER not in log

    def test_something_else_on_its_port(
        self, direct_house: House, config: Config, make_client: MakeClient, begin: Begin
    ) -> None:
        """The action server answers 404 there; a page that is no JSON would be the same."""
        other = RasaClient("http://127.0.0.1:1", config.rasa_secret)
        talks = replace(direct_house.conversations, rasa=other)
        house = replace(direct_house, rasa=other, conversations=talks)
        assert begin(make_client(house)).send("預けたい").status_code == 200
