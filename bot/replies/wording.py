"""Looking up sentences: `say("found.one", plain=…)`."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.messages import Reply, choices, text

_FOLDER = Path(__file__).parent
_RESPONSES = _FOLDER.parent / "domain" / "responses.yml"


@cache
def _wording() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((_FOLDER / "wording.yml").read_text("utf-8"))
    return found


def entry(key: str) -> Any:
    """The entry at a dotted key. Raises KeyError for a key that is not there."""
    found: Any = _wording()
    for part in key.split("."):
        found = found[part]
    return found


def say(key: str, **values: str) -> str:
    sentence: str = entry(key)
    return sentence.format(**values)


def say_all(key: str, **values: str) -> str:
    """A list of sentences as one text."""
    return "".join(sentence.format(**values) for sentence in entry(key))


def choice(key: str) -> tuple[str, str]:
    label, send = entry(key)
    return label, send


@cache
def _responses() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = yaml.safe_load(_RESPONSES.read_text("utf-8"))["responses"]
    return found


def utter(name: str) -> list[Reply]:
    """A response of Rasa's domain, for when Rasa itself cannot say it."""
    response = _responses()[name][0]
    replies: list[Reply] = [text(response["text"])]
    if buttons := response.get("buttons"):
        replies.append(choices(*((b["title"], b["payload"]) for b in buttons)))
    return replies
