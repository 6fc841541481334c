from resources_db.models.base import Base, new_id, utc_now
from resources_db.models.history import ColumnMapping, ImportRun, Metadata, Revision
from resources_db.models.organizations import Location, Organization, Sector
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
from resources_db.models.services import Service, ServiceAtLocation, ServiceNeed, Status
from resources_db.models.terms import TaxonomyTerm
from resources_db.models.town import TownProfile
from resources_db.models.unmet import UnmetNeed

__all__ = [
    "Attribute",
    "Base",
    "ColumnMapping",
    "Contact",
    "CostOption",
    "ImportRun",
    "Language",
    "Location",
    "Metadata",
    "Organization",
    "Phone",
    "RequiredDocument",
    "Revision",
    "Schedule",
    "Sector",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceNeed",
    "Status",
    "TaxonomyTerm",
    "TownProfile",
    "UnmetNeed",
    "new_id",
    "utc_now",
]
