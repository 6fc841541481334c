"""The specification of the safety check: message by message (safety.yml), and as shares on what was kept apart."""

import json

import pytest
import yaml

from benchmarks.safety import ALARMS, SPEC, sets, shares, spec
from benchmarks.safety_changes import CHANGES
from bot.safety import check
from tests.conftest import shared_file

GROUPS = yaml.load((SPEC / "safety.yml").read_text("utf-8"), yaml.CSafeLoader)
MESSAGES = [message for group in GROUPS.values() for message in group]
# Shares reached on messages that no rule was written for (python -m benchmarks safety); they may only rise.
APART = {"seen": 0.9, "emergency as such": 0.9}
APART_AT_MOST = {"none alarmed": 0.06, "concern alarmed": 0.05}


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message["text"][:24])
def test_each_message_has_its_level(message: dict[str, str]) -> None:
    found = check(message["text"])
    if message.get("gap"):
        assert found.level != message["level"], "the gap is closed: take out its mark"
    else:
        assert found.level == message["level"], found.rules


def test_there_are_messages_enough_to_tell() -> None:
    to_be_seen = [m for m in MESSAGES if m["level"] != "none"]
    assert len({m["text"] for m in MESSAGES}) == len(MESSAGES) >= 800
    assert len(to_be_seen) >= 350
    assert len(MESSAGES) - len(to_be_seen) >= 450
    assert len(GROUPS["似ているが、ちがう"]) >= 200
    assert len({m["category"] for m in to_be_seen}) == 16


def test_what_was_kept_apart_is_seen_in_its_share() -> None:
    found = shares(spec(SPEC / "safety_apart.yml"), lambda text: check(text).level)
    assert {name: found[name] for name in APART if found[name] < APART[name]} == {}
    assert {name: found[name] for name in APART_AT_MOST if found[name] > APART_AT_MOST[name]} == {}


def test_nothing_kept_apart_stands_in_the_specification() -> None:
    apart = {message.text for message in spec(SPEC / "safety_apart.yml")}
    assert not apart & {message["text"] for message in MESSAGES}


def test_seen_messages_are_seen_however_they_are_written() -> None:
    seen = [m["text"] for m in MESSAGES if m["level"] in ALARMS and check(m["text"]).alarms]
    still = [check(change(text)).alarms for change in CHANGES.values() for text in seen]
    assert sum(still) / len(still) >= 0.95


def test_citizens_questions_do_not_alarm() -> None:
    questions = json.loads(shared_file("data/localgovfaq/queries.json").read_text("utf-8")).values()
    assert [question for question in questions if check(question).alarms] == []


def test_an_independent_writers_messages() -> None:
    shared_file("data/dev_safety.tsv")
    found = shares(sets()["dev_safety.tsv"], lambda text: check(text).level)
    assert found["seen"] >= 0.9
    assert found["none alarmed"] <= 0.02
