"""Runs tests/spec/conversations/*.yml (see README.md there), through real Rasa and without it."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.messages import Card, Reply
from tests.conftest import FakeClock
from tests.spec.phones import numbers_in, numbers_known
from web.house import House

FOLDER = Path(__file__).parent / "conversations"
FILES = sorted(FOLDER.glob("*.yml"))
KEYS = {
    "parent", "safety", "says", "says_any", "says_not", "shows", "shows_any", "shows_not", "shows_nothing",
    "reasons", "to_check", "offers", "contacts", "desk", "open_now", "gap", "gap_in",
}  # fmt: skip
MOST_AT_FIRST = 3


@pytest.mark.parametrize("way", ["rasa", "direct"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_conversation(path: Path, way: str, request: pytest.FixtureRequest, clock: FakeClock) -> None:
    talk = in_one_width(yaml.safe_load(path.read_text("utf-8")))
    house: House = request.getfixturevalue("house" if way == "rasa" else "direct_house")
    clock.set(str(talk.get("now", "2026-11-24 10:00")))
    started = house.conversations.start()
    known = numbers_known(house)
    for number, turn in enumerate(talk["turns"], 1):
        assert set(turn) <= KEYS, f"{path.name} turn {number}: unknown {set(turn) - KEYS}"
        answer = house.conversations.send(started.conversation_id, turn["parent"])
        seen = Seen(in_one_width(answer.replies))
        where = f"{path.stem} turn {number} 「{turn['parent']}」\n{seen}"
        assert numbers_in(answer.replies) <= known, where
        if "gap" in turn and turn.get("gap_in", way) == way:
            check_gap(turn, seen, where)
            continue
        assert answer.safety["level"] == turn.get("safety", "none"), where
        check_turn(turn, seen, where)


def in_one_width(value: Any) -> Any:
    """Towns write （ and ～ in full width or half: what matters here is what is said."""
    if isinstance(value, str):
        return unicodedata.normalize("NFKC", value).replace("〜", "~")
    if isinstance(value, list):
        return [in_one_width(one) for one in value]
    return {key: in_one_width(one) for key, one in value.items()} if isinstance(value, dict) else value


def check_gap(turn: dict[str, Any], seen: "Seen", where: str) -> None:
    """A turn that is known not to be served well yet. When it is, the mark has to go."""
    try:
        check_turn(turn, seen, where)
    except AssertionError:
        return
    pytest.fail(f"this works now: take out its `gap` ({turn['gap']}): {where}")


class Seen:
    """What a parent sees of a turn's replies."""

    def __init__(self, replies: list[Reply]) -> None:
        self.said = "\n".join(r["text"] for r in replies if r["type"] == "text")
        self.cards: list[Card] = [c for r in replies if r["type"] == "services" for c in r["services"]]
        self.offers = [c["label"] for r in replies if r["type"] == "choices" for c in r["choices"]]
        self.contacts = [c["number"] for r in replies if r["type"] == "contacts" for c in r["contacts"]]
        self.desks = [r["desk"] for r in replies if r["type"] == "handoff" and r["desk"]]

    def __str__(self) -> str:
        cards = "\n".join(
            f"  # {c['name']} {c['reasons']} {c['to_check']} {c['open_now']}" for c in self.cards
        )
        return (
            f"{self.said}\n{cards}\n  > {self.offers}\n  ! {self.contacts} {[d['name'] for d in self.desks]}"
        )


def check_turn(turn: dict[str, Any], seen: Seen, where: str) -> None:
    names = [card["name"] for card in seen.cards]
    for words in turn.get("says", []):
        assert words in seen.said, f"should say {words}: {where}"
    if "says_any" in turn:
        assert any(words in seen.said for words in turn["says_any"]), f"should say one of these: {where}"
    for words in turn.get("says_not", []):
        assert words not in seen.said, f"should not say {words}: {where}"
    for name in turn.get("shows", []):
        assert any(name in n for n in names), f"should show {name}: {where}"
    if "shows_any" in turn:
        assert any(name in n for name in turn["shows_any"] for n in names), (
            f"should show one of these: {where}"
        )
    for name in turn.get("shows_not", []):
        assert not any(name in n for n in names), f"should not show {name}: {where}"
    if turn.get("shows_nothing"):
        assert not names, f"should show no service: {where}"
    assert len(names) <= MOST_AT_FIRST, where
    if "open_now" in turn:
        assert [card["open_now"] for card in seen.cards] == turn["open_now"], where
    for key in ("reasons", "to_check"):
        for words in turn.get(key, []):
            assert any(words in line for card in seen.cards for line in card[key]), f"{key} {words}: {where}"  # type: ignore[literal-required]
    for label in turn.get("offers", []):
        assert label in seen.offers, f"should offer {label}: {where}"
    assert set(turn.get("contacts", [])) <= set(seen.contacts), where
    if "desk" in turn:
        assert bool(seen.desks) == turn["desk"], where
    if seen.cards:
        assert {"人と話したい", "おとなとはなしたい"} & set(seen.offers), (
            f"a way to a person is always there: {where}"
        )
