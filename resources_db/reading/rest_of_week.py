"""Hours whose days are told by the closed ones alone, with other changes between: 9:30~18:00(日曜は17:00まで) 月曜休館."""

import re

from resources_db.reading.clauses import JUST_SPANS, read_scope
from resources_db.reading.closures import Closing, read_closing
from resources_db.reading.unclear import Unclear
from resources_db.reading.wording import BRACKET

_NAMES_SUNDAY = re.compile(r"日曜|土・?日|日・?祝")


def with_days(told: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """9:30~18:00(日曜は17:00まで) 月曜休館: every day but those that the text then takes away or changes. [] where
    it does not name its closed days, or says nothing of Sundays."""
    (first, end), *others = told or [("", "")]
    scope = read_scope(first, frozenset())
    whole = any(closing and closing.is_whole_list for closing in map(_closing_of, (c for c, _ in others)))
    is_bare = JUST_SPANS.fullmatch(scope.rest) and not (scope.days or scope.season or scope.unsure)
    names_sunday = any(_NAMES_SUNDAY.search(clause) for clause, _ in others)
    if not (whole and is_bare and names_sunday and scope.label in {"", "whole"}):
        return []
    return [(f"毎日{scope.rest}", end), *others]


def _closing_of(clause: str) -> Closing | None:
    try:
        return read_closing(clause.lstrip(BRACKET))
    except Unclear:
        return None
