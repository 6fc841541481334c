"""Numbers as parents write them: 3, 三, 十二, 二〇. (Full-width digits are normalised before.)"""

# 数: 算用数字は3桁まで、漢数字は3字まで。前に数字や「第」が続かないこと
DIGITS = "0-9〇零一二三四五六七八九十"
NUMBER = r"(?:[0-9]{1,3}|[〇零一二三四五六七八九十]{1,3})"
NO_NUMBER_BEFORE = r"(?<![0-9〇零一二三四五六七八九十百千第.,:/])"
NO_NUMBER_AFTER = r"(?![0-9〇零一二三四五六七八九十百])"

# ひらがなの年齢「いっさい」「さんさい」
KANA_NUMBERS = {
    "ぜろ": 0, "れい": 0, "いっ": 1, "に": 2, "さん": 3, "よん": 4, "ご": 5, "ろく": 6, "なな": 7, "はっ": 8, "はち": 8,
    "きゅう": 9, "じゅっ": 10, "じっ": 10, "じゅう": 10, "じゅういっ": 11, "じゅうに": 12, "じゅうさん": 13, "じゅうよん": 14,
    "じゅうご": 15, "じゅうろく": 16, "じゅうなな": 17, "じゅうはっ": 18,
}  # fmt: skip

_KANJI = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0}


def to_int(text: str) -> int | None:
    """Read a whole number below 1000 in ASCII digits or kanji; None when it is not one."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    if "十" in text:
        tens, _, units = text.partition("十")
        high = 1 if not tens else _KANJI.get(tens)
        low = 0 if not units else _KANJI.get(units)
        return None if high is None or low is None else high * 10 + low
    value = 0
    for char in text:
        if char not in _KANJI:
            return None
        value = value * 10 + _KANJI[char]
    return value
