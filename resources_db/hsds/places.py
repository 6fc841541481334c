"""Places <-> HSDS service_at_location, location and address."""

from typing import Any

from resources_db.documents import LOCATION, Document, complete_place
from resources_db.hsds.ids import derived
from resources_db.hsds.limits import shortened
from resources_db.hsds.standard import Json, number_of

_SAME = ("name", "alternate_name", "description", "transportation", "url", "latitude", "longitude")
_PARTS = {"postal_code": "postal_code", "prefecture": "state_province", "city": "city"}
_JAPAN = {"", "JP", "JPN", "JAPAN", "日本", "日本国"}


def write_place(place: Document) -> Json:
    """A service_at_location with its location."""
    location = {"id": place["id"], "location_type": "physical"} | {key: place[key] for key in _SAME}
    if place["address"]:
        location["addresses"] = [_write_address(place)]
    return {"id": place["link_id"], "description": place["link_description"], "location": location}


def _write_address(place: Document) -> Json:
    prefecture, city = place["prefecture"] or "", place["city"] or ""
    return {
        "id": derived(place["id"], "address"),
        "address_1": place["address"].removeprefix(prefecture + city) or place["address"],
        "city": city,
        "state_province": prefecture,
        "postal_code": place["postal_code"] or "",
        "country": "JP",
        "address_type": "physical",
    }


def read_places(links: list[Json], name: str) -> list[Document]:
    """Places that can be visited: no postal and no virtual ones, and each once. `name` stands in for theirs."""
    found: dict[str, Document] = {}
    for link in links:
        location = link.get("location")
        if location and location.get("location_type", "physical") == "physical":
            place = _read_place(location, name) | {"link_id": link["id"]}
            found.setdefault(location["id"], place | {"link_description": link.get("description") or None})
    return list(found.values())


def _read_place(location: Json, name: str) -> Document:
    told = {key: location.get(key) or None for key in _SAME if key not in {"latitude", "longitude"}}
    latitude, longitude = _degrees(location)
    told |= {"id": location["id"], "name": told["name"] or name, "latitude": latitude, "longitude": longitude}
    return complete_place(told | read_addresses(location.get("addresses", [])))


def _degrees(location: Json) -> tuple[float | None, float | None]:
    north, east = number_of(location.get("latitude")), number_of(location.get("longitude"))
    if north is None or east is None or abs(north) > 90 or abs(east) > 180:
        return None, None
    return float(north), float(east)


def read_addresses(addresses: list[Json]) -> Document:
    """The first address that can be visited, as one text and in parts."""
    for address in addresses:
        if address.get("address_type", "physical") != "virtual" and address.get("address_1"):
            told = {column: address.get(key) or None for column, key in _PARTS.items()}
            return {"address": _whole(address), **shortened(LOCATION, told)}
    return {"address": ""}


def _whole(address: Json) -> str:
    """In the order of the country; what the first line says already is not said twice."""
    first, second = address["address_1"], address.get("address_2") or ""
    around: list[Any] = [address.get("state_province") or "", address.get("city") or ""]
    if (address.get("country") or "").upper() not in _JAPAN:
        return ", ".join(filter(None, (first, second, *reversed(around))))
    if around[1] and around[1] in first:
        around = []
    return " ".join(filter(None, ("".join(around) + first, second)))
