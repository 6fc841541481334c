"""The mapping as a clerk's file: written out, corrected, read back, and remembered by its headers."""

from pathlib import Path

import pytest

from resources_db.importers.columns import draft, from_columns, from_file, header_key, labels, to_yaml
from tests.conftest import shared_file
from tests.resources_db.importers.files import save

HEADERS = ["NO", "施設の名称", '"電話"', "列C", "メモ欄", "駐輪場"]
ROWS = [
    {"NO": "1", "施設の名称": "ほしぞら\n広場", '"電話"': "03-0000-0101", "列C": "https://town.example/1"},
    {"NO": "2", "施設の名称": "うみのこ広場", '"電話"': "03-0000-0102", "列C": "https://town.example/2"},
    {"NO": "3", "施設の名称": "とても長い名前の" * 5, '"電話"': "", "列C": "https://town.example/3"},
]


def mapping_file(folder: Path, content: str | bytes) -> Path:
    return save(folder / "taiou.yml", content)


def test_a_clerk_sees_what_each_column_became_and_why() -> None:
    text = to_yaml(draft(HEADERS, ROWS), HEADERS, ROWS)
    assert (
        '# 名称。似た見出しから推定  例: ほしぞら 広場 | うみのこ広場 | とても長い名前のとても長い名前のとても長い名前の…\nname: "施設の名称"'
        in text
    )
    assert "# ホームページ。列の中身から推定  例: https://town.example/1 |" in text
    assert '# 番号(ID)  例: 1 | 2 | 3\nsource_id: "NO"' in text
    unused, free = text.split("# 使っていない列")[1].split("# まだ列のない項目")
    assert unused.splitlines()[1:] == ['#   "駐輪場"', ""]
    assert "#   fax: ファックス番号" in free


def test_what_is_written_is_read_back_as_it_was(tmp_path: Path) -> None:
    mapping = draft(HEADERS, ROWS)
    read = from_file(mapping_file(tmp_path, to_yaml(mapping, HEADERS, ROWS)), HEADERS)
    assert read.columns == mapping.columns
    assert set(read.why.values()) == {"staff"}


@pytest.mark.parametrize(
    "name", ["ods_v3_childcare_53col", "support_program_2020_34col", "cio_v1_event_32col"]
)
def test_a_standard_goes_out_and_comes_back(tmp_path: Path, name: str) -> None:
    headers = shared_file(f"standards/{name}.csv").read_text("utf-8-sig").strip().split(",")
    mapping = draft(headers)
    assert from_file(mapping_file(tmp_path, to_yaml(mapping, headers)), headers).columns == mapping.columns


@pytest.mark.parametrize(
    "header",
    ['"', "\\", "a: b", "#property", "NO", "yes", "- x", "[名称]", "列\n名", "{x", "'", "%", "* a", "1.0"],
)
def test_any_header_survives(tmp_path: Path, header: str) -> None:
    headers = [header, "名称"]
    path = mapping_file(
        tmp_path, to_yaml(from_columns({"name": "名称", "remarks": header}, headers), headers)
    )
    assert from_file(path, headers).columns == {"name": "名称", "remarks": header}


def test_a_draft_without_a_name_says_so_and_lists_all_columns() -> None:
    text = to_yaml(draft(["甲", "乙"]), ["甲", "乙"])
    assert "# 名称の列が分かりません。" in text
    assert '#   "甲"' in text
    assert '#   "乙"' in text


@pytest.mark.parametrize(
    ("written", "columns"),
    [
        ("name: 名称\nphone: 電話\n", {"name": "名称", "phone": "電話"}),
        ("name: 名　称\nphone: ＴＥＬ（必須）\n", {"name": "名称"}),
        ("source_id: NO\nname: 名称\n", {"source_id": "NO", "name": "名称"}),
        ("name: 名称\nfax:\n", {"name": "名称"}),
        ("\ufeffname: '名称'\n", {"name": "名称"}),
    ],
    ids=["plain", "another width", "NO is a header", "an item left empty", "BOM"],
)
def test_files_as_clerks_write_them(tmp_path: Path, written: str, columns: dict[str, str]) -> None:
    headers = ["NO", "名称", "電話", "TEL(必須)"]
    read = from_file(mapping_file(tmp_path, written), headers).columns
    assert read == columns | ({"phone": "TEL(必須)"} if "ＴＥＬ" in written else {})


@pytest.mark.parametrize(
    ("written", "sentences"),
    [
        ("", ["何も書かれていません"]),
        ("# 名称\n", ["何も書かれていません"]),
        ("name 名称\n", ["1行に1つずつ"]),
        ("- name\n- 名称\n", ["1行に1つずつ"]),
        ("name: [名称, 電話]\n", ["1行に1つずつ"]),
        ('name: 名称\nphone: "電話\nfax: FAX\n', ["行目を読めません"]),
        ("name: 名称\n  phone: 電話\n", ["2行目を読めません"]),
        ("name: 名称\nname: 電話\n", ["2行目", "name が2回"]),
        ("phone: 電話\n", ["name (名称の列) がありません"]),
        ("name:\nphone: 電話\n", ["name (名称の列) がありません"]),
        ("name: 名称\nphon: 電話\n", ["phon という項目はありません", "「phone」のまちがい"]),
        ("name: 名称\n電話番号: 電話\n", ["電話番号 という項目はありません", "使えるのは", "phone"]),
        ("name: 名前\n", ["列「名前」はこのファイルにありません"]),
        ("name: 名称\nphone: 電話番号\n", ["列「電話番号」はこのファイルにありません", "「電話」のまちがい"]),
        ("name: 名称\nphone: 電話\nfax: 電話\n", ["列「電話」が phone と fax の両方に"]),
        (b"name: \x96\xbc\x8f\xcc\n", ["UTF-8"]),
    ],
)
def test_each_mistake_has_its_sentence(tmp_path: Path, written: str | bytes, sentences: list[str]) -> None:
    path = mapping_file(tmp_path, written)
    with pytest.raises(ValueError, match=sentences[0].replace("(", r"\(").replace(")", r"\)")) as refusal:
        from_file(path, ["名称", "電話", "FAX"])
    assert [s for s in sentences if s not in str(refusal.value)] == []


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="を読めません"):
        from_file(tmp_path / "nai.yml", ["名称"])


def test_a_settled_mapping_fits_headers_of_another_width() -> None:
    settled = from_columns({"name": "名称", "phone": "電話番号"}, ["名称", "電話番号"])
    assert from_columns(settled.columns, ["電話　番号", "名称※"]).columns == {
        "name": "名称※",
        "phone": "電話　番号",
    }


@pytest.mark.parametrize(
    "same", [["電話", "名称"], ["名　称", "電\n話"], ["名称", "電話", ""], ["名称", "名称", "電話"]]
)
def test_headers_are_known_again(same: list[str]) -> None:
    assert header_key(same) == header_key(["名称", "電話"])


@pytest.mark.parametrize("other", [["名称"], ["名称", "電話", "住所"], ["名称", "電話番号"], []])
def test_other_headers_have_another_key(other: list[str]) -> None:
    assert header_key(other) != header_key(["名称", "電話"])


def test_a_key_stays_what_it_was_when_it_was_stored() -> None:
    assert (
        header_key(["名称", "電話番号"]) == "e53df28accdef8e1f8bf5fca7160833bd60e669336064ed0e937baacaa4d5919"
    )


def test_staff_can_read_what_every_field_is() -> None:
    assert len(set(labels().values())) == len(labels())
    assert all(any("ぁ" <= c <= "龥" for c in label) for label in labels().values())
