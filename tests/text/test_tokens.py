"""Words by Sudachi, with true offsets."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.tokens import PIECE_CHARACTERS, content_forms, tokens


def test_forms_and_offsets():
    words = tokens("娘を預けたい")
    assert [(w.surface, w.normalized_form, w.dictionary_form, w.pos, w.start, w.end) for w in words][2] == (
        "預け", "預ける", "預ける", "動詞", 2, 4,
    )  # fmt: skip


def test_content_words_only():
    assert content_forms("３歳の娘を預けたいです。") == ["3", "歳", "娘", "預ける"]


def test_spellings_meet():
    assert content_forms("子ども") == content_forms("子供") == content_forms("こども")


@settings(deadline=None)
@given(st.text())
def test_words_join_to_the_text(text):
    words = tokens(text)
    assert "".join(text[w.start : w.end] for w in words) == text


def test_text_above_the_byte_limit_is_cut_into_pieces():
    text = "子どもが夜泣きします。" * 3000
    assert len(text.encode()) > 49149
    words = tokens(text)
    assert all(w.surface == text[w.start : w.end] for w in words)
    assert words[-1].end == len(text)
    assert len(tokens("ﷺ" * PIECE_CHARACTERS * 2)) > 0


def test_threads_do_not_share_a_tokenizer():
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(content_forms, ["一時保育に預けたい"] * 40))
    assert all(result == results[0] for result in results)
