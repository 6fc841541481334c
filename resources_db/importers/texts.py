"""The texts of a record that are put together from several columns, or found inside a description."""

import re
from dataclasses import dataclass

from resources_db.importers.sentences import held_at, how_to_apply, money, to_bring
from resources_db.reading.costs import with_unit
from resources_db.reading.text import clean

_NO_NOTE = re.compile(r"(?:なし|無し?|特になし|[-ー―]*)")  # of a remark on costs: no remark, not no cost
_DESK_ANSWERS = "。電話の受付は"


@dataclass(frozen=True, slots=True)
class Texts:
    """`opening` is the part of `hours` that says when the thing itself takes place."""

    description: str
    ages: str
    hours: str
    opening: str
    cost: str
    apply: str
    documents: list[str]


def gather(cells: dict[str, str]) -> Texts:
    description = "\n".join(filter(None, (cells.get("description"), cells.get("remarks"))))
    body, apply = clean(description), cells.get("apply", "")
    hours = "。".join(filter(None, (_hours(cells), closed_days(cells)))) or _held_or_called(
        held_at(body), _hours_in(clean(cells.get("contact", "")))
    )
    documents = cells.get("documents") or to_bring(clean(apply), body)
    return Texts(
        description=description,
        ages=_ages(cells),
        hours=hours,
        opening=hours.split(_DESK_ANSWERS)[0],
        cost=_cost(cells) or money(body),
        apply=apply or how_to_apply(body),
        documents=[line.strip() for line in re.split(r"[\n;]", documents) if line.strip()],
    )


def _ages(cells: dict[str, str]) -> str:
    low, high = cells.get("age_from", ""), cells.get("age_to", "")
    both = f"{low}～{high}" if low or high else ""
    return cells.get("ages") or both or cells.get("eligibility", "")


def _cost(cells: dict[str, str]) -> str:
    amount, per = cells.get("cost", ""), cells.get("cost_kind", "")
    first = "無料" if per == "無料" and not amount else with_unit(amount, per)
    note = cells.get("cost_note", "")
    return "。".join(filter(None, (first, "" if _NO_NOTE.fullmatch(note) else note)))


def _hours(cells: dict[str, str]) -> str:
    if cells.get("hours"):
        return " ".join(filter(None, (cells.get("days"), cells["hours"], cells.get("hours_note"))))
    opens, closes = cells.get("opens", ""), cells.get("closes", "")
    span = f"{opens}～{closes}" if opens and closes else opens or closes
    one = " ".join(filter(None, (cells.get("days"), span, cells.get("hours_note"))))
    return one or by_day(cells)


def closed_days(cells: dict[str, str]) -> str:
    """The column 休館日 as a sentence: 「月曜・年末年始は休み」."""
    closed = cells.get("closed", "")
    return closed if not closed or re.search("休|なし|無", closed) else f"{closed}は休み"


def by_day(cells: dict[str, str]) -> str:
    """Columns for weekdays, Saturdays and Sundays: 「平日 7:30～18:30。土曜 休み」."""
    named = (("平日", "hours_weekday"), ("土曜", "hours_saturday"), ("日曜", "hours_sunday"))
    told = ((day, cells.get(field, "")) for day, field in named)
    return "。".join(
        f"{day}{'休み' if re.fullmatch('休み?|-|ー|なし', t) else f' {t}'}" for day, t in told if t
    )


def _held_or_called(held: str, desk: str) -> str:
    """When a class takes place, and when its desk answers: the second says nothing about the first."""
    return f"{held}{_DESK_ANSWERS}{desk}" if held and desk else held or desk


def _hours_in(contact: str) -> str:
    """「子育て支援課 03-0000-0120(平日8時30分~17時15分)」 -> the first brackets that speak of hours: they
    belong to the first number."""
    inside = re.findall(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)", contact)
    return next((part for part in [*inside, *contact.split()] if re.search(r"\d時|\d:\d\d|24時間", part)), "")
