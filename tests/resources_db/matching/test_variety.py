"""The first three: each wanted need, different kinds of help where they are as good, nothing late before what fits."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_db.matching.eligibility import AgeFit
from resources_db.matching.ranking import Match
from resources_db.matching.variety import Help, help_of, varied
from resources_db.models import Service

HELPS = {
    "一時預かりルーム ぽけっと": Help.PLACE,
    "みどり台児童センター": Help.PLACE,
    "ひとり親家庭の医療費助成": Help.MONEY,
    "保育園の入園申込み": Help.MONEY,
    "産前産後ヘルパー派遣": Help.COMES,
    "こんにちは赤ちゃん訪問": Help.COMES,
    "ひとり親相談窓口": Help.TALK,
    "子ども電話": Help.TALK,
    "オンライン助産師": Help.ONLINE,
    "産後ドゥーラの利用料補助": Help.MONEY,
}


def match(name: str, score: float = 1.0, need: str = "temporary_care", **fields: Any) -> Match:
    known: dict[str, Any] = {"age": AgeFit.FITS, "strength": score}
    return Match(Service(name=name), score, need, **known | fields)


def names(matches: list[Match], wanted: list[str] | None = None) -> list[str]:
    return [m.service.name for m in varied(matches, wanted or ["temporary_care"])]


@pytest.mark.parametrize(("name", "kind"), HELPS.items())
def test_kinds_of_help(name: str, kind: Help) -> None:
    assert help_of(match(name)) is kind


ROOMS = [match("あおぞらルーム", 1.0), match("つばめルーム", 0.98), match("ひばりルーム", 0.97)]


def test_another_help_that_is_as_good_comes_before_more_of_one() -> None:
    talk, visit = match("子どもの相談", 0.9), match("子どもの訪問", 0.88)
    assert names([*ROOMS, talk, visit]) == ["あおぞらルーム", "子どもの相談", "子どもの訪問"]


def test_not_what_is_much_less_good() -> None:
    assert names([*ROOMS, match("子どもの相談", 0.5)]) == [m.service.name for m in ROOMS]


def test_not_what_has_less_to_do_with_the_need() -> None:
    assert names([*ROOMS, match("子どもの相談", 0.95, strength=0.3)]) == [m.service.name for m in ROOMS]


def test_not_for_the_price_of_the_need() -> None:
    assert names([*ROOMS, match("借金の相談", 0.95, "debt")])[:1] == ["あおぞらルーム"]
    assert names([*ROOMS[:2], match("借金の相談", 0.5, "debt")])[:2] == ["あおぞらルーム", "つばめルーム"]


def test_the_best_is_always_there() -> None:
    best = match("ほしぞら広場", 2.0, "play_place")
    wanted = ["temporary_care", "debt"]
    first = names([best, *ROOMS, match("借金の相談", 0.9, "debt")], wanted)
    assert first == ["ほしぞら広場", "あおぞらルーム", "借金の相談"]


def test_of_two_needs_each_is_served() -> None:
    assert "借金の相談" in names([*ROOMS, match("借金の相談", 0.3, "debt")], ["temporary_care", "debt"])


def test_one_desk_that_stands_twice_is_shown_once() -> None:
    twice = [match("こども家庭センター「ほし」", 1.0), match("「ほし」の子ども相談", 0.99)]
    assert names([*twice, match("つばめルーム", 0.9)]) == ["こども家庭センター「ほし」", "つばめルーム"]


LATE = match("ようじルーム", 3.0, age=AgeFit.SOON)


def test_what_comes_too_early_stands_last() -> None:
    assert names([LATE, *ROOMS[:2]]) == ["あおぞらルーム", "つばめルーム", "ようじルーム"]
    assert names([LATE, *ROOMS]) == [m.service.name for m in ROOMS]


def test_not_even_for_a_need_that_nothing_else_serves() -> None:
    late = match("借金の相談", 3.0, "debt", age=AgeFit.PAST)
    assert names([late, *ROOMS], ["temporary_care", "debt"]) == [m.service.name for m in ROOMS]


some = st.builds(
    match,
    st.sampled_from([*HELPS, "「ほし」の相談", "「ほし」"]),
    st.floats(0.1, 3),
    st.sampled_from(["temporary_care", "debt", "play_place"]),
    age=st.sampled_from(AgeFit),
)


@given(st.lists(some, max_size=10), st.lists(st.sampled_from(["temporary_care", "debt"]), unique=True))
def test_nothing_late_stands_before_or_instead_of_what_is_not(
    matches: list[Match], wanted: list[str]
) -> None:
    first = varied(matches, wanted)
    late = [m.age.is_late for m in first]
    left = [m for m in matches if not any(m is one for one in first)]
    assert len(first) <= 3
    assert bool(first) == bool(matches)
    assert late == sorted(late)
    assert not (any(late) and any(not m.age.is_late for m in left))
