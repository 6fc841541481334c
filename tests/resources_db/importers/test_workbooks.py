"""Sheets, merged blocks and other ways of workbooks."""

import tracemalloc
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from resources_db.importers.sheets import excel
from resources_db.importers.tables import open_tables
from tests.resources_db.importers.files import ROWS, csv_text, save, save_book, save_raw_book, save_zip
from tests.resources_db.importers.reading import NAMES, names_in, read


def test_several_sheets(tmp_path: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        "広場": [["ID", "名称", "更新日"], [1.0, "ほしぞら広場", datetime(2026, 4, 1)]],
        "空": [[None, None]],
        "説明": [["この表の使いかた"], ["名前を入れてください"]],
        "園": [["表題", None, None], ["ID", "名称", "更新日"], [1, "うみのこ広場", "R8.4.1"]],
    }
    path = save_book(tmp_path / "a.xlsx", sheets)
    assert names_in(path) == NAMES
    tables = list(open_tables(path))
    assert [(table.sheet, table.encoding) for table in tables] == [("広場", "xlsx"), ("園", "xlsx")]
    assert [(n.value, n.error[:5]) for t in tables for n in t.notices] == [
        ("説明", "見出しの行"),
        ("表題", "見出しの行"),
    ]
    assert read(path)[0][0] == (2, {"ID": "1", "名称": "ほしぞら広場", "更新日": "2026-04-01"})


def test_a_hidden_sheet_is_not_read_and_that_is_said(tmp_path: Path) -> None:
    path = save_book(
        tmp_path / "a.xlsx", {"広場": [list(row) for row in ROWS], "控え": [list(row) for row in ROWS]}
    )
    book = openpyxl.load_workbook(path)
    book["控え"].sheet_state = "hidden"
    book.save(path)
    rows, notices = read(path)
    assert [row["名称"] for _, row in rows] == NAMES
    assert [(n.value, n.error) for n in notices] == [("控え", "表示されていないシートは、読みませんでした。")]


def filtered(path: Path, *hidden: int) -> Path:
    book = openpyxl.load_workbook(path)
    for number in hidden:
        book["広場"].row_dimensions[number].hidden = True
    book.save(path)
    return path


class TestRowsThatAreNotShown:
    def test_are_read_and_that_is_said_once(self, tmp_path: Path) -> None:
        rows: list[list[object]] = [["名称", "電話番号"], *([f"広場{n}", "03-0000-0101"] for n in range(6))]
        path = filtered(save_book(tmp_path / "a.xlsx", {"広場": rows, "園": rows[:2]}), 3, 4, 6, 50)
        found, notices = read(path)
        assert len(found) == 7
        assert [(n.row, n.value, n.error.split("。")[0]) for n in notices] == [
            (3, "3・4・6行目", "表示されていない行が3行あります(読みました)")
        ]

    def test_many_of_them_are_counted_and_the_first_are_named(self, tmp_path: Path) -> None:
        rows: list[list[object]] = [["名称", "電話番号"], *([f"広場{n}", "03-0000-0101"] for n in range(99))]
        found, [notice] = read(filtered(save_book(tmp_path / "a.xlsx", {"広場": rows}), *range(2, 90)))
        assert len(found) == 99
        assert notice.value == "2・3・4・5・6・7・8・9・10・11…行目"
        assert "88行あります" in notice.error

    def test_rows_of_no_height_are_not_shown_either(self, tmp_path: Path) -> None:
        cells = '<c t="str"><v>A</v></c><c t="str"><v>03-0000-0101</v></c>'
        head = '<row r="1"><c t="str"><v>名称</v></c><c t="str"><v>電話</v></c></row>'
        flat = f'<row r="2" ht="0" customHeight="1">{cells}</row><row r="3" ht="18">{cells}</row>'
        assert [n.value for n in read(save_raw_book(tmp_path / "a.xlsx", head + flat))[1]] == ["2行目"]

    def test_nothing_is_said_where_all_is_shown(self, tmp_path: Path) -> None:
        assert read(save_book(tmp_path / "a.xlsx", {"広場": [list(row) for row in ROWS]}))[1] == []

    def test_also_in_an_old_book(self, tmp_path: Path) -> None:
        content = bytearray((Path(__file__).parent / "old_excel.xls").read_bytes())
        third_row = content.index(b"\x08\x02\x10\x00\x03\x00")  # the ROW record of the format
        content[third_row + 4 + 12] |= 0x20
        notices = read(save(tmp_path / "a.xls", bytes(content)))[1]
        assert [(n.row, n.value) for n in notices if "表示されていない行" in n.error] == [(4, "4行目")]


@pytest.mark.parametrize("name", ["a.csv", "a.xls", "a.txt"])
def test_a_workbook_with_another_ending_is_read_all_the_same(tmp_path: Path, name: str) -> None:
    path = save_book(tmp_path / "a.xlsx", {"広場": [list(row) for row in ROWS]})
    assert names_in(path.rename(tmp_path / name)) == NAMES


def test_a_csv_named_xlsx_is_read_all_the_same(tmp_path: Path) -> None:
    assert names_in(save(tmp_path / "a.xlsx", csv_text(ROWS), "cp932")) == NAMES


def merged(tmp_path: Path, rows: list[list[object]], *blocks: str) -> Path:
    path = save_book(tmp_path / "a.xlsx", {"広場": rows})
    book = openpyxl.load_workbook(path)
    for block in blocks:
        book["広場"].merge_cells(block)
    book.save(path)
    return path


def test_a_block_merged_downwards_speaks_for_all_its_rows(tmp_path: Path) -> None:
    path = merged(
        tmp_path,
        [
            ["名称", "担当課", "備考"],
            ["A", "こども課", None],
            ["B", None, "x"],
            ["C", None, None],
            ["D", None, "x"],
        ],
        "B2:B4",
    )
    rows, notices = read(path)
    assert [row["担当課"] for _, row in rows] == ["こども課", "こども課", "こども課", ""]
    assert [(n.row, n.column) for n in notices] == [(None, "担当課")]
    assert "あと2行" in notices[0].error


def test_a_blank_row_below_a_merged_block_stays_blank(tmp_path: Path) -> None:
    path = merged(tmp_path, [["名称", "担当課"], ["A", "こども課"], [None, None], ["C", "x"]], "B2:B3")
    assert [number for number, _ in read(path)[0]] == [2, 4]


def test_merged_headings(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["星見市の子育て施設", None, None, None, None],
        ["名称", "開所時間", None, "休日", None],
        [None, "開始", "終了", "開始", "終了"],
        ["A広場", "9:00", "17:00", "10:00", "12:00"],
        ["東部地区", None, None, None, None],
        ["B広場", "9:00", "17:00", None, None],
    ]
    path = merged(tmp_path, rows, "A1:E1", "A2:A3", "B2:C2", "D2:E2", "A5:E5")
    [table] = open_tables(path)
    assert table.headers == ("名称", "開所時間_開始", "開所時間_終了", "休日_開始", "休日_終了")
    assert [number for number, _ in read(path)[0]] == [4, 6]


def test_cells_without_references_and_tags_with_prefixes(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return "<x:row>" + "".join(f'<x:c t="str"><x:v>{c}</x:v></x:c>' for c in cells) + "</x:row>"

    path = save_raw_book(tmp_path / "a.xlsx", "".join(row(*cells) for cells in ROWS), prefix="x")
    assert read(path)[0][1] == (3, {"名称": "うみのこ広場", "電話番号": "03-0000-0102", "備考": ""})


def test_a_stray_cell_in_the_last_corner_costs_nothing(tmp_path: Path) -> None:
    rows = '<row r="1"><c t="str"><v>名称</v></c><c t="str"><v>電話</v></c></row><row r="2"><c t="str"><v>A</v></c></row>'
    corner = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    tracemalloc.start()
    found, _ = read(save_raw_book(tmp_path / "a.xlsx", rows + corner))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found[-1] == (1048576, {"名称": "", "電話": "", "見出しなし(XFD列)": "2"})
    assert peak < 5_000_000


def test_a_block_merged_to_the_end_of_the_sheet_costs_nothing(tmp_path: Path) -> None:
    rows = '<row><c t="str"><v>名称</v></c><c t="str"><v>担当課</v></c></row>' + (
        '<row><c t="str"><v>A</v></c><c t="str"><v>こども課</v></c></row>'
    )
    merged_to_the_end = '<mergeCells count="1"><mergeCell ref="B2:XFD1048576"/></mergeCells>'
    tracemalloc.start()
    found, notices = read(save_raw_book(tmp_path / "a.xlsx", rows, after=merged_to_the_end))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [(2, {"名称": "A", "担当課": "こども課"})]
    assert ["結合を読めません" in n.error for n in notices] == [True]
    assert peak < 5_000_000


def test_of_a_large_book_only_the_values_are_read_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "_MOST_CELLS", 6)
    rows: list[list[object]] = [["名称", "担当課", "数"], ["A", "こども課", "=1+1"], ["B", None, 5]]
    path = merged(tmp_path, rows, "B2:B3")
    found, notices = read(path)
    assert [tuple(row.values()) for _, row in found] == [("A", "こども課", ""), ("B", "", "5")]
    assert [(n.row, "結合を読めません" in n.error) for n in notices] == [(3, True)]


def test_a_part_that_openpyxl_cannot_read_does_not_stop_the_rows(tmp_path: Path) -> None:
    path = save_book(tmp_path / "a.xlsx", {"広場": [list(row) for row in ROWS]})
    book = openpyxl.load_workbook(path)
    book["広場"]["A1"].comment = Comment("職員のメモ", "")
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    [comments] = [name for name in parts if "comments" in name and name.endswith(".xml")]
    rows, notices = read(save_zip(path, parts | {comments: "<comments>"}))
    assert [row["名称"] for _, row in rows] == NAMES
    assert ["結合を読めません" in n.error for n in notices] == [True]
