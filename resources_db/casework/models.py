"""What a parent wrote and what was answered. Nothing here identifies a person by itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from resources_db.models.base import Base, HasId, UtcDateTime, utc_now


class Conversation(HasId, Base):
    __tablename__ = "conversation"

    token_hash: Mapped[str] = mapped_column(String(64))
    channel: Mapped[str] = mapped_column(String(20), default="web")
    state: Mapped[str] = mapped_column(String(20), default="bot")
    context: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    last_active_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now, index=True)


class Message(Base):
    """One side's turn. `number` counts within the conversation and serves as the cursor."""

    __tablename__ = "message"
    __table_args__ = (Index("uq_message_client", "conversation_id", "client_message_id", unique=True),)

    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    sender: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text, default="")
    replies: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    safety: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    client_message_id: Mapped[str | None] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


class SafetyAlert(HasId, Base):
    """A message that called for help, for the staff to take note of. It says which message, not its words, and rates
    nobody; it goes when the parent erases the conversation."""

    __tablename__ = "safety_alert"
    __table_args__ = (
        ForeignKeyConstraint(
            ["conversation_id", "message_number"],
            ["message.conversation_id", "message.number"],
            ondelete="CASCADE",
        ),
        Index("ix_safety_alert_open", "seen_at", "created_at"),
    )

    conversation_id: Mapped[str] = mapped_column(String(36))
    message_number: Mapped[int] = mapped_column(Integer)
    level: Mapped[str] = mapped_column(String(20))
    categories: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @classmethod
    def of(cls, message: Message) -> "SafetyAlert":
        """For a message whose check alarmed and whose number is given."""
        found = message.safety or {}
        return cls(
            conversation_id=message.conversation_id,
            message_number=message.number,
            level=found["level"],
            categories=found["categories"],
        )
