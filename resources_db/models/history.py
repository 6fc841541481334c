"""Who changed what and when, and which import did it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from resources_db.models.base import Base, HasId, UtcDateTime, utc_now


class Metadata(HasId, Base):
    """HSDS metadata: one changed field of one record. Values are JSON texts; a record's creation and its
    removal are one row each (field "*"). It has no foreign key to the record: it outlives it."""

    __tablename__ = "metadata"
    __table_args__ = (Index("ix_metadata_resource", "resource_id", "number"),)

    number: Mapped[int] = mapped_column(Integer, index=True)  # the order of changes
    resource_id: Mapped[str] = mapped_column(String(36))
    resource_type: Mapped[str] = mapped_column(String(30))
    last_action_date: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    last_action_type: Mapped[str] = mapped_column(String(10))  # create, update, delete
    field_name: Mapped[str] = mapped_column(String(60))
    previous_value: Mapped[str] = mapped_column(Text, default="")
    replacement_value: Mapped[str] = mapped_column(Text, default="")
    updated_by: Mapped[str] = mapped_column(String(200))
    import_run_id: Mapped[str | None] = mapped_column(ForeignKey("import_run.id"), index=True)


class ImportRun(HasId, Base):
    """One file that was taken in, with its report; `undone_at` when it was taken back."""

    __tablename__ = "import_run"

    number: Mapped[int] = mapped_column(Integer, unique=True)
    file: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    report: Mapped[dict[str, Any]] = mapped_column(JSON)
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    imported_by: Mapped[str] = mapped_column(String(200))
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ColumnMapping(Base):
    """Which columns mean what, remembered by a file's headers."""

    __tablename__ = "column_mapping"

    header_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    columns: Mapped[dict[str, str]] = mapped_column(JSON)
    updated_by: Mapped[str] = mapped_column(String(200))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


class Revision(Base):
    """One row: a number that grows with every change of the list; indexes follow it."""

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Integer, default=0)
