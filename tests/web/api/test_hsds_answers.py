"""/api/v1/hsds/: what is kept by those who asked, and what nobody is told."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from resources_db.engine import Sessions
from resources_db.history import Change, NewRecord, advance_revision, create, remove
from resources_db.hsds.export import of_ids
from resources_db.hsds.reading import read_service
from resources_db.hsds.standard import Json
from resources_db.hsds.writing import BLANK
from tests.web.api.hsds_town import FIRST, HIDDEN, HSDS, client, get, sessions

__all__ = ["client", "sessions"]


class TestAnswers:
    def test_every_page_may_read_them(self, client: FlaskClient) -> None:
        for path in ("/", "/services", "/services/x"):
            assert client.get(f"{HSDS}{path}").headers["Access-Control-Allow-Origin"] == "*"

    def test_they_are_not_sent_twice(self, client: FlaskClient, sessions: Sessions) -> None:
        first = client.get(f"{HSDS}/services")
        known = {"If-None-Match": first.headers["ETag"]}
        again = client.get(f"{HSDS}/services", headers=known)
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
        assert client.get(f"{HSDS}/services?page=2", headers=known).status_code == 200
        with sessions.begin() as session:
            advance_revision(session)
        assert client.get(f"{HSDS}/services", headers=known).status_code == 200

    def test_a_program_between_may_have_packed_them(self, client: FlaskClient) -> None:
        tag = client.get(f"{HSDS}/services").headers["ETag"]
        assert client.get(f"{HSDS}/services", headers={"If-None-Match": f"W/{tag}"}).status_code == 304

    def test_a_new_version_of_the_program_answers_anew(
        self, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        known = {"If-None-Match": client.get(f"{HSDS}/services").headers["ETag"]}
        assert client.get(f"{HSDS}/services", headers=known).status_code == 304
        monkeypatch.setattr("web.api.hsds._VERSION", "999.0")
        assert client.get(f"{HSDS}/services", headers=known).status_code == 200

    @pytest.mark.parametrize(("id_", "status"), [(FIRST, 304), ("nothing", 404), (HIDDEN[0], 404)])
    def test_whether_there_is_anything_at_all(self, client: FlaskClient, id_: str, status: int) -> None:
        answer = client.get(f"{HSDS}/services/{id_}", headers={"If-None-Match": "*"})
        assert answer.status_code == status

    def test_nothing_can_be_written(self, client: FlaskClient) -> None:
        assert client.post(f"{HSDS}/services").status_code == 405


class TestOfAnotherProgram:
    @pytest.fixture
    def partners(self, sessions: Sessions) -> Iterator[str]:
        """A partner's service with a history at every depth, in the list as long as the test."""
        history = [{"updated_by": "partner@example.jp", "previous_value": "前の値"}]
        kept: dict[str, Any] = {"metadata": history, "assurer_email": "partner@example.jp"}
        location = {"name": "会館", "location_type": "physical", "accessibility": [kept], **kept}
        record = read_service(
            {
                "id": "00000000-0000-4000-8000-000000000008",
                "name": "よその教室",
                "status": "active",
                "organization": {"name": "よその会", **kept},
                "phones": [{"number": "03-0000-0102", "languages": [{"name": "英語", **kept}], **kept}],
                "service_at_locations": [{"location": location, **kept}],
                "of_theirs": {"deep": [kept, {"shown": "見える"}]},
                **kept,
            },
            set(),
        )
        assert record.id
        with sessions.begin() as session:
            new = NewRecord(record.id, {"source": "u", "source_id": "8"}, BLANK | record.document)
            create(Change(session, "staff@example.jp"), [new])
        yield record.id
        with sessions.begin() as session:
            remove(Change(session, "staff@example.jp"), [record.id])

    def test_its_history_is_nobodys_business(self, client: FlaskClient, partners: str) -> None:
        paths = (f"/services/{partners}", "/services?full=true", "/service_at_locations?full=true",
                 "/service_at_locations", "/organizations?full_service=true")  # fmt: skip
        for path in paths:
            text = json.dumps(get(client, path), ensure_ascii=False)
            assert "よその教室" in text
            assert [word for word in ("partner@", "前の値", "metadata") if word in text] == [], path
        assert get(client, f"/services/{partners}")["of_theirs"] == {"deep": [{}, {"shown": "見える"}]}

    def test_an_answer_is_the_list_of_one_moment(
        self, client: FlaskClient, sessions: Sessions, partners: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def lose_and_read(*arguments: Any, **how: Any) -> Iterator[Json]:
            with sessions.begin() as session:  # after the first look at the list
                remove(Change(session, "staff@example.jp"), [partners])
            return of_ids(*arguments, **how)

        monkeypatch.setattr("web.api.hsds.of_ids", lose_and_read)
        found = get(client, "/service_at_locations?full=true")["contents"]
        assert [link["service"]["name"] for link in found] == ["ほしぞら広場", "よその教室"]
