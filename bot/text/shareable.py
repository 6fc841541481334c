"""A parent's words as staff may see them: short and masked, or not at all."""

import re

from bot.safety import check
from bot.text.normalise import normalise, printable
from bot.text.personal_data import TAGS, mask
from bot.text.tokens import tokens

LONGEST = 120  # characters
_READ = 300  # more is not masked: what is kept of it ends long before
_SHORTEST_CUT = 30
_MOST_TAGS = 2  # a message of names and numbers is about somebody, not about a need
_TAG = re.compile("|".join(map(re.escape, TAGS)))
# 名前でなくても、番号・ID・アドレスの切れはしらしいもの
_SUSPICIOUS = re.compile(r"[0-9][0-9 -]{3,}[0-9]|[@#/\\]|[a-z][a-z._-]*[0-9]{2,}|[〇一二三四五六七八九]{5,}")


def shareable(text: str) -> str:
    """The text masked, in one line of at most LONGEST characters; "" where masking may have left something that
    tells who it is, or where the words call for help: those are nobody's statistics."""
    if check(text).level != "none":
        return ""
    masked = " ".join(mask(printable(text[:_READ])).split())
    rest = _TAG.sub(" ", masked)
    if len(_TAG.findall(masked)) > _MOST_TAGS or _SUSPICIOUS.search(normalise(rest)):
        return ""
    if any(word.pos_kind == "人名" for word in tokens(rest)):
        return ""
    return _short(masked)


def _short(text: str) -> str:
    """Cut behind a sentence where there is one, never inside a tag."""
    if len(text) <= LONGEST:
        return text
    head = text[: LONGEST - 1]
    end = max(head.rfind(mark) for mark in "。！？!?")
    if end >= _SHORTEST_CUT:
        return head[: end + 1]
    opened = head.rfind("[")
    return (head[:opened] if opened > head.rfind("]") else head) + "…"
