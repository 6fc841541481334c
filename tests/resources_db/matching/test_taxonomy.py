"""The needs, and the words that lead to them."""

from pathlib import Path

import pytest
import yaml

from resources_db.matching import taxonomy
from resources_db.matching.taxonomy import WordFinder, needs, needs_of_service, official_words, parents_words

ALL = needs().values()


def found(text: str) -> set[str]:
    return {need for need, _ in parents_words().find(text)}


def test_ids_are_unique() -> None:
    files = (Path(taxonomy.__file__).parent / "needs").glob("*.yml")
    ids = [item["id"] for path in files for item in yaml.safe_load(path.read_text("utf-8"))["needs"]]
    assert len(ids) == len(set(ids)) == len(needs())


def test_every_related_need_exists() -> None:
    assert {r for need in ALL for r in need.helped_by} <= set(needs())
    assert [need.id for need in ALL if need.id in need.helped_by] == []


def test_a_parent_can_read_every_need() -> None:
    assert [(n.id, n.plain) for n in ALL if not 0 < len(n.plain) <= 20] == []
    assert [n.id for n in ALL if not n.official or not n.parents] == []


def test_ages_are_months_in_order() -> None:
    assert [n.id for n in ALL if n.ages and not 0 <= n.ages[0] < n.ages[1] <= 600] == []


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("DVのことで", "domestic_violence"),
        ("ＤＶ被害", "domestic_violence"),
        ("児童扶養手当をもらいたい", "single_parent_allowance"),
        ("養育費が払われない", "child_support_payment"),
    ],
)
def test_is_found(text: str, need: str) -> None:
    assert need in found(text)


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("DVDを借りたい", "domestic_violence"),
        ("特別児童扶養手当について", "single_parent_allowance"),
        ("ADVの教室", "domestic_violence"),
    ],
)
def test_is_not_found_inside_another_word(text: str, need: str) -> None:
    assert need not in found(text)
    assert need not in {n for n, _ in official_words().find(text)}


def test_the_longest_word_wins_and_one_word_may_serve_two_needs() -> None:
    finder = WordFinder([("手当", "a"), ("児童手当", "b"), ("児童手当", "c")])
    assert finder.find("児童手当と手当") == [("b", "児童手当"), ("c", "児童手当"), ("a", "手当")]


def test_no_words_find_nothing() -> None:
    assert WordFinder([]).find("手当") == []


def test_a_services_name_weighs_more_than_its_description() -> None:
    weights = needs_of_service({"name": "養育費相談", "description": "面会交流のことも聞く。"})
    assert weights["child_support_payment"][0] > weights["visitation"][0] > 0
    assert "養育費" in weights["child_support_payment"][1]
