"""Records for the rules to look at: nothing is wrong with `record()`, each test says what is."""

from datetime import date
from typing import Any

from resources_db.documents import FIELDS, PARTS, complete, complete_place
from resources_db.models import Status
from resources_db.quality.lint import RULES
from resources_db.quality.looking import Looked, Problem, Town

TODAY = date(2026, 11, 24)
_EMPTY: dict[str, Any] = dict.fromkeys(FIELDS) | {part: [] for part in ("places", *PARTS)}
_GOOD: dict[str, Any] = {
    "name": "ほしぞら広場",
    "summary": "",
    "description": "親子で遊べます。",
    "keywords": "",
    "age_text": "0歳～就学前",
    "minimum_age": 0,
    "fees_description": "無料",
    "is_free": True,
    "status": Status.PUBLISHED,
    "extra": {},
    "organization": None,
    "ways": "phone",
    "is_crisis": False,
}


def phone(number: str, **changes: Any) -> dict[str, Any]:
    return complete("phones", {"number": number} | changes)


def place(address: str = "星見市本町1丁目", **changes: Any) -> dict[str, Any]:
    return complete_place({"name": "ほしぞら広場", "address": address} | changes)


def record(**changes: Any) -> Looked:
    document = _EMPTY | _GOOD | {"phones": [phone("03-0000-0101")], "places": [place()]} | changes
    return Looked("id", "hoshimi", "H1", document)


def problems(looked: Looked, **town: Any) -> list[Problem]:
    """What all rules find."""
    around = Town(TODAY, **town)
    return [problem for rule in RULES for problem in rule(looked, around)]


def kinds(looked: Looked, **town: Any) -> set[str]:
    return {problem.kind for problem in problems(looked, **town)}
