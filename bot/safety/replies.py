"""What is said when the check alarms: a sentence that takes the person seriously, numbers, and staying."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from bot.messages import Reply, choices, contacts, text
from bot.safety.check import Finding
from bot.safety.contacts import contacts_for


@cache
def _wording() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("wording.yml").read_text("utf-8"))
    return found


def staying_replies(categories: list[str]) -> list[Reply]:
    """After a crisis, when the parent answers in a word or asks for a person: the same lines and the ways to
    write, and no cheerful list."""
    lines = contacts_for(categories, emergency=False)
    return [text(_wording()["staying"]), contacts("urgent", lines), text(_wording()["closing"])]


def crisis_replies(finding: Finding) -> list[Reply]:
    """For `urgent` and `emergency`. Needs nothing but this package."""
    level: Literal["emergency", "urgent"] = "emergency" if finding.level == "emergency" else "urgent"
    sentences = _wording()[level]
    first = next((sentences[c] for c in finding.categories if c in sentences), sentences["default"])
    lines = contacts_for(list(finding.categories), emergency=level == "emergency")
    person = ("人と話したい", "人と話したいです")
    return [text(first), contacts(level, lines), text(_wording()["closing"]), choices(person)]
