"""Ids of a service's parts: said where they are their own, derived from the service where they are not.

A document leaves derived ids out (documents.load). HSDS wants one for every object: `explicit` puts them in and
`implicit` takes them out again.
"""

import uuid
from typing import Any

from resources_db.documents import PARTS, Document, part_id, term_id
from resources_db.hsds.standard import Json, is_uuid, standard

NEEDS = "michishirube-needs"
"""Our own taxonomy, as terms and queries name it. People read NEEDS_NAME."""
NEEDS_NAME = "みちしるべの困りごと分類"
LISTS = {name: name for name in PARTS if name != "needs"} | {"service_at_locations": "at"}
"""HSDS's lists of a service -> the name from which the ids of their items are derived."""


def derived(seed: str, *path: object) -> str:
    """The id of something that has no row of its own: always the same for the same place."""
    return str(uuid.uuid5(uuid.UUID(seed), "/".join(map(str, path))))


def service_id(text: str) -> str:
    """HSDS's id of a service where it is a UUID, else one that stands for it."""
    return text if is_uuid(text) else str(uuid.uuid5(uuid.NAMESPACE_URL, f"hsds:{text}"))


def organization_id(name: str) -> str:
    """For an organization that has no row."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"organization:{name}"))


def taxonomy_id(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"taxonomy:{name}"))


def need_id(need: str) -> str:
    """The id of a need as a term: the same for ever, however it is called or described."""
    return derived(taxonomy_id(NEEDS), need)


def explicit(id_: str, document: Document) -> Document:
    """The document with an id in every item of its parts; missing parts are empty."""
    parts: dict[str, list[Any]] = {}
    for part in PARTS:
        items = document.get(part, [])
        if part != "needs":
            items = [{**item, "id": item.get("id") or part_id(id_, part, i)} for i, item in enumerate(items)]
        parts[part] = items
    parts["attributes"] = [{**i, "term_id": i.get("term_id") or term_id(i)} for i in parts["attributes"]]
    parts["places"] = [
        {
            **place,
            "id": place.get("id") or part_id(id_, "places", i),
            "link_id": place.get("link_id") or part_id(id_, "at", i),
        }
        for i, place in enumerate(document.get("places", []))
    ]
    return {**document, **parts}


def implicit(id_: str, document: Document) -> Document:
    """The document as documents.load gives it: without ids that follow from the service's."""
    parts: dict[str, list[Any]] = {}
    for part in (*PARTS, "places"):
        parts[part] = []
        for i, item in enumerate(document.get(part, [])):
            usual = {"id": part_id(id_, part, i)}
            if part == "places":
                usual["link_id"] = part_id(id_, "at", i)
            if part == "attributes":
                usual["term_id"] = term_id(item)
            parts[part].append({k: v for k, v in item.items() if k not in usual or v != usual[k]})
    return {**document, **parts}


def identify(service: Json, id_: str) -> Json:
    """The service with a UUID in every object in it; objects that have one keep it."""
    found = {**service, "id": id_}
    for name, part in LISTS.items():
        if name in found:
            found[name] = [_with_id(item, part_id(id_, part, i)) for i, item in enumerate(found[name])]
    for i, link in enumerate(found.get("service_at_locations", [])):
        if "location" in link:
            link["location"] = _with_id(link["location"], part_id(id_, "places", i))
    return _identify("service", found)


def _identify(kind: str, found: Json) -> Json:
    for name, known in standard()[kind].items():
        if name not in found or known.type not in {"one", "many"}:
            continue
        items = found[name] if known.type == "many" else [found[name]]
        told = [
            _identify(known.of, _with_id(item, _usual(known.of, item, found["id"], name, i)))
            for i, item in enumerate(items)
        ]
        found[name] = told if known.type == "many" else told[0]
    return found


def _with_id(item: Json, usual: str) -> Json:
    return {**item, "id": item["id"] if is_uuid(item.get("id", "")) else usual}


def _usual(kind: str, item: Json, parent: str, name: str, position: int) -> str:
    if kind == "taxonomy_term":
        return term_id({**item, "taxonomy": taxonomy_of(item)})
    if kind == "organization":
        return organization_id(item.get("name", ""))
    return derived(parent, name, position)


def taxonomy_of(term: Json) -> str | None:
    """The name of the taxonomy that an HSDS term belongs to."""
    name: str | None = term.get("taxonomy") or term.get("taxonomy_detail", {}).get("name")
    return NEEDS if name == NEEDS_NAME else name or None
