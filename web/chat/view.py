"""What the page shows. Every part may fail alone: the page, its exit and the emergency numbers stand."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import uuid4

from flask import render_template

from bot.conversation import UnknownConversation
from bot.messages import Contact, Reply
from bot.safety.contacts import emergency_contacts
from web.chat.cookie import Visit, current_visit, forget
from web.chat.interface import Entry, House, house

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True)
class Notice:
    """`error` is announced at once (role=alert), the rest politely; `draft` goes back into the text box.

    `trouble` means that something behind the page is down: the emergency numbers are opened with it.
    """

    text: str
    error: bool = True
    draft: str = ""
    trouble: bool = False


UNREADABLE = Notice("いま、前の話を表示できません。少し待って、開きなおしてください。", trouble=True)


def attempt(part: Callable[[], T], otherwise: T) -> T:
    """The value of `part`, or `otherwise` when it fails for any reason (logged by kind, without its text)."""
    try:
        return part()
    except Exception as trouble:  # the page must stand with everything behind it down
        log.error("part of the chat page is missing: %s", type(trouble).__name__)
        return otherwise


def town_name(home: House) -> str:
    return attempt(home.town_name, home.config.town_name or "")


def help_contacts() -> list[Contact]:
    return emergency_contacts()


def known_visit(home: House) -> Visit | None:
    """The conversation that the cookie names, if it still exists. A dead one is forgotten."""
    visit = current_visit()
    if visit is None:
        return None
    try:
        home.conversations.check(visit.conversation_id, visit.token)
    except UnknownConversation:
        forget()
        return None
    return visit


def entries(home: House, visit: Visit | None) -> list[Entry]:
    """The whole conversation, opened by the greeting."""
    told: list[Entry] = list(home.conversations.since(visit.conversation_id, 0)) if visit else []
    if told and told[0]["from"] != "parent":
        return told
    replies = attempt(home.greeting, list[Reply]())
    return [{"from": "bot", "cursor": 0, "replies": replies}, *told] if replies else told


def chat_page(*, widget: bool = False, notice: Notice | None = None) -> str:
    home = house()
    visit = None if widget else attempt(lambda: known_visit(home), None)
    shown = attempt(lambda: entries(home, visit), list[Entry]())
    if not notice and not widget and not visit and current_visit():
        notice = UNREADABLE
    return render_template(
        "chat/page.html",
        town=town_name(home),
        widget=widget,
        notice=notice,
        visit=visit,
        entries=shown,
        cursor=max((entry["cursor"] for entry in shown), default=0),
        contacts=help_contacts(),
        desk=attempt(home.desk, None),
        keep_days=home.config.keep_days,
        exit_url=home.config.exit_url,
        embed_origins=home.config.embed_origins if widget else (),
        page_id=uuid4().hex,
    )


def small_page(template: str) -> str:
    """A page without the conversation: asking back."""
    return render_template(template, town=town_name(house()), contacts=help_contacts())
