"""Storing conversations: a turn is one transaction, so it is there whole or not at all."""

import hashlib
import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from resources_db.casework.models import Conversation, Message, SafetyAlert
from resources_db.engine import Sessions
from resources_db.models import new_id, utc_now

_ID = re.compile(r"[0-9a-f-]{36}")
_STILL_SAID = timedelta(minutes=30)
_ALARMS = ("urgent", "emergency")


def create(sessions: Sessions, channel: str, replies: list[dict[str, Any]]) -> tuple[Conversation, str]:
    """A new conversation whose first message is the greeting, and its token (kept only as a hash)."""
    token = secrets.token_urlsafe(24)
    conversation = Conversation(id=new_id(), token_hash=_hash(token), channel=channel, context={})
    with sessions.begin() as session:
        session.add(conversation)
        session.flush()
        session.add(Message(conversation_id=conversation.id, number=1, sender="bot", replies=replies))
    return conversation, token


def find(session: Session, conversation_id: str) -> Conversation | None:
    """None also for what cannot be an id (PostgreSQL refuses some characters with an error)."""
    return session.get(Conversation, conversation_id) if _ID.fullmatch(conversation_id) else None


def token_fits(conversation: Conversation, token: str) -> bool:
    return secrets.compare_digest(conversation.token_hash, _hash(token))


def answered(
    session: Session, conversation_id: str, client_message_id: str
) -> tuple[Message, Message] | None:
    """The parent's message with that client id and its answer, when it came in before."""
    asked = session.scalar(
        select(Message).where(
            Message.conversation_id == conversation_id, Message.client_message_id == client_message_id
        )
    )
    if asked is None:
        return None
    answer = session.get(Message, (conversation_id, asked.number + 1))
    return (asked, answer) if answer else None


def last_said(session: Session, conversation_id: str, now: datetime) -> str | None:
    """The parent's message before, when it is not older than half an hour."""
    last = (
        select(Message)
        .where(Message.conversation_id == conversation_id, Message.sender == "parent")
        .order_by(Message.number.desc())
        .limit(1)
    )
    before = session.scalar(last)
    return before.text if before and now - before.created_at < _STILL_SAID else None


def store_turn(
    sessions: Sessions, asked: Message, answer: Message, context: dict[str, Any]
) -> tuple[Message, Message]:
    """Both sides of a turn in one transaction, with an alert for the staff when its safety check alarmed; the turn as it is stored, which is the earlier one when the same
    client message came in meanwhile. Numbers are given here. Raises LookupError when the conversation is erased.

    The conversation's row is written first: that locks it, so turns at once come one after the other.
    """
    conversation_id = asked.conversation_id
    with sessions() as session:
        touch = update(Conversation).where(Conversation.id == conversation_id).returning(Conversation.id)
        if session.scalar(touch.values(context=context, last_active_at=utc_now())) is None:
            raise LookupError(conversation_id)
        if asked.client_message_id and (
            before := answered(session, conversation_id, asked.client_message_id)
        ):
            return before
        last = select(func.max(Message.number)).where(Message.conversation_id == conversation_id)
        asked.number = (session.scalar(last) or 0) + 1
        answer.number = asked.number + 1
        session.add_all([asked, answer])
        if asked.safety and asked.safety["level"] in _ALARMS:
            session.flush()  # the alert points to the message
            session.add(SafetyAlert.of(asked))
        session.commit()
    return asked, answer


def since(session: Session, conversation_id: str, after: int) -> list[Message]:
    return list(
        session.scalars(
            select(Message)
            .where(Message.conversation_id == conversation_id, Message.number > after)
            .order_by(Message.number)
        )
    )


def erase(sessions: Sessions, conversation_id: str) -> None:
    """With its messages: the database deletes them along (ON DELETE CASCADE)."""
    with sessions.begin() as session:
        session.execute(delete(Conversation).where(Conversation.id == conversation_id))


def purge(sessions: Sessions, now: datetime, keep_days: int) -> int:
    """Erase conversations that were idle for `keep_days`; how many."""
    limit = now - timedelta(days=keep_days)
    with sessions.begin() as session:
        old = delete(Conversation).where(Conversation.last_active_at < limit).returning(Conversation.id)
        return len(session.scalars(old).all())


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def open_alerts(session: Session) -> list[SafetyAlert]:
    """What no one on the staff has taken note of yet, the oldest first."""
    waiting = select(SafetyAlert).where(SafetyAlert.seen_at.is_(None))
    return list(session.scalars(waiting.order_by(SafetyAlert.created_at)))
