"""What is said when the check alarms: a sentence that takes the person seriously, numbers, and staying."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from bot.messages import Reply, choices, contacts, text
from bot.safety.check import Finding
from bot.safety.contacts import contacts_for, ways_to_write


@cache
def _wording() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("wording.yml").read_text("utf-8"))
    return found


def crisis_replies(finding: Finding, now: datetime) -> list[Reply]:
    """For `urgent` and `emergency`: the first sentence, at most three lines, that one may go on writing, and a
    person. Needs nothing but this package."""
    level: Literal["emergency", "urgent"] = "emergency" if finding.level == "emergency" else "urgent"
    lines = contacts_for(finding.categories, now, emergency=level == "emergency")
    return [
        text(_sentence(level, finding)),
        contacts(level, lines),
        text(_closing(finding.categories)),
        choices(_person(finding.categories)),
    ]


def concern_replies(finding: Finding) -> list[Reply]:
    """For `concern`, before the answer itself: what was heard, and a person first."""
    return [text(_sentence("concern", finding)), choices(_person(finding.categories))]


def staying_replies(categories: Sequence[str], now: datetime, level: str | None) -> list[Reply]:
    """After a crisis, when the parent answers in a word or asks what to do: the same lines in the same order and the
    ways to write, and no cheerful list. An emergency stays one."""
    if level == "emergency":
        return crisis_replies(Finding("emergency", tuple(categories)), now)
    said = "staying_child" if _to_child(categories) else "staying"
    lines = contacts_for(categories, now, emergency=False)
    return [
        text(_wording()[said]),
        contacts("urgent", lines),
        text(_closing(categories)),
        choices(_person(categories)),
    ]


def careful_lead() -> Reply:
    """Before a list of services, soon after a crisis."""
    return text(_wording()["careful"])


def question_lead() -> Reply:
    """Before the answer to what was asked beside the crisis."""
    return text(_wording()["question_too"])


def _sentence(level: str, finding: Finding) -> str:
    """Of the weightiest category that has one. Who speaks for somebody else is not spoken to as if it were she."""
    sentences = _wording()[level]
    keys = [f"{c}_of_other" for c in finding.of_others] + list(finding.categories)
    found: str = next((sentences[key] for key in keys if key in sentences), sentences["default"])
    return found


def _to_child(categories: Sequence[str]) -> bool:
    return categories[:1] in (("child_sos",), ["child_sos"])


def _closing(categories: Sequence[str]) -> str:
    closing: str = _wording()["closing_child" if _to_child(categories) else "closing"]
    ways = ways_to_write(categories)
    return closing + "".join(_wording()["to_write"].format(**way) for way in ways[:1])


def _person(categories: Sequence[str]) -> tuple[str, str]:
    label, send = _wording()["person_child" if _to_child(categories) else "person"]
    return label, send
