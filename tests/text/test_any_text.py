"""No text raises, and long hostile text comes to an end: work grows with length, not with its square."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.child_age import find_ages
from bot.text.facts import find_facts
from bot.text.japanese_dates import find_times
from bot.text.personal_data import mask
from bot.text.tokens import content_forms

NOW = datetime(2025, 12, 3, 10, 20)
BITS = st.sampled_from(
    [
        "3",
        "10",
        "二",
        "十",
        "歳",
        "才",
        "か月",
        "年",
        "月",
        "日",
        "時",
        "半",
        "〜",
        "-",
        "/",
        ":",
        ".",
        "、",
        "小",
        "中",
        "高",
        "年少",
        "生後",
        "妊娠",
        "もうすぐ",
        "今",
        "来週の",
        "土日",
        "火曜",
        "午後",
        "夜",
        "から",
        "まで",
        "無料",
        "電話",
        "LINE",
        "は",
        "が",
        "の",
        "苦手",
        "じゃなくて",
        "断られた",
        "保育園",
        "実家",
        "丁目",
        "番地",
        "090",
        "@",
        "http://",
        "〒",
        "名前は",
        "と申します",
        "くん",
        "小学校",
        "�",
        "\x00",
        "😀",
        "ﾞ",
        "ー",
        "ー",
        "令和",
        "99",
        "00",
        "2月30日",
        "13月",
        "9999年",
    ]
)
HOSTILE = [
    "1", "一", "〇", "歳", "あ", "ア", "漢", "w", " ", "-", "0-", "0 ", "1、", "1〜", "1:", "1/", "a@", "a.",
    "a-", "@", "三歳", "1か月",
    "もうすぐ", "妊娠", "小", "月・", "夜", "午後", "来週の", "電話", "近く", "断られ", "実家も", "名前は",
    "と申しま", "1丁目",
    "マンション", "くん", "小学校", "一時保育", "生後", "\ud800", "\x00", "ｶﾞ", "ー", "😀", "ﷺ", "e\u0301",
    "。", "3歳の頃", "1年生",
]  # fmt: skip


def read_everything(text: str) -> None:
    facts = find_facts(text, districts=("緑町", "緑ヶ丘"), now=NOW)
    for span in (*facts.ages, *facts.times):
        assert 0 <= span.start < span.end <= len(text)
        assert span.text == text[span.start : span.end]
    for age in facts.ages:
        assert (age.low_months is None) == (age.high_months is None) == (age.kind == "pregnancy")
        if age.low_months is not None and age.high_months is not None:
            assert 0 <= age.low_months < age.high_months
    for wish in facts.times:
        assert wish.minutes is None or 0 <= wish.minutes[0] < wish.minutes[1]
    mask(text).encode()
    content_forms(text)


@settings(deadline=None)
@given(st.text())
def test_any_text(text):
    read_everything(text)


@settings(deadline=None, max_examples=300)
@given(st.lists(BITS, max_size=12).map("".join))
def test_any_mixture_of_our_own_words(text):
    read_everything(text)


@pytest.mark.parametrize("bit", HOSTILE, ids=ascii)
def test_ten_thousand_characters_come_to_an_end(bit):
    read_everything((bit * (10_000 // len(bit) + 1))[:10_000])


@pytest.mark.parametrize("length", [10, 100, 1000])
def test_finds_grow_with_length(length):
    assert len(find_ages("3歳。" * length, NOW.date())) == length
    assert len(find_times("明日。" * length, NOW)) == length
