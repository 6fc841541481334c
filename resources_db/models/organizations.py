"""Who runs services, and where."""

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Float, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from resources_db.models.base import Base, HasId

if TYPE_CHECKING:
    from resources_db.models.services import Service


class Sector(StrEnum):
    """Which part of the community stands behind a service."""

    PUBLIC = "public"
    PRIVATE = "private"
    JUDICIAL = "judicial"
    MEDICAL = "medical"
    POLICE = "police"
    SCHOOL = "school"


class Organization(HasId, Base):
    """Who runs services: a city section, a court, a clinic, an NPO."""

    __tablename__ = "organization"

    name: Mapped[str] = mapped_column(String(300), unique=True)
    name_kana: Mapped[str | None] = mapped_column(Text)
    alternate_name: Mapped[str | None] = mapped_column(Text)
    description: Mapped[str | None] = mapped_column(Text)
    sector: Mapped[str | None] = mapped_column(String(20))
    corporate_number: Mapped[str | None] = mapped_column(String(30))  # 法人番号
    email: Mapped[str | None] = mapped_column(Text)
    website: Mapped[str | None] = mapped_column(Text)
    services: Mapped[list["Service"]] = relationship(back_populates="organization")


class Location(HasId, Base):
    """A place that can be visited. `address` is the town's whole text; the parts are what was read in it."""

    __tablename__ = "location"

    name: Mapped[str] = mapped_column(Text)
    alternate_name: Mapped[str | None] = mapped_column(Text)
    description: Mapped[str | None] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text, default="")
    postal_code: Mapped[str | None] = mapped_column(Text)
    prefecture: Mapped[str | None] = mapped_column(Text)
    city: Mapped[str | None] = mapped_column(Text)
    district: Mapped[str | None] = mapped_column(Text, index=True)
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    transportation: Mapped[str | None] = mapped_column(Text)
    parking: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
