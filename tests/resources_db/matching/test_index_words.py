"""BM25 over the list: the scores of a known engine, whatever way the rows came to be what they are."""

import bm25s
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from resources_db.matching.words import K1, B, Words, no_words

TERMS = ["預かり", "相談", "手当", "病児", "図書館", "学習"]
DOCUMENTS = st.lists(
    st.dictionaries(st.sampled_from(TERMS), st.integers(1, 5), min_size=1), min_size=1, max_size=12
)


def built(documents: list[dict[str, int]]) -> Words:
    return no_words().changed(np.zeros(0, np.int32), len(documents), dict(enumerate(documents)))


@settings(deadline=None)
@given(DOCUMENTS, st.lists(st.sampled_from(TERMS), min_size=1, max_size=4))
def test_scores_are_those_of_bm25s(documents: list[dict[str, int]], question: list[str]) -> None:
    engine = bm25s.BM25(k1=K1, b=B)
    engine.index([[t for t, n in d.items() for _ in range(n)] for d in documents], show_progress=False)
    known = [term for term in question if term in engine.vocab_dict]
    expected = engine.get_scores(known) if known else np.zeros(len(documents))
    np.testing.assert_allclose(built(documents).scores(question), expected, atol=1e-5)


@settings(deadline=None)
@given(st.data())
def test_rows_changed_are_as_rows_built_anew(data: st.DataObject) -> None:
    before, after = data.draw(DOCUMENTS), data.draw(DOCUMENTS)
    shared = data.draw(st.integers(0, min(len(before), len(after))))
    places = data.draw(st.permutations(range(len(after))))[:shared]
    new_row = np.array([*places, *[-1] * (len(before) - shared)], dtype=np.int32)
    for old, place in enumerate(places):
        after[place] = before[old]
    added = {row: document for row, document in enumerate(after) if row not in places}
    changed = built(before).changed(new_row, len(after), added)
    for term in TERMS:
        np.testing.assert_allclose(changed.scores([term]), built(after).scores([term]), atol=1e-6)


def test_a_weight_of_two_is_as_saying_it_twice() -> None:
    words = built([{"預かり": 2, "相談": 1}, {"相談": 3}])
    np.testing.assert_allclose(words.scores({"相談": 2.0}), words.scores(["相談", "相談"]))


def test_nothing_known_scores_nothing() -> None:
    assert built([{"預かり": 1}]).scores(["図書館"]).tolist() == [0.0]
    assert no_words().scores(["図書館"]).tolist() == []


def test_older_rows_do_not_know_terms_that_came_later() -> None:
    older = built([{"預かり": 1}])
    older.changed(np.array([0], np.int32), 2, {1: {"図書館": 1}})
    assert older.scores(["図書館"]).tolist() == [0.0]
