"""Typed cells of spreadsheets as texts: what the sheet shows, in one form."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import MAC_EPOCH

from resources_db.importers.sheets.number_formats import Value, shown
from resources_db.importers.tables import open_tables
from tests.resources_db.importers.files import save_raw_book
from tests.resources_db.importers.reading import read

APRIL_1 = 46113  # 2026-04-01, a Wednesday, as spreadsheets count


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        # dates
        (APRIL_1, "yyyy/m/d", "2026-04-01"),
        (APRIL_1, 'yyyy"年"m"月"d"日"', "2026-04-01"),
        (APRIL_1, "[$-411]ge.m.d;@", "2026-04-01"),
        (APRIL_1, '[$-411]ggge"年"m"月"d"日"', "2026-04-01"),
        (APRIL_1, 'm"月"d"日"\\(aaa\\)', "2026-04-01"),
        (APRIL_1, "[$-F800]dddd, mmmm dd, yyyy", "2026-04-01"),
        (APRIL_1 + 0.5, "yyyy/m/d", "2026-04-01"),
        (APRIL_1 + 0.5, "yyyy/m/d h:mm", "2026-04-01 12:00"),
        (APRIL_1, "yyyy/m/d h:mm", "2026-04-01"),
        # parts of dates: no day is claimed where none is shown
        (APRIL_1, 'yyyy"年"m"月"', "2026年4月"),
        (APRIL_1, 'm"月"', "4月"),
        (APRIL_1, 'yyyy"年"', "2026年"),
        (APRIL_1, "aaa", "水"),
        # times
        (0.375, "h:mm", "09:00"),
        (0.375, "h:mm;@", "09:00"),
        (0.375, "h:mm AM/PM", "09:00"),
        (0.375, 'h"時"mm"分"', "09:00"),
        (0.375 + 30 / 86400, "h:mm:ss", "09:00:30"),
        (25 / 24, "[h]:mm", "25:00"),
        (9 / 24, "[h]:mm", "09:00"),
        (1.5, "[h]:mm:ss", "36:00"),
        # numbers
        (3.0, "", "3"),
        (3.0, "0.0", "3"),
        (1.5, "", "1.5"),
        (0.1 + 0.2, "", "0.3"),
        (34.29624400000001, "", "34.296244"),
        (1234567890123.0, "", "1234567890123"),
        (1.23e11, "0.00E+00", "123000000000"),
        (0.0000001, "", "0.0000001"),
        (-5.0, "0", "-5"),
        (1200.0, "#,##0", "1200"),
        (1200.0, "#,##0_ ", "1200"),
        (1200.0, "[Red]0", "1200"),
        # leading zeros
        (5.0, "0000", "0005"),
        (12345.0, "0000", "12345"),
        (600052.0, "000\\-0000", "060-0052"),
        (600052.0, "[<=999]000;[<=9999]000\\-00;000\\-0000", "060-0052"),
        (300000101.0, "0000000000", "0300000101"),
        (300000101.0, "00\\-0000\\-0000", "03-0000-0101"),
        (12345.0, "[<=99999999]####\\-####;\\(00\\)\\ ####\\-####", "1-2345"),
        # words around the number
        (5.0, '0"歳"', "5歳"),
        (20.0, 'General"人"', "20人"),
        (20.0, 'G/標準"人"', "20人"),
        (1200.0, '#,##0"円"', "1200円"),
        (1200.0, "[$¥-411]#,##0", "¥1200"),
        (1200.0, '"約"#,##0"円";-#,##0"円"', "約1200円"),
        (1200000.0, '#,##0,"千円"', "1200000"),
        (0.0, '0"円";-0"円";"なし"', "0"),
        # percent
        (0.1, "0%", "10%"),
        (0.075, "0.0%", "7.5%"),
        # no dates
        (-1.0, "yyyy/m/d", "-1"),
        (9999999.0, "yyyy/m/d", "9999999"),
        (0.0, "yyyy/m/d", "0"),
        (datetime(1899, 12, 29), "yyyy/m/d", "-1"),
        (time(12, 0), "yyyy/m/d", "0.5"),
        (timedelta(hours=-1), "[h]:mm", "-0.0416666666666667"),
        # as openpyxl gives them
        (datetime(2026, 4, 1), "[$-411]ge.m.d;@", "2026-04-01"),
        (datetime(2026, 4, 1, 12, 30), "yyyy/m/d h:mm", "2026-04-01 12:30"),
        (datetime(2026, 4, 1), 'yyyy"年"m"月"', "2026年4月"),
        (datetime(2026, 4, 1, 9, 0), "h:mm", "09:00"),
        (datetime(2026, 4, 1), "General", "2026-04-01"),
        (date(2026, 4, 1), "General", "2026-04-01"),
        (time(16, 59, 59, 971_000), "h:mm", "17:00"),
        (timedelta(hours=25), "[h]:mm", "25:00"),
    ],
)
def test_a_value_is_what_the_sheet_shows(value: Value, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_the_years_that_begin_in_1904_and_the_day_that_never_was() -> None:
    assert shown(APRIL_1 - 1462, "yyyy/m/d", MAC_EPOCH) == "2026-04-01"
    assert [shown(n, "yyyy/m/d") for n in (1, 59, 61)] == ["1900-01-01", "1900-02-28", "1900-03-01"]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (datetime(2026, 4, 1), "yyyy/m/d", "2026-04-01"),
        (date(2026, 4, 1), "[$-411]ge.m.d", "2026-04-01"),
        (time(18, 30), "h:mm", "18:30"),
        (timedelta(hours=25), "[h]:mm", "25:00"),
        (123456789012345, "General", "123456789012345"),
        (7, "000", "007"),
        (True, "General", "TRUE"),
        ("0012", "@", "0012"),
        ("改行\nあり", "@", "改行\nあり"),
    ],
)
def test_cells_of_a_workbook(tmp_path: Path, value: object, code: str, text: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["名称", "備考"])
    sheet.append(["A広場", value])
    sheet["B2"].number_format = code
    book.save(tmp_path / "a.xlsx")
    for table in open_tables(tmp_path / "a.xlsx"):
        assert [row["備考"] for _, row in table.rows] == [text]
        assert table.notices == []


HEADER = '<row r="1"><c t="str"><v>名称</v></c><c t="str"><v>備考</v></c></row>'


@pytest.mark.parametrize(
    ("cell", "text", "error"),
    [
        ('<c t="e"><v>#N/A</v></c>', "", "エラー値"),
        ("<c><f>VLOOKUP(A2,Sheet2!A:B,2,0)</f></c>", "", "式の結果が保存されていません"),
        ("<c><f>1+1</f><v></v></c>", "", "式の結果が保存されていません"),
        ("<c><f>1+1</f><v>2</v></c>", "2", ""),
        ('<c t="str"><f>A2&amp;""</f><v></v></c>', "", ""),
        (
            '<c t="inlineStr"><is><r><t>福</t></r><r><t>祉</t></r><rPh sb="0" eb="2"><t>フクシ</t></rPh></is></c>',
            "福祉",
            "",
        ),
        ('<c t="inlineStr"><is><t>一行_x000D_\n二行</t></is></c>', "一行\n二行", ""),
        ('<c t="d"><v>2026-04-01T00:00:00Z</v></c>', "2026-04-01", ""),
    ],
)
def test_cells_as_excel_writes_them(tmp_path: Path, cell: str, text: str, error: str) -> None:
    row = f'<row r="2"><c t="str"><v>A広場</v></c>{cell}</row>'
    for table in open_tables(save_raw_book(tmp_path / "a.xlsx", HEADER + row)):
        assert [row["備考"] for _, row in table.rows] == [text]
        assert [(n.row, n.column) for n in table.notices] == ([(2, "備考")] if error else [])
        assert error in "".join(n.error for n in table.notices)


# Books name built-in formats by number only; those of Japanese Excel begin at 27 and at 50.
BUILT_IN = {
    "2026-04-01": (14, 27, 28, 29, 30, 31, 35, 36, 50, 51, 53, 54, 56, 57, 58),
    "2026年4月": (34, 52, 55),
    "00:00": (18, 19, 20, 21, 32, 33, 45, 47),
    "46113": (0, 1, 3, 5, 6, 42, 44),
}


@pytest.mark.parametrize(
    ("number", "text"), [(n, text) for text, numbers in BUILT_IN.items() for n in numbers]
)
def test_built_in_formats(tmp_path: Path, number: int, text: str) -> None:
    row = f'<row r="2"><c t="str"><v>A広場</v></c><c s="1"><v>{APRIL_1}</v></c></row>'
    path = save_raw_book(tmp_path / "a.xlsx", HEADER + row, formats=f'<xf numFmtId="{number}"/>')
    assert [row["備考"] for _, row in read(path)[0]] == [text]


def test_a_book_that_counts_from_1904(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = MAC_EPOCH
    book.active.append(["名称", "日付", "曜日"])
    book.active.append(["A広場", datetime(2026, 4, 1), APRIL_1 - 1462])
    book.active["C2"].number_format = "aaa"
    book.save(tmp_path / "a.xlsx")
    assert [tuple(row.values()) for _, row in read(tmp_path / "a.xlsx")[0]] == [("A広場", "2026-04-01", "水")]


def test_a_date_beyond_the_calendar_is_an_error_as_in_excel(tmp_path: Path) -> None:
    row = '<row r="2"><c t="str"><v>A広場</v></c><c s="1"><v>9999999</v></c></row>'
    rows, notices = read(save_raw_book(tmp_path / "a.xlsx", HEADER + row, formats='<xf numFmtId="14"/>'))
    assert rows == [(2, {"名称": "A広場", "備考": ""})]
    assert [(n.row, n.column, n.value) for n in notices] == [(2, "備考", "#VALUE!")]


def test_an_old_workbook_gives_the_same() -> None:
    """Made with Excel 97's format: merged 担当課, formats 0000, h:mm, [h]:mm, ge.m.d; a hidden sheet."""
    for table in open_tables(Path(__file__).with_name("old_excel.xls")):
        rows = dict(table.rows)
        assert (table.encoding, list(rows)) == ("xls", [4, 5, 6])
        assert rows[6] == {
            "番号": "0003",
            "名称": "㈱髙①ひろば",
            "担当課": "こども課",
            "電話番号": "03-0000-0103",
            "開始": "09:00",
            "終了": "25:00",
            "更新日": "2026-04-01",
            "定員": "20",
            "確認日": "2026-04-01",
        }
        assert [(n.row, n.value) for n in table.notices] == [
            (1, "子育てひろば一覧"),
            (None, "控え"),
            (8, "※令和8年4月1日現在"),
            (None, ""),
        ]
