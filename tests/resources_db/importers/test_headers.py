"""The header is found under titles and prefaces, in one line or two."""

from pathlib import Path

import pytest

from resources_db.importers.tables import open_tables
from resources_db.importers.unreadable import UnreadableFile
from tests.resources_db.importers.files import save


def header(tmp_path: Path, *lines: str) -> tuple[tuple[str, ...], list[int]]:
    path = save(tmp_path / "list.csv", "\r\n".join(lines) + "\r\n")
    return next((table.headers, [number for number, _ in table.rows]) for table in open_tables(path))


@pytest.mark.parametrize(
    ("lines", "headers", "numbers"),
    [
        pytest.param(
            ["子育て施設一覧,,", ",,", "名称,住所,電話", "A広場,本町,x"],
            ("名称", "住所", "電話"),
            [4],
            id="a title above",
        ),
        pytest.param(
            ["子育て施設一覧,令和8年4月1日現在,こども課", "名称,住所,電話", "A広場,本町,x"],
            ("名称", "住所", "電話"),
            [3],
            id="a title of several cells above",
        ),
        pytest.param(
            ["担当,こども課,", "更新日,2026-04-01,", "名称,住所,電話", "A広場,本町,x"],
            ("名称", "住所", "電話"),
            [4],
            id="pairs above",
        ),
        pytest.param(
            ["よび名,でんわ,すまい", "A広場,03-0000-0101,本町"],
            ("よび名", "でんわ", "すまい"),
            [2],
            id="words nobody knows",
        ),
        pytest.param(
            ['"受入\n年齢","名  称","電話\r\n番号","Opening\nhours"', "0歳,A広場,x,x"],
            ("受入年齢", "名 称", "電話番号", "Opening hours"),
            [5],
            id="line breaks in headers",
        ),
        pytest.param(
            ["名称,所在地,開所時間,,電話番号", ",,平日,土曜,", "A広場,本町,9:00,10:00,x"],
            ("名称", "所在地", "開所時間_平日", "開所時間_土曜", "電話番号"),
            [3],
            id="two lines",
        ),
        pytest.param(
            ["名称,電話,,備考", "A広場,x,y,無料", "B広場,,y,"],
            ("名称", "電話", "備考"),
            [2, 3],
            id="a column without a header is no second line",
        ),
        pytest.param(
            [*["説明の文です。,,"] * 20, "名称,住所,電話", "A広場,本町,x"],
            ("名称", "住所", "電話"),
            [22],
            id="a long preface",
        ),
        pytest.param(
            ["団体名,相談窓口,相談内容", "A会,A窓口,子育て"],
            ("団体名", "相談窓口", "相談内容"),
            [2],
            id="words of services in the header",
        ),
        pytest.param(
            ["name,address,telephoneNumber", "A広場,本町,x"],
            ("name", "address", "telephoneNumber"),
            [2],
            id="English",
        ),
    ],
)
def test_the_header_is_found(
    tmp_path: Path, lines: list[str], headers: tuple[str, ...], numbers: list[int]
) -> None:
    assert header(tmp_path, *lines) == (headers, numbers)


def test_two_hundred_columns(tmp_path: Path) -> None:
    headers, _ = header(tmp_path, ",".join(f"項目{n:03}名" for n in range(200)), ",".join(["x"] * 200))
    assert len(headers) == 200


def test_a_record_laid_out_downwards_is_no_table(tmp_path: Path) -> None:
    lines = "名称,A広場\n所在地,本町\n電話番号,03-0000-0101\n備考,無料\n"
    with pytest.raises(UnreadableFile, match="見出しの行が見つかりません"):
        list(open_tables(save(tmp_path / "list.csv", lines)))
