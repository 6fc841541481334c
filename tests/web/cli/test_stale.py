"""`michi stale`: for people and for programs."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from resources_db.opening import JAPAN
from tests.web.cli.listed import List


@pytest.fixture
def town(tmp_path: Path) -> List:
    return List(tmp_path)


def day(ahead: int) -> str:
    return (datetime.now(JAPAN).date() + timedelta(days=ahead)).isoformat()


def test_nothing_to_look_at(town: List) -> None:
    town.put("H1", assured_date=day(-1), review_on=day(364))
    ended = town.michi("stale")
    assert (ended.exit_code, ended.output) == (0, "見直すものはありません。\n")


def test_the_oldest_first_and_a_line_for_each_source(town: List) -> None:
    town.put("H1", name="ほしぞら広場", assured_date="2020-05-01", review_on="2021-05-01")
    town.put("H2", "b", name="うみべの家", phones=[])
    town.put(
        "H3",
        "b",
        name="やまの家",
        assured_date="2024-05-01",
        review_on="2025-05-01",
        vanished_on="2026-04-02",
    )
    ended = town.michi("stale")
    assert ended.exit_code == 0
    assert ended.output.splitlines() == [
        "b H2 うみべの家  電話なし  確認の記録なし。確認した日がありません",
        "hoshimi H1 ほしぞら広場  03-0000-0101  最後の確認 2020-05-01。見直しの日です(2021-05-01)",
        "b H3 やまの家  03-0000-0101  最後の確認 2024-05-01。取り込んだ一覧から消えました(2026-04-02)",
        "b: 2件",
        "hoshimi: 1件",
    ]


def test_days_ahead(town: List) -> None:
    town.put("H1", assured_date=day(-360), review_on=day(5))
    assert json.loads(town.michi("stale", "--json").output) == {"due": []}
    (one,) = json.loads(town.michi("stale", "--json", "--days", "5").output)["due"]
    assert (one["source_id"], one["why"], one["review_on"]) == ("H1", "review", day(5))


@pytest.mark.parametrize("arguments", [("--days", "-1"), ("--days", "x"), ("extra",)])
def test_wrong_use_is_exit_code_2(town: List, arguments: tuple[str, ...]) -> None:
    assert town.michi("stale", *arguments).exit_code == 2
