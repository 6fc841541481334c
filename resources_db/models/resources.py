"""A town's list of support, in the nouns of HSDS 3 (Human Services Data Specification).

Ages are in months, half-open: a service for 6か月〜3歳未満 has minimum 6 and maximum 36.
A text that could not be read stays as the town wrote it, with the parsed column left NULL.
"""

from datetime import date, datetime, time

from sqlalchemy import Date, Float, ForeignKey, Index, Integer, String, Text, Time
from sqlalchemy.orm import Mapped, mapped_column, relationship

from resources_db.models.base import Base, HasId, UtcDateTime, utc_now


class Organization(HasId, Base):
    """Who runs services: a city section, a court, a clinic, an NPO."""

    __tablename__ = "organization"

    name: Mapped[str] = mapped_column(String(300), unique=True)
    sector: Mapped[str | None] = mapped_column(String(20))
    services: Mapped[list["Service"]] = relationship(back_populates="organization")


class Location(HasId, Base):
    """A place that can be visited."""

    __tablename__ = "location"

    name: Mapped[str] = mapped_column(String(300))
    address: Mapped[str] = mapped_column(String(500))
    district: Mapped[str | None] = mapped_column(String(100), index=True)
    postal_code: Mapped[str | None] = mapped_column(String(20))
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    transportation: Mapped[str | None] = mapped_column(Text)
    parking: Mapped[str | None] = mapped_column(Text)


class Service(HasId, Base):
    """One thing a family can use."""

    __tablename__ = "service"
    __table_args__ = (Index("uq_service_source", "source", "source_id", unique=True),)

    source: Mapped[str] = mapped_column(String(200))
    source_id: Mapped[str] = mapped_column(String(100))
    organization_id: Mapped[str | None] = mapped_column(ForeignKey("organization.id"))
    location_id: Mapped[str | None] = mapped_column(ForeignKey("location.id"))

    name: Mapped[str] = mapped_column(String(300))
    name_kana: Mapped[str | None] = mapped_column(String(300))
    alternate_name: Mapped[str | None] = mapped_column(String(300))
    kind: Mapped[str | None] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text, default="")
    description: Mapped[str] = mapped_column(Text, default="")
    keywords: Mapped[str] = mapped_column(Text, default="")

    eligibility_description: Mapped[str | None] = mapped_column(Text)
    age_text: Mapped[str | None] = mapped_column(Text)
    minimum_age: Mapped[int | None] = mapped_column(Integer)
    maximum_age: Mapped[int | None] = mapped_column(Integer)

    fees_description: Mapped[str | None] = mapped_column(Text)
    is_free: Mapped[bool | None]
    application_process: Mapped[str | None] = mapped_column(Text)
    required_documents: Mapped[str | None] = mapped_column(Text)
    hours_text: Mapped[str | None] = mapped_column(Text)
    contact_text: Mapped[str | None] = mapped_column(Text)
    ways: Mapped[str] = mapped_column(String(100), default="")
    url: Mapped[str | None] = mapped_column(String(1000))
    email: Mapped[str | None] = mapped_column(String(300))

    status: Mapped[str] = mapped_column(String(20), default="published")
    alert: Mapped[str | None] = mapped_column(Text)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    assured_date: Mapped[date | None] = mapped_column(Date)
    last_modified: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    organization: Mapped[Organization | None] = relationship(back_populates="services")
    location: Mapped[Location | None] = relationship()
    phones: Mapped[list["Phone"]] = relationship(
        back_populates="service", cascade="all, delete-orphan", order_by="Phone.position"
    )
    schedules: Mapped[list["Schedule"]] = relationship(
        back_populates="service", cascade="all, delete-orphan", order_by="Schedule.position"
    )
    needs: Mapped[list["ServiceNeed"]] = relationship(
        back_populates="service", cascade="all, delete-orphan", order_by="ServiceNeed.need"
    )


class Phone(HasId, Base):
    __tablename__ = "phone"

    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    number: Mapped[str] = mapped_column(String(50))
    extension: Mapped[str | None] = mapped_column(String(20))
    type: Mapped[str] = mapped_column(String(20), default="voice")
    service: Mapped[Service] = relationship(back_populates="phones")


class Schedule(HasId, Base):
    """One opening window. `byday` holds RFC 5545 days ("MO,TU", "2SA,4SA");
    `closes_at` at or before `opens_at` means past midnight; 00:00-00:00 is all day."""

    __tablename__ = "schedule"

    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    byday: Mapped[str] = mapped_column(String(100))
    opens_at: Mapped[time] = mapped_column(Time)
    closes_at: Mapped[time] = mapped_column(Time)
    holidays: Mapped[str] = mapped_column(String(10), default="unknown")
    service: Mapped[Service] = relationship(back_populates="schedules")


class ServiceNeed(Base):
    """That a service answers a need, with the words in its record that say so."""

    __tablename__ = "service_need"

    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), primary_key=True)
    need: Mapped[str] = mapped_column(String(60), primary_key=True, index=True)
    weight: Mapped[float] = mapped_column(Float)
    evidence: Mapped[str] = mapped_column(Text)
    service: Mapped[Service] = relationship(back_populates="needs")


class TownProfile(Base):
    """One row: how the town calls itself and which service is its main desk."""

    __tablename__ = "town_profile"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    prefecture: Mapped[str] = mapped_column(String(100), default="")
    main_desk_id: Mapped[str | None] = mapped_column(ForeignKey("service.id", ondelete="SET NULL"))


class Revision(Base):
    """One row: a number that grows with every change of the list; indexes follow it."""

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Integer, default=0)
