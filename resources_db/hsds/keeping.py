"""What one side cannot hold is carried along by the other, so that nothing is lost on the way through.

- `differences` and `apply`: what of a record HSDS does not give back; it travels in "x_michishirube".
- `keep` and `restore`: what of foreign HSDS a record has no field for; it stays in the record's extra["hsds"].
"""

from collections.abc import Callable
from typing import Any

from resources_db.documents import FIELDS, PARTS, Document, complete, complete_place, part_id
from resources_db.hsds.ages import months_from, months_to
from resources_db.hsds.ids import LISTS
from resources_db.hsds.parsing import read_status
from resources_db.hsds.places import read_addresses
from resources_db.hsds.schedules import same_time
from resources_db.hsds.standard import Json, NotHsds, to_its_maker

_LISTS = ("places", *PARTS)
_KEY = {"needs": "need", "places": "link_id"}
_TERM = ("taxonomy", "code", "name", "description", "language", "term_uri")
_SAME_MEANING: dict[str, Callable[[Any], object]] = {
    "addresses": read_addresses,
    "status": read_status,
    "minimum_age": months_from,
    "maximum_age": months_to,
    "opens_at": same_time,
    "closes_at": same_time,
}
"""Properties whose own words are given back as long as they still say what the record says."""


def differences(told: Document, document: Document) -> Json:
    """Of the document what `told` (the same document as HSDS tells it) has otherwise. Both with explicit ids.

    A list is {id of the item: {column: value}}; an item that HSDS does not have has its position with it.
    """
    found: Json = {
        key: document[key]
        for key in FIELDS
        if key != "extra" and (key not in told or told[key] != document[key])
    }
    if told["organization"] != document["organization"]:
        found["organization_name"] = document["organization"]
    for part in _LISTS:
        if told[part] != document[part]:
            more = _item_differences(part, told[part], document[part])
            whole = _apply_items(part, told[part], more) != document[part]
            found[part] = document[part] if whole else more
    return found


def _item_differences(part: str, told: list[Document], items: list[Document]) -> Json:
    key = _KEY.get(part, "id")
    known = {item[key]: item for item in told}
    found = {}
    for position, item in enumerate(items):
        before = known.get(item[key])
        if before is None:
            found[item[key]] = {k: v for k, v in item.items() if k != key} | {"position": position}
        elif more := {k: v for k, v in item.items() if k not in before or before[k] != v}:
            found[item[key]] = more
    return found


def apply(told: Document, more: Json) -> Document:
    """`told` with what "x_michishirube" says better. Raises NotHsds where that has another form."""
    document = {**told, **{key: more[key] for key in FIELDS if key in more and key != "extra"}}
    if "organization_name" in more:
        document["organization"] = more["organization_name"]
    for part in _LISTS:
        if part in more:
            try:
                document[part] = _apply_items(part, told[part], more[part])
            except (AttributeError, KeyError, TypeError) as error:
                wish = f"x_michishirube の {part} は書き出されたままの形にしてください"
                raise NotHsds(f"x_michishirube.{part}", more[part], to_its_maker(wish)) from error
    return document


def _apply_items(part: str, told: list[Document], more: Any) -> list[Document]:
    key = _KEY.get(part, "id")
    if isinstance(more, list):
        return [_complete(part, item) for item in more if item[key]]
    rest = dict(more)
    items = [item | _known(part, rest.pop(item[key], {})) for item in told]
    for id_, item in sorted(rest.items(), key=lambda pair: pair[1]["position"]):
        items.insert(item["position"], _complete(part, item | {key: id_}))
    return items


def _complete(part: str, item: Document) -> Document:
    known = _known(part, item)
    if part == "places":
        return complete_place(known)
    if part == "attributes":
        known = dict.fromkeys(_TERM) | known
    return complete(part, known) if part != "needs" else known


def _known(part: str, item: Document) -> Document:
    columns = {*complete_place({}), "link_id"} if part == "places" else {*complete(part, {})}
    columns |= {"id", *((*_TERM, "term_id") if part == "attributes" else ())}
    return {key: value for key, value in item.items() if key in columns}


def keep(found: Json, ours: Json, id_: str) -> Json:
    """Of foreign HSDS what `ours` (the same record as we write it) does not have. A list is kept as
    {"of": {item: what is kept of it}, "whole": [items that the record does not have]}."""
    kept: Json = {}
    for name, value in found.items():
        if name not in ours:
            kept[name] = value
            continue
        mine = ours[name]
        if name in _SAME_MEANING:
            if value != mine and _SAME_MEANING[name](value) == _SAME_MEANING[name](mine):
                kept[name] = value
        elif isinstance(value, dict) and isinstance(mine, dict):
            if more := keep(value, mine, id_):
                kept[name] = more
        elif (
            isinstance(value, list)
            and isinstance(mine, list)
            and (more := _keep_items(name, value, mine, id_))
        ):
            kept[name] = more
    return kept


def _keep_items(name: str, items: list[Json], ours: list[Json], id_: str) -> Json:
    mine = {item["id"]: item for item in ours}
    whole = [item for item in items if item["id"] not in mine]
    parts = {}
    for item in items:
        if item["id"] in mine and (more := keep(item, mine[item["id"]], id_)):
            parts[_short(id_, name, items, item["id"])] = more
    return ({"of": parts} if parts else {}) | ({"whole": whole} if whole else {})


def _short(id_: str, name: str, items: list[Json], item_id: str) -> str:
    """A derived id by its position: another database may give the service another id."""
    usual = {part_id(id_, LISTS[name], i): f"#{i}" for i in range(len(items))} if name in LISTS else {}
    return usual.get(item_id, item_id)


def restore(ours: Json, kept: Json, id_: str) -> Json:
    """What `keep` kept, given back: only beside what the record says, never in its place."""
    restored = dict(ours)
    for name, value in kept.items():
        mine = ours.get(name)
        if name in _SAME_MEANING and mine is not None:
            if _SAME_MEANING[name](value) == _SAME_MEANING[name](mine):
                restored[name] = value
        elif isinstance(mine, dict) and isinstance(value, dict):
            restored[name] = restore(mine, value, id_)
        elif isinstance(mine, list):
            restored[name] = _restore_items(
                name, mine, {"whole": value} if isinstance(value, list) else value, id_
            )
        elif mine is None:
            restored[name] = _whole(value)
    return restored


def _restore_items(name: str, ours: list[Json], kept: Json, id_: str) -> list[Json]:
    parts = kept.get("of", {})
    items = [restore(item, parts.get(_short(id_, name, ours, item["id"]), {}), id_) for item in ours]
    return [*items, *kept.get("whole", [])]


def _whole(value: Any) -> Any:
    """A list of which we had some items, and have none any more: those that we never had are left."""
    return value.get("whole", []) if isinstance(value, dict) and value.keys() <= {"of", "whole"} else value
