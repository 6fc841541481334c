"""What the first safety check must see, and must leave alone. (The full specification comes with the safety part.)"""

import pytest

from bot.safety import check, without_idioms
from bot.safety.contacts import contacts_for, registry
from tests.conftest import FakeClock
from web.house import House

SEEN = {
    "emergency": [
        "子どもが息をしていない",
        "赤ちゃんが頭を打ってぐったりしています",
        "ボタン電池を飲んじゃったかも",
        "子どもが2階の窓から落ちた",
        "夫が包丁を持って暴れてる",
        "飛び降りたら楽になるかな",
        "4歳の息子が公園で見当たらない",
        "いま隣で子どもの悲鳴が聞こえた",
    ],
    "urgent": [
        "この子と一緒に消えたい",
        "し に た い",
        "旦那に殴られた",
        "だんなにぶたれました",
        "子どもを叩いてしまう",
        "このこをころしてしまいそう",
        "隣の子が殴られてる",
        "お母さんになぐられる",
    ],
}
LEFT_ALONE = [
    "死ぬほど眠い",
    "眠くて死にそう",
    "DVDを借りたい",
    "DV相談は何時まで？",
    "死亡届の出し方",
    "夫に殴られたことはないけど、生活費をくれません",
    "息子が友だちに叩かれたと言って泣く",
    "帰ったらぐったりしちゃう",
    "薬を飲んでくれない",
    "子どもに叩かれる",
    "一時預かりはありますか",
]


@pytest.mark.parametrize(
    ("level", "text"), [(level, text) for level, texts in SEEN.items() for text in texts]
)
def test_danger_is_seen_at_its_level(level: str, text: str) -> None:
    assert check(text).level == level


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_ordinary_words_do_not_alarm(text: str) -> None:
    assert not check(text).alarms


def test_an_idiom_is_kept_from_understanding_too() -> None:
    assert without_idioms("死ぬほど眠い").strip() == "眠い"
    assert without_idioms("死にたい") == "死にたい"


def test_every_number_named_for_a_category_is_in_the_registry_and_three_are_enough() -> None:
    for category in ("medical", "dv", "suicide_self", "own_abuse", "child_sos", "sexual", "missing_child"):
        for emergency in (True, False):
            lines = contacts_for([category], emergency=emergency)
            assert 1 <= len(lines) <= 3
            assert {line["number"] for line in lines} <= set(registry())


@pytest.mark.parametrize("answer", ["はい", "電話はこわい", "人と話したいです"])
def test_after_a_crisis_the_lines_stay(direct_house: House, clock: FakeClock, answer: str) -> None:
    clock.set("2026-11-24 02:10")
    talks = direct_house.conversations
    started = talks.start()
    talks.send(started.conversation_id, "もう死にたいです")
    replies = talks.send(started.conversation_id, answer).replies
    assert any(reply["type"] == "contacts" for reply in replies), replies
    assert not any(reply["type"] == "services" for reply in replies)
