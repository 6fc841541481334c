from resources_db.models.base import Base, new_id, utc_now
from resources_db.models.resources import (
    Location,
    Organization,
    Phone,
    Revision,
    Schedule,
    Service,
    ServiceNeed,
    TownProfile,
)

__all__ = [
    "Base",
    "Location",
    "Organization",
    "Phone",
    "Revision",
    "Schedule",
    "Service",
    "ServiceNeed",
    "TownProfile",
    "new_id",
    "utc_now",
]
