"""A row's columns on who, where and how to reach: phones, places, contacts and the organization."""

import re
from collections.abc import Callable

from resources_db.documents import Document, complete, complete_place
from resources_db.importers.sectors import sector_of
from resources_db.reading.addresses import read_address
from resources_db.reading.phones import PhoneText, phone_problem, read_phone_list

Warn = Callable[[str, str], None]  # a field's name, a sentence
_LONGEST_NAME = 300


def contact_fields(cells: dict[str, str], name: str, warn: Warn) -> Document:
    department = cells.get("contact_name")
    phones = _phones(cells, warn)
    unread = cells.get("phone") if not any(phone["type"] != "fax" for phone in phones) else ""
    return {
        "contact_text": "\n".join(filter(None, (unread, cells.get("contact")))) or None,
        "url": _first_url(cells),
        "email": cells.get("email") or None,
        "phones": phones,
        "places": _places(cells, name, warn),
        "contacts": [complete("contacts", {"department": department})] if department else [],
    }


def _phones(cells: dict[str, str], warn: Warn) -> list[Document]:
    told = cells.get("phone", "")
    found = read_phone_list(told)
    if told and not found:
        warn("phone", "電話番号として読めません。書いてあるとおりに表示します。")
    for problem in dict.fromkeys(filter(None, (_problem(phone) for phone in found))):
        warn("phone", problem)
    found = found or read_phone_list(cells.get("contact", ""))
    phones = [
        {"number": p.number, "extension": p.extension, "type": p.type, "description": p.description}
        for p in found
    ]
    if phones and cells.get("extension"):
        phones[0]["extension"] = cells["extension"][:20]
    phones += [
        {"number": p.number, "type": "fax", "description": p.description}
        for p in read_phone_list(cells.get("fax", ""))
    ]
    return [complete("phones", phone) for phone in phones]


def _problem(phone: PhoneText) -> str | None:
    incomplete = (
        None if phone.complete else "市外局番がありません。このままでは、かけられないことがあります。"
    )
    return phone_problem(phone.number) or incomplete


def _places(cells: dict[str, str], name: str, warn: Warn) -> list[Document]:
    parts = ("prefecture", "city", "district", "street")
    whole = cells.get("address") or "".join(cells.get(part, "") for part in parts)
    address = " ".join(filter(None, (whole, cells.get("building"))))
    latitude, longitude = _degrees(cells, warn)
    room = cells.get("place", "")
    if not address and not room:
        return []
    read = read_address(address)
    return [
        complete_place(
            {
                "name": room or name,
                "address": address,
                "postal_code": cells.get("postal_code") or read.postal_code,
                "prefecture": cells.get("prefecture") or read.prefecture,
                "city": cells.get("city") or read.city,
                "district": cells.get("district") or read.town,
                "latitude": latitude,
                "longitude": longitude,
                "transportation": cells.get("access") or None,
                "parking": cells.get("parking") or None,
            }
        )
    ]


def _degrees(cells: dict[str, str], warn: Warn) -> tuple[float | None, float | None]:
    """Latitude and longitude inside Japan (20-46 north, 122-154 east); swapped ones are told, not mended."""
    north, _, east = cells.get("latlong", "").partition(",")
    texts = (cells.get("latitude") or north.strip(), cells.get("longitude") or east.strip())
    try:
        latitude, longitude = (float(text) for text in texts)
    except ValueError:
        return None, None
    if 20 <= latitude <= 46 and 122 <= longitude <= 154:
        return latitude, longitude
    warn(
        "latitude" if cells.get("latitude") else "latlong",
        "緯度・経度が日本の中にありません。入れずにおきます。",
    )
    return None, None


def _first_url(cells: dict[str, str]) -> str | None:
    found = (cells.get(key) for key in ("url", "online_application_url", "form_url"))
    return next((text for text in found if text), None)


# 「株式会社○○ 代表取締役社長 氏名」: the person is no part of who runs it
_PERSON_IN_OFFICE = re.compile(
    r"[\s(（]*(?:代表(?:取締役|役員|理事|社員|者|執行役)|理事長|取締役|園長|施設長|院長|会長|社長).*",
    re.DOTALL,
)


def organization_of(cells: dict[str, str]) -> Document:
    name = _PERSON_IN_OFFICE.sub("", cells.get("organization", "")).split("\n")[0][:_LONGEST_NAME]
    if not name:
        return {}
    number = cells.get("corporate_number", "")
    told = {"sector": sector_of(name, cells.get("sector", "")), "corporate_number": number[:30] or None}
    return {"name": name} | {key: value for key, value in told.items() if value}
