"""Excel lists count anew each year, and each sheet counts from 1: a record stays with its name and address."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from resources_db.documents import SERVICE, load
from resources_db.engine import Sessions
from resources_db.history import Change, revise
from resources_db.importers import import_file
from tests.resources_db.importers.files import csv_text, save, save_book

HEADER = ["No.", "名称", "住所", "電話番号", "利用料"]


def place(number: int | str, name: str, phone: str = "03-0000-0100") -> list[str]:
    return [str(number), name, f"星見市{name}町1", phone, ""]


def take(sessions: Sessions, folder: Path, *rows: list[str], **options: Any) -> Any:
    return import_file(sessions, save(folder / "園.csv", csv_text([HEADER, *rows])), **options)


def by_name(sessions: Sessions) -> dict[str, dict[str, Any]]:
    with sessions() as session:
        ids = list(session.scalars(select(SERVICE.c.id)))
        return {d["name"]: d | {"id": id_} for id_, d in load(session, ids).items()}


def staff_sets(sessions: Sessions, name: str, **fields: Any) -> None:
    with sessions.begin() as session:
        id_ = session.scalars(select(SERVICE.c.id).where(SERVICE.c.name == name)).one()
        revise(Change(session, "職員"), load(session, [id_])[id_], id_, fields)


def test_a_list_counted_anew_moves_nothing(empty_town: Sessions, tmp_path: Path) -> None:
    names = ["あおば園", "いずみ園", "うみ園", "えがお園", "おひさま園", "かえで園"]
    take(empty_town, tmp_path, *(place(n, name) for n, name in enumerate(names, 1)))
    staff_sets(empty_town, "うみ園", fees_description="無料(うみ園だけ)")
    before = by_name(empty_town)
    report = take(empty_town, tmp_path, *(place(n, name) for n, name in enumerate(names[1:], 1)))
    assert [gone["name"] for gone in report.vanished_records] == ["あおば園"]
    assert (report.created, report.updated, report.unchanged) == (0, 0, 5)
    after = by_name(empty_town)
    assert {n: after[n]["id"] for n in names} == {n: before[n]["id"] for n in names}
    assert [n for n in names if after[n]["fees_description"]] == ["うみ園"]
    assert "番号が前の取り込みとちがいます" in report.warnings[0].error


def test_a_place_put_in_at_the_top_takes_nobodys_record(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, place(1, "A園"), place(2, "B園"))
    staff_sets(empty_town, "A園", is_crisis=True, license="A園の許可")
    before = by_name(empty_town)
    report = take(empty_town, tmp_path, place(1, "新園"), place(2, "A園"), place(3, "B園"))
    assert (report.created, report.vanished) == (1, 0)
    after = by_name(empty_town)
    assert not after["新園"]["is_crisis"]
    assert {n: after[n]["id"] for n in ("A園", "B園")} == {n: before[n]["id"] for n in ("A園", "B園")}
    assert after["A園"]["license"] == "A園の許可"


def test_another_place_under_an_old_number_is_another_record(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, *(place(n, f"{n}丁目園") for n in range(1, 7)))
    report = take(
        empty_town, tmp_path, place(1, "まったく別の場所"), *(place(n, f"{n}丁目園") for n in range(2, 7))
    )
    assert (report.created, report.vanished) == (1, 1)
    assert "前は「1丁目園」でした" in report.warnings[0].error


@pytest.mark.parametrize(
    "changed", [{1: "認定こども園 A園"}, {2: "星見市港町9"}], ids=["new name", "new address"]
)
def test_a_new_name_or_a_new_address_is_the_same_record(
    empty_town: Sessions, tmp_path: Path, changed: dict[int, str]
) -> None:
    take(empty_town, tmp_path, place(1, "A園"))
    row = [changed.get(i, cell) for i, cell in enumerate(place(1, "A園"))]
    assert take(empty_town, tmp_path, row).updated == 1


def test_a_sheet_that_grows_takes_nothing_from_the_next(empty_town: Sessions, tmp_path: Path) -> None:
    def book(nurseries: int) -> Path:
        sheets = {
            "保育園": [HEADER, *(place(n, f"保育園{n}") for n in range(1, nurseries + 1))],
            "相談": [HEADER, *(place(n, f"相談{n}") for n in range(1, 9))],
        }
        return save_book(tmp_path / "町.xlsx", sheets)  # type: ignore[arg-type]

    import_file(empty_town, book(3))
    before = by_name(empty_town)
    report = import_file(empty_town, book(4))
    assert (report.created, report.updated, report.vanished) == (1, 0, 0)
    after = by_name(empty_town)
    assert {n: after[n]["id"] for n in before} == {n: before[n]["id"] for n in before}
    assert {w.sheet for w in report.warnings} == {"保育園", "相談"}


def test_the_same_row_twice_with_its_id_is_one_record(empty_town: Sessions, tmp_path: Path) -> None:
    report = take(empty_town, tmp_path, place("A1", "A園"), place("A1", "A園"))
    assert (report.created, [f.error for f in report.rejected]) == (
        1,
        ["同じ案内が2行目にもあります。1つにまとめてください。"],
    )


def test_an_id_for_one_of_two_equal_rows(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, place("", "A園"), place("", "B園"))
    report = take(empty_town, tmp_path, place(7, "A園"), place("", "A園"), place("", "B園"))
    assert (report.created, report.updated, report.unchanged, len(report.rejected)) == (0, 1, 1, 1)
