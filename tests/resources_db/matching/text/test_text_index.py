"""Texts are found by their words, and by what they are about."""

import numpy as np
import pytest

from benchmarks import localgovfaq
from bot.text.tokens import tokens
from resources_db.matching.text.lessons import from_needs
from resources_db.matching.text.terms import terms
from resources_db.matching.text.text_index import MEANING, Field, TextIndex, build, document_vector
from tests.conftest import shared_file

FIELDS = {"name": Field(3, heading=True), "description": Field()}
SERVICES = [
    {
        "name": "病児保育室ひまわり",
        "description": "熱のある子どもを看護師が預かります。前日までに予約してください。",
    },
    {"name": "粗大ごみの収集", "description": "大きな家具を収集します。電話で申し込んでください。"},
    {"name": "産後ケア", "description": "助産師が授乳の相談を受けます。病児保育室の隣です。"},
    {"name": "図書館のおはなし会", "description": "絵本の読み聞かせをします。"},
]


@pytest.fixture(scope="module")
def index() -> TextIndex:
    return build(SERVICES, tokens, FIELDS, from_needs())


def best(index: TextIndex, question: str) -> str:
    return SERVICES[int(index.scores(question).argmax())]["name"]


def test_a_service_is_found_by_its_words(index: TextIndex) -> None:
    assert best(index, "ソファーなどの大きな家具を捨てたい") == "粗大ごみの収集"


def test_the_other_kana_find_it_too(index: TextIndex) -> None:
    words, _ = index.parts("粗大ゴミ")
    assert words[1] > 0 and words[0] == words[2] == words[3] == 0


def test_a_heading_says_more_than_a_mention(index: TextIndex) -> None:
    assert best(index, "病児保育室について") == "病児保育室ひまわり"


def test_without_a_common_word_the_company_of_words_finds_it(index: TextIndex) -> None:
    words, near = index.parts("おっぱいがうまく飲めない")
    assert not words.any()
    assert SERVICES[int(near.argmax())]["name"] == "産後ケア"


def test_lessons_are_what_brought_them_together() -> None:
    untaught = build(SERVICES, tokens, FIELDS)
    assert not untaught.scores("おっぱいがうまく飲めない").any()


@pytest.mark.parametrize("question", ["", "はい。", "zzzz", "\ud800", "?" * 3000])
def test_a_question_that_says_nothing_finds_nothing(index: TextIndex, question: str) -> None:
    assert not index.scores(question).any()


def test_scores_stay_within_their_bounds(index: TextIndex) -> None:
    scores = index.scores("病児保育室ひまわり")
    assert scores.dtype == np.float32
    assert scores.min() >= -MEANING
    assert scores.max() <= 1 + MEANING + 1e-5


def test_one_document_can_be_made_anew(index: TextIndex) -> None:
    heading, text = (terms(tokens(SERVICES[3][field])) for field in ("name", "description"))
    assert np.allclose(
        document_vector(heading, text, index.meanings, index.weights), index.vectors[3], atol=1e-6
    )


def test_sentences_that_many_share_are_left_out_where_a_field_says_so() -> None:
    faqs = [{"name": f"質問{n}", "description": "印鑑をお持ちください。"} for n in range(4)]
    keeps = build(faqs, tokens, FIELDS).parts("印鑑")[0]
    drops = build(faqs, tokens, {"name": Field(heading=True), "description": Field(at_most_in=3)}).parts(
        "印鑑"
    )[0]
    assert keeps.all() and not drops.any()


def test_an_empty_list_and_empty_fields_are_no_error() -> None:
    assert build([], tokens, FIELDS).scores("保育園").shape == (0,)
    assert build([{}, {"name": "保育園"}], tokens, FIELDS).scores("保育園").argmax() == 1


def test_citizens_questions_find_their_answers() -> None:
    shared_file("data/localgovfaq/corpus.json")
    faqs = localgovfaq.read()
    assert faqs is not None
    index = build(faqs.documents, tokens, localgovfaq.FIELDS)
    ndcg, first, *_ = localgovfaq.measures(faqs, np.array([index.scores(q) for q in faqs.questions])).mean(
        axis=0
    )
    assert ndcg > 0.58
    assert first > 0.51
