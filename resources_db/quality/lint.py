"""What in the town's list is likely wrong, each with a sentence on how to mend it.

A finding is a question to the town, not a verdict: nothing is changed, and parents go on seeing the record.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from resources_db.documents import PARTS, SERVICE, load
from resources_db.models import Status
from resources_db.quality import about_contact, about_content, about_place
from resources_db.quality.looking import Looked, Problem, Rule
from resources_db.quality.town import look_around

RULES: tuple[Rule, ...] = (
    about_contact.wrong_national_number,
    about_contact.impossible_number,
    about_contact.unread_number,
    about_contact.two_numbers,
    about_contact.private_mobile,
    about_contact.no_contact,
    about_contact.not_a_url,
    about_contact.not_an_email,
    about_content.swapped_ages,
    about_content.no_ages,
    about_content.no_cost,
    about_content.past_days,
    about_content.turned_days,
    about_content.half_typed_date,
    about_content.closure_in_a_name,
    about_content.odd_name,
    about_content.broken_characters,
    about_content.draft_waiting,
    about_place.outside_japan,
    about_place.far_away,
    about_place.same_twice,
)
_MESSAGES = Path(__file__).with_name("messages.yml")
_BATCH = 500
_READ_PARTS = ("places", *(part for part in PARTS if part not in {"needs", "attributes", "schedules"}))


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind` and `field` are keys of messages.yml (a column that has no field of ours: its header)."""

    kind: str
    service_id: str
    name: str
    source: str
    source_id: str
    field: str
    value: str
    sentence: str

    def to_json(self) -> dict[str, str]:
        return asdict(self)


def lint(
    session: Session, wrong_numbers: Mapping[str, str], *, today: date, source: str | None = None
) -> Iterator[Finding]:
    """Findings in all records that are not withdrawn, in order of source and source_id.

    `wrong_numbers`: dead or misprinted national numbers -> what to write instead. Memory does not grow with the
    findings; of each record only name, address and coordinates are kept (to find what stands there twice).
    """
    town = look_around(session, today, wrong_numbers)
    query = select(SERVICE.c.id, SERVICE.c.source, SERVICE.c.source_id)
    query = query.where(SERVICE.c.status != Status.WITHDRAWN).order_by(SERVICE.c.source, SERVICE.c.source_id)
    if source is not None:
        query = query.where(SERVICE.c.source == source)
    for rows in session.execute(query).partitions(_BATCH):
        documents = load(session, [row.id for row in rows], _READ_PARTS)
        for row in rows:
            looked = Looked(row.id, row.source, row.source_id, documents[row.id])
            for rule in RULES:
                yield from (_finding(looked, problem) for problem in rule(looked, town))


def title(kind: str) -> str:
    """What the findings of a kind have in common, in a few words."""
    return str(_messages()["kinds"][kind]["title"])


def label(field: str) -> str:
    """A field's name for staff; a header of their own file is its own name."""
    return str(_messages()["fields"].get(field, field))


def _finding(looked: Looked, problem: Problem) -> Finding:
    sentence = _messages()["kinds"][problem.kind]["sentence"].format(**problem.values)
    name = looked.document["name"]
    return Finding(
        problem.kind, looked.id, name, looked.source, looked.source_id, problem.field, problem.value, sentence
    )


@cache
def _messages() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_MESSAGES.read_text("utf-8"))
    return found
