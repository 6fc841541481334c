"""Names that are taken out before dates, numbers and keywords."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.spans import MASK, find_names, mask_names

NAMES = [
    "一時保育", "一時預かり", "十日町", "三鷹", "二子玉川", "四日市", "七五三", "一人親", "三歳児健診",
    "1歳半健診",
    "１歳６か月児健診", "小児科", "中学校区", "年中無休", "DVD", "ＤＶＤ", "夜間保育", "放課後等デイサービス",
    "3〜4か月児健診",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_are_masked(name):
    assert mask_names(f"あ{name}を") == f"あ{MASK * len(name)}を"


@pytest.mark.parametrize("text", ["1時", "十日", "三歳", "小3", "年中", "夜", "DV", "一時"])
def test_other_words_stay(text):
    assert mask_names(text) == text


def test_longest_name_wins():
    assert [span.text for span in find_names("こんにちは赤ちゃん事業")] == ["こんにちは赤ちゃん事業"]


@settings(deadline=None)
@given(st.text())
def test_length_never_changes(text):
    assert len(mask_names(text)) == len(text)
