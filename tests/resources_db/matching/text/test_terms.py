"""Which words of a text are searched for."""

from bot.text.tokens import tokens
from resources_db.matching.text.terms import asked, frequencies, one_kana, repeated, terms


def test_only_words_that_say_what_is_meant_count() -> None:
    assert terms(tokens("これはどこで捨てるのですか、大きなごみを。")) == [("捨てる", 0.5), ("ごみ", 1.0)]


def test_both_kana_are_one_word() -> None:
    assert terms(tokens("ゴミ")) == terms(tokens("ごみ")) == [("ごみ", 1.0)]


def test_kanji_and_letters_stay_as_they_are() -> None:
    assert [one_kana(word) for word in ("ＰＴＡ", "子供", "歯ブラシ", "トイレ")] == [
        "ＰＴＡ",
        "子供",
        "歯ブラシ",
        "といれ",
    ]


def test_a_number_says_less_than_a_name() -> None:
    assert dict(terms(tokens("予約は3人"))) == {"予約": 1.0, "3": 0.5, "人": 1.0}


def test_a_word_said_twice_is_wanted_once() -> None:
    assert asked([("相談", 0.5), ("育児", 1.0), ("相談", 1.0)]) == {"相談": 1.0, "育児": 1.0}


def test_a_sentence_is_repeated_by_documents_not_within_one() -> None:
    texts = [["電話で", "電話で", "電話で"], ["電話で", "窓口で"], ["窓口で"], ["窓口で"]]
    assert repeated(texts, more_often_than=2) == {"窓口で"}


def test_fields_count_as_often_as_they_are_told_to() -> None:
    parts = [([("園", 1.0), ("園", 1.0)], 3.0), ([("園", 1.0), ("庭", 1.0)], 1.0)]
    assert frequencies(parts) == {"園": 7.0, "庭": 1.0}
