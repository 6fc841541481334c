"""What `michi search` shows when nothing is found: a next step, never a dead end."""

from pathlib import Path

import pytest

from tests.web.cli.listed import List

NOTHING = "合うものが見つかりませんでした。"
NOWHERE = "zzzz"  # in no record


@pytest.fixture
def town(tmp_path: Path) -> List:
    return List(tmp_path)


def shown(town: List) -> list[str]:
    ended = town.michi("search", NOWHERE)
    assert ended.exit_code == 0, ended.output
    return ended.stdout.splitlines()


def test_the_main_desk_where_there_is_one(town: List) -> None:
    town.put("H1", name="砂場", needs=[])
    town.put(
        "H2",
        name="こども家庭センター",
        summary="何でも相談できます。",
        needs=[{"need": "general_consult", "weight": 1.0, "evidence": "相談"}],
    )
    first, second, desk, summary, *_ = shown(town)
    assert (first, second) == (NOTHING, "窓口では、一覧にないことも相談できます。")
    assert desk == "★ こども家庭センター  03-0000-0101  (時間は要確認)"
    assert summary == "   何でも相談できます。"


def test_what_to_try_where_there_is_none(town: List) -> None:
    town.put("H1", name="砂場", needs=[])
    assert shown(town) == [
        NOTHING,
        "短いことばや、別の言い方でも試してください。例: michi search '預けたい'",
    ]


def test_the_list_itself_where_it_is_empty(town: List) -> None:
    town.env["MICHI_SEED"] = "none"
    assert shown(town) == [NOTHING, "町の一覧が、まだ空です。michi import で入れてください。"]


def test_what_is_found_needs_no_desk(town: List) -> None:
    town.put("H1", name="砂場", needs=[])
    ended = town.michi("search", "砂場")
    assert ended.stdout.startswith("1. 砂場  03-0000-0101\n")
    assert "★" not in ended.stdout
