"""Idioms before understanding, and what `michi safety` tells a reviewer. (The specification is tests/spec/safety.yml.)"""

from bot.safety import check, check_two, without_idioms
from bot.safety.check import why


def test_an_idiom_is_kept_from_understanding_too() -> None:
    assert without_idioms("死ぬほど眠い").strip() == "眠い"
    assert without_idioms("死にたい") == "死にたい"


def test_every_finding_can_be_explained_by_its_rule_and_words() -> None:
    for said in (
        "夫に殴られました",
        "この子と一緒に消えたい",
        "子どもが息をしていません",
        "もう限界です。涙が止まらない",
    ):
        found = check(said)
        explained = dict(why(said))
        assert found.rules
        assert {rule: explained[rule] for rule in found.rules} == dict(
            zip(found.rules, found.words, strict=True)
        )


def test_danger_spread_over_two_messages_is_seen_with_the_second() -> None:
    assert check("夫がまたお酒を飲んで").level == "none"
    assert check_two("夫がまたお酒を飲んで", "殴ってきます", check("殴ってきます")).alarms
    thanks = check("ありがとうございます")
    assert check_two("夫に殴られました", "ありがとうございます", thanks) == thanks, (
        "that one was answered then"
    )


def test_no_number_rates_a_family() -> None:
    assert set(check("夫に殴られました").to_json()) == {"level", "categories"}
