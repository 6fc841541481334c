"""How a message is read and how rules are written: one spelling, bounded patterns, words that a rule needs."""

import re

import pytest

from bot.safety import check
from bot.safety.needed_words import Vocabulary, ways
from bot.safety.patterns import any_word, patterns
from bot.safety.reading import pieces, read
from bot.safety.rules_on_disk import rules

WORDS = {"子": ("子ども", "こども", "息子"), "たたく": ("叩", "なぐ")}


class TestReading:
    @pytest.mark.parametrize(
        "written",
        [
            "死にたい",
            "しにたい",
            "シニタイ",
            "ｼﾆﾀｲ",
            "し に た い",
            "し・に・た・い",
            "死　に　た　い",
            "し\nに\nた\nい",
            "氏にたい",
            "タヒにたい",
            "死、に、た、い",
            "死にたい…",
        ],
    )
    def test_one_spelling(self, written: str) -> None:
        assert read(written).strip("。") == "死にたい"

    def test_sentences_stay_apart(self) -> None:
        assert read("もう無理!?誰か…\n助けて").split("。") == ["もう無理", "誰か", "助けて"]

    def test_a_text_without_an_end_is_cut_into_overlapping_pieces(self) -> None:
        text = "".join(chr(ord("一") + i) for i in range(1000))
        cut = list(pieces(text))
        assert max(map(len, cut)) <= 240
        for start in range(1000 - 60):
            assert any(text[start : start + 60] in piece for piece in cut)

    def test_reading_twice_changes_nothing(self) -> None:
        for text in ("ｼ ﾆ ﾀ ｲ!!もうヤダ…", "子どもを👶🔪", "あ、い、う"):
            assert read(read(text)) == read(text)


class TestPatterns:
    def test_a_class_is_any_of_its_words_the_longest_first(self) -> None:
        assert re.match(any_word(("子", "子ども", "息子")), "子どもが")[0] == "子ども"  # type: ignore[index]

    def test_a_gap_stays_in_the_sentence(self) -> None:
        (said,) = patterns("〈子〉…〈たたく〉", WORDS, Vocabulary())
        assert said.regex.search("息子をまた叩")
        assert not said.regex.search("息子です。叩")
        assert not said.regex.search("息子は一二三四五六七八九十一二叩")

    @pytest.mark.parametrize(
        ("rule", "groups"),
        [
            ("〈子〉を…〈たたく〉", [WORDS["子"], WORDS["たたく"]]),
            ("〈子〉?を殴る", [("を殴る",)]),
            ("(?:〈子〉|孫)を叩", [("を叩",), (*WORDS["子"], "孫")]),
            ("(?<!友)〈子〉", [WORDS["子"]]),
            ("殴ら?れ", [("殴",)]),
            ("(?:死[にぬ]|消え)たい", [("死", "消え"), ("たい",)]),
        ],
    )
    def test_words_that_a_rule_cannot_do_without(self, rule: str, groups: list[tuple[str, ...]]) -> None:
        ((_, found),) = ways(rule, WORDS)
        assert sorted(found) == sorted(groups)

    def test_each_way_is_tried_where_its_own_words_are(self) -> None:
        assert ways("死(?:に|ぬ)たい|〈子〉が消え", WORDS) == [
            ("死(?:に|ぬ)たい", [("死",), ("たい",)]),
            ("〈子〉が消え", [WORDS["子"], ("が消え",)]),
        ]

    def test_what_is_needed_never_hides_a_match(self) -> None:
        """Every pattern, tried on every sentence of the specification with and without the shortcut."""
        book = rules()
        families = [*book.harmless, *book.alarms]
        for text in (
            "夫に首を絞められた",
            "子どもを叩いてしまう",
            "この子と一緒に消えたい",
            "息をしていません",
        ):
            groups = book.vocabulary.groups_in(read(text))
            for family in families:
                for pattern in family.says:
                    assert pattern.needs <= groups or not pattern.regex.search(read(text))


class TestRules:
    def test_names_are_unique(self) -> None:
        names = [family.name for family in (*rules().harmless, *rules().alarms)]
        assert sorted(set(names)) == sorted(names)

    def test_every_pattern_is_one_and_repeats_are_bounded(self) -> None:
        """A repeat without a bound could take quadratic time on hostile input."""
        for family in (*rules().harmless, *rules().alarms):
            groups = getattr(family, "beside", ())
            for pattern in [*family.says, *family.unless, *(p for group in groups for p in group)]:
                assert not re.search(r"(?<![\\\[])[*+]|\{\d*,\}", pattern.regex.pattern), (
                    f"{family.name}: {pattern.rule}"
                )

    @pytest.mark.parametrize(
        "hostile",
        [
            "死" * 50_000,
            "子どもを" * 20_000,
            "夫に殴" * 15_000 + "。",
            "消えた" * 20_000,
            "あ" * 100_000,
            "・" * 100_000,
            "し に た " * 20_000,
            "(" * 100_000,
        ],
    )
    def test_hostile_input_ends(self, hostile: str) -> None:
        assert check(hostile).level in ("none", "concern", "urgent", "emergency")
