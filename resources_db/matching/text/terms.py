"""Which words of a text count in search, in what form, and how much each says about what is meant."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol


class Token(Protocol):
    """A word as Sudachi reads it (mode A). `pos`, `pos_detail`: 品詞大分類, 中分類."""

    @property
    def normalized_form(self) -> str: ...
    @property
    def pos(self) -> str: ...
    @property
    def pos_detail(self) -> str: ...


Tokenize = Callable[[str], Sequence[Token]]
Term = tuple[str, float]  # the form that is looked up, and its weight 0..1 in a question

_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_KANA = re.compile(r"[ぁ-ゖァ-ヶー]+")
# Names of things say what is meant; verbs and adjectives say half as much; the rest says nothing.
_WEIGHTS = {"名詞": 1.0, "接尾辞": 1.0, "接頭辞": 1.0, "動詞": 0.5, "形容詞": 0.5, "副詞": 0.5, "形状詞": 0.5}
_NUMERAL = 0.5
_EMPTY = frozenset(["為る", "有る", "居る", "成る", "無い", "下さる", "御", "の", "事", "物", "良い", "其れ"])


def terms(tokens: Iterable[Token]) -> list[Term]:
    """The words that carry meaning, in order, each as often as it is said."""
    found = []
    for token in tokens:
        weight = _NUMERAL if token.pos_detail == "数詞" else _WEIGHTS.get(token.pos, 0.0)
        if weight and token.normalized_form.strip() and token.normalized_form not in _EMPTY:
            found.append((one_kana(token.normalized_form), weight))
    return found


def one_kana(word: str) -> str:
    """ゴミ and ごみ are one word; Sudachi's normal form keeps them apart. Words with other letters stay."""
    return word.translate(_KATAKANA_TO_HIRAGANA) if _KANA.fullmatch(word) else word


def asked(said: Iterable[Term]) -> dict[str, float]:
    """A question's terms with their weights: a word that is said twice is not wanted twice."""
    weights: dict[str, float] = {}
    for term, weight in said:
        weights[term] = max(weight, weights.get(term, 0.0))
    return weights


def repeated(texts: Iterable[Iterable[str]], more_often_than: int) -> frozenset[str]:
    """Sentences that stand in more than so many of the texts: opening hours, how to ask, the name of the office.
    They tell nothing about the one text. `texts` are sentences by text."""
    counts = Counter(sentence for text in texts for sentence in set(text))
    return frozenset(sentence for sentence, count in counts.items() if count > more_often_than)


def frequencies(parts: Iterable[tuple[Sequence[Term], float]]) -> Mapping[str, float]:
    """Term frequencies over the parts of a document, each counted `times`."""
    counts: Counter[str] = Counter()
    for said, times in parts:
        for term, _ in said:
            counts[term] += times  # type: ignore[assignment]
    return counts
