"""Rules on where it is, and on the same place written twice."""

import re
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

from resources_db.quality.looking import Looked, Problem, Town, group_of, problem
from resources_db.reading.text import clean

FAR = 30.0  # km
_EARTH = 6371.0  # km
_SOUTH, _NORTH, _WEST, _EAST = 20.0, 46.0, 122.0, 154.0  # 沖ノ鳥島、択捉島、与那国島、南鳥島
_DEGREES_HEADER = re.compile(r"緯度|経度|latitude|longitude", re.IGNORECASE)

Point = tuple[float, float]


def outside_japan(looked: Looked, town: Town) -> Iterator[Problem]:
    """Coordinates that lie elsewhere, or were left out by the import for that reason."""
    for place in looked.document["places"]:
        point = place["latitude"], place["longitude"]
        if None in point:
            told = [cell for _, cell in looked.raw(_DEGREES_HEADER) if re.search(r"\d", clean(cell))]
        else:
            told = [] if in_japan(point) else [str(degrees) for degrees in point]
        if told:
            yield problem("outside_japan", "places", ", ".join(told))


def far_away(looked: Looked, town: Town) -> Iterator[Problem]:
    """Coordinates far from the middle of the places of the same municipality."""
    for place in looked.document["places"]:
        point = place["latitude"], place["longitude"]
        centre = town.centres.get(group_of(looked.source, place))
        if centre is None or None in point or not in_japan(point):
            continue
        if (km := kilometres(point, centre)) > FAR:
            yield problem("far_away", "places", f"{point[0]}, {point[1]}", km=str(round(km)))


def same_twice(looked: Looked, town: Town) -> Iterator[Problem]:
    if other := town.twins.get(looked.id):
        yield problem("same_twice", "name", looked.document["name"], other=other)


def in_japan(point: Point) -> bool:
    return _SOUTH <= point[0] <= _NORTH and _WEST <= point[1] <= _EAST


def kilometres(here: Point, there: Point) -> float:
    """Along the ground (haversine), in km; points are (latitude, longitude) in degrees."""
    (lat1, lon1), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (here, there))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))
