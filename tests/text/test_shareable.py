"""Which of a parent's words staff may see. Every name, number and address here is invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.shareable import LONGEST, shareable


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("熱のある子を預けたい", "熱のある子を預けたい"),
        ("夜8時まで預けられる所はありますか", "夜8時まで預けられる所はありますか"),
        ("3歳と5歳がいます。週2回だけ", "3歳と5歳がいます。週2回だけ"),
        ("電話は090-1234-5678です。預けたい", "電話は[電話]です。預けたい"),
        ("娘の花子が星見小学校に行けません", "娘の[名前]が[学校]に行けません"),
        ("一行目\n\n二行目　です", "一行目 二行目 です"),
    ],
)
def test_kept_in_one_line_with_tags(said: str, kept: str) -> None:
    assert shareable(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "田中家の嫁です。預けたい",  # a name that masking leaves
        "受付番号は 12 34 56 と言われました",
        "部屋は hanako2021 です",
        "二三五七一と書いてありました",
        "名前は田中花子です。電話は090-1234-5678、緑町3丁目2-1です",  # about somebody
    ],
)
def test_nothing_is_kept_where_something_is_suspicious(said: str) -> None:
    assert shareable(said) == ""


@pytest.mark.parametrize(
    "said", ["死にたい。預けたい", "夫に殴られています。どこか泊まれる所", "もう限界です"]
)
def test_a_call_for_help_is_nobodys_statistics(said: str) -> None:
    assert shareable(said) == ""


def test_long_words_end_with_a_sentence_or_a_dot_and_never_inside_a_tag() -> None:
    assert shareable("預けたいです。" * 40) == "預けたいです。" * 17
    assert shareable("預けたいけれど" * 40).endswith("…")
    cut = shareable("預けたいけれど" * 16 + "ああああああ" + "090-1234-5678" + "預けたい" * 20)
    assert cut
    assert "[" not in cut


@settings(deadline=None)  # rules are made when their words first come
@given(st.text(alphabet=st.sampled_from("あ預0-9０９ 。[]電話の\n田中@a１"), max_size=400))
def test_never_longer_never_more_than_a_line_never_a_number(said: str) -> None:
    kept = shareable(said)
    assert len(kept) <= LONGEST
    assert "\n" not in kept
    assert "@" not in kept.replace("[メール]", "")
