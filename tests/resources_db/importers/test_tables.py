"""No row of a file is lost in silence: each is data, or left out on purpose and said."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from resources_db.importers.notices import MOST_OF_A_KIND
from resources_db.importers.tables import open_tables
from tests.conftest import SHARED, shared_file
from tests.resources_db.importers.files import ROWS, csv_text, save
from tests.resources_db.importers.reading import NAMES, errors, read, read_csv_lines

TEXT = csv_text(ROWS)


def test_metadata_lines_and_lines_about_the_columns_are_no_data(tmp_path: Path) -> None:
    about = [f"#meta{n},x," for n in range(9)]
    types = ["#object_type_xsd,string,string", "#property_context,Assertion,Assertion"]
    rows, notices = read_csv_lines(
        tmp_path, "#LINK,,", *about, "#property,名称,備考", *types, "1,A広場,無料", "2,B広場,無料"
    )
    assert [(number, row["名称"]) for number, row in rows] == [(14, "A広場"), (15, "B広場")]
    assert notices == []


def test_a_name_may_begin_with_a_number_sign(tmp_path: Path) -> None:
    rows, _ = read_csv_lines(tmp_path, "名称,電話番号", "#8000 こども医療電話,#8000", "#いのち,03-0000-0101")
    assert [row["名称"] for _, row in rows] == ["#8000 こども医療電話", "#いのち"]


def test_blank_rows_are_left_out_and_row_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    rows, _ = read_csv_lines(tmp_path, "名称,電話,備考", ",,", "A広場,,x", '""," ","　"', "", "B広場,,x")
    assert [number for number, _ in rows] == [3, 6]


def test_a_rows_number_is_its_first_line_in_the_file(tmp_path: Path) -> None:
    rows, _ = read_csv_lines(tmp_path, "名称,備考", '"A広場","火曜\n木曜,金曜"', '"B\r\n広場",x', "C広場,x")
    assert [(number, row["名称"]) for number, row in rows] == [(2, "A広場"), (4, "B\n広場"), (6, "C広場")]
    assert rows[0][1]["備考"] == "火曜\n木曜,金曜"


KINDS = ["名称,所在地,電話番号,備考"]


@pytest.mark.parametrize(
    "line",
    [
        "A広場,,,",
        ",,03-0000-0101,",
        ",本町1-1,,",
        "注射の相談,,,",
        "備考欄つき広場,,,",
        "東部地区,,,",
        "計画相談,,,",
    ],
)
def test_a_row_with_one_cell_is_data(tmp_path: Path, line: str) -> None:
    rows, notices = read_csv_lines(tmp_path, *KINDS, line, "B広場,本町,x,x")
    assert [number for number, _ in rows] == [2, 3]
    assert notices == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("※金額は変わることがあります。,,,", "注や出典"),
        ("＊印は予約が要ります,,,", "注や出典"),
        ("注)祝日は休み,,,", "注や出典"),
        ("(注1) 祝日は休み,,,", "注や出典"),
        (",※祝日は休み,,", "注や出典"),
        ("※1,祝日は休み,,", "注や出典"),
        ("備考:祝日は休み,,,", "注や出典"),
        ("出典：星見市こども課,,,", "注や出典"),
        ("以上,,,", "注や出典"),
        ("合計,,25,", "合計の行"),
        ("小　計,,25,", "合計の行"),
        ("【東部地区】,,,", "区切り"),
        ("■保育所,,,", "区切り"),
        ("名称,所在地,電話番号,備考", "見出しのくり返し"),
    ],
)
def test_rows_that_are_no_data_are_named(tmp_path: Path, line: str, kind: str) -> None:
    rows, notices = read_csv_lines(tmp_path, *KINDS, "A広場,本町,x,x", line, "B広場,本町,x,x")
    assert [number for number, _ in rows] == [2, 4]
    [notice] = notices
    assert (notice.row, notice.error[: len(kind)]) == (3, kind)
    assert notice.value


def test_two_files_stuck_together(tmp_path: Path) -> None:
    both = b"\xef\xbb\xbf" + TEXT.encode() + b"\xef\xbb\xbf" + TEXT.encode()
    rows, notices = read(save(tmp_path / "list.csv", both))
    assert [row["名称"] for _, row in rows] == NAMES * 2
    assert errors(notices) == [(4, "", "ファイルの途中に"), (4, "", "見出しのくり返しとして")]


def test_rows_longer_and_shorter_than_the_header(tmp_path: Path) -> None:
    rows, notices = read_csv_lines(tmp_path, "名称,電話,備考", "A広場", "B広場,1,x,y,z", "C広場,1,x,,")
    assert [row for _, row in rows] == [
        {"名称": "A広場", "電話": "", "備考": ""},
        {"名称": "B広場", "電話": "1", "備考": "x", "見出しなし(D列)": "y", "見出しなし(E列)": "z"},
        {"名称": "C広場", "電話": "1", "備考": "x"},
    ]
    assert [(n.row, n.column, n.value) for n in notices] == [
        (2, "", ""),
        (3, "", "y、z"),
        (3, "見出しなし(D列)", "y"),
        (3, "見出しなし(E列)", "z"),
    ]


def test_a_column_without_a_header_is_kept(tmp_path: Path) -> None:
    rows, notices = read_csv_lines(tmp_path, ",名称,電話", "1,A広場,x", "2,B広場,x")
    assert [row["見出しなし(A列)"] for _, row in rows] == ["1", "2"]
    assert errors(notices) == [(2, "見出しなし(A列)", "見出しのない列です")]


def test_two_columns_with_one_header_lose_nothing(tmp_path: Path) -> None:
    rows, notices = read_csv_lines(
        tmp_path, "名称,備考,備考", "A広場,,無料", "B広場,有料,無料", "C広場,有料,"
    )
    assert [(row["備考"], row["備考(2)"]) for _, row in rows] == [
        ("無料", ""),
        ("有料", "無料"),
        ("有料", ""),
    ]
    assert [(n.row, n.column) for n in notices] == [(1, "備考")]
    assert "B・C列" in notices[0].error


def test_bytes_that_nobody_sees(tmp_path: Path) -> None:
    content = TEXT.replace("無料", "無\0料").encode("cp932")
    rows, notices = read(save(tmp_path / "list.csv", content))
    assert rows[0][1]["備考"] == "無料"
    assert errors(notices) == [(2, "", "目に見えない文字(NUL)を取りのぞきました")]


def test_of_one_kind_a_hundred_notices_are_enough(tmp_path: Path) -> None:
    _, notices = read_csv_lines(tmp_path, "名称,電話,備考", *[f"広場{n}" for n in range(MOST_OF_A_KIND + 30)])
    assert len(notices) == MOST_OF_A_KIND + 1
    assert notices[-1].error.endswith("(ほか30件)")


# Real files: counted by other means


def municipal() -> list[str]:
    folder = SHARED / "data/municipal"
    return sorted(
        path.relative_to(SHARED).as_posix()
        for path in folder.rglob("*")
        if path.suffix in (".csv", ".xlsx") and not path.name.startswith("EMPTY")
    )


def counted_csv(path: Path) -> list[int]:
    content = path.read_bytes()
    text = content.decode("cp932" if path.name.endswith("cp932.csv") else "utf-8-sig")
    records = list(csv.reader(io.StringIO(text, newline="")))
    header_at = next(n for n, row in enumerate(records) if row[0] in ("#property", "Name"))
    body = [row for row in records[header_at + 1 :] if not row[0].startswith("#") and "".join(row).strip()]
    return [sum(bool(cell.strip()) for cell in row) for row in body]


def counted_xlsx(path: Path) -> list[int]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    filled = [
        sum(bool(str(cell if cell is not None else "").strip()) for cell in row)
        for row in sheet.iter_rows(min_row=2, values_only=True)
    ]
    return [count for count in filled if count]


@pytest.mark.parametrize("name", municipal())
def test_every_filled_cell_of_a_real_file_arrives(name: str) -> None:
    path = shared_file(name)
    rows, notices = read(path)
    assert [sum(map(bool, row.values())) for _, row in rows] == (
        counted_csv(path) if path.suffix == ".csv" else counted_xlsx(path)
    )
    assert notices == []


@pytest.mark.parametrize(("sheet", "count", "last"), [(0, 59, 64), (1, 62, 67)])
def test_a_towns_own_workbook_with_title_and_note(sheet: int, count: int, last: int) -> None:
    path = shared_file("data/dev_town/programs.xlsx")
    for place, table in enumerate(open_tables(path)):
        rows = list(table.rows)
        if place == sheet:
            assert (table.headers[:2], rows[0][0], len(rows)) == (("番号", "事業名"), 4, count)
            assert [n.row for n in table.notices] == [1, last, None, None]
            assert all(row["担当課"] for _, row in rows)
