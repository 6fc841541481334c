"""Search outside a conversation (`michi search`, GET /services), with the same understanding as the chat."""

from dataclasses import dataclass
from datetime import datetime

from bot.direct import hear
from bot.skills.search import leading, needs_in
from bot.skills.turn import Heard, Memory
from bot.understanding.linear_model import LinearModel
from bot.understanding.on_disk import words_of
from resources_db.matching.eligibility import Child
from resources_db.matching.index import Index
from resources_db.matching.names import is_named
from resources_db.matching.query import Query
from resources_db.matching.ranking import Match, rank
from resources_db.matching.variety import varied

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
    """Best first; the first three are varied as in the chat. A message that calls a service by its name is in
    scope, whatever else it says."""
    heard = hear(text, model, index.districts, now)
    query = query_of(text, heard, age_months)
    needs = list(query.needs)
    matches = rank(index, query, now, limit)
    in_scope = heard.intent != "out_of_scope" or any(is_named(m.service.name, text) for m in matches[:_FIRST])
    if not in_scope:
        matches = []
    first = varied(matches, leading(needs), _FIRST)
    ordered = first + [m for m in matches if m not in first]
    return Found(in_scope, [need for need, _ in needs], ordered)


def query_of(text: str, heard: Heard, age_months: int | None) -> Query:
    """`age_months`: the child's age where it is known from elsewhere; else what the message says."""
    told = Memory(child_ages=list(heard.child_ages), times=list(heard.times))
    return Query(
        text=text,
        said=words_of(text),
        needs=needs_in(text, heard.needs),
        children=[Child(age_months, age_months + 1)] if age_months is not None else told.children(),
        district=heard.district,
        wishes=frozenset(heard.wishes),
        times=told.time_wishes(),
        declined=heard.declined,
    )
