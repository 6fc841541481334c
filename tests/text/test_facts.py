"""Everything from one message, and the town's own district names."""

from datetime import datetime

import pytest

from bot.text.district import find_district
from bot.text.facts import Facts, find_facts

NOW = datetime(2025, 12, 3, 10, 20)
DISTRICTS = (
    "緑町",
    "緑ヶ丘",
    "本町",
    "星見台",
    "桜",
    "桜町",
    "みどり台4丁目",
    "大字上野",
    "若葉地区",
    "白浜村",
)


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("緑町に住んでます", "緑町"),
        ("緑が丘です", "緑ヶ丘"),
        ("緑ケ丘です", "緑ヶ丘"),
        ("緑町のほう", "緑町"),
        ("緑のほう", "緑町"),
        ("緑あたりで", "緑町"),
        ("桜町です", "桜町"),
        ("星見市本町", "本町"),
        ("緑町じゃなくて桜町", "桜町"),
        ("みどり台です", "みどり台"),
        ("みどり台4丁目です", "みどり台"),
        ("みどり台２丁目に住んでます", "みどり台"),
        ("先月みどり台に越してきました", "みどり台"),
        ("本町一丁目", "本町"),
        ("上野のあたり", "大字上野"),
        ("大字上野です", "大字上野"),
        ("緑です", "緑町"),
        ("若葉", "若葉地区"),
        ("若葉で探してます", "若葉地区"),
        ("白浜に住んでいます", "白浜村"),
        ("若葉がきれい", None),
        ("みどり台じゃなくて緑町", "緑町"),
        ("日本町", None),
        ("緑が好き", None),
        ("", None),
    ],
)
def test_district(text, district):
    assert find_district(text, DISTRICTS) == district


@pytest.mark.parametrize("listed", ["みどり台", "みどり台4丁目", "みどり台４丁目", "みどり台四丁目"])
def test_base_name_whatever_the_list_holds(listed):
    assert find_district("みどり台のほう", (listed,)) == "みどり台"


def test_no_gazetteer_no_district():
    assert find_district("緑町", ()) is None


def test_one_message():
    facts = find_facts(
        "緑町に住む1歳半の母です。ファミサポは断られたので、平日の午前に無料で預けたい。電話は苦手です",
        districts=DISTRICTS,
        now=NOW,
    )
    assert [(age.low_months, age.high_months) for age in facts.ages] == [(18, 24)]
    assert facts.district == "緑町"
    assert [wish.kind for wish in facts.times] == ["weekdays"]
    assert facts.wishes == {"free", "no_phone"}
    assert facts.declined == ("ファミサポ",)


def test_nothing_said_is_nothing_found():
    assert find_facts("こんにちは", now=NOW) == Facts()


def test_defaults_to_the_present():
    assert find_facts("今日").times[0].kind == "day"
