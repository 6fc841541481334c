"""One row of a town's file as a record: the town's texts as they are, and what could be read from them."""

import re
from dataclasses import dataclass, field
from datetime import date

from resources_db.importers.columns import Mapping
from resources_db.importers.sentences import held_at, how_to_apply, money, to_bring
from resources_db.reading.ages import AgeRange, read_age_range
from resources_db.reading.costs import read_is_free, with_unit
from resources_db.reading.hours import Window, combine, read_hours
from resources_db.reading.phones import read_extension, read_phones
from resources_db.reading.text import clean


class RowError(Exception):
    """A row that cannot be taken: column, value and a sentence on how to mend it."""

    def __init__(self, column: str, value: str, error: str) -> None:
        super().__init__(error)
        self.column, self.value, self.error = column, value, error


@dataclass(slots=True)
class Record:
    source_id: str
    name: str
    texts: dict[str, str]
    low_age: int | None
    high_age: int | None
    is_free: bool | None
    phones: list[str]
    extension: str | None
    windows: list[Window]
    ways: list[str]
    valid_to: date | None
    checked_on: date | None
    warnings: list[tuple[str, str, str]] = field(default_factory=list)


_CHECKED = re.compile(r"最終確認(?:日)?\s*[:は]?\s*(\S+)")
_DESK_ANSWERS = "。電話の受付は"


def read_record(row: dict[str, str], mapping: Mapping) -> Record:
    """Raises RowError when the row has no name."""
    cells = {field: clean(row.get(header, "")) for field, header in mapping.columns.items()}
    name = cells.get("name", "").replace("\n", " ")
    if not name:
        raise RowError(mapping.columns["name"], "", "名称が空です。名称を入れてください。")
    contact, phone = cells.get("contact", ""), cells.get("phone", "")
    phones = read_phones(phone) or read_phones(contact)
    age_text, ages = _ages(cells)
    texts = {**cells, **_texts(cells), "name": name, "ages": age_text}
    record = Record(
        source_id=_source_id(cells.get("source_id", "")),
        name=name,
        texts=texts,
        low_age=ages.low if ages else None,
        high_age=ages.high if ages else None,
        is_free=read_is_free(texts["cost"]),
        phones=phones,
        extension=cells.get("extension") or read_extension(phone) or read_extension(contact),
        windows=_windows(cells, texts["hours"].split(_DESK_ANSWERS)[0]),
        ways=_ways(texts, bool(phones)),
        valid_to=read_date(cells.get("valid_to", "")),
        checked_on=read_date(cells.get("checked_on", "")) or read_date(_checked(texts["description"])),
    )
    if phone and not read_phones(phone):
        record.warnings.append(
            (mapping.columns["phone"], phone, "電話番号として読めません。書いてあるとおりに表示します。")
        )
    if texts["hours"] and not record.windows:
        record.warnings.append(
            ("利用時間", texts["hours"], "時間を読みとれません。書いてあるとおりに表示します。")
        )
    return record


def _texts(cells: dict[str, str]) -> dict[str, str]:
    """The texts that are put together from several columns, or found inside a description."""
    body = "\n".join(filter(None, (cells.get("description"), cells.get("remarks"))))
    apply = cells.get("apply", "")
    return {
        "description": body,
        "hours": _hours_text(cells) or _held_or_called(held_at(body), _hours_in(cells.get("contact", ""))),
        "cost": _cost(cells) or money(body),
        "apply": apply or how_to_apply(body),
        "documents": cells.get("documents") or to_bring(apply, body),
    }


def _source_id(text: str) -> str:
    """1.23E+11 is what Excel leaves of a long number: no id at all."""
    return "" if re.fullmatch(r"\d(?:\.\d+)?E\+\d+", text, re.IGNORECASE) else text


def _checked(body: str) -> str:
    match = _CHECKED.search(body)
    return match[1] if match else ""


def _cost(cells: dict[str, str]) -> str:
    amount, per = cells.get("cost", ""), cells.get("cost_kind", "")
    first = "無料" if per == "無料" and not amount else with_unit(amount, per)
    return "。".join(filter(None, (first, cells.get("cost_note"))))


def _hours_text(cells: dict[str, str]) -> str:
    if cells.get("hours"):
        return cells["hours"]
    opens, closes = cells.get("opens", ""), cells.get("closes", "")
    span = f"{opens}~{closes}" if opens and closes else opens or closes
    return " ".join(filter(None, (cells.get("days"), span, cells.get("hours_note"))))


def _windows(get: dict[str, str], hours_text: str) -> list[Window]:
    if get.get("opens") or get.get("closes"):
        return (
            combine(
                get.get("days", ""), get.get("opens", ""), get.get("closes", ""), get.get("hours_note", "")
            )
            or []
        )
    return read_hours(hours_text) or []


def _held_or_called(held: str, desk: str) -> str:
    """When a class takes place, and when its desk answers: the second says nothing about the first."""
    return f"{held}{_DESK_ANSWERS}{desk}" if held and desk else held or desk


def _hours_in(contact: str) -> str:
    """「子育て支援課 03-0000-0120(平日8時30分~17時15分)」 -> the first brackets that speak of hours: they
    belong to the first number."""
    inside = re.findall(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)", contact)
    return next((part for part in [*inside, *contact.split()] if re.search(r"\d時|\d:\d\d|24時間", part)), "")


def _ages(cells: dict[str, str]) -> tuple[str, AgeRange | None]:
    text = cells.get("ages") or cells.get("eligibility", "")
    return text, read_age_range(text)


def _ways(texts: dict[str, str], has_phone: bool) -> list[str]:
    """How a parent can reach or use it: phone, online, visit (they go), home (someone comes)."""
    everything = " ".join(
        texts.get(k, "") for k in ("name", "description", "summary", "apply", "contact", "kind")
    )
    ways = ["phone"] if has_phone else []
    if re.search(r"オンライン|LINE|チャット|メール|電子申請|Zoom|インターネット|ウェブ|Web", everything):
        ways.append("online")
    if re.search(r"訪問|自宅へ|ご自宅|家庭に伺|うかがい|伺い|派遣|配達|お届け|宅食", everything):
        ways.append("home")
    if texts.get("address") or re.search(r"来所|窓口|面談|通所|来館|会場|教室|広場|サロン", everything):
        ways.append("visit")
    return ways


_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
_DATE = re.compile(r"(令和|平成|昭和|[RHS])?\s*(元|\d{1,4})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})")


def read_date(text: str) -> date | None:
    """2026-04-01, 2026/4/1, 令和8年4月1日, R8.4.1 -> a date."""
    match = _DATE.search(clean(text))
    if not match:
        return None
    year = 1 if match[2] == "元" else int(match[2])
    if match[1]:
        year += _ERAS[match[1]]
    try:
        return date(year, int(match[3]), int(match[4]))
    except ValueError:
        return None
