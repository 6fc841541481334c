"""Which lines are named first, at which hour, and what a prefecture or town changes."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.safety import contacts
from bot.safety.contacts import BadContacts, contacts_for, registry

NIGHT, AFTERNOON = datetime(2026, 11, 25, 2, 10), datetime(2026, 11, 25, 17, 0)
CATEGORIES = [
    "medical",
    "missing_child",
    "abuse_now",
    "own_abuse",
    "abuse_suspected_by_third_party",
    "dv",
    "sexual",
    "suicide_self",
    "family_suicide",
    "child_sos",
    "pregnancy",
    "exhaustion",
    "anger",
    "postpartum",
    "isolation",
    "money_despair",
]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    yield
    contacts.use("", None)


def numbers(category: str, now: datetime, *, emergency: bool = False) -> list[str]:
    return [line["number"] for line in contacts_for([category], now, emergency=emergency)]


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("emergency", [True, False])
def test_one_to_three_lines_of_the_registry(category: str, emergency: bool) -> None:
    for now in (NIGHT, AFTERNOON):
        shown = numbers(category, now, emergency=emergency)
        assert 1 <= len(shown) <= 3
        assert set(shown) <= set(registry())


@pytest.mark.parametrize("category", CATEGORIES[:10])
def test_an_emergency_begins_with_110_or_119(category: str) -> None:
    assert numbers(category, NIGHT, emergency=True)[0] in ("110", "119")


@pytest.mark.parametrize("category", CATEGORIES)
def test_at_night_the_first_line_is_open(category: str) -> None:
    assert registry()[numbers(category, NIGHT)[0]].get("opens") == "always" or category == "medical"


def test_the_childrens_line_comes_before_the_office_while_it_is_open() -> None:
    assert numbers("child_sos", AFTERNOON) == ["0120-0-78310", "0120-99-7777", "189"]
    assert numbers("child_sos", NIGHT) == ["0120-0-78310", "189", "0120-99-7777"]


def test_a_prefecture_with_a_number_of_its_own() -> None:
    elsewhere = numbers("suicide_self", NIGHT)[0]
    contacts.use("福島県", None)
    here = numbers("suicide_self", NIGHT)[0]
    assert here != elsewhere
    assert registry()[here]["name"] == "よりそいホットライン"


def test_the_towns_own_lines_come_first(tmp_path: Path) -> None:
    own = tmp_path / "lines.yml"
    own.write_text(
        "contacts:\n- {number: 000-0000-0000, name: にんしんSOS見本県, source: 見本県, opens: always, categories: [pregnancy]}\n",
        "utf-8",
    )
    contacts.use("", own)
    assert numbers("pregnancy", NIGHT)[0] == "000-0000-0000"
    assert "000-0000-0000" not in numbers("dv", NIGHT)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "contacts: 1",
        "contacts: [{number: 1}]",
        "contacts: [{number: '1', name: a, source: b, categories: [x]}]",
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    own = tmp_path / "lines.yml"
    own.write_text(text, "utf-8")
    with pytest.raises(BadContacts, match=r"lines\.yml"):
        contacts.use("", own)
