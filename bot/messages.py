"""What the bot says: the reply types that every channel renders.

Replies travel as plain JSON objects (through Rasa, the database and the chat API), so they are typed
dicts here. `id` is added when a reply is stored.
"""

from typing import Literal, NotRequired, TypedDict

State = Literal["bot", "waiting", "human", "closed"]


class Card(TypedDict):
    """One service as a parent sees it. Every text comes from its record."""

    service_id: str
    source_id: str
    name: str
    summary: str
    reasons: list[str]
    to_check: list[str]
    phone: str | None
    hours_text: str | None
    open_now: bool | None
    next_open: str | None
    cost_text: str | None
    age_text: str | None
    address: str | None
    url: str | None
    verified_on: str | None


class Choice(TypedDict):
    """`label` is shown, `send` is what tapping sends."""

    label: str
    send: str


class Contact(TypedDict):
    name: str
    number: str
    text_route: str | None
    hours: str | None
    note: str | None


class TextReply(TypedDict):
    id: NotRequired[str]
    type: Literal["text"]
    text: str


class ServicesReply(TypedDict):
    id: NotRequired[str]
    type: Literal["services"]
    services: list[Card]
    more: bool


class ContactsReply(TypedDict):
    id: NotRequired[str]
    type: Literal["contacts"]
    level: Literal["emergency", "urgent"]
    contacts: list[Contact]


class ChoicesReply(TypedDict):
    id: NotRequired[str]
    type: Literal["choices"]
    choices: list[Choice]


class HandoffReply(TypedDict):
    """Until a person can take over here, the offer names the desk, its hours and its number."""

    id: NotRequired[str]
    type: Literal["handoff"]
    stage: Literal["offer"]
    desk: Card | None


Reply = TextReply | ServicesReply | ContactsReply | ChoicesReply | HandoffReply


def text(value: str) -> TextReply:
    return {"type": "text", "text": value}


def services(cards: list[Card], *, more: bool) -> ServicesReply:
    return {"type": "services", "services": cards, "more": more}


def contacts(level: Literal["emergency", "urgent"], found: list[Contact]) -> ContactsReply:
    return {"type": "contacts", "level": level, "contacts": found}


def choices(*options: tuple[str, str] | str) -> ChoicesReply:
    """A plain string is both label and what is sent."""
    pairs = [(option, option) if isinstance(option, str) else option for option in options]
    return {"type": "choices", "choices": [{"label": label, "send": send} for label, send in pairs]}


def handoff_offer(desk: Card | None) -> HandoffReply:
    return {"type": "handoff", "stage": "offer", "desk": desk}
