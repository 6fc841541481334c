"""Import, export, import: the same records and the same cells, whatever a town writes in the 53 columns."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from resources_db.exporters import childcare53
from resources_db.exporters.columns53 import HEADERS
from resources_db.reading.text import tidy
from resources_db.seed.load import FILES
from tests.resources_db.exporters.lists import Row, documents, emptied, new_town, read_csv, take_in
from web.config import ROOT

WORDS = [
    "=1+1", "'=1", "-", "@", "+81", "\n", "\r\n", "\t", ",", '"', "'", "；", "、", "。", "　", " ", "０１", "ＡＢ", "ｶﾀｶﾅ", "ﾊﾞ",
    "①", "㈱", "髙", "〓", "👶", "～", "－", "ー", "(", "）", "無料", "500円", "3歳", "6か月", "9時～17時", "月", "日曜", "祝日", "休み",
    "03-0000-0101", "内線12", "申込みは前の日まで", "持ち物: 母子手帳", "最終確認日: 2026年4月1日", "1.23E+11", "星見市", "本町1-1",
    "(令和2年4月1日から休園)", "2026-04-01", "なし", "null", "\u200b", "é", "ﾟ",
]  # fmt: skip
NASTY = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=6).map("".join)
# What towns write there, besides anything
USUAL = {
    "電話番号": ["03-0000-0101", "(03)0000-0101", "０３－００００－０１０１", "03-0000-0101、03-0000-0102", "0000-0101", "03-0000-0101(代) 内線3"],
    "内線番号": ["12", "１２", "2(夜間3)"],
    "FAX番号": ["03-0000-0109", "なし"],
    "緯度": ["36.61", "３６．６１", "0", "139.0", "36.610000", "nan"],
    "経度": ["139.06", "36.61", "1e2"],
    "受入年齢": ["6か月～3歳未満", "生後57日～就学前", "小学生", "0～2", "概ね18歳まで", "18か月～3歳"],
    "利用可能曜日": ["月火水木金", "月～土", "第1・3・5土", "平日", "毎日"],
    "開始時間": ["9:00", "９：００", "24:00", "8:0", "10時"],
    "終了時間": ["17:00", "25：00", "1:00", "9:00"],
    "利用可能日時特記事項": ["祝日・年末年始は休み", "夏季（4月～10月）18:00　冬季…17:00", "第2土曜 10時～12時", "16：00～1：00（1：00～2：00）"],
    "一時預かりの有無": ["有", "無", "○", "1"],
    "病児保育の有無": ["有", "無"],
    "子供預かり料金種別": ["1時間", "無料", "月額"],
    "子供預かり料金": ["500", "0", "1,000円", "５００"],
    "URL": ["https://hoshimi.example/", "なし"],
    "連絡先FormURL": ["https://form.example/"],
    "郵便番号": ["999-0011", "9990011", "〒999-0011"],
    "認可等年月日": ["H29.1.6", "2026-04-01", "R8.4"],
}  # fmt: skip
OFFICES = ["", "星見市", "社会福祉法人 ほし", "=NPO ＡＢ"]  # an office has one number
_ID = NASTY.map(tidy).filter(lambda text: text and len(text) <= 100 and "E+" not in text)
_NAME = NASTY.filter(lambda text: 0 < len(tidy(text)) <= 300 and not re.search(r" \n|\n[\n ]", tidy(text)))


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    """Rows of one list: IDs are there, all different; a row has some of the columns filled."""
    made = []
    for source_id in draw(st.lists(_ID, min_size=1, max_size=3, unique=True)):
        row = dict.fromkeys(HEADERS, "")
        for header in draw(st.sets(st.sampled_from(HEADERS), max_size=30)):
            usual = USUAL.get(header)
            row[header] = draw(st.sampled_from(usual) | NASTY if usual else NASTY)
        office = draw(st.sampled_from(OFFICES))
        row |= {"団体名": office, "法人番号": f"100000000000{OFFICES.index(office)}" if office else ""}
        row |= {"全国地方公共団体コード": "492019", "ID": source_id, "名称": draw(_NAME)}
        made.append(row)
    return made


def as_kept(row: Row) -> Row:
    """The documented normalisation."""
    told = {header: tidy(cell) for header, cell in row.items()}
    return told | {"名称": told["名称"].replace("\n", " ")}


@pytest.fixture(scope="module")
def folder() -> object:
    with TemporaryDirectory() as name:
        yield Path(name)


@pytest.fixture(scope="module")
def towns(folder: Path) -> object:
    return new_town(folder / "first.db"), new_town(folder / "second.db")


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(rows())
@example(
    [dict.fromkeys(HEADERS, "") | {"ID": "1", "名称": "'=広場\n(休園)", "備考": "\t=1\r\n'+2", "URL": "なし"}]
)
def test_nothing_is_lost_on_the_way(folder: Path, towns, listed: list[Row]) -> None:  # type: ignore[no-untyped-def]
    first, second = towns
    out, again = folder / "out.csv", folder / "again.csv"
    with emptied(first, second):
        take_in(first, listed)
        childcare53.write(first, out)
        written = read_csv(out)
        take_in(second, written)
        childcare53.write(second, again)
        assert {row["ID"]: row for row in written} == {tidy(row["ID"]): as_kept(row) for row in listed}
        assert documents(second) == documents(first)
        assert again.read_bytes() == out.read_bytes()


def test_the_sample_town(tmp_path: Path) -> None:
    source = ROOT / "resources_db" / "seed" / FILES[0]
    first, second = new_town(tmp_path / "1.db"), new_town(tmp_path / "2.db")
    listed = read_csv(source)
    take_in(first, listed)
    assert childcare53.write(first, tmp_path / "out.csv") == len(listed)
    take_in(second, read_csv(tmp_path / "out.csv"))
    assert documents(second) == documents(first)
    assert {r["ID"]: r for r in read_csv(tmp_path / "out.csv")} == {r["ID"]: as_kept(r) for r in listed}
