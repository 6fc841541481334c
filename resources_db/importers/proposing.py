"""From a file's headers, and a few of its rows, to a mapping: what is sure, and nothing that is not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field

from resources_db.importers.content import FOUND_BY_CONTENT, LOOKED_AT, could_be, filled, must_be
from resources_db.importers.field_table import Field, Format, Mapping, Why, field_table
from resources_db.importers.header_text import is_slip, key
from resources_db.reading.text import clean

_SIDE = re.compile(r"\((?!\d+\))[^()]*\)|[\[【<][^\[\]【】<>]*[\]】>]")  # (2) tells a twin apart
_NUMBERED = re.compile(r"^\d{1,2}(?![\d歳号次回時日人名年月か])(?=..)|(?<=\D)1$")
_DESK = frozenset({"受付時間", "受付日時", "電話受付時間", "窓口受付時間"})
_KANA = frozenset({"フリガナ", "カナ", "かな", "よみ", "読み", "kana"})


@dataclass(slots=True)
class _Sheet:
    """`keys` are the headers' comparable forms, `cells` their filled cells of the rows looked at."""

    keys: dict[str, str]
    cells: dict[str, list[str]]
    format: Format | None
    columns: dict[str, str] = field(default_factory=dict)
    why: dict[str, Why] = field(default_factory=dict)

    @property
    def beside(self) -> frozenset[str]:
        return frozenset(self.keys.values())

    def is_empty(self, header: str) -> bool:
        return any(self.cells.values()) and not self.cells[header]

    def take(self, name: str, header: str, why: Why) -> None:
        self.columns[name], self.why[name] = header, why


def propose(headers: Iterable[str], samples: Sequence[AnyMapping[str, str]] = ()) -> Mapping | None:
    """The mapping that the headers suggest; None when no column is the name's.

    `samples`: some rows as header -> cell (the first 50 are looked at). With them, columns without a telling
    header are found by their content, and a filled column goes before an empty one.
    """
    mapping = draft(headers, samples)
    return mapping if "name" in mapping.columns else None


def draft(headers: Iterable[str], samples: Sequence[AnyMapping[str, str]] = ()) -> Mapping:
    """As `propose`, but with whatever was found: for staff to complete."""
    sheet = _open(headers, samples)
    known = _by_spelling(sheet)
    open_headers = [h for h in sheet.keys if h not in known and sheet.keys[h] not in field_table().kept]
    _by_similar_spelling(sheet, open_headers)
    _last_resorts(sheet)
    _by_content(sheet, [h for h in open_headers if h not in sheet.columns.values()])
    return Mapping(sheet.format.name if sheet.format else "mapping", sheet.columns, sheet.why)


def _open(headers: Iterable[str], samples: Sequence[AnyMapping[str, str]]) -> _Sheet:
    keys = {header: key(header) for header in headers if key(header)}
    rows = samples[:LOOKED_AT]
    cells = {header: filled(row.get(header, "") for row in rows) for header in keys}
    present = set(keys.values())
    known = (f for f in field_table().formats if any(marks <= present for marks in f.marks))
    return _Sheet(keys, cells, next(known, None))


def _by_spelling(sheet: _Sheet) -> set[str]:
    """Takes the best header of each field; returns every header whose meaning is known, taken or not."""
    found: dict[str, list[str]] = {}
    known = set()
    for header, name in _meanings(sheet):
        known.add(header)
        if name:
            found.setdefault(name, []).append(header)
    table = field_table()
    for name, headers in found.items():
        ranks = table.fields[name].headers
        best = min(headers, key=lambda h: (sheet.is_empty(h), ranks.get(sheet.keys[h], len(ranks))))
        choice = table.choices.get(sheet.keys[best])
        by_content = choice and name != choice.otherwise and any(sheet.cells.values())
        sheet.take(name, best, "content" if by_content else "exact")
    return known


def _meanings(sheet: _Sheet) -> Iterator[tuple[str, str | None]]:
    """Each header of a known spelling, with the field it means in this file, or None."""
    table, beside = field_table(), sheet.beside
    special = sheet.format.fields if sheet.format else {}
    for header, written in sheet.keys.items():
        company = next((c for c in table.companies if c.applies(written, beside)), None)
        if company:
            yield header, company.field
        elif written in special:
            yield header, special[written]
        elif written in table.choices:
            yield header, _chosen(sheet, header)
        elif written in table.meant:
            yield header, _in_a_pair(sheet, header, table.meant[written])


def _chosen(sheet: _Sheet, header: str) -> str | None:
    choice = field_table().choices[sheet.keys[header]]
    if not any(sheet.cells.values()):
        return choice.unseen
    elsewhere = {field_table().meant.get(k) for h, k in sheet.keys.items() if not sheet.is_empty(h)}
    fits = (name for name in choice.may_be if could_be(name, sheet.cells[header]))
    return next((name for name in fits if name not in elsewhere), choice.otherwise)


def _in_a_pair(sheet: _Sheet, header: str, name: str) -> str | None:
    """開所時間 beside 閉所時間 is when it opens; 受付時間 beside 実施時間(自) is the desk's; フリガナ behind 団体名
    is the body's, not the service's."""
    written = sheet.keys[header]
    if written in _DESK and {"opens", "hours_weekday"} & {field_table().meant.get(k) for k in sheet.beside}:
        return None
    if name.startswith("hours") and "開" in written and written.replace("開", "閉") in sheet.beside:
        return "opens" if name == "hours" else None
    if name.startswith("hours") and "閉" in written:
        return None
    if written in _KANA:
        before = list(sheet.keys.values())[: list(sheet.keys).index(header)]
        return name if not before or _names_the_service(before[-1]) else None
    return name


def _names_the_service(written: str) -> bool:
    table = field_table()
    return table.meant.get(written, _similar(written)) in {"name", "source_id", "kind", None} and not any(
        word in written for word in table.fields["name_kana"].unless
    )


def _by_similar_spelling(sheet: _Sheet, headers: Sequence[str]) -> None:
    for header in sorted(headers, key=sheet.is_empty):
        name = _reduced(header) or _similar(sheet.keys[header])
        if name and name not in sheet.columns:
            sheet.take(name, header, "similar")


def _reduced(header: str) -> str | None:
    """The field of the header without its number (電話番号1, (3)施設名) or its side note (電話番号(代表者以外))."""
    table = field_table()
    for shorter in (_NUMBERED.sub("", key(header)), key(_SIDE.sub("", clean(header)))):
        name = table.meant.get(shorter) or (c.otherwise if (c := table.choices.get(shorter)) else None)
        if name and shorter != key(header) and not _says_otherwise(key(header), table.fields[name]):
            return name
    return None


def _similar(written: str) -> str | None:
    """A slip of the pen in a known spelling, else the longest ending that tells."""
    fields = field_table().fields.values()
    slips = [f for f in fields if any(is_slip(written, known) for known in (*f.headers, *f.ends))]
    if slips:
        return slips[0].name if len(slips) == 1 and not _says_otherwise(written, slips[0]) else None
    ends = sorted(((len(e), f) for f in fields if (e := _ending(written, f))), key=lambda pair: -pair[0])
    if not ends or _says_otherwise(written, ends[0][1]):
        return None
    return ends[0][1].name


def _ending(written: str, entry: Field) -> str:
    """電話番号 of 施設の電話番号; an ending in Latin letters does not begin inside a word (hotel)."""
    for end in entry.ends:
        before = written.removesuffix(end)
        if before != written and not (end[0].isascii() and before[-1:].isascii() and before):
            return end
    return ""


def _says_otherwise(written: str, entry: Field) -> bool:
    return any(word in written for word in entry.unless)


def _last_resorts(sheet: _Sheet) -> None:
    """団体名 is the name where nothing else is."""
    for entry in field_table().fields.values():
        if entry.name in sheet.columns:
            continue
        for header in sorted(sheet.keys, key=lambda h: _rank(entry.last, sheet.keys[h])):
            if sheet.keys[header] in entry.last and not sheet.is_empty(header):
                before = next((name for name, taken in sheet.columns.items() if taken == header), None)
                if before:
                    del sheet.columns[before], sheet.why[before]
                sheet.take(entry.name, header, "similar")
                break


def _rank(last: Sequence[str], written: str) -> int:
    return last.index(written) if written in last else len(last)


def _by_content(sheet: _Sheet, headers: Sequence[str]) -> None:
    """A field goes to the one column that has its form; two such columns are left to staff."""
    for name in FOUND_BY_CONTENT:
        if name in sheet.columns or (name == "hours" and {"opens", "hours_weekday"} & set(sheet.columns)):
            continue
        entry = field_table().fields[name]
        fits = [
            h
            for h in headers
            if h not in sheet.columns.values()
            and must_be(name, sheet.cells[h])
            and not _says_otherwise(sheet.keys[h], entry)
        ]
        if len(fits) == 1:
            sheet.take(name, fits[0], "content")
