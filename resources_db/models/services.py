"""A town's list of support, in the nouns of HSDS 3 (Human Services Data Specification).

Ages are in months, half-open: a service for 6か月~3歳未満 has minimum 6 and maximum 36. Grades are
school years, 1-6 小学, 7-9 中学, 10-12 高校, 0 and below the years before school.
A text that could not be read stays as the town wrote it, with the parsed column left NULL.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Date, Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from resources_db.models.base import Base, HasId, UtcDateTime, utc_now
from resources_db.models.organizations import Location, Organization
from resources_db.models.parts import (
    Attribute,
    Contact,
    CostOption,
    Language,
    Phone,
    RequiredDocument,
    Schedule,
    ServiceArea,
)


class Status(StrEnum):
    """Only what is published is offered to parents."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Service(HasId, Base):
    """One thing a family can use."""

    __tablename__ = "service"
    __table_args__ = (
        Index("uq_service_source", "source", "source_id", unique=True),
        Index("ix_service_match_key", "match_key"),
    )

    # Where the record comes from, and how the next import finds it again
    source: Mapped[str] = mapped_column(String(200))
    source_id: Mapped[str] = mapped_column(String(100))
    source_file: Mapped[str | None] = mapped_column(
        String(200)
    )  # the list within the source; see importers.run
    match_key: Mapped[str | None] = mapped_column(String(64))  # of name and address
    import_digest: Mapped[str | None] = mapped_column(String(64))  # of the document last imported
    license: Mapped[str | None] = mapped_column(Text)

    organization_id: Mapped[str | None] = mapped_column(ForeignKey("organization.id"), index=True)

    name: Mapped[str] = mapped_column(Text)
    name_kana: Mapped[str | None] = mapped_column(Text)
    alternate_name: Mapped[str | None] = mapped_column(Text)
    kind: Mapped[str | None] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text, default="")  # plain language
    description: Mapped[str] = mapped_column(Text, default="")  # the official text
    keywords: Mapped[str] = mapped_column(Text, default="")

    eligibility_description: Mapped[str | None] = mapped_column(Text)
    age_text: Mapped[str | None] = mapped_column(Text)
    minimum_age: Mapped[int | None] = mapped_column(Integer)
    maximum_age: Mapped[int | None] = mapped_column(Integer)
    minimum_grade: Mapped[int | None] = mapped_column(Integer)
    maximum_grade: Mapped[int | None] = mapped_column(Integer)

    fees_description: Mapped[str | None] = mapped_column(Text)
    is_free: Mapped[bool | None]
    application_process: Mapped[str | None] = mapped_column(Text)
    application_from: Mapped[date | None] = mapped_column(Date)
    application_until: Mapped[date | None] = mapped_column(Date)
    hours_text: Mapped[str | None] = mapped_column(Text)
    contact_text: Mapped[str | None] = mapped_column(Text)
    ways: Mapped[str] = mapped_column(String(100), default="")
    url: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    is_crisis: Mapped[bool] = mapped_column(default=False)
    extra: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # columns without a field, as they were

    status: Mapped[str] = mapped_column(String(20), default=Status.PUBLISHED)
    alert: Mapped[str | None] = mapped_column(Text)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    vanished_on: Mapped[date | None] = mapped_column(Date)  # the day an import no longer had it
    assured_date: Mapped[date | None] = mapped_column(Date)
    assurer: Mapped[str | None] = mapped_column(Text)
    review_on: Mapped[date | None] = mapped_column(Date, index=True)
    last_modified: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    organization: Mapped[Organization | None] = relationship(back_populates="services")
    places: Mapped[list["ServiceAtLocation"]] = relationship(
        back_populates="service", cascade="all, delete-orphan", order_by="ServiceAtLocation.position"
    )
    phones: Mapped[list[Phone]] = relationship(cascade="all, delete-orphan", order_by=Phone.position)
    schedules: Mapped[list[Schedule]] = relationship(cascade="all, delete-orphan", order_by=Schedule.position)
    cost_options: Mapped[list[CostOption]] = relationship(
        cascade="all, delete-orphan", order_by=CostOption.position
    )
    documents: Mapped[list[RequiredDocument]] = relationship(
        cascade="all, delete-orphan", order_by=RequiredDocument.position
    )
    languages: Mapped[list[Language]] = relationship(cascade="all, delete-orphan", order_by=Language.position)
    areas: Mapped[list[ServiceArea]] = relationship(
        cascade="all, delete-orphan", order_by=ServiceArea.position
    )
    contacts: Mapped[list[Contact]] = relationship(cascade="all, delete-orphan", order_by=Contact.position)
    attributes: Mapped[list[Attribute]] = relationship(
        cascade="all, delete-orphan", order_by=Attribute.position
    )
    needs: Mapped[list["ServiceNeed"]] = relationship(
        cascade="all, delete-orphan", order_by="ServiceNeed.need"
    )

    @property
    def location(self) -> Location | None:
        """The first place, which is the one that a card shows."""
        return self.places[0].location if self.places else None

    @property
    def required_documents(self) -> str | None:
        """What to bring, as the town wrote it."""
        return "\n".join(d.document for d in self.documents) or None


class ServiceAtLocation(HasId, Base):
    """That a service can be had at a place."""

    __tablename__ = "service_at_location"
    __table_args__ = (UniqueConstraint("service_id", "location_id"),)

    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    location_id: Mapped[str] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    description: Mapped[str | None] = mapped_column(Text)
    service: Mapped[Service] = relationship(back_populates="places")
    location: Mapped[Location] = relationship()


class ServiceNeed(Base):
    """That a service answers a need of matching/needs/*.yml, with the words in its record that say so."""

    __tablename__ = "service_need"

    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), primary_key=True)
    need: Mapped[str] = mapped_column(String(60), primary_key=True, index=True)
    weight: Mapped[float] = mapped_column(Float)
    evidence: Mapped[str] = mapped_column(Text)
