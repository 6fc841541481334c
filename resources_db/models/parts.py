"""What belongs to one service and goes with it: phones, schedules, costs, papers, languages, areas, contacts."""

from datetime import date, time

from sqlalchemy import Date, Float, ForeignKey, Integer, String, Text, Time
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from resources_db.models.base import Base, HasId
from resources_db.models.terms import TaxonomyTerm as TaxonomyTerm  # attribute's foreign key


class _Part(HasId):
    """A numbered part of a service."""

    position: Mapped[int] = mapped_column(Integer, default=0)

    @declared_attr
    @classmethod
    def service_id(cls) -> Mapped[str]:
        return mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)


class Phone(_Part, Base):
    """`type` is HSDS's: voice, fax, text, cell, …; a number without an area code stays as it is."""

    __tablename__ = "phone"

    number: Mapped[str] = mapped_column(Text)
    extension: Mapped[str | None] = mapped_column(Text)
    type: Mapped[str] = mapped_column(String(20), default="voice")
    description: Mapped[str | None] = mapped_column(Text)


class Schedule(_Part, Base):
    """One opening window, or with `closed` one rule that takes days away.

    `byday` holds RFC 5545 days ("MO,TU", "2SA,4SA", "-1FR"); `closes_at` at or before `opens_at` means past
    midnight; 00:00-00:00 is all day. What each value of `holidays` means stands at reading.hours.Window. Seasons are "MM-DD", both ends included, every year;
    `valid_from` and `valid_to` are days, both included.
    """

    __tablename__ = "schedule"

    byday: Mapped[str] = mapped_column(String(150))
    opens_at: Mapped[time | None] = mapped_column(Time)
    closes_at: Mapped[time | None] = mapped_column(Time)
    holidays: Mapped[str] = mapped_column(String(10), default="unknown")
    season_from: Mapped[str | None] = mapped_column(String(5))
    season_to: Mapped[str | None] = mapped_column(String(5))
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    closed: Mapped[bool] = mapped_column(default=False)


class CostOption(_Part, Base):
    """`amount` in yen where the text names one; `amount_description` is the town's own text."""

    __tablename__ = "cost_option"

    option: Mapped[str | None] = mapped_column(Text)
    currency: Mapped[str | None] = mapped_column(String(3))
    amount: Mapped[float | None] = mapped_column(Float)
    amount_description: Mapped[str | None] = mapped_column(Text)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)


class RequiredDocument(_Part, Base):
    __tablename__ = "required_document"

    document: Mapped[str] = mapped_column(Text)
    uri: Mapped[str | None] = mapped_column(Text)


class Language(_Part, Base):
    """`code` is ISO 639-1 or -3."""

    __tablename__ = "language"

    name: Mapped[str] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(String(10))
    note: Mapped[str | None] = mapped_column(Text)


class ServiceArea(_Part, Base):
    """For whom by place: 市内に住んでいる人, a district, a school district."""

    __tablename__ = "service_area"

    name: Mapped[str] = mapped_column(Text)
    description: Mapped[str | None] = mapped_column(Text)
    extent: Mapped[str | None] = mapped_column(Text)
    extent_type: Mapped[str | None] = mapped_column(String(30))
    uri: Mapped[str | None] = mapped_column(Text)


class Contact(_Part, Base):
    """A section or a person in office; never a private person."""

    __tablename__ = "contact"

    name: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    department: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)


class Attribute(_Part, Base):
    """A term of some taxonomy that the record carries; our own needs are in service_need."""

    __tablename__ = "attribute"

    taxonomy_term_id: Mapped[str] = mapped_column(ForeignKey("taxonomy_term.id"), index=True)
    link_type: Mapped[str | None] = mapped_column(String(60))
    value: Mapped[str | None] = mapped_column(Text)
