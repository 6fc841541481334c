"""Rasa's rules and the table for the way without Rasa lead every intent to the same answer."""

from typing import Any, cast

import pytest
import yaml

from bot.actions.skills import ACTIONS
from bot.messages import Reply
from bot.skills import table
from bot.skills.turn import Heard, Memory, Turn
from resources_db.matching.index import Index
from tests.conftest import FakeClock
from web.config import ROOT

Rule = dict[str, Any]


def _load(folder: str, key: str) -> list[Any]:
    found = [
        yaml.safe_load(path.read_text("utf-8")).get(key) or []
        for path in sorted((ROOT / folder).glob("*.yml"))
    ]
    return [item for items in found for item in items]


RULES: list[Rule] = _load("data/rules", "rules")
INTENTS: list[str] = _load("bot/domain", "intents")
DOMAIN_ACTIONS: list[str] = _load("bot/domain", "actions")
RESPONSES: list[str] = _load("bot/domain", "responses")
SKILL_OF = {action().name(): action.skill for action in ACTIONS}


def _intent(rule: Rule) -> str:
    return str(rule["steps"][0]["intent"])


def _action(rule: Rule) -> str:
    return str(rule["steps"][1]["action"])


def _offer(rule: Rule) -> str:
    return str(rule.get("condition", [{"slot_was_set": [{"offer": "none"}]}])[0]["slot_was_set"][0]["offer"])


def answered_by(intent: str, offer: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The action or response that table.answer would use: every skill and `utter` replaced by its name."""
    names = {skill: name for name, skill in SKILL_OF.items()}

    def named(skill: table.Skill) -> table.Skill:
        return lambda _turn: cast(list[Reply], [names[skill]])

    monkeypatch.setattr(table, "SKILLS", {key: named(skill) for key, skill in table.SKILLS.items()})
    monkeypatch.setattr(table, "PREFIXES", tuple((key, named(skill)) for key, skill in table.PREFIXES))
    monkeypatch.setattr(table, "_YES", {key: named(skill) for key, skill in table._YES.items()})
    for skill, name in names.items():
        if hasattr(table, skill.__name__):
            monkeypatch.setattr(table, skill.__name__, lambda _turn, name=name: [name])
    monkeypatch.setattr(table, "utter", lambda name: [name])
    turn = Turn(Heard("", intent=intent), Memory(offer=offer), cast(Index, None), FakeClock()())
    return cast(str, table.answer(turn)[0])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{_intent(rule)}-{_offer(rule)}")
def test_same_answer(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answered_by(_intent(rule), _offer(rule), monkeypatch) == _action(rule)


def test_every_intent_has_a_rule() -> None:
    assert {_intent(rule) for rule in RULES} == {*INTENTS, "nlu_fallback"}


def test_a_rule_is_one_intent_and_one_action() -> None:
    assert all([list(step) for step in rule["steps"]] == [["intent"], ["action"]] for rule in RULES)


def test_yes_has_a_rule_for_everything_that_can_be_offered() -> None:
    slots = yaml.safe_load((ROOT / "bot/domain/slots.yml").read_text("utf-8"))["slots"]
    assert {_offer(rule) for rule in RULES if _intent(rule) == "affirm"} == set(slots["offer"]["values"])


def test_the_domain_lists_the_actions_that_there_are() -> None:
    assert set(DOMAIN_ACTIONS) == {*SKILL_OF, "action_session_start"}


def test_every_response_is_used_and_every_used_one_is_there() -> None:
    used = {_action(rule) for rule in RULES if _action(rule).startswith("utter_")}
    assert used == set(RESPONSES)
    assert {f"utter_{name}" for name in table.RESPONSES} <= used


def test_slots_are_what_is_remembered() -> None:
    slots = yaml.safe_load((ROOT / "bot/domain/slots.yml").read_text("utf-8"))["slots"]
    assert set(slots) == set(Memory().to_json())


def test_every_intent_can_be_learned() -> None:
    items = [
        item
        for path in (ROOT / "data/nlu").rglob("*.yml")
        for item in yaml.safe_load(path.read_text("utf-8"))["nlu"]
    ]
    assert {item["intent"] for item in items if "intent" in item} == set(INTENTS)
