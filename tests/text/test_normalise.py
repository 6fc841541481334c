"""One spelling, and the way back to what was typed."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.normalise import normalise, printable, with_offsets

NASTY = st.text(
    st.one_of(
        st.characters(), st.sampled_from("ーｰ－-〜～~w.ｶﾊﾞﾟ゛かは①3０A \n\t…!！?。、\u200b\ufe0f\ud800👩")
    )
)
SPELLINGS = {
    "全角": {"ＡＢＣ１２３": "abc123", "DVD": "dvd", "㌔": "キロ", "　3　歳": "3 歳"},
    "半角カナ": {"ｶﾞｷﾞﾊﾟ": "ガギパ", "か゛": "が", "ﾌｧﾐｻﾎﾟ": "ファミサポ"},
    "波ダッシュ": {"3～4": "3〜4", "3〜4": "3〜4", "3~4": "3〜4"},
    "長音・ハイフン": {"サ－ビス": "サービス", "サ―ビス": "サービス", "０９０ー１２３４": "090-1234",
        "月－金": "月-金", "緑町3−2": "緑町3-2"},
    "くり返し": {"えーーー": "えー", "助けて!!!!": "助けて!", "wwww": "w", "。。。": "。", "…………": "…",
        "...": "…"},
    "くり返しでない": {"www.example.com": "www.example.com", "aww": "aww", "1.5": "1.5", "ああ": "ああ"},
    "空白・制御": {"a\n\n  b": "a b", " a ": "a", "a\x00\u200bb": "ab", "a\ud800b": "ab", "": ""},
    "丸数字": {"①3歳": "1 3歳"},
}  # fmt: skip


@pytest.mark.parametrize(("text", "out"), [row for group in SPELLINGS.values() for row in group.items()])
def test_spelling(text, out):
    assert normalise(text) == out


@settings(deadline=None)
@given(NASTY)
def test_twice_changes_nothing_more(text):
    once = normalise(text)
    assert normalise(once) == once


@settings(deadline=None)
@given(NASTY)
def test_no_control_characters_or_surrogates_remain(text):
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Cf") for c in normalise(text))


@settings(deadline=None)
@given(NASTY)
def test_spans_are_in_order_and_inside_the_original(text):
    n = with_offsets(text)
    assert len(n.text) == len(n.starts) == len(n.ends)
    assert all(0 <= s < e <= len(text) for s, e in zip(n.starts, n.ends, strict=True))
    assert list(n.starts) == sorted(n.starts)
    assert list(n.ends) == sorted(n.ends)


@settings(deadline=None)
@given(NASTY, st.integers(-5, 50), st.integers(-5, 50))
def test_any_span_maps_back_into_the_original(text, start, end):
    first, last = with_offsets(text).original_span(start, end)
    assert 0 <= first <= last <= len(text)


@settings(deadline=None)
@given(NASTY)
def test_a_kept_character_maps_back_to_its_own_spelling(text):
    n = with_offsets(text)
    for at, char in enumerate(n.text):
        if char.isalnum() and char != "ー":  # a dash is read by its neighbours
            assert char in normalise("x" + n.original_text(at, at + 1))


def test_span_covers_all_that_was_typed():
    n = with_offsets("えーーー!! １才８か月です")
    at = n.text.index("1才8か月")
    assert n.original_text(at, at + 5) == "１才８か月"
    assert n.original_text(1, 2) == "ーーー"


def test_printable_keeps_lines_and_drops_direction_marks():
    assert printable("a\tb\nc\x1b\u202ed\ud83d") == "a\tb\ncd"
