"""The same table in every encoding and with every delimiter; never the whole file in memory."""

import tracemalloc
from pathlib import Path

import pytest

from resources_db.importers.tables import open_tables
from tests.resources_db.importers.files import ROWS, csv_text, save
from tests.resources_db.importers.reading import NAMES, read, read_csv_lines

TEXT = csv_text(ROWS)
JUST_BEFORE_THE_BLOCK_ENDS = csv_text(
    [*ROWS, *[[f"広場{n}", "03-0000-0103", "あ" * 40] for n in range(1500)]]
)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        pytest.param(TEXT.encode(), "utf-8", id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), "utf-8", id="BOM"),
        pytest.param(b"\xef\xbb\xbf" * 2 + TEXT.encode(), "utf-8", id="two BOMs"),
        pytest.param(TEXT.encode("cp932"), "cp932", id="CP932"),
        pytest.param(TEXT.encode("utf-16"), "utf-16", id="UTF-16 LE"),
        pytest.param(TEXT.encode("utf-16-le"), "utf-16", id="UTF-16 LE without BOM"),
        pytest.param(("\ufeff" + TEXT).encode("utf-16-be"), "utf-16", id="UTF-16 BE"),
        pytest.param(TEXT.encode("utf-16-be"), "utf-16", id="UTF-16 BE without BOM"),
        pytest.param(TEXT.encode("euc-jp"), "euc-jp", id="EUC-JP"),
        pytest.param(TEXT.encode("iso2022_jp"), "iso-2022-jp", id="ISO-2022-JP"),
        pytest.param(TEXT.replace(",", "\t").encode(), "utf-8", id="tabs"),
        pytest.param(TEXT.replace(",", "\t").encode("utf-16"), "utf-16", id="Excel's Unicode text"),
        pytest.param(TEXT.replace(",", ";").encode(), "utf-8", id="semicolons"),
        pytest.param(TEXT.replace("\r\n", "\n").encode(), "utf-8", id="LF"),
        pytest.param(TEXT.replace("\r\n", "\r").encode(), "utf-8", id="CR"),
        pytest.param(TEXT.replace("\r\n", "\n", 1).encode("cp932"), "cp932", id="mixed line ends"),
        pytest.param(TEXT.replace('"', "").encode(), "utf-8", id="no quotes"),
        pytest.param(TEXT.encode("cp932") + b"\x1a", "cp932", id="the end mark of DOS"),
        pytest.param(TEXT.replace("無料", "無\u00a0料").encode(), "utf-8", id="UTF-8 with hard spaces"),
    ],
)
def test_encodings_and_delimiters(tmp_path: Path, content: bytes, encoding: str) -> None:
    path = save(tmp_path / "list.csv", content)
    for table in open_tables(path):
        assert ([row["名称"] for _, row in table.rows], table.encoding) == (NAMES, encoding)
        assert table.notices == []


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc-jp", "utf-16"])
def test_a_character_may_lie_across_two_blocks(tmp_path: Path, encoding: str) -> None:
    path = save(tmp_path / "list.csv", JUST_BEFORE_THE_BLOCK_ENDS, encoding)
    assert [row["備考"] for _, row in read(path)[0][2:]] == ["あ" * 40] * 1500


def test_semicolons_inside_cells_do_not_cut_them(tmp_path: Path) -> None:
    rows, _ = read_csv_lines(
        tmp_path, "名称,キーワード,対象", "A広場,乳児;幼児;相談,市民", "B広場,相談;電話;手当,市民"
    )
    assert [row["キーワード"] for _, row in rows] == ["乳児;幼児;相談", "相談;電話;手当"]


def test_characters_that_only_windows_has_stay_as_they_are(tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", csv_text([["名称", "団体名"], ["髙橋①号室", "㈱ほし"]]), "cp932")
    assert read(path)[0] == [(2, {"名称": "髙橋①号室", "団体名": "㈱ほし"})]


def test_a_large_csv_is_never_in_memory(tmp_path: Path) -> None:
    line = "A広場,03-0000-0101," + "あ" * 100 + "\r\n"
    path = save(tmp_path / "a.csv", "名称,電話,備考\r\n" + line * 20_000, "cp932")
    assert path.stat().st_size > 4_000_000
    tracemalloc.start()
    counts = [sum(1 for _ in table.rows) for table in open_tables(path)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert counts == [20_000]
    assert peak < 2_000_000, peak
