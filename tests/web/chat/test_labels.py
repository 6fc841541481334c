"""How values are written: numbers to call, opening, days."""

import pytest

from web.chat.labels import day_label, moment_label, next_label, open_label, tel_href, web_link

NUMBERS = {
    "110": "tel:110",
    "#8000": "tel:%238000",
    "0123-45-6789": "tel:0123456789",
    "0123(45)6789": "tel:0123456789",
    "0123-45-6789(内線12)": "tel:0123456789",
    "0123-45-6789、0123-45-6780": "tel:0123456789",
    "０１２３ー４５−６７８９": "tel:0123456789",
    "電話 0120-99-7777": "tel:0120997777",
    "": None,
    "窓口へ": None,
    "12": None,
    None: None,
}


@pytest.mark.parametrize("number", NUMBERS)
def test_the_first_number_can_be_called(number: str | None) -> None:
    assert tel_href(number) == NUMBERS[number]


def test_opening_is_said_in_words() -> None:
    assert [open_label(state) for state in (True, False, None)] == [
        "いま開いています",
        "いま閉まっています",
        "開いているかは要確認",
    ]
    assert next_label("2026-11-24T08:30:00+09:00") == "(次は 11/24 8:30から)"
    assert next_label("あした 9:00から") == "(次は あした 9:00から)"


def test_what_is_not_an_iso_date_is_left_alone() -> None:
    assert day_label("2026-04-01") == "2026年4月1日"
    assert day_label("令和8年4月") == "令和8年4月"
    assert moment_label("月曜日") == "月曜日"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "/relative", "data:text/html,x", "", None])
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert web_link(url) is None
