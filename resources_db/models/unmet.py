"""What parents looked for and the town's list did not have."""

from datetime import date

from sqlalchemy import JSON, Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from resources_db.models.base import Base


class UnmetNeed(Base):
    """Told alike on one day: one row with a count. It leads to nobody: no conversation, no time of day, no address
    of a computer, and on SQLite not even the order in which rows came.

    `key` stands for all the rest but the count; `reason` is one of resources_db.unmet.Reason; `needs` are ids of
    matching/needs/*.yml; `child_age` is in years; `words` are masked (bot/text/shareable.py), "" where nothing was
    safe to keep.
    """

    __tablename__ = "unmet_need"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  (SQLAlchemy's form)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[date] = mapped_column(Date, index=True)
    reason: Mapped[str] = mapped_column(String(20))
    needs: Mapped[list[str]] = mapped_column(JSON)
    child_age: Mapped[int | None] = mapped_column(Integer)
    district: Mapped[str | None] = mapped_column(Text)
    words: Mapped[str] = mapped_column(String(120))
    count: Mapped[int] = mapped_column(Integer)
