"""Records with everything in them that a record may have, and what towns and other programs might write."""

from datetime import date, time
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Boolean, Column, Date, Float, Integer, String, Time

from resources_db.documents import FIELDS, LOCATION, PARTS, SERVICE, Document
from resources_db.models import Status

NASTY = (
    "", " ", "-", "0", "012", "100", "(内線)12", "〒000-0000 みなも県星見市本町1-1", "みなも県星見市", "https://例.jp/子育て?年=1#表",
    "http://ex ample.com/[", "mailto:", "a@b", "staff@example.jp", "\n", "「'\"\\/\t\u2028<script>", "👨‍👩‍👧", "=1+1", "null", "2026-02-30",
)  # fmt: skip
DAYS = ("MO", "TU,WE", "MO,TU,WE,TH,FR,SA,SU", "2SA,4SA", "-1FR", "MO,2SA", "1MO,3MO,5MO")
SEASONS = st.sampled_from((None, "01-01", "02-29", "04-01", "10-31", "12-29"))
HOLIDAYS = ("open", "always", "closed", "hol_closed", "also", "only", "unknown", "maybe", "except", "moved")
_LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
DATES = st.dates(date(1990, 1, 1), date(2100, 12, 31)).map(date.isoformat)
TIMES = st.times().map(lambda t: time(t.hour, t.minute).isoformat("minutes"))
UUIDS = st.uuids(version=4).map(str)
_SPECIAL: dict[str, st.SearchStrategy[Any]] = {
    "status": st.sampled_from([status.value for status in Status]),
    "byday": st.sampled_from(DAYS),
    "holidays": st.sampled_from(HOLIDAYS),
    "season_from": SEASONS,
    "season_to": SEASONS,
    "opens_at": st.none() | st.sampled_from(["09:00", "00:00", "22:00", "23:59"]) | TIMES,
    "closes_at": st.none() | st.sampled_from(["17:30", "00:00", "02:00", "23:59"]) | TIMES,
    "type": st.sampled_from(["voice", "fax", "text", "cell"]),
    "minimum_age": st.none() | st.integers(0, 1500),
    "maximum_age": st.none() | st.integers(0, 1500),
    "minimum_grade": st.none() | st.integers(-5, 15),
    "maximum_grade": st.none() | st.integers(-5, 15),
    "weight": st.floats(0, 1),
}


def texts(longest: int = 60, shortest: int = 0) -> st.SearchStrategy[str]:
    nasty = [text for text in NASTY if shortest <= len(text) <= longest]
    return st.sampled_from(nasty) | st.text(_LETTERS, min_size=shortest, max_size=min(longest, 60))


def values(column: Column[Any]) -> st.SearchStrategy[Any]:
    """What the column can hold."""
    kinds: dict[type, st.SearchStrategy[Any]] = {
        Boolean: st.booleans(),
        Integer: st.integers(-(2**31) + 1, 2**31 - 1),
        Float: st.floats(-1000, 1000).map(lambda number: number or 0.0),  # -0.0 is 0.0
        Date: DATES,
        Time: TIMES,
    }
    if column.key in _SPECIAL:
        return _SPECIAL[column.key]
    if isinstance(column.type, String):
        found = texts(column.type.length or 60, 0)
    else:
        found = next(strategy for kind, strategy in kinds.items() if isinstance(column.type, kind))
    return st.none() | found if column.nullable else found


_OWN = {"id", "service_id", "position", "location_id", "taxonomy_term_id"}
_TERM = ("taxonomy", "code", "description", "language", "term_uri")


def _items(part: str) -> st.SearchStrategy[list[Document]]:
    table = PARTS[part]
    columns = {c.key: values(c) for c in table.c if c.key not in _OWN}
    if part == "attributes":
        columns |= {key: st.none() | texts(10) for key in _TERM} | {"name": texts()}
    if part == "needs":
        columns["need"] = st.sampled_from(["temporary_care", "dv", "an_old_need"])
        needs = st.lists(st.fixed_dictionaries(columns), max_size=3, unique_by=lambda item: item["need"])
        return needs.map(lambda items: sorted(items, key=lambda item: item["need"]))
    own_ids = {"id": UUIDS} | ({"term_id": UUIDS} if part == "attributes" else {})
    item = st.fixed_dictionaries(columns, optional=own_ids)
    return st.lists(item, max_size=3)


def _places() -> st.SearchStrategy[list[Document]]:
    columns = {c.key: values(c) for c in LOCATION.c if c.key != "id"}
    columns["link_description"] = st.none() | texts()
    return st.lists(st.fixed_dictionaries(columns, optional={"id": UUIDS, "link_id": UUIDS}), max_size=3)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | texts(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts(10), inner, max_size=2),
    max_leaves=5,
)
EXTRAS = st.dictionaries(texts(10) | st.just("hsds"), JSON, max_size=3)


def documents() -> st.SearchStrategy[Document]:
    """Whole documents, as documents.load gives them."""
    fields = {key: values(SERVICE.c[key]) for key in FIELDS if key != "extra"}
    fields["name"] = texts(100, 1).filter(lambda text: text.strip())
    parts = {part: _items(part) for part in PARTS}
    organization = st.none() | texts(100, 1)
    return st.fixed_dictionaries(
        {**fields, **parts, "places": _places(), "organization": organization, "extra": EXTRAS}
    )
