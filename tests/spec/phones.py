"""Telephone numbers in replies, and the ones that may stand there: in the list or in the registry."""

import re
from collections.abc import Sequence

from bot.messages import Reply
from bot.safety.contacts import registry
from web.house import House

# 市外局番つき・フリーダイヤル・#8008 のような短い番号・110/119/189
_NUMBER = re.compile(
    r"(?<![\d.])(?:0\d{1,4}-\d{1,4}-\d{3,5}|0\d{9,10}|#\d{4}|1(?:10|19|89))(?![\d円歳人回年月日:.〜~/-])"
)


def numbers_in(replies: Sequence[Reply]) -> set[str]:
    """Every number in every text of the replies, without hyphens."""
    return {
        re.sub(r"\D", "", number)
        for reply in replies
        for text in _texts(reply)
        for number in _NUMBER.findall(text)
    }


def numbers_known(house: House) -> set[str]:
    """From the numbers of the list's own records (also where one record's text names another desk) and from
    the registry of national lines."""
    known = {re.sub(r"\D", "", p.number) for s in house.index.current().services for p in s.phones}
    lines = [*registry(), *(str(e.get("note", "")) for e in registry().values())]
    return known | {re.sub(r"\D", "", n) for line in lines for n in _NUMBER.findall(line)}


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [t for key, v in value.items() if not key.endswith("id") and key != "url" for t in _texts(v)]
    if isinstance(value, list):
        return [t for v in value for t in _texts(v)]
    return []
