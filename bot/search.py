"""Search outside a conversation (`michi search`, GET /services), with the same understanding as the chat."""

from dataclasses import dataclass
from datetime import datetime

from bot.direct import hear
from bot.skills.search import needs_in
from bot.text.tokens import content_forms
from bot.understanding.linear_model import LinearModel
from resources_db.matching.eligibility import Child
from resources_db.matching.index import Index
from resources_db.matching.ranking import Match, Query, rank, varied

_FIRST = 3


@dataclass(frozen=True, slots=True)
class Found:
    in_scope: bool
    needs: list[str]
    matches: list[Match]


def find(
    text: str,
    index: Index,
    model: LinearModel | None,
    now: datetime,
    *,
    age_months: int | None = None,
    limit: int = 10,
) -> Found:
    """Best first; the first three are varied as in the chat."""
    heard = hear(text, model, index.districts, now)
    needs = needs_in(text, heard.needs)
    told = [Child(a["low"], a["high"]) for a in heard.child_ages if a["low"] is not None]
    children = [Child(age_months, age_months + 1)] if age_months is not None else told
    query = Query(
        tokens=content_forms(text),
        needs=needs,
        children=children,
        district=heard.district,
        wishes=frozenset(heard.wishes),
        declined=heard.declined,
    )
    in_scope = heard.intent != "out_of_scope"
    matches = rank(index, query, now, limit) if in_scope else []
    first = varied(matches, [need for need, _ in needs[:1]], _FIRST)
    ordered = first + [m for m in matches if m not in first]
    return Found(in_scope, [need for need, _ in needs], ordered)
