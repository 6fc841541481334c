"""How a parent wants to be helped: free, cheap, phone, online, written, visit_home, in_person, near.

What is refused comes as ``no_`` + wish for phone, online, written, visit_home and in_person
(「電話は苦手」 is no_phone). A wish said and refused in one message counts as refused.
"""

from typing import Literal

from bot.text import wish_table as table
from bot.text.normalise import Normalised, with_offsets
from bot.text.spans import masked

WISHES = frozenset({"free", "cheap", "phone", "online", "visit_home", "in_person", "near", "written"})
Polarity = Literal["wanted", "refused", "dropped"]


def find_wishes(text: str | Normalised) -> frozenset[str]:
    """Return the wishes and refusals said in the text."""
    plain = masked(with_offsets(text))
    wanted: set[str] = set()
    refused: set[str] = set()
    for names, pattern in table.KEYWORDS:
        for match in pattern.finditer(plain):
            polarity = _polarity(plain, match.end())
            if polarity == "wanted":
                wanted.update(names.split("+"))
            elif polarity == "refused":
                refused.update(names.split("+"))
    if table.HOMEBOUND.search(plain):
        refused.add("in_person")
    refused &= table.OPPOSABLE
    if "online" in wanted or "written" in wanted:  # 「LINEは使えないのでオンラインで」
        refused -= {"online", "written"} - wanted
    return frozenset((wanted - refused) | {f"no_{wish}" for wish in refused})


def _polarity(plain: str, end: int) -> Polarity:
    """Read what follows a keyword, up to the end of its clause or 18 characters."""
    tail = plain[end : end + table.WINDOW]
    if stop := table.CLAUSE_END.search(tail):
        tail = tail[: stop.start()]
    if table.INSISTS.search(tail):
        return "wanted"
    if table.CANCELLED.search(tail):
        return "dropped"
    if table.NOT_REFUSED.search(tail):
        return "wanted"
    return "refused" if table.REFUSED.search(tail) else "wanted"
