"""What the list lacks: what parents asked for in vain, by need, and needs that nothing in the list answers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resources_db.documents import PARTS, SERVICE
from resources_db.hsds.public import is_public
from resources_db.matching.taxonomy import Need, needs
from resources_db.unmet import Kept

ANSWERS = 0.4  # weight from which a record is about a need; below, it only mentions it
_EXAMPLES = 3
_SERVICE_NEED = PARTS["needs"]


@dataclass(slots=True)
class Asked:
    """How often one need was asked for in vain; "" stands for what was not understood. `examples`: what has words,
    the newest first."""

    need: str
    count: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    examples: list[Kept] = field(default_factory=list)


def by_need(kept: Iterable[Kept]) -> list[Asked]:
    """The most asked first. What told two needs counts for both."""
    found: dict[str, Asked] = {}
    for one in kept:
        for need in one.unmet.needs or ("",):
            asked = found.setdefault(need, Asked(need))
            asked.count += one.count
            asked.reasons[one.unmet.reason.value] += one.count
            if one.unmet.words and len(asked.examples) < _EXAMPLES:
                asked.examples.append(one)
    return sorted(found.values(), key=lambda asked: (-asked.count, asked.need))


@dataclass(frozen=True, slots=True)
class Lack:
    """A need that no published record is about. `helped_by`: needs that help with it and that the list answers."""

    need: Need
    helped_by: tuple[Need, ...]


def lacking(session: Session, today: date) -> list[Lack]:
    """In the order of the taxonomy."""
    query = (
        select(_SERVICE_NEED.c.need, func.max(_SERVICE_NEED.c.weight))
        .join(SERVICE)
        .where(is_public(today))
        .group_by(_SERVICE_NEED.c.need)
    )
    answered = {need for need, weight in session.execute(query) if weight >= ANSWERS}
    return [
        Lack(need, tuple(needs()[other] for other in need.helped_by if other in answered))
        for need in needs().values()
        if need.id not in answered
    ]
