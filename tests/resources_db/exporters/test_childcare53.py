"""The 53 columns out again: as they came, as the record says now, and from other formats."""

from pathlib import Path
from typing import Any

import pytest

from resources_db.documents import complete, complete_place
from resources_db.engine import Sessions
from resources_db.exporters import childcare53
from resources_db.exporters.columns53 import HEADERS
from resources_db.models import Status
from tests.conftest import shared_file
from tests.resources_db.exporters.lists import change, documents, new_town, put, read_csv, take_in
from tests.resources_db.quality.records import phone, record

CELLS = {
    "全国地方公共団体コード": "492019",
    "ID": "H1",
    "名称": "ほしぞら広場",
    "名称_英字": "Hoshizora",
    "種別": "地域子育て支援センター",
    "所在地_連結表記": "みなも県星見市本町1丁目1-1",
    "所在地_町字": "本町1丁目",
    "所在地_番地以下": "1-1",
    "建物名等(方書)": "星見ビル2階",
    "緯度": "36.610",
    "経度": "139.060",
    "電話番号": "０３－００００－０１０１",
    "内線番号": "12",
    "FAX番号": "03-0000-0109",
    "法人番号": "1000000000001",
    "団体名": "星見市",
    "認可等年月日": "H29.1.6",
    "受入年齢": "６か月～３歳未満",
    "利用可能曜日": "月火水木金",
    "開始時間": "9:00",
    "終了時間": "17:00",
    "一時預かりの有無": "○",
    "子供預かり料金種別": "1時間",
    "子供預かり料金": "500",
    "授乳室": "有",
    "URL": "https://hoshimi.example/h1",
    "備考": "予約は前の日まで。",
}


@pytest.fixture
def town(tmp_path: Path) -> Sessions:
    return new_town(tmp_path / "town.db")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.csv"


def exported(town: Sessions, out: Path) -> dict[str, str]:
    """The only row."""
    assert childcare53.write(town, out) == 1
    return read_csv(out)[0]


class TestFile:
    def test_the_header_is_that_of_the_standard(self) -> None:
        standard = shared_file("standards/ods_v3_childcare_53col.csv").read_text("utf-8-sig")
        assert standard.splitlines()[0].split(",") == list(HEADERS)
        assert len(HEADERS) == 53

    def test_bytes_for_excel(self, town: Sessions, out: Path) -> None:
        take_in(town, [CELLS])
        childcare53.write(town, out)
        written = out.read_bytes()
        assert written.startswith(b"\xef\xbb\xbf" + HEADERS[0].encode())
        assert written.count(b"\r\n") == 2
        assert written.endswith(b"\r\n")

    def test_an_empty_list_is_a_header(self, town: Sessions, out: Path) -> None:
        assert childcare53.write(town, out) == 0
        assert read_csv(out) == []
        assert out.read_bytes().count(b"\r\n") == 1

    def test_only_what_is_published(self, town: Sessions, out: Path) -> None:
        take_in(town, [CELLS, CELLS | {"ID": "H2"}])
        change(town, "H2", status=Status.DRAFT)
        assert childcare53.write(town, out) == 1
        assert childcare53.write(town, out, everything=True) == 2

    def test_nothing_half_written_is_left(self, town: Sessions, tmp_path: Path) -> None:
        with pytest.raises(OSError, match="No such file"):
            childcare53.write(town, tmp_path / "missing" / "out.csv")
        childcare53.write(town, tmp_path / "out.csv")
        assert not list(tmp_path.glob("*.part"))

    @pytest.mark.parametrize("text", ["=1+1", "+0000", "-1", "@SUM(A1)", "'=1", "＝1"])
    def test_no_cell_is_a_formula(self, town: Sessions, out: Path, text: str) -> None:
        take_in(town, [CELLS | {"備考": text, "駐車場情報": text}])
        childcare53.write(town, out)
        assert f",'{text}" in out.read_text("utf-8-sig")
        assert read_csv(out)[0]["備考"] == text


class TestAsItCame:
    def test_every_cell_but_for_the_width_of_letters(self, town: Sessions, out: Path) -> None:
        take_in(town, [CELLS])
        wanted = dict.fromkeys(HEADERS, "") | CELLS
        assert exported(town, out) == wanted | {"電話番号": "03－0000－0101", "受入年齢": "6か月～3歳未満"}

    @pytest.mark.parametrize(
        "cells",
        [
            {"開始時間": "9：00", "終了時間": "25：00"},
            {"利用可能曜日": "第1・3・5土", "利用可能日時特記事項": "夏季（4月～10月）18:00　冬季…17:00".replace("　", " ")},
            {"電話番号": "0000-0101"},
            {"電話番号": "03-0000-0101、03-0000-0102"},
            {"電話番号": "なし", "内線番号": ""},
            {"緯度": "139.06", "経度": "36.61"},
            {"受入年齢": "概ね18歳くらい"},
            {"子供預かり料金種別": "", "子供預かり料金": "", "子供預かり料金備考": "1時間500円\n(市外は800円)"},
            {"URL": "なし"},
            {"所在地_連結表記": "", "所在地_都道府県": "みなも県", "所在地_市区町村": "星見市"},
            {"名称": "ほしぞら広場(令和2年4月1日から休園)"},
            {"一時預かりの有無": "無", "病児保育の有無": "要相談"},
        ],
    )  # fmt: skip
    def test_also_what_could_not_be_read(self, town: Sessions, out: Path, cells: dict[str, str]) -> None:
        take_in(town, [CELLS | cells])
        assert {header: exported(town, out)[header] for header in cells} == cells


class TestChangedSince:
    @pytest.mark.parametrize(
        ("wanted", "cells"),
        [
            ({"name": "あおぞら広場"}, {"名称": "あおぞら広場", "所在地_番地以下": "1-1"}),
            ({"kind": None}, {"種別": ""}),
            ({"contact_text": "窓口へ"}, {"連絡先備考（その他、SNSなど）": "窓口へ"}),
            ({"url": "https://hoshimi.example/h2"}, {"URL": "https://hoshimi.example/h2"}),
            ({"url": None}, {"URL": "", "連絡先FormURL": ""}),
            ({"description": "予約なし。", "application_process": None}, {"備考": "予約なし。"}),
            ({"keywords": "病児保育"}, {"一時預かりの有無": "無", "病児保育の有無": "有"}),
            ({"keywords": "一時預かり 遊び場"}, {"一時預かりの有無": "○", "病児保育の有無": ""}),
            ({"organization": "星見市社会福祉協議会"}, {"団体名": "星見市社会福祉協議会"}),
            ({"alert": "8月は休みます"}, {"備考": "予約は前の日まで。\nお知らせ: 8月は休みます"}),
        ],
    )
    def test_words(self, town: Sessions, out: Path, wanted: dict[str, Any], cells: dict[str, str]) -> None:
        take_in(town, [CELLS])
        change(town, "H1", **wanted)
        row = exported(town, out)
        assert {header: row[header] for header in cells} == cells
        assert row["名称_英字"] == "Hoshizora"
        assert row["認可等年月日"] == "H29.1.6"

    @pytest.mark.parametrize(
        ("wanted", "cell"),
        [
            ({"age_text": "1歳～就学前", "minimum_age": 12, "maximum_age": 84, "maximum_grade": 0}, "1歳～就学前"),
            ({"age_text": None, "minimum_age": 18, "maximum_age": 48}, "1歳6か月～4歳未満"),
            ({"minimum_age": 12}, "1歳～3歳未満"),
            ({"age_text": "年齢は相談", "minimum_age": None, "maximum_age": None}, "年齢は相談"),
        ],
    )  # fmt: skip
    def test_ages(self, town: Sessions, out: Path, wanted: dict[str, Any], cell: str) -> None:
        take_in(town, [CELLS])
        change(town, "H1", **wanted)
        assert exported(town, out)["受入年齢"] == cell

    def test_hours_as_text(self, town: Sessions, out: Path) -> None:
        take_in(town, [CELLS])
        change(town, "H1", hours_text="月火 10:00～12:00", schedules=[window("MO,TU", "10:00", "12:00")])
        row = exported(town, out)
        assert (row["利用可能曜日"], row["開始時間"], row["終了時間"]) == ("月火", "10:00", "12:00")
        change(town, "H1", hours_text="月曜と火曜の午前10時から正午まで")
        row = exported(town, out)
        assert row["利用可能日時特記事項"] == "月曜と火曜の午前10時から正午まで"
        assert row["利用可能曜日"] == row["開始時間"] == row["終了時間"] == ""

    def test_hours_as_windows(self, town: Sessions, out: Path) -> None:
        take_in(town, [CELLS])
        change(town, "H1", schedules=[window("MO,TU", "10:00", "12:00"), window("2SA,-1SU", "9:00", "16:00")])
        assert (
            exported(town, out)["利用可能日時特記事項"]
            == "月・火 10:00～12:00。第2土曜・最終日曜 9:00～16:00"
        )

    def test_costs(self, town: Sessions, out: Path) -> None:
        take_in(town, [CELLS])
        change(town, "H1", fees_description="無料", is_free=True, cost_options=[])
        row = exported(town, out)
        assert (row["子供預かり料金"], row["子供預かり料金備考"]) == ("", "無料")

    def test_phones(self, town: Sessions, out: Path) -> None:
        take_in(town, [CELLS])
        numbers = [
            phone("03-0000-0101", description="代表"),
            phone("03-0000-0102", description="予約", extension="34"),
            phone("03-0000-0108", type="fax"),
        ]
        change(town, "H1", phones=numbers)
        row = exported(town, out)
        assert row["電話番号"] == "03-0000-0101(代表)、03-0000-0102(予約) 内線34"
        assert (row["内線番号"], row["FAX番号"]) == ("", "03-0000-0108")
        change(town, "H1", phones=[phone("03-0000-0101", extension="56")])
        row = exported(town, out)
        assert (row["電話番号"], row["内線番号"], row["FAX番号"]) == ("03-0000-0101", "56", "")

    def test_a_place(self, town: Sessions, out: Path) -> None:
        take_in(town, [CELLS])
        place = documents(town)["H1"]["places"][0]
        change(
            town,
            "H1",
            places=[place | {"address": "みなも県星見市西浜2丁目3 海の家", "district": "西浜2丁目"}],
        )
        row = exported(town, out)
        assert row["所在地_連結表記"] == "みなも県星見市西浜2丁目3 海の家"
        assert (row["所在地_町字"], row["所在地_番地以下"], row["建物名等(方書)"]) == ("西浜2丁目", "", "")
        change(town, "H1", places=[])
        assert exported(town, out)["所在地_連結表記"] == ""


def window(byday: str, opens: str, closes: str) -> dict[str, Any]:
    times = {"opens_at": f"{opens:0>5}", "closes_at": f"{closes:0>5}"}
    return complete("schedules", {"byday": byday, **times})


class TestFromOtherFormats:
    def test_as_well_as_the_columns_can_hold(self, town: Sessions, out: Path) -> None:
        document = record(
            name="産後ヘルパー",
            summary="家事を手伝います。",
            description="産後の家庭に人が行きます。",
            eligibility_description="産後1年までの家庭",
            age_text=None,
            minimum_age=0,
            maximum_age=12,
            fees_description=None,
            is_free=True,
            application_process="窓口か電話で。",
            application_from="2026-04-01",
            required_documents=[complete("required_documents", {"document": "母子手帳"})],
            languages=[complete("languages", {"name": "英語"})],
            schedules=[window("MO,WE", "9:00", "12:00")],
            places=[
                complete_place(
                    {"name": "市役所", "address": "星見市本町1", "latitude": 36.6, "longitude": 139.1}
                )
            ],
        ).document
        put(town, "S1", document)
        row = {header: cell for header, cell in exported(town, out).items() if cell}
        assert row == {
            "ID": "S1",
            "名称": "産後ヘルパー",
            "所在地_連結表記": "星見市本町1",
            "緯度": "36.6",
            "経度": "139.1",
            "電話番号": "03-0000-0101",
            "受入年齢": "0歳～1歳未満",
            "利用可能日時特記事項": "月・水 9:00～12:00",
            "子供預かり料金備考": "無料",
            "備考": "産後の家庭に人が行きます。\n家事を手伝います。\n対象: 産後1年までの家庭\n申込み: 窓口か電話で。\n"
            "申込みの期間: 2026-04-01～\n必要なもの: 母子手帳\n使えることば: 英語",
        }

    def test_a_sheet_with_headers_of_its_own(self, town: Sessions, out: Path) -> None:
        document = record(
            extra={"TEL": "03-0000-0101", "備考": "別の列の備考"}, description="内容と備考"
        ).document
        put(town, "S1", document)
        assert exported(town, out)["備考"] == "内容と備考"
