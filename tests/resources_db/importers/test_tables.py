"""Whatever a town saves as CSV or Excel becomes the same table, or a sentence that says why not."""

from datetime import datetime
from pathlib import Path

import pytest

from resources_db.importers.columns import propose
from resources_db.importers.tables import UnreadableFile, read_tables
from tests.conftest import shared_file
from tests.resources_db.importers.files import ROWS, csv_text, save, save_book

NAMES = ["ほしぞら広場", "うみのこ広場"]


def names(path: Path) -> list[str]:
    return [row["名称"] for table in read_tables(path) for _, row in table.rows]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (csv_text(ROWS).encode(), "utf-8"),
        (b"\xef\xbb\xbf" + csv_text(ROWS).encode(), "utf-8"),
        (b"\xef\xbb\xbf" * 2 + csv_text(ROWS).encode(), "utf-8"),
        (csv_text(ROWS).encode("cp932"), "cp932"),
        (csv_text(ROWS).encode("utf-16"), "utf-16"),
        (csv_text(ROWS).encode("utf-16-le"), "utf-16"),
        ("\ufeff".encode("utf-16-be") + csv_text(ROWS).encode("utf-16-be"), "utf-16"),
        (csv_text(ROWS).replace(",", "\t").encode(), "utf-8"),
        (csv_text(ROWS).replace("\r\n", "\n").encode(), "utf-8"),
        (csv_text(ROWS).replace('"', "").encode(), "utf-8"),
    ],
    ids=[
        "UTF-8",
        "BOM",
        "two BOMs",
        "CP932",
        "UTF-16 LE",
        "UTF-16 LE without BOM",
        "UTF-16 BE",
        "tabs",
        "LF",
        "no quotes",
    ],
)
def test_encodings(tmp_path: Path, content: bytes, encoding: str) -> None:
    path = save(tmp_path / "list.csv", content)
    assert names(path) == NAMES
    assert read_tables(path)[0].encoding == encoding


def test_characters_that_only_windows_has(tmp_path: Path) -> None:
    rows = [["名称", "団体名"], ["髙橋①号室", "㈱ほし"]]
    assert read_tables(save(tmp_path / "a.csv", csv_text(rows), "cp932"))[0].rows == [
        (2, {"名称": "髙橋1号室", "団体名": "(株)ほし"})
    ]


def test_nine_lines_before_the_header_and_lines_about_the_columns(tmp_path: Path) -> None:
    about = [[f"#meta{n}", "x", ""] for n in range(9)]
    types = [["#object_type_xsd", "string", "string"], ["#property_context", "Assertion", "Assertion"]]
    rows = [
        ["#property", "名称", "備考"],
        *types,
        ["1", "ほしぞら広場", "無料"],
        ["2", "うみのこ広場", "無料"],
    ]
    path = save(tmp_path / "list.csv", csv_text([["#LINK", "", ""], *([m[0], "", ""] for m in about), *rows]))
    assert names(path) == NAMES
    assert read_tables(path)[0].rows[0][0] == 14


def test_blank_rows_are_left_out_and_row_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    rows = [ROWS[0], ["", "", ""], ROWS[1], ["", " ", "　"], ROWS[2]]
    assert [number for number, _ in read_tables(save(tmp_path / "a.csv", csv_text(rows)))[0].rows] == [3, 5]


def test_line_breaks_commas_and_half_width_kana_in_cells(tmp_path: Path) -> None:
    rows = [["名称", "備考"], ["ﾎｼｿﾞﾗ広場", "火曜\n木曜,金曜"]]
    assert read_tables(save(tmp_path / "a.csv", csv_text(rows)))[0].rows[0][1] == {
        "名称": "ホシゾラ広場",
        "備考": "火曜\n木曜,金曜",
    }


def test_of_two_columns_with_one_header_the_filled_one_is_taken(tmp_path: Path) -> None:
    rows = [["名称", "備考", "備考"], ["A広場", "", "無料"], ["B広場", "有料", "無料"]]
    table = read_tables(save(tmp_path / "a.csv", csv_text(rows)))[0]
    assert [row["備考"] for _, row in table.rows] == ["無料", "有料"]


def test_several_sheets_and_excel_values(tmp_path: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        "広場": [["ID", "名称", "更新日"], [1.0, "ほしぞら広場", datetime(2026, 4, 1)]],
        "空": [[None, None]],
        "園": [["表題", None, None], ["ID", "名称", "更新日"], [1, "うみのこ広場", "R8.4.1"]],
    }
    path = save_book(tmp_path / "a.xlsx", sheets)
    assert names(path) == NAMES
    assert [t.sheet for t in read_tables(path)] == ["広場", "園"]
    assert read_tables(path)[0].rows[0][1] == {"ID": "1", "名称": "ほしぞら広場", "更新日": "2026-04-01"}


def test_a_workbook_named_csv_is_read_all_the_same(tmp_path: Path) -> None:
    path = save_book(tmp_path / "a.xlsx", {"広場": [list(row) for row in ROWS]})
    assert names(path.rename(tmp_path / "a.csv")) == NAMES


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "空です"),
        (b" \r\n\r\n", "空です"),
        (b"PK\x03\x04" + b"no workbook" * 20, "Excelとして開けません"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "パスワード"),
        (b"A\x81\xff\xfd\n" * 30, "文字コード"),
        ("見出しのない文章です。".encode(), "見出し"),
    ],
    ids=[
        "0 bytes",
        "only blank lines",
        "zip named .csv",
        "password or old Excel",
        "no known encoding",
        "no table",
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile, match=sentence):
        read_tables(save(tmp_path / "list.csv", content))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="開けません"):
        read_tables(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("header_file", "format_name"),
    [
        ("ods_v3_childcare_53col.csv", "childcare53"),
        ("cio_v1_childcare_28col.csv", "childcare28"),
        ("support_program_2020_34col.csv", "support34"),
    ],
)
def test_the_standards_headers_are_known(header_file: str, format_name: str) -> None:
    headers = shared_file(f"standards/{header_file}").read_text("utf-8-sig").strip().split(",")
    mapping = propose(headers)
    assert mapping is not None
    assert mapping.format == format_name


def test_headers_with_typing_errors() -> None:
    mapping = propose(["名　称", "電話番号", "所在地＿連結表記"])
    assert mapping is not None
    assert mapping.columns == {"name": "名　称", "phone": "電話番号", "address": "所在地＿連結表記"}
