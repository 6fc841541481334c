"""Rules for who writes without kanji: 「このこをころしてしまいそう」.

The same rules are made a second time with every kanji as it is read (Sudachi), and tried on messages that have next to
none. Words whose reading is one letter say too little and are left out.
"""

import re

from bot.text.tokens import TO_HIRAGANA, tokens

_KANJI = re.compile(r"[一-鿿々]")
_FEW = 0.12  # share of kanji below which a message counts as written in kana
_RUN = re.compile(r"\(\?<[!=](?:[^()]|\([^()]*\))*\)|〈[^〉]*〉|\[\^?[^\]]*\]|[一-鿿々]+[ぁ-んー]*")
_REPEATED = ("?", "{")
_SHORTEST = 3
SHORTEST_IN_KANA = 5  # of what an alarm says: いしょ stands in しんせいしょ
# 送りがなの前の読み: 一字だけでは、音で読まれてしまうもの
_STEMS = {"叩": "たた", "殴": "なぐ", "噛": "かみ", "殺": "ころ", "触": "さわ", "脅": "おど", "怒": "おこ", "泣": "ない",
          "逃": "にげ", "痛": "いた", "怖": "こわ", "落": "おち", "倒": "たお", "動": "うご", "消": "きえ", "産": "うま",
          "飲": "のみ", "食": "たべ", "閉": "とじ", "投": "なげ", "踏": "ふん", "刺": "ささ", "縛": "しば", "絞": "しめ",
          "助": "たす", "溺": "おぼ", "詰": "つま", "震": "ふる", "腫": "はれ", "噴": "ふい", "塞": "ふさ"}  # fmt: skip


def is_in_kana(plain: str) -> bool:
    return len(_KANJI.findall(plain)) < _FEW * len(plain)


def in_kana(text: str) -> str:
    """All kanji as they are read, in hiragana."""
    if not _KANJI.search(text):
        return text
    return "".join(
        token.reading.translate(TO_HIRAGANA) if _KANJI.search(token.surface) else token.surface
        for token in tokens(text)
    )


def word_in_kana(word: str) -> str | None:
    """None where the reading says too little."""
    read = _STEMS.get(word) or in_kana(word)
    return read if len(read) >= _SHORTEST or read == word else None


def rule_in_kana(rule: str) -> str:
    """A folded rule; classes keep their names, sets of letters become their readings. What must not stand before a place
    stays as it is: it has to be of one length."""

    def replaced(match: re.Match[str]) -> str:
        found = match[0]
        if found[0] in "〈(" or found.startswith("[^") or not _KANJI.search(found):
            return found
        if found[0] == "[":
            return "(?:" + "|".join(_STEMS.get(letter) or in_kana(letter) for letter in found[1:-1]) + ")"
        read = _STEMS.get(found) or in_kana(found)
        if len(read) < _SHORTEST and _is_a_way(rule, *match.span()):
            return "(?!)"  # か for 蚊 would be found in every message
        return f"(?:{read})" if len(found) == 1 and rule.startswith(_REPEATED, match.end()) else read

    return _RUN.sub(replaced, rule)


def _is_a_way(rule: str, start: int, end: int) -> bool:
    """Does it stand alone between brackets and bars?"""
    return (start == 0 or rule[start - 1] in "(|:") and (end == len(rule) or rule[end] in ")|")
