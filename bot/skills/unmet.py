"""What a parent needed and the list did not have: noted for the town, masked, and said to the parent.

Not noted: what made the safety check alarm, a talk in which it alarmed before, and what a parent asks to keep
(「伝えないで」).
"""

import logging
import re
from collections.abc import Sequence

from bot import noting
from bot.replies.wording import say
from bot.safety import check
from bot.skills.turn import Memory, Turn
from bot.text.normalise import normalise
from bot.text.shareable import shareable
from bot.understanding.quiet import describe
from resources_db.matching.index import Index
from resources_db.matching.ranking import Match
from resources_db.matching.taxonomy import needs as all_needs
from resources_db.opening import JAPAN
from resources_db.unmet import Reason, Unmet

logger = logging.getLogger(__name__)
_UNDERSTOOD = 0.2  # confidence from which a need is one
_ANSWERS = 0.4  # weight of a need in a record, or of a need that helps with it, from which it is an answer
_LOOKED_AT = 3
_PERHAPS = (Reason.WEAK, Reason.NO_SERVICE)
_KEEP_IT = re.compile(
    r"(?:伝え|つたえ|知らせ|しらせ|言わ|いわ|教え|記録し|残さ)ないで|内緒|ないしょ|内密|秘密に"
    r"|(?:知られ|ばれ|バレ)(?:ず|たくな|ない|る)"
)
# その人と分かると困ることが多い悩み: 種類だけを数え、ことば・年齢・地区は残さない
_TENDER_GROUPS = {"safety"}
_TENDER = {
    "lgbtq",
    "unplanned_pregnancy",
    "baby_loss",
    "addiction",
    "parent_mental",
    "visa_life",
    "delinquency",
}


def told_to_town(turn: Turn, leading: Sequence[str], matches: Sequence[Match]) -> str:
    """The sentence for the parent when this is noted, else "". `matches`: what the answer shows, best first. An
    answer never fails or waits for it."""
    try:
        unmet = unmet_of(turn, leading, matches)
        if unmet is None or not noting.note(unmet):
            return ""
    except Exception as error:  # whatever breaks here, the answer itself is good
        logger.error("an unmet need was not noted: %s", describe(error))
        return ""
    perhaps = say("unmet.perhaps") if unmet.reason in _PERHAPS else ""
    return perhaps + say("unmet.told")


def unmet_of(turn: Turn, leading: Sequence[str], matches: Sequence[Match]) -> Unmet | None:
    """None where the answer is good, or where nothing may be kept."""
    memory, message = turn.memory, turn.heard.text
    confidence = {str(pair[0]): float(pair[1]) for pair in memory.needs}
    needs = tuple(n for n in leading if n in all_needs() and confidence.get(n, 0) >= _UNDERSTOOD)
    reason = reason_of(turn.index, needs, matches)
    if reason is None or not may_be_kept(memory, message):
        return None
    if not _is_news(turn, reason):
        return None
    day = turn.now.astimezone(JAPAN).date()
    if any(n in _TENDER or all_needs()[n].group in _TENDER_GROUPS for n in needs):
        return Unmet(day, reason, needs)
    words = shareable(memory.worry or message)
    if not (needs or words):
        return None
    district = memory.district if memory.district in turn.index.districts else None
    return Unmet(day, reason, needs, age_in_years(memory), district, words)


def reason_of(index: Index, needs: Sequence[str], matches: Sequence[Match]) -> Reason | None:
    first = matches[:_LOOKED_AT]
    if not first:
        return Reason.NOT_FOUND
    if all(match.age in ("soon", "past") for match in first):
        return Reason.LATE
    if not needs:
        return None
    if all(_in_town(index, need) < _ANSWERS for need in needs):
        return Reason.NO_SERVICE
    rows = [index.row_of[m.service.id] for m in first if m.service.id in index.row_of]
    best = max((_helps(index, row, need) for row in rows for need in needs), default=0.0)
    return Reason.WEAK if best < _ANSWERS else None


def _is_news(turn: Turn, reason: Reason) -> bool:
    """A worry is noted when it is told; later in the talk only what an age that is told now, or a wish, changes."""
    memory, heard = turn.memory, turn.heard
    if memory.worry in (None, heard.text):
        return True
    return (
        bool(heard.child_ages) if reason is Reason.LATE else reason is Reason.NOT_FOUND and bool(memory.seen)
    )


def _helps(index: Index, row: int, need: str) -> float:
    """How well the service at the row answers the need, or helps with it: 0..1."""
    weights = index.need_weights[row]
    return max(share * float(weights[index.need_columns[own]]) for own, share in _ways(index, need))


def _in_town(index: Index, need: str) -> float:
    """How well anything in the list answers it. A need that helps counts whole: other help is an answer, too."""
    columns = [index.need_columns[own] for own, _ in _ways(index, need)]
    return max(float(index.need_weights[:, column].max(initial=0.0)) for column in columns)


def _ways(index: Index, need: str) -> list[tuple[str, float]]:
    helped = all_needs()[need].helped_by
    return [(need, 1.0), *((own, share) for own, share in helped.items() if own in index.need_columns)]


def may_be_kept(memory: Memory, message: str) -> bool:
    """Neither a crisis nor what the parent asks to keep. Of a message of concern only the kind is kept: `shareable`
    leaves out its words."""
    told = f"{memory.worry or ''}\n{message}"
    quiet = not memory.crisis and not any(check(text).alarms for text in told.split("\n", 1))
    return quiet and not _KEEP_IT.search(normalise(told))


def age_in_years(memory: Memory) -> int | None:
    """Of the one child that was told of, where that leaves one year: not of 小学生."""
    children = memory.children()
    if len(children) != 1:
        return None
    first, last = children[0].low // 12, (children[0].high - 1) // 12
    return first if first == last >= 0 else None
