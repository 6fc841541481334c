"""The held-out fifth of data/nlu, on which ways of understanding are compared."""

from collections import Counter

import pytest

from benchmarks.held_out import Answer, answer, measures, split, utterances


def test_of_each_label_a_fifth_is_held_out_and_not_learned_from() -> None:
    told = utterances()
    used, held = split(told)
    assert sorted(used + held) == sorted(told)
    assert not set(used) & set(held)
    of_each, held_of_each = (Counter(label for _, label in pairs) for pairs in (told, held))
    for label, count in of_each.items():
        assert held_of_each[label] == pytest.approx(count / 5, abs=0.6), label


def test_what_is_held_out_stays_so_when_another_label_grows() -> None:
    told = [(f"text {n}", "need/nursery_admission") for n in range(50)]
    grown = told + [(f"other {n}", "greet") for n in range(20)]
    assert [pair for pair in split(grown)[1] if pair in told] == split(told)[1]


def test_all_needs_are_one_act() -> None:
    found = answer(["greet", "need/a", "need/b"], [0.3, 0.3, 0.4])
    assert found == {"act": "need", "needs": ["b", "a"]}


def test_needs_are_counted_over_messages_of_needs_and_acts_over_all() -> None:
    truth = [("t", "need/a"), ("t", "need/b"), ("t", "greet")]
    answers: list[Answer] = [
        {"act": "need", "needs": ["a", "b"]},
        {"act": "greet", "needs": ["c", "a", "b"]},
        {"act": "greet", "needs": ["a"]},
    ]
    found = measures(truth, answers)
    assert found["need right"] == 1 / 2
    assert found["need in first 3"] == 1
    assert found["act right"] == pytest.approx(2 / 3)
