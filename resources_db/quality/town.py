"""One quick look over the whole list: what stands in it twice, and where its places lie."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from statistics import median
from typing import Any

from sqlalchemy import RowMapping, Select, and_, select
from sqlalchemy.orm import Session

from resources_db.documents import AT_LOCATION, LOCATION, ORGANIZATION, SERVICE
from resources_db.models import Status
from resources_db.quality.about_place import Point, in_japan
from resources_db.quality.looking import Town, group_of
from resources_db.reading.text import clean

_FEWEST = 5  # places that make a middle


def look_around(session: Session, today: date, wrong_numbers: Mapping[str, str]) -> Town:
    """Reads name, address and coordinates of every record once."""
    first_seen: dict[int, tuple[str, str]] = {}
    twins: dict[str, str] = {}
    points: dict[str, list[Point]] = defaultdict(list)
    for row in session.execute(_everything()).mappings():
        key = _key(row)
        other = first_seen.setdefault(key, (row["id"], _written(row)))
        if other[0] != row["id"]:
            twins[row["id"]] = other[1]
            twins.setdefault(other[0], _written(row))
        point = row["latitude"], row["longitude"]
        if None not in point and in_japan(point):
            points[group_of(row["source"], row)].append(point)
    centres = {group: _middle(found) for group, found in points.items() if len(found) >= _FEWEST}
    return Town(today, wrong_numbers, twins, centres)


def _everything() -> Select[Any]:
    wanted = (SERVICE.c.id, SERVICE.c.source, SERVICE.c.source_id, SERVICE.c.name)
    places = (LOCATION.c[name] for name in ("address", "prefecture", "city", "latitude", "longitude"))
    first = and_(AT_LOCATION.c.service_id == SERVICE.c.id, AT_LOCATION.c.position == 0)
    return (
        select(*wanted, ORGANIZATION.c.name.label("organization"), *places)
        .select_from(SERVICE)
        .outerjoin(ORGANIZATION, ORGANIZATION.c.id == SERVICE.c.organization_id)
        .outerjoin(AT_LOCATION, first)
        .outerjoin(LOCATION, LOCATION.c.id == AT_LOCATION.c.location_id)
        .where(SERVICE.c.status != Status.WITHDRAWN)
        .order_by(SERVICE.c.source, SERVICE.c.source_id)
        .execution_options(yield_per=1000)
    )


def _key(row: RowMapping) -> int:
    """The same for the same name at the same address; without an address, of the same organization."""
    where = row["address"] or f"organization:{row['organization'] or ''}"
    return hash(tuple(re.sub(r"\s", "", clean(text)).casefold() for text in (row["name"], where)))


def _written(row: RowMapping) -> str:
    return f"{row['source']} {row['source_id']}"


def _middle(points: Iterable[Point]) -> Point:
    latitudes, longitudes = zip(*points, strict=True)
    return median(latitudes), median(longitudes)
