"""`michi needs ID`: the needs of a service for people and for programs, and setting them right."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from resources_db.matching.taxonomy import needs
from resources_db.models import Metadata
from tests.web.cli.listed import List

CARE = {"need": "temporary_care", "weight": 0.7, "evidence": "一時預かり"}


@pytest.fixture
def town(tmp_path: Path) -> List:
    town = List(tmp_path)
    town.put("H1", name="ぽけっと", description="", needs=[CARE])
    town.put("H2", "b", name="広場", needs=[])
    town.put("H2", "c", name="港の広場", needs=[])
    return town


def found(town: List, *arguments: str) -> Any:
    ended = town.michi("needs", *arguments, "--json")
    assert ended.exit_code == 0, ended.output
    return json.loads(ended.output)


def test_what_is_there_and_which_words_say_so(town: List) -> None:
    assert town.michi("needs", "H1").output.splitlines() == [
        "hoshimi H1 ぽけっと",
        "  0.7  temporary_care 一時預かり  一時預かり",
    ]


def test_setting_it_right(town: List) -> None:
    ended = town.michi("needs", "H1", "--add", "work", "--remove", "一時預かり")
    assert (ended.exit_code, ended.output.splitlines()) == (
        0,
        [
            "hoshimi H1 ぽけっと",
            "  1.0  work 仕事さがし・資格  職員の確認",
            "  -    temporary_care 一時預かり  使えない(職員の確認)",
            "直しました。",
        ],
    )
    assert town.michi("needs", "H1", "--add", "work").output.endswith(
        "もうそうなっています。何も変えていません。\n"
    )


def test_for_programs_by_either_id(town: List) -> None:
    town.michi("needs", "H1", "--add", "work", "--remove", "temporary_care")
    told = found(town, "H1")
    assert (told["changed"], told["service"]["name"]) == (False, "ぽけっと")
    assert [(n["need"], n["by"], n["removed"]) for n in told["needs"]] == [
        ("temporary_care", "staff", True),
        ("work", "staff", False),
    ]
    assert found(town, told["service"]["id"]) == told


def test_back_to_the_rules(town: List) -> None:
    town.michi("needs", "H1", "--add", "work")
    assert [n["need"] for n in found(town, "H1", "--reset", "work")["needs"]] == ["temporary_care"]


def test_who_did_it(town: List) -> None:
    town.michi("needs", "H1", "--add", "work", "--by", "子育て支援課")
    with town.sessions() as session:
        last = session.scalars(select(Metadata).order_by(Metadata.number.desc())).first()
    assert last
    assert (last.field_name, last.updated_by) == ("needs", "子育て支援課")


def test_one_id_in_two_lists_asks_which(town: List) -> None:
    ended = town.michi("needs", "H2", "--add", "work")
    assert ended.exit_code == 2
    assert "--source で選んでください: b、c" in ended.output
    assert found(town, "H2", "--source", "c", "--add", "work")["service"]["name"] == "港の広場"
    assert found(town, "H2", "--source", "b")["needs"] == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("H9",), "このIDの案内はありません"),
        (("H1", "--add", "temporary_car"), "もしかして: temporary_care"),
        (("H1", "--add", "???"), "michi needs --list"),
        (("--list", "H1"), "--list は"),
        (("--list", "--add", "work"), "--list は"),
        (("H1", "--add", "work", "--remove", "仕事さがし・資格"), "2回"),
        ((), "SERVICE_ID か --list"),
    ],
)
def test_wrong_use_is_exit_code_2(town: List, arguments: tuple[str, ...], says: str) -> None:
    ended = town.michi("needs", *arguments)
    assert ended.exit_code == 2
    assert says in ended.output


def test_every_need_that_can_be_named_is_listed(town: List) -> None:
    lines = town.michi("needs", "--list").output.splitlines()
    assert "temporary_care 一時預かり" in lines
    assert [line.split(" ", 1)[0] for line in lines] == list(needs())
    assert found(town, "--list")["needs"][0].keys() == {"id", "label", "group"}


def test_the_help_says_where_ids_come_from(town: List) -> None:
    told = town.michi("needs", "--help").output
    assert "困りごとのIDと名前は michi needs --list で見られます" in told
    assert "SERVICE_ID は、一覧のファイルにあるIDです(michi search --json の source_id)" in told


def test_what_an_older_taxonomy_had_may_be_taken_away(town: List) -> None:
    town.put("H3", needs=[{"need": "gone", "weight": 1.0, "evidence": "x"}])
    assert "使えない" in town.michi("needs", "H3", "--remove", "gone").output
