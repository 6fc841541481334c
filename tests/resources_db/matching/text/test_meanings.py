"""Words in the same company are near one another."""

import random

import numpy as np
import pytest

from resources_db.matching.text import meanings as module
from resources_db.matching.text.meanings import Meanings, Vectors, learn
from resources_db.matching.text.sparse import Symmetric, leading_vectors

BABY, WASTE = ["授乳", "沐浴", "夜泣き", "離乳"], ["回収", "分別", "粗大", "収集"]


def company(one: str, other: str) -> list[list[str]]:
    """Two words that never meet, each among words of the same circle."""
    rng = random.Random(1)
    circles = [(one, BABY), (other, BABY), ("瓶", WASTE), ("缶", WASTE)]
    return [[word, *rng.sample(circle, 3)] for word, circle in circles for _ in range(12)]


def near(learned: Meanings, one: str, other: str) -> float:
    return float(learned.of({one: 1.0}) @ learned.of({other: 1.0}))


def test_words_that_never_meet_are_near_by_their_company() -> None:
    learned = learn(company("赤ちゃん", "乳児"), dimensions=4)
    assert near(learned, "赤ちゃん", "乳児") > 0.8
    assert abs(near(learned, "赤ちゃん", "缶")) < 0.2


def test_the_order_of_the_sentences_changes_nothing() -> None:
    sentences = company("赤ちゃん", "乳児")
    one, other = learn(sentences, 4), learn(reversed(sentences), 4)
    assert one.numbers == other.numbers
    assert np.array_equal(one.vectors, other.vectors)


def test_a_repeated_sentence_teaches_once() -> None:
    sentences = company("赤ちゃん", "乳児")
    assert np.array_equal(learn(sentences, 4).vectors, learn(sentences + sentences[:5] * 50, 4).vectors)


def test_pairs_are_counted_alike_in_small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = company("赤ちゃん", "乳児")
    whole = learn(sentences, 4)
    monkeypatch.setattr(module, "_PAIRS_AT_ONCE", 20)
    assert np.array_equal(whole.vectors, learn(sentences, 4).vectors)


def test_a_long_list_is_learned_from_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_SENTENCES", 10)
    monkeypatch.setattr(module, "_MOST_WORDS", 5)
    assert len(learn(company("赤ちゃん", "乳児"), 4).numbers) == 5


@pytest.mark.parametrize("sentences", [[], [[]], [["一人"]], [["同じ", "同じ"]]])
def test_nothing_to_learn_from_is_no_error(sentences: list[list[str]]) -> None:
    assert not learn(sentences, 4).of({"一人": 1.0, "同じ": 1.0}).any()


def test_an_unknown_word_is_left_out() -> None:
    learned = learn(company("赤ちゃん", "乳児"), 4)
    assert np.array_equal(learned.of({"授乳": 1.0, "知らない": 9.0}), learned.of({"授乳": 1.0}))


def dense_and_sparse(size: int, share: float) -> tuple[Vectors, Symmetric]:
    rng = np.random.default_rng(3)
    half = np.triu(rng.random((size, size)) * (rng.random((size, size)) < share))
    dense = (half + half.T).astype(np.float32)
    rows, columns = np.nonzero(dense)
    return dense, Symmetric(size, rows, columns, dense[rows, columns])


def test_a_product_is_the_same_over_any_number_of_portions() -> None:
    dense, sparse = dense_and_sparse(500, 0.3)
    assert len(sparse.values) > 2 * 32_768
    right = np.random.default_rng(4).random((500, 7)).astype(np.float32)
    assert np.allclose(sparse.times(right), dense @ right, rtol=1e-4)


def test_leading_vectors_are_those_of_the_singular_values() -> None:
    dense, sparse = dense_and_sparse(60, 0.3)
    left, values, _ = np.linalg.svd(dense)
    expected = left[:, :3] * np.sqrt(values[:3])
    found = leading_vectors(sparse, 3)
    assert np.allclose(np.abs(found[:, 0]), np.abs(expected[:, 0]), atol=1e-3)
    assert np.allclose(np.linalg.norm(found, axis=0) ** 2, values[:3], rtol=0.02)


def test_a_small_matrix_is_filled_up_with_zeros() -> None:
    _, sparse = dense_and_sparse(5, 1.0)
    assert leading_vectors(sparse, 8).shape == (5, 8)
