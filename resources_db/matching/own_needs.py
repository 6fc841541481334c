"""Which needs a record's own words speak of. Only these may be said to a parent: what was learned of texts in general
helps to rank, and is no reason that a record bears out."""

from resources_db.models import Service

SURE = 0.7  # its name, kind, keywords or summary say so, or staff did
MENTIONED = 0.4  # its description speaks of it


def own_need(service: Service, need: str | None) -> tuple[float, str]:
    """How sure the record is that it answers the need, 0..1, and the words that say so, joined with 「、」."""
    own = next((own for own in service.needs if own.need == need), None)
    return (own.weight, own.evidence) if own and own.evidence else (0.0, "")
