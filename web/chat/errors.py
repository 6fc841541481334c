"""Error pages for people: the page's own look, in Japanese, with the exit and the emergency numbers.

The API answers problem+json instead (`web/api/problems.py`). Nothing of the request is shown or logged.
"""

from typing import NamedTuple

from flask import render_template

from web.chat.interface import house
from web.chat.view import help_contacts, town_name


class Words(NamedTuple):
    title: str
    text: str


NOT_TAKEN = Words("このままでは受け取れませんでした", "はじめのページから、もう一度お試しください。")
BROKEN = Words(
    "いま、うまく動いていません", "少し待って、もう一度お試しください。急ぐときは、下の番号に電話できます。"
)
WORDS = {
    403: Words(
        "いまの送信は受け取りませんでした",
        "べつのサイトから送られたように見えたためです。あなたのせいではありません。"
        "はじめのページから、もう一度お試しください。",
    ),
    404: Words(
        "このページはありません", "アドレスが変わったのかもしれません。相談は、はじめのページからできます。"
    ),
    405: Words("このページは開けません", "相談は、はじめのページからできます。"),
    413: Words("文が長すぎて受け取れませんでした", "短くして、はじめのページからもう一度送ってください。"),
}


def error_page(status: int) -> tuple[str, int]:
    """The page for `status`, with that status."""
    words = WORDS.get(status, BROKEN if status >= 500 else NOT_TAKEN)
    page = render_template("chat/error.html", town=town_name(house()), words=words, contacts=help_contacts())
    return page, status
