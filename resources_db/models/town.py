"""The town itself."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from resources_db.models.base import Base


class TownProfile(Base):
    """One row: how the town calls itself and which service is its main desk."""

    __tablename__ = "town_profile"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    prefecture: Mapped[str] = mapped_column(String(100), default="")
    main_desk_id: Mapped[str | None] = mapped_column(ForeignKey("service.id", ondelete="SET NULL"))
