"""Find which of the town's districts a message names, by the town's own list."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.text.normalise import Normalised, normalise, with_offsets

# ヶ・ケ・が・ガは同じ字として読む
_GA = re.compile(r"(?<=[一-龯])[ヶケがガヵ](?=[一-龯])")
_CHOME = re.compile(r"\s*[0-9０-９〇一二三四五六七八九十]+\s*丁目.*$")
_PREFIX = re.compile(r"^(?:大字|字)")
_SUFFIX = re.compile(r"(?:町|地区|村|地域)$")
# 「緑のほう」「緑あたり」「星見です」: 町名の「町」を略した言い方
_ABOUT = re.compile(
    r"(?:の(?:ほう|方|あたり|辺り|近く|そば|へん|辺)|あたり|辺り|付近|周辺|らへん|近辺|地区|地域|に住|にす|在住|住み|住まい|[0-9一二三四五六七八九十]+丁目)"
)
# 二字以上の略し方は、場所として話しているときも: 「星見で探してます」
_AS_PLACE = re.compile(
    r"(?:です|だよ|だけど|やけど|で(?:探|さが|預|遊|使|近)|から(?:通|行|近)|に(?:ある|あり|あっ|い(?:る|ま)))"
)
_WHOLE = re.compile(r"\s?(?:です|だよ|だ|かな|やで|のほう)?[。!?…]*$")
_NOT = re.compile(r"(?:じゃな|ではな|でな|以外)")
# 前に漢字が続くときは、別の地名の一部かもしれない
_KANJI = re.compile(r"[一-龯々]")
_MAY_PRECEDE = frozenset("市区郡町村県都府道今在旧元側駅方県字")


@lru_cache(maxsize=64)
def _table(districts: tuple[str, ...]) -> dict[str, tuple[tuple[str, str, bool], ...]]:
    """First character → (spelling, base name, is it a short form), longest first."""
    spellings: dict[str, tuple[str, bool]] = {}
    for district in districts:
        base = _CHOME.sub("", district) or district
        spelling = _one_spelling(normalise(base))
        plain = _PREFIX.sub("", spelling)
        short = _SUFFIX.sub("", plain)
        if short and short != plain:
            spellings.setdefault(short, (base, True))
        for full in {spelling, plain} - {""}:
            if spellings.get(full, ("", True))[1]:
                spellings[full] = (base, False)
    table: dict[str, list[tuple[str, str, bool]]] = {}
    for spelling in sorted(spellings, key=len, reverse=True):
        table.setdefault(spelling[0], []).append((spelling, *spellings[spelling]))
    return {first: tuple(group) for first, group in table.items()}


def find_district(text: str | Normalised, districts: Sequence[str]) -> str | None:
    """Return the first district named, longest name first at each place.

    The list may hold base names (みどり台) or names with chōme (みどり台4丁目). The result is always the
    base name as the list spells it, without chōme, whether the parent types the chōme or not.
    大字 before and 町, 地区, 村 after a name may be left out: 「緑町のほう」 and, for 緑町, 「緑のほう」
    「緑あたり」「緑です」 are read; 「緑が好き」 and 「緑町じゃなくて」 are not.
    """
    if not districts:
        return None
    table = _table(tuple(districts))
    plain = _one_spelling(with_offsets(text).text)
    at = 0
    while at < len(plain):
        for spelling, district, is_short in table.get(plain[at], ()):
            end = at + len(spelling)
            if not plain.startswith(spelling, at) or _is_inside(plain, at):
                continue
            if is_short and not _is_place(plain, at, end):
                continue
            if _NOT.match(plain, end):
                at = end - 1
                break
            return district
        at += 1
    return None


def _is_place(plain: str, at: int, end: int) -> bool:
    """Tell whether a short form (緑 for 緑町) is said as a place: 緑 may be a colour."""
    return bool(
        _ABOUT.match(plain, end)
        or (at == 0 and _WHOLE.match(plain, end))
        or (end - at > 1 and _AS_PLACE.match(plain, end))
    )


def _is_inside(plain: str, at: int) -> bool:
    """Tell whether the name is the tail of a longer kanji name (日本町 is not 本町)."""
    before = plain[at - 1] if at else ""
    return bool(_KANJI.match(before) and _KANJI.match(plain[at]) and before not in _MAY_PRECEDE)


def _one_spelling(text: str) -> str:
    return _GA.sub("ヶ", text)
