"""One row of a town's file as a record: the town's texts as they are, and what could be read from them."""

import re
from dataclasses import dataclass, field

from resources_db.documents import Document, complete
from resources_db.importers.columns import Mapping
from resources_db.importers.contacts import Warn, contact_fields, organization_of
from resources_db.importers.periods import read_periods
from resources_db.importers.texts import Texts, gather
from resources_db.importers.windows import closed_between, read_schedules
from resources_db.reading.age_columns import read_age_columns
from resources_db.reading.age_ranges import AgeRange
from resources_db.reading.ages import read_age_range
from resources_db.reading.closures import Closure, closure_in_name
from resources_db.reading.costs import read_costs, read_is_free
from resources_db.reading.text import clean
from resources_db.service_needs import needs_of_document

LONGEST_NAME = 300
_HOURS_COLUMNS = ("hours", "hours_note", "opens", "days", "hours_weekday", "hours_saturday", "hours_sunday")
_YES = {"有", "あり", "可", "○", "〇", "◯", "1", "Y", "はい"}


class RowError(Exception):
    """A row that cannot be taken: column, value and a sentence on how to mend it; the row's id where it has one."""

    def __init__(self, column: str, value: str, error: str, source_id: str = "") -> None:
        super().__init__(error)
        self.column, self.value, self.error, self.source_id = column, value, error, source_id


@dataclass(slots=True)
class Record:
    """`document` as in resources_db.documents; `organization` is what the row says of who runs it;
    `warnings` are (column, value, sentence). `id` and `source` only where the file brings them (HSDS)."""

    source_id: str
    document: Document
    organization: Document = field(default_factory=dict)
    warnings: list[tuple[str, str, str]] = field(default_factory=list)
    id: str | None = None
    source: str | None = None
    name_column: str = "name"
    id_column: str = "id"

    @property
    def address(self) -> str:
        places = self.document["places"]
        return str(places[0]["address"]) if places else ""


def read_record(row: dict[str, str], mapping: Mapping) -> Record:
    """`row`: header -> tidied text (as resources_db.importers.tables gives it). Raises RowError when the row
    has no usable name."""
    cells = {name: row.get(header, "") for name, header in mapping.columns.items()}
    texts = gather(cells)
    record = Record(_source_id(cells.get("source_id", "")), {}, organization_of(cells))
    record.name_column = mapping.columns["name"]
    record.id_column = mapping.columns.get("source_id", "")

    def warn(name: str, error: str) -> None:
        record.warnings.append((mapping.columns.get(name, name), cells.get(name, ""), error))

    document = record.document
    document |= _words(cells, texts, _name(cells, mapping))
    document |= _ages(cells, texts)
    document |= _money(texts)
    document |= contact_fields(cells, document["name"], warn)
    document |= _when(cells, texts, document["name"], warn)
    document["required_documents"] = [
        complete("required_documents", {"document": text}) for text in texts.documents
    ]
    document["languages"] = [complete("languages", {"name": n}) for n in _listed(cells.get("languages", ""))]
    document["service_areas"] = [
        complete("service_areas", {"name": n}) for n in _listed(cells.get("area", ""))
    ]
    document["extra"] = _extra(row, mapping)
    document["ways"] = ",".join(_ways(document))
    document["needs"] = needs_of_document(document)
    return record


def is_usable(document: Document) -> bool:
    """Has it anything by which a parent gets on: a way to ask, to go there or to read more?"""
    ways = (
        "phones",
        "places",
        "contact_text",
        "url",
        "email",
        "description",
        "summary",
        "application_process",
    )
    return any(document.get(key) for key in ways)


def _name(cells: dict[str, str], mapping: Mapping) -> str:
    name = re.sub(r"\s*\n\s*", " ", cells.get("name", ""))
    header, source_id = mapping.columns["name"], _source_id(cells.get("source_id", ""))
    if not name:
        raise RowError(header, "", "名称が空です。名称を入れてください。", source_id)
    if len(name) > LONGEST_NAME:
        raise RowError(
            header,
            name,
            f"名称が{LONGEST_NAME}字より長くなっています。短くして、説明は別の列へ移してください。",
            source_id,
        )
    return name


def _source_id(text: str) -> str:
    """1.23E+11 is what Excel leaves of a long number: no id at all."""
    return "" if re.fullmatch(r"\d(?:\.\d+)?E\+\d+", text, re.IGNORECASE) else text[:100]


def _words(cells: dict[str, str], texts: Texts, name: str) -> Document:
    flags = (("temporary_care", "一時預かり"), ("sick_care", "病児保育"))
    yes = (word for key, word in flags if cells.get(key) in _YES)
    return {
        "name": name,
        "name_kana": cells.get("name_kana") or None,
        "alternate_name": cells.get("alternate_name") or None,
        "kind": cells.get("kind") or None,
        "organization": organization_of(cells).get("name"),
        "summary": cells.get("summary", ""),
        "description": texts.description,
        "keywords": " ".join(filter(None, (cells.get("keywords"), *yes))),
        "application_process": texts.apply or None,
    }


def _ages(cells: dict[str, str], texts: Texts) -> Document:
    columns = read_age_columns(cells.get("age_from", ""), cells.get("age_to", ""))
    found = columns or read_age_range(texts.ages) or AgeRange(None, None)
    return {
        "eligibility_description": cells.get("eligibility") or None,
        "age_text": texts.ages or None,
        "minimum_age": found.low,
        "maximum_age": found.high,
        "minimum_grade": found.first_grade,
        "maximum_grade": found.last_grade,
    }


def _money(texts: Texts) -> Document:
    return {
        "fees_description": texts.cost or None,
        "is_free": read_is_free(texts.cost),
        "cost_options": [
            complete(
                "cost_options",
                {
                    "option": " ".join(filter(None, (cost.option, cost.unit))) or None,
                    "currency": "JPY",
                    "amount": cost.amount,
                    "amount_description": cost.text,
                },
            )
            for cost in read_costs(texts.cost)
        ],
    }


def _when(cells: dict[str, str], texts: Texts, name: str, warn: Warn) -> Document:
    closure = closure_in_name(name)
    if closure:
        warn("name", "名称に休みのことが書かれています。名称から消して、公開終了日か備考に入れてください。")
    periods = read_periods(cells, texts.description, closure, warn)
    schedules = read_schedules(cells, texts, periods.event)
    if texts.hours and not schedules:
        column = next((f for f in _HOURS_COLUMNS if cells.get(f)), "contact")
        warn(column, "時間を読みとれません。書いてあるとおりに表示します。")
    return {
        "hours_text": texts.hours or None,
        "schedules": schedules + _closed(closure),
        "alert": closure.text if closure else None,
    } | periods.fields


def _closed(closure: Closure | None) -> list[Document]:
    return [closed_between(closure.since, closure.until)] if closure else []


def _listed(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in re.split(r"[;、,，/・\n]", text) if part.strip()))


def _extra(row: dict[str, str], mapping: Mapping) -> dict[str, str]:
    """Columns that no field of the record gives back as they were, under their own headers."""
    kept = {mapping.columns[f] for f in KEPT_WHOLE if f in mapping.columns}
    return {header: text for header, text in row.items() if text and header not in kept}


KEPT_WHOLE = frozenset(
    [
        "source_id",
        "name",
        "name_kana",
        "alternate_name",
        "kind",
        "organization",
        "summary",
        "eligibility",
        "contact",
        "email",
        "corporate_number",
    ]
)


def _ways(document: Document) -> list[str]:
    """How a parent can reach or use it: phone, online, visit (they go), home (someone comes)."""
    keys = ("name", "description", "summary", "application_process", "contact_text", "kind")
    everything = clean(" ".join(document.get(key) or "" for key in keys))
    ways = ["phone"] if any(phone["type"] != "fax" for phone in document["phones"]) else []
    if re.search(r"オンライン|LINE|チャット|メール|電子申請|Zoom|インターネット|ウェブ|Web", everything):
        ways.append("online")
    if re.search(r"訪問|自宅へ|ご自宅|家庭に伺|うかがい|伺い|派遣|配達|お届け|宅食", everything):
        ways.append("home")
    if document["places"] or re.search(r"来所|窓口|面談|通所|来館|会場|教室|広場|サロン", everything):
        ways.append("visit")
    return ways
