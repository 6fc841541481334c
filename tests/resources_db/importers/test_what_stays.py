"""What an import must not do to records that it does not speak of."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from resources_db.documents import ORGANIZATION, SERVICE, load
from resources_db.engine import Sessions
from resources_db.history import Change, NewRecord, create, revise
from resources_db.importers import UnreadableFile, import_file
from resources_db.importers.undo import undo_last_import
from resources_db.models import new_id
from tests.resources_db.importers.files import csv_text, save, save_book
from tests.resources_db.importers.test_second_file import by_hand, documents, rows, state, take


def test_a_row_that_cannot_be_taken_has_not_vanished(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, rows(10))
    broken = rows(10)
    broken[2][1] = ""
    report = take(empty_town, tmp_path, broken)
    assert (len(report.rejected), report.vanished) == (1, 0)
    assert state(empty_town)["A3"] == ("published", False)


def test_nothing_has_vanished_where_a_sheet_was_not_understood(empty_town: Sessions, tmp_path: Path) -> None:
    header = ["ID", "名称", "電話番号"]
    first = [header, *([f"A{n}", f"広場{n}", "03-0000-0101"] for n in range(20))]
    second = [header, *([f"B{n}", f"相談{n}", "03-0000-0102"] for n in range(3))]
    import_file(empty_town, save_book(tmp_path / "町.xlsx", {"甲": first, "乙": second}))  # type: ignore[dict-item]
    renamed = [["記号", "よび", "でんわ"], *second[1:]]
    report = import_file(empty_town, save_book(tmp_path / "町.xlsx", {"甲": first, "乙": renamed}))  # type: ignore[dict-item]
    assert (report.left_out, report.vanished) == (3, 0)
    assert "3行は入りませんでした" in report.warnings[-1].error


def test_what_staff_withdrew_stays_withdrawn(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, rows(10))
    by_hand(empty_town, "A10", status="withdrawn")
    assert take(empty_town, tmp_path, rows(9)).vanished == 0
    take(empty_town, tmp_path, rows(10))
    assert state(empty_town)["A10"] == ("withdrawn", False)


def test_a_row_that_moved_to_another_file_belongs_there(empty_town: Sessions, tmp_path: Path) -> None:
    header = ["ID", "名称", "電話番号", "備考", "受入年齢"]
    whole = rows(10)
    take(empty_town, tmp_path, whole, source="市")
    other = save(tmp_path / "相談.csv", csv_text([header, whole[9]]))
    assert import_file(empty_town, other, source="市").unchanged == 1
    assert take(empty_town, tmp_path, whole[:9], source="市").vanished == 0


def test_a_hand_edit_outlives_an_import_that_was_undone(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, rows(2))
    by_hand(empty_town, "A1", description="職員")
    take(empty_town, tmp_path, rows(2, A1="説明2"))
    undo_last_import(empty_town)
    assert documents(empty_town)["A1"]["description"] == "職員"
    assert take(empty_town, tmp_path, rows(2)).updated == 0
    assert documents(empty_town)["A1"]["description"] == "職員"
    undone = undo_last_import(empty_town)
    assert (undone.removed, [kept["name"] for kept in undone.kept]) == (1, ["広場A1"])


def test_what_an_import_says_of_an_organization_is_undone_too(empty_town: Sessions, tmp_path: Path) -> None:
    def take_one(number: str) -> Any:
        content = [
            ["ID", "名称", "電話番号", "団体名", "法人番号"],
            ["1", "A園", "03-0000-0101", "ほし会", number],
        ]
        return import_file(empty_town, save(tmp_path / "園.csv", csv_text(content)))

    def corporate_number() -> str | None:
        with empty_town() as session:
            return session.scalar(select(ORGANIZATION.c.corporate_number))

    take_one("")
    take_one("1000000000001")
    assert corporate_number() == "1000000000001"
    undo_last_import(empty_town)
    assert corporate_number() is None


def test_the_same_list_under_another_name_is_said(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, rows(5))
    other = tmp_path / "広場の一覧.csv"
    (tmp_path / "広場.csv").rename(other)
    report = import_file(empty_town, other)
    assert "別の出どころ「広場」に同じ名称と住所の記録があります" in report.warnings[-1].error


def test_a_dry_run_says_that_the_import_would_stop(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, rows(10))
    report = take(empty_town, tmp_path, rows(7), dry_run=True)
    assert report.stops is not None
    assert "--allow-loss" in report.stops


@pytest.mark.parametrize("source", ["x" * 201, "市\n", " "])
def test_a_source_that_cannot_be_kept_is_refused(empty_town: Sessions, tmp_path: Path, source: str) -> None:
    with pytest.raises(UnreadableFile, match="出どころ"):
        take(empty_town, tmp_path, rows(1), source=source)


def test_a_name_that_is_no_text_is_kept_as_far_as_it_goes(empty_town: Sessions, tmp_path: Path) -> None:
    path = tmp_path / b"\xff\x8d.csv".decode("utf-8", "surrogateescape")
    assert (
        import_file(empty_town, save(path, csv_text([["名称", "電話番号"], ["A園", "03-0000-0101"]]))).created
        == 1
    )


def test_two_records_of_one_source_may_name_one_place_differently(empty_town: Sessions) -> None:
    """An id that a partner's file gives to another place does not move the first one."""
    from resources_db.documents import complete, complete_place

    shared, ids = new_id(), [new_id(), new_id()]
    places = [
        complete_place({"id": shared, "name": n, "address": a}) for n, a in (("甲", "南1"), ("乙", "北9"))
    ]
    phone = complete("phones", {"id": new_id(), "number": "03-0000-0101"})
    for n, (id_, place) in enumerate(zip(ids, places, strict=True)):
        with empty_town.begin() as session:
            document = {"name": f"案内{n}", "places": [place], "phones": [phone]}
            create(Change(session, "t"), [NewRecord(id_, {"source": "p", "source_id": str(n)}, document)])
    with empty_town() as session:
        found = load(session, ids)
    assert [found[id_]["places"][0]["address"] for id_ in ids] == ["南1", "北9"]
    assert [len(found[id_]["phones"]) for id_ in ids] == [1, 1]


def test_records_with_different_fields_go_in_together(empty_town: Sessions) -> None:
    new = [
        NewRecord(new_id(), {"source": "t", "source_id": str(n)}, {"name": "広場"} | more)
        for n, more in enumerate(({}, {"url": "https://example.jp"}))
    ]
    with empty_town.begin() as session:
        create(Change(session, "t"), new)
    with empty_town.begin() as session:
        id_ = session.scalars(select(SERVICE.c.id).where(SERVICE.c.source_id == "1")).one()
        assert not revise(Change(session, "t"), load(session, [id_])[id_], id_, {"url": "https://example.jp"})


def test_records_that_are_over_are_counted(empty_town: Sessions, tmp_path: Path) -> None:
    content = [
        ["名称", "電話番号", "公開終了日"],
        ["A会", "03-0000-0101", "2020-05-01"],
        ["B会", "03-0000-0102", ""],
    ]
    report = import_file(empty_town, save(tmp_path / "会.csv", csv_text(content)))
    assert [w.error for w in report.warnings] == [
        "1件は公開や開催の終わりの日を過ぎているので、保護者には出ません。"
    ]


@pytest.mark.parametrize(
    ("text", "kept", "warned"),
    [
        ("2027-03-31", "2027-03-31", False),
        ("令和8年度末", "2027-03-31", False),
        ("2026年12月", "2026-12-31", False),
        ("3月末", None, True),
        ("随時", None, False),
        ("", None, False),
    ],
)
def test_the_end_of_an_application_period(
    empty_town: Sessions, tmp_path: Path, text: str, kept: str | None, warned: bool
) -> None:
    content = [["名称", "電話番号", "受付終了日"], ["A会", "03-0000-0101", text]]
    report = import_file(empty_town, save(tmp_path / "会.csv", csv_text(content)))
    assert [w.column for w in report.warnings] == (["受付終了日"] if warned else [])
    [document] = documents(empty_town).values()
    assert document["application_until"] == kept


def test_no_remark_on_costs_is_not_no_cost(empty_town: Sessions, tmp_path: Path) -> None:
    content = [["名称", "電話番号", "子供預かり料金備考"], ["A会", "03-0000-0101", "なし"]]
    import_file(empty_town, save(tmp_path / "会.csv", csv_text(content)))
    [document] = documents(empty_town).values()
    assert (document["is_free"], document["fees_description"]) == (None, None)
