"""The registry of national lines (contacts.yml): the only numbers besides those in the town's own list."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.messages import Contact

_EMERGENCY = ("110", "119")
_ON_EVERY_PAGE = ("110", "119", "189", "0120-279-889", "0120-279-338", "0120-0-78310")
_MOST = 3


@cache
def registry() -> dict[str, dict[str, Any]]:
    """Entries by number, as in contacts.yml."""
    return {entry["number"]: entry for entry in _data()["contacts"]}


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("contacts.yml").read_text("utf-8"))
    return found


def contact(number: str) -> Contact:
    """Raises KeyError for a number that the registry does not hold."""
    entry = registry()[number]
    return {
        "name": entry["name"],
        "number": entry["number"],
        "text_route": entry.get("text_route"),
        "hours": entry.get("hours"),
        "note": "。".join(filter(None, (entry.get("for"), entry.get("note")))),
    }


def emergency_contacts() -> list[Contact]:
    """What every page shows, with everything else down."""
    return [contact(number) for number in _ON_EVERY_PAGE]


def always_open() -> Contact:
    """A person to talk to at any hour, whatever the worry."""
    return contact("0120-279-338")


def contacts_for(categories: list[str], *, emergency: bool) -> list[Contact]:
    """At most three; lines for life and body first in an emergency, lines open at any hour before others."""
    wanted = [number for category in categories for number in _data()["for_category"].get(category, [])]
    if emergency:
        wanted.sort(key=lambda number: number not in _EMERGENCY)
    else:
        wanted.sort(key=lambda number: registry()[number].get("opens") != "always")
    return [contact(number) for number in list(dict.fromkeys(wanted))[:_MOST]]
