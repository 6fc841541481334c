"""What cannot be read says why in one sentence that staff can act on, and leaves nothing behind."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from resources_db.importers.sheets import signatures
from resources_db.importers.tables import open_tables
from resources_db.importers.unreadable import UnreadableFile
from tests.resources_db.importers.files import (
    ROWS,
    csv_text,
    save,
    save_book,
    save_raw_book,
    save_zip,
)

HERE = Path(__file__).parent
TEXT = csv_text(ROWS)
LONG_TEXT = csv_text(
    [*ROWS, *[[f"{n}番ひろば", "03-0000-0103", "未就学の子どもと保護者"] for n in range(40)]]
)
LAUGHS = '<!ENTITY e0 "x">' + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


def why_not(path: Path) -> str:
    """The sentence; reading to the last row, since some damage lies there."""
    with pytest.raises(UnreadableFile) as caught:
        for table in open_tables(path):
            for _ in table.rows:
                pass
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "空です", id="0 bytes"),
        pytest.param(b" \r\n\r\n\t", "空です", id="only blanks"),
        pytest.param(b"\xef\xbb\xbf\r\n", "空です", id="only a BOM"),
        pytest.param(b"\0" * 5000, "空です", id="only NUL"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDFのファイルです", id="PDF"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "画像のファイルです", id="PNG"),
        pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF", "画像のファイルです", id="JPEG"),
        pytest.param(b"\x1f\x8b\x08\0", "圧縮されたファイルです", id="gzip"),
        pytest.param(b"<!DOCTYPE html><table><tr><td>a", "ウェブページ", id="a web page saved as .xls"),
        pytest.param(b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "XMLのファイルです", id="XML"),
        pytest.param(b'[{"name": "a"}]', "JSONのファイルです", id="JSON"),
        pytest.param(b'{ "a": 1 }', "名前の終わりを .json に", id="JSON with a space"),
        pytest.param(b'\xef\xbb\xbf[\r\n  {\r\n    "a": 1', "JSONのファイルです", id="JSON of several lines"),
        pytest.param(b'["a", "b"]', "JSONのファイルです", id="JSON without objects"),
        pytest.param(bytes(range(256)) * 20, "文字のファイルではない", id="any bytes"),
        pytest.param(b"A\x81\xff\xfd\n" * 30, "文字コードが分かりません", id="no known encoding"),
        pytest.param(b"PK\x03\x04" + b"no workbook" * 20, "こわれていて、Excelとして", id="a broken zip"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "表計算のファイルではありません", id="Word"
        ),
        pytest.param("見出しのない文章です。".encode(), "見出しの行が見つかりません", id="a sentence"),
        pytest.param(b"1,2,3\n4,5,6\n", "見出しの行が見つかりません", id="only numbers"),
        pytest.param(
            "A広場,03-0000-0101,9:00\n".encode(), "見出しの行が見つかりません", id="data without a header"
        ),
        pytest.param("名称,電話番号\r\n".encode(), "データの行がありません", id="only a header"),
        pytest.param("名称,電話番号\r\n※準備中,\r\n".encode(), "データの行がありません", id="only a note"),
        pytest.param(
            (",".join(f"項目{n}" for n in range(501)) + "\n1").encode(), "列が多すぎます(501列)", id="wide"
        ),
        pytest.param(f"名称,備考\nA,{'あ' * 100_001}\n".encode(), "2行目に10万文字", id="a long cell"),
        pytest.param(f"名称,備考\nA,{'あ' * 200_000}\n".encode(), "2行目に10万文字", id="a very long cell"),
    ],
)
def test_files_that_hold_no_table(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = save(tmp_path / "list.csv", content)
    assert sentence in why_not(path)
    assert [p.name for p in tmp_path.iterdir()] == ["list.csv"]


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-8", "UTF-8"), ("cp932", "Shift_JIS"), ("utf-8-sig", "UTF-8")]
)
@pytest.mark.parametrize("byte", [b"\xff", b"\xfd"])
def test_a_few_broken_characters_are_refused_with_their_line(
    tmp_path: Path, encoding: str, name: str, byte: bytes
) -> None:
    content = LONG_TEXT.encode(encoding).replace(b'"8', b'"' + byte)
    assert f"{name} のファイルですが、12行目に読めない文字" in why_not(save(tmp_path / "list.csv", content))


def test_utf8_that_cp932_could_swallow_is_not_turned_into_rubbish(tmp_path: Path) -> None:
    """縺ゅ縺: three bytes of UTF-8 kana, one lost, can all be characters of CP932."""
    lost = "名称,備考\nあい,かき\n".encode().replace("い".encode(), "い".encode()[:2])
    assert "UTF-8 のファイルですが、2行目に" in why_not(save(tmp_path / "list.csv", lost))


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        pytest.param(['A広場,"本町1-1,x,y', *["B広場,本町,x,y"] * 400], 2, id="many rows follow"),
        pytest.param(["A広場,本町,x,y", '"B広場,本町,x,y', "C広場,本町,x,y"], 3, id="the last row follows"),
        pytest.param(["A広場,本町,x,y", 'B広場,"本町,x,y'], 3, id="the last row itself"),
    ],
)
def test_a_quote_that_is_never_closed(tmp_path: Path, lines: list[str], line: int) -> None:
    path = save(tmp_path / "list.csv", "\r\n".join(["名称,所在地,電話,備考", *lines]) + "\r\n")
    assert f"{line}行目の引用符" in why_not(path)


@pytest.mark.parametrize(
    "cell",
    [
        '"' + "\n".join(f"{n}月は休み、ただし{n}日は開きます" for n in range(1, 90)) + '"',
        '"月曜, 火曜\n水曜, 木曜\n金曜, 土曜"',
        '"「""」は引用符です"',
        '5"の紙',
    ],
)
def test_long_cells_and_inch_marks_are_no_lost_quotes(tmp_path: Path, cell: str) -> None:
    path = save(tmp_path / "list.csv", f"名称,所在地,備考,電話\nA広場,本町,{cell},x\nB広場,本町,x,x\n")
    for table in open_tables(path):
        assert [row["名称"] for _, row in table.rows] == ["A広場", "B広場"]
        assert table.notices == []


def test_rows_swallowed_by_two_quotes_are_pointed_out(tmp_path: Path) -> None:
    lines = [
        "名称,所在地,電話,備考",
        'A広場,本町,"x,y',
        "B広場,本町,x,y",
        'C広場,本町,"x,y',
        "D広場,本町,x,y",
    ]
    for table in open_tables(save(tmp_path / "list.csv", "\n".join(lines) + "\n")):
        assert [number for number, _ in table.rows] == [2, 5]
        assert table.notices[0].row == 2
        assert "引用符" in table.notices[0].error


def test_a_lost_quote_that_shifts_one_row_is_pointed_out(tmp_path: Path) -> None:
    lines = ["名称,所在地,電話,備考", '"A広場,"本町","x","y"', *['"B広場","本町","x","y"'] * 3]
    for table in open_tables(save(tmp_path / "list.csv", "\n".join(lines) + "\n")):
        assert [row["備考"] for _, row in table.rows] == ["", "y", "y", "y"]
        assert [(n.row, n.error[:10]) for n in table.notices] == [(2, "ほかの行より列が足り")]


# Zips and workbooks


def test_a_zip_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signatures, "LARGEST_UNPACKED_MB", 1)
    path = save_zip(tmp_path / "a.xlsx", {"[Content_Types].xml": "", "xl/workbook.xml": "a" * (2 << 20)})
    assert path.stat().st_size < 10_000
    assert "大きくなりすぎる" in why_not(path)


def test_a_workbook_with_a_password() -> None:
    assert "パスワードで保護された" in why_not(HERE / "locked.xlsx")


def flag_as_encrypted(path: Path) -> Path:
    """Sets the flag of the format in the zip's directory, as a zip with a password has it."""
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        pytest.param(lambda p: save_zip(p, {"list.csv": TEXT}), "ZIPファイルです", id="a zip of a CSV"),
        pytest.param(
            lambda p: flag_as_encrypted(save_zip(p, {"list.csv": TEXT})),
            "パスワードで",
            id="a zip with a password",
        ),
        pytest.param(
            lambda p: save_zip(p, {"[Content_Types].xml": "", "word/document.xml": ""}),
            "Wordの文書",
            id="Word",
        ),
        pytest.param(
            lambda p: save_zip(p, {"[Content_Types].xml": "", "xl/workbook.bin": ""}), ".xlsb", id="xlsb"
        ),
        pytest.param(
            lambda p: save_zip(p, {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}),
            "表計算のファイルではありません",
            id="a text of LibreOffice",
        ),
        pytest.param(
            lambda p: save_zip(
                p, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}
            ),
            "(.ods)のファイルです。表を .xlsx か CSV で保存して",
            id="a table of LibreOffice",
        ),
        pytest.param(
            lambda p: save_raw_book(p, '<row><c r="1"><v>2</v></c></row>'), "こわれていて", id="no such cell"
        ),
        pytest.param(
            lambda p: save_raw_book(p, '<row><c t="s"><v>7</v></c></row>'), "こわれていて", id="no such text"
        ),
        pytest.param(lambda p: save_raw_book(p, "<row>"), "こわれていて", id="broken XML"),
        pytest.param(
            lambda p: save_zip(p, {"[Content_Types].xml": f"<!DOCTYPE a [{LAUGHS}]><Types>&e9;</Types>"}),
            "こわれていて",
            id="entities that unfold to gigabytes",
        ),
        pytest.param(
            lambda p: save_raw_book(p, '<row r="2000000000"><c t="str"><v>A</v></c></row>'),
            "こわれていて",
            id="no such row",
        ),
        pytest.param(
            lambda p: save_zip(
                p,
                {
                    "[Content_Types].xml": "",
                    "xl/workbook.xml": '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>',
                },
            ),
            "Strict Open XML",
            id="another variant of xlsx",
        ),
        pytest.param(
            lambda p: save_book(p, {"a": [], "b": []}), "どのシートにもデータがありません", id="blank sheets"
        ),
        pytest.param(
            lambda p: save_book(p, {"a": [["名称", "電話"]]}), "データの行がありません", id="only a header"
        ),
        pytest.param(
            lambda p: save_book(p, {"a": [["名称"], ["A"]]}), "見出しの行が見つかりません", id="one column"
        ),
    ],
)
def test_zips_and_workbooks(tmp_path: Path, make: Callable[[Path], Path], sentence: str) -> None:
    assert sentence in why_not(make(tmp_path / "a.xlsx"))


def test_a_workbook_of_hidden_sheets_only(tmp_path: Path) -> None:
    path = save_book(tmp_path / "a.xlsx", {"広場": [list(row) for row in ROWS], "表": [["x"]]})
    book = openpyxl.load_workbook(path)
    book["広場"].sheet_state = "hidden"
    book.save(path)
    assert "見出しの行が見つかりません" in why_not(path)


def test_every_way_of_cutting_a_workbook_short_ends_in_a_sentence(tmp_path: Path) -> None:
    whole = save_book(tmp_path / "a.xlsx", {"広場": [list(row) for row in ROWS]}).read_bytes()
    for length in range(4, len(whole), 97):
        assert why_not(save(tmp_path / "b.xlsx", whole[:length]))


@pytest.mark.parametrize("place", [60, 500, 2600, 3000, 4000, 5000])
def test_an_old_workbook_cut_short_ends_in_a_sentence(tmp_path: Path, place: int) -> None:
    assert why_not(save(tmp_path / "b.xls", (HERE / "old_excel.xls").read_bytes()[:place]))


def test_a_sheet_that_breaks_off_midway_is_refused_midway(tmp_path: Path) -> None:
    rows = "".join(f'<row><c t="str"><v>名{n}</v></c><c t="str"><v>x</v></c></row>' for n in range(9000))
    head = '<row><c t="str"><v>名称</v></c><c t="str"><v>電話</v></c></row>'
    path = save_raw_book(tmp_path / "a.xlsx", head + rows + "</row>")
    taken = 0
    with pytest.raises(UnreadableFile, match="こわれていて"):
        for table in open_tables(path):
            for _ in table.rows:
                taken += 1
    assert taken > 1000


def test_a_zip_whose_contents_were_changed(tmp_path: Path) -> None:
    path = save_raw_book(tmp_path / "a.xlsx", '<row><c t="str"><v>名称</v></c></row>')
    with zipfile.ZipFile(path) as archive:
        offset = archive.getinfo("xl/sheet.xml").header_offset
    content = bytearray(path.read_bytes())
    content[offset + 60] ^= 0xFF
    assert "こわれていて" in why_not(save(path, bytes(content)))
