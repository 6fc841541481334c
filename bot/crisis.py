"""What a finding of the safety check does to a turn: numbers first, then what was asked beside; careful words for half
an hour after; a concern is heard before anything is listed."""

import re
from datetime import datetime, timedelta

from bot.messages import Reply, choices, text
from bot.replies.wording import choice, entry
from bot.safety import Finding, check
from bot.safety.replies import careful_lead, concern_replies, question_lead
from bot.skills.turn import Memory

_CAREFUL_FOR = timedelta(minutes=30)
_ENDS_ASKING = re.compile(
    r"[^。．！!\n、,，]*[？?]|[^。．！？!?\n、,，]*(?:ですか|ますか|でしょうか|教えて|おしえて|知りたい)[^。．！？!?\n]{0,12}"
)
_SHORTEST_QUESTION = 6
_LISTS = ("services",)


def begin(memory: Memory, finding: Finding, now: datetime) -> None:
    memory.crisis, memory.crisis_at = list(finding.categories), now.isoformat()
    memory.crisis_level = finding.level
    memory.offer = "person"  # so that a bare はい leads to one


def and_also(first: list[Reply], answer: list[Reply]) -> list[Reply]:
    """The numbers, then the answer to what was asked beside them; its ways on replace the crisis' own."""
    return [*first[:-1], question_lead(), *answer]


def answer_concern(finding: Finding, replies: list[Reply]) -> list[Reply]:
    """Heard, and a person first; then the answer without its own words for the feeling and its own offer."""
    return [*concern_replies(finding), *_without_person(_without_feeling(replies))]


def carefully(replies: list[Reply], memory: Memory, now: datetime) -> list[Reply]:
    """Soon after a crisis no list comes without a careful word, and a person stands first among the ways on."""
    if not _is_soon_after(memory, now) or not any(reply["type"] in _LISTS for reply in replies):
        return replies
    label, send = choice("person")
    ways = [(c["label"], c["send"]) for r in replies if r["type"] == "choices" for c in r["choices"]]
    on = [way for way in ways if way[1] != send]
    return [careful_lead(), *(r for r in replies if r["type"] != "choices"), choices((label, send), *on)]


def question_beside(said: str) -> str | None:
    """What is asked in a part of the message that does not alarm by itself."""
    for match in _ENDS_ASKING.finditer(said):
        asked = match[0].strip()
        if len(asked) >= _SHORTEST_QUESTION and check(asked).level == "none":
            return asked
    return None


def _is_soon_after(memory: Memory, now: datetime) -> bool:
    at = memory.crisis_at
    return at is not None and now - datetime.fromisoformat(at) < _CAREFUL_FOR


def _without_feeling(replies: list[Reply]) -> list[Reply]:
    """A feeling is heard once."""
    first, *rest = replies
    if first["type"] != "text":
        return replies
    said = first["text"]
    for sentence in [*(line["say"] for line in entry("heard")), *entry("feelings").values()]:
        said = said.removeprefix(sentence)
    return [text(said), *rest] if said else rest


def _without_person(replies: list[Reply]) -> list[Reply]:
    _, send = choice("person")
    kept: list[Reply] = []
    for reply in replies:
        if reply["type"] == "choices":
            others = [(c["label"], c["send"]) for c in reply["choices"] if c["send"] != send]
            if others:
                kept.append(choices(*others))
        else:
            kept.append(reply)
    return kept
