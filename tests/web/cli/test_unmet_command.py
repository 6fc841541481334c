"""`michi unmet`: for people, for programs, for Excel."""

import csv
import io
import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from resources_db.matching.taxonomy import needs
from resources_db.opening import JAPAN
from resources_db.unmet import KEEP_DAYS, Reason, Unmet, keep
from tests.web.cli.listed import List


@pytest.fixture
def town(tmp_path: Path) -> List:
    """A list for every need but two."""
    town = List(tmp_path)
    missing = {"gaming", "sick_child_care"}
    answered = [{"need": n, "weight": 0.4, "evidence": "x"} for n in sorted(needs()) if n not in missing]
    mentioned = [{"need": "gaming", "weight": 0.39, "evidence": "x"}]
    over = [{"need": "sick_child_care", "weight": 1.0, "evidence": "x"}]
    town.put("H1", needs=sorted([*answered, *mentioned], key=lambda n: str(n["need"])))
    town.put("H2", needs=over, valid_to="2020-01-01")
    town.put("H3", needs=over, status="draft")
    return town


def today() -> date:
    return datetime.now(JAPAN).date()


def told(town: List, *, times: int = 1, ago: int = 0, **changes: object) -> None:
    values = {"reason": Reason.NOT_FOUND, "needs": ("gaming",), "words": "ゲームをやめない"} | changes
    for _ in range(times):
        keep(town.sessions, Unmet(today() - timedelta(days=ago), **values))  # type: ignore[arg-type]


def test_nothing_yet_but_what_the_list_lacks(town: List) -> None:
    ended = town.michi("unmet")
    assert ended.exit_code == 0
    lines = ended.output.splitlines()
    assert lines[0] == "見つからなかった困りごとはありません。"
    assert lines[3] == "一覧に案内がない困りごと(2):"
    assert [line.split()[0] for line in lines[4:]] == ["sick_child_care", "gaming"]


def test_the_most_asked_first_with_examples(town: List) -> None:
    told(town, needs=("work", "gaming"), words="", ago=1)
    told(town, times=2, child_age=9, district="本町")
    told(town, needs=(), words="きょうだいで同じ所がいい", reason=Reason.WEAK)
    assert town.michi("unmet").output.splitlines()[:6] == [
        "■ ゲーム・スマホ・ネット 3回(見つからない3)",
        f"  「ゲームをやめない」 ({today()}、9歳、本町、2回)",
        "■ 分からなかったこと 1回(近いものだけ1)",
        f"  「きょうだいで同じ所がいい」 ({today()})",
        "■ 仕事さがし・資格 1回(見つからない1)",
        f"合わせて4回。{KEEP_DAYS}日で消えます。",
    ]


def test_for_programs(town: List) -> None:
    told(town, times=2, child_age=9)
    found = json.loads(town.michi("unmet", "--json").output)
    assert found["total"] == 2
    assert found["needs"] == [
        {
            "need": "gaming",
            "label": "ゲーム・スマホ・ネット",
            "count": 2,
            "reasons": {"not_found": 2},
            "examples": [
                {
                    "day": str(today()),
                    "words": "ゲームをやめない",
                    "child_age": 9,
                    "district": None,
                    "count": 2,
                }
            ],
        }
    ]
    assert [lack["need"] for lack in found["lacking"]] == ["sick_child_care", "gaming"]
    assert "family_support_center" in found["lacking"][0]["helped_by"]


def test_for_excel_and_no_cell_runs_as_a_formula(town: List) -> None:
    told(town, needs=("gaming", "work"), words='=HYPERLINK("x")', child_age=9, reason=Reason.LATE)
    text = town.michi("unmet", "--csv").output
    assert text.startswith("\ufeff")
    head, row = csv.reader(io.StringIO(text[1:]))
    assert dict(zip(head, row, strict=True)) == {
        "日": str(today()),
        "困りごと": "gaming work",
        "名前": "ゲーム・スマホ・ネット、仕事さがし・資格",
        "子どもの年齢": "9",
        "地区": "",
        "ことば": '\'=HYPERLINK("x")',
        "わけ": "年齢が合わない",
        "回数": "1",
    }


def test_searches_from_the_command_line_are_not_counted_and_that_is_said(town: List) -> None:
    town.michi("search", "ゲームをやめない")
    assert json.loads(town.michi("unmet", "--json").output)["total"] == 0
    for arguments in (("unmet",), ("unmet", "--help")):
        assert "michi search とAPIでさがした分は数えません。" in town.michi(*arguments).output


def test_since_a_day_and_never_longer_than_it_is_kept(town: List) -> None:
    for ago in (0, 10, KEEP_DAYS + 1):
        told(town, ago=ago)
    since = str(today() - timedelta(days=5))
    assert json.loads(town.michi("unmet", "--json", "--since", since).output)["total"] == 1
    assert json.loads(town.michi("unmet", "--json").output)["total"] == 2


@pytest.mark.parametrize("arguments", [("--since", "昨日"), ("--json", "--csv"), ("extra",)])
def test_wrong_use_is_exit_code_2(town: List, arguments: tuple[str, ...]) -> None:
    ended = town.michi("unmet", *arguments)
    assert ended.exit_code == 2
