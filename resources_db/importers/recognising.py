"""Which record of the list a row is: by source and id where name or address agree, else by name and address.

Numbers are often no ids: Excel lists count anew each year, and each sheet counts from 1. A record therefore never
passes to a row that has neither its name nor its address, whatever the number says.
"""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from resources_db.documents import Row
from resources_db.importers.known import Item, Known, was_derived
from resources_db.importers.records import RowError
from resources_db.importers.scratch import Scratch
from resources_db.reading.text import clean

_COUNTER_LENGTH = 4
_SAME_NAME_FROM = 0.6
_SAME_ROW = "同じ案内が{place}にもあります。1つにまとめてください。"
_SAME_ID = "同じIDが{place}にもあります。名称と住所で見分けて取り込みました。"
_MOVED = "番号が前の取り込みとちがいます(前は {id})。名称と住所で見分けました。"
_OTHER = "この番号は、前は「{name}」でした。名称も住所もちがうので、別の案内として取り込みました。"


@dataclass(frozen=True, slots=True)
class Recognised:
    """`source_id` under which the record is kept; `old` is the record as it is in the list."""

    source_id: str
    old: Row | None
    warnings: list[tuple[str, str, str]] = field(default_factory=list)


def recognise(item: Item, known: Known, scratch: Scratch) -> Recognised:
    """Raises RowError for a row that stands in the file twice."""
    source_id = item.record.source_id
    if old := known.by_uuid(item):
        if first := scratch.first(old["source"], old["source_id"]):
            raise _twice(item, first.place)
        return Recognised(old["source_id"], old)
    if not source_id:
        return _by_name_and_address(item, known, scratch)
    if first := scratch.first(item.source, source_id):
        if first.match_key == item.match_key:
            raise _twice(item, first.place)
        return _by_name_and_address(item, known, scratch, _SAME_ID.format(place=first.place))
    old = known.by_id(item, source_id)
    if old is None:
        return Recognised(source_id, _had_no_id(item, known, scratch))
    if old["match_key"] == item.match_key:
        return Recognised(source_id, old)
    if moved := _unmet(item, known, scratch):
        return Recognised(moved["source_id"], moved, _warning(item, _MOVED.format(id=moved["source_id"])))
    if _is_the_same(item, old):
        return Recognised(source_id, old)
    return _by_name_and_address(item, known, scratch, _OTHER.format(name=old["name"]))


def _by_name_and_address(item: Item, known: Known, scratch: Scratch, warning: str = "") -> Recognised:
    warnings = _warning(item, warning) if warning else []
    if old := _unmet(item, known, scratch):
        return Recognised(old["source_id"], old, warnings)
    old = known.by_id(item, item.derived_id)
    first = scratch.first(item.source, item.derived_id)
    if place := first.place if first else scratch.met_at(old["id"]) if old else None:
        raise _twice(item, place)
    return Recognised(item.derived_id, old, warnings)


def _had_no_id(item: Item, known: Known, scratch: Scratch) -> Row | None:
    """The same name and address, kept under no id of its own, or under a mere number."""
    counts = _is_counter(item.record.source_id)
    return next(
        (
            old
            for old in known.by_name_and_address(item)
            if (was_derived(old["source_id"]) or (counts and _is_counter(old["source_id"])))
            and not scratch.met_at(old["id"])
        ),
        None,
    )


def _unmet(item: Item, known: Known, scratch: Scratch) -> Row | None:
    return next((old for old in known.by_name_and_address(item) if not scratch.met_at(old["id"])), None)


def _is_counter(source_id: str) -> bool:
    return source_id.isdecimal() and len(source_id) <= _COUNTER_LENGTH


def _is_the_same(item: Item, old: Row) -> bool:
    """A new name at the old address, a new address under the old name, or a name put a little otherwise."""
    name, address = clean(item.record.document["name"]), clean(item.record.address)
    old_name, old_address = clean(old["name"]), clean(old["address"])
    if name == old_name or (address and address == old_address):
        return True
    if address and old_address:
        return False
    return SequenceMatcher(None, name, old_name, autojunk=False).ratio() >= _SAME_NAME_FROM


def _twice(item: Item, place: str) -> RowError:
    return RowError(item.record.name_column, item.record.document["name"], _SAME_ROW.format(place=place))


def _warning(item: Item, sentence: str) -> list[tuple[str, str, str]]:
    return [(item.record.id_column, item.record.source_id, sentence)]
