"""Which needs a record's own words speak of. Only these may be said to a parent: what was learned of texts in general
helps to rank, and is no reason that a record bears out."""

from sqlalchemy import inspect

from resources_db.matching.taxonomy import needs_of_service
from resources_db.models import Service

SURE = 0.7  # its name, kind, keywords or summary say so, or staff did
MENTIONED = 0.4  # its description speaks of it


def own_need(service: Service, need: str | None) -> tuple[float, str]:
    """How sure the record is that it answers the need, 0..1, and the words that say so, joined with 「、」."""
    weight, evidence = own_needs(service).get(need or "", (0.0, ""))
    return (weight, evidence) if evidence else (0.0, "")


def own_needs(service: Service) -> dict[str, tuple[float, str]]:
    """Need -> (weight, evidence), as the list keeps them; worked out anew where they were not read with the service."""
    if "needs" not in inspect(service).unloaded:
        return {own.need: (own.weight, own.evidence) for own in service.needs}
    texts = {key: getattr(service, key) or "" for key in ("kind", "keywords", "summary", "description")}
    texts["name"] = f"{service.name} {service.alternate_name or ''}"
    return needs_of_service(texts)
