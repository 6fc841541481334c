"""Columns whose header tells nothing, or different things: what their cells show, and what they do not."""

import pytest

from resources_db.importers.columns import draft
from resources_db.importers.content import FOUND_BY_CONTENT, could_be

# 見出しから分からない列 -> 中身から分かる項目
OPAQUE = {
    "phone": ["03-0000-0101", "03-0000-0102、03-0000-0103", "(03)0000-0104 内線 12"],
    "url": ["https://town.example/a", "http://town.example/b", "https://town.example/c?d=1"],
    "email": ["a@town.example", "kosodate.ka@town.example", "b-c@mail.town.example"],
    "postal_code": ["〒000-0001", "000-0002", "〒0000003"],
    "address": ["星見市本町1-1", "○○県星見市南2丁目3番4号", "〒000-0001 星見郡みどり町大字山田字川原12番地"],
    "latitude": ["36.10001", "36.20002", "35.99999"],
    "longitude": ["140.10001", "140.20002", "139.99999"],
    "latlong": ["36.10001,140.10001", "36.20002, 140.20002", "(35.99999,139.99999)"],
    "ages": ["0歳~就学前", "生後6か月から3歳未満", "1歳児~5歳児"],
    "days": ["月火水木金", "月~金曜日", "第1・3土曜日"],
    "hours": ["9:00~17:00", "9時~16時30分", "10:00-12:00、13:00-15:00"],
}


def test_every_kind_is_tried() -> None:
    assert set(OPAQUE) == set(FOUND_BY_CONTENT)


def column(header: str, cells: list[str], *more: str) -> list[dict[str, str]]:
    return [{header: cell, "名称": "広場"} | dict.fromkeys(more, cell) for cell in cells]


@pytest.mark.parametrize("field", OPAQUE)
def test_an_opaque_column_is_known_by_its_cells(field: str) -> None:
    mapping = draft(["名称", "列A"], column("列A", OPAQUE[field]))
    assert mapping.columns == {"name": "名称", field: "列A"}
    assert mapping.why[field] == "content"


@pytest.mark.parametrize("field", OPAQUE)
def test_of_two_such_columns_none_is_chosen(field: str) -> None:
    mapping = draft(["名称", "列A", "列B"], column("列A", OPAQUE[field], "列B"))
    assert mapping.columns == {"name": "名称"}


@pytest.mark.parametrize("field", OPAQUE)
def test_two_filled_cells_are_too_few(field: str) -> None:
    assert draft(["名称", "列A"], column("列A", OPAQUE[field][:2])).columns == {"name": "名称"}


@pytest.mark.parametrize("field", OPAQUE)
def test_cells_of_several_kinds_are_no_kind(field: str) -> None:
    cells = [*OPAQUE[field], "要相談", "未定"]
    assert draft(["名称", "列A"], column("列A", cells)).columns == {"name": "名称"}


# 見出しが別のものだと言っている列は、中身がその形でも使わない
@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("園長携帯", "phone"),
        ("緊急時", "phone"),
        ("法人連絡", "phone"),
        ("夜間・休日", "phone"),
        ("写真", "url"),
        ("地図", "url"),
        ("Instagram", "url"),
        ("担当者PC", "email"),
        ("送付先", "address"),
        ("法人", "address"),
        ("延長保育", "hours"),
        ("一時預かり枠", "hours"),
        ("夏休み", "hours"),
        ("休館", "days"),
        ("職員", "ages"),
        ("一時預かりクラス", "ages"),
    ],
)
def test_a_header_that_speaks_of_something_else_is_heard(header: str, field: str) -> None:
    assert draft(["名称", header], column(header, OPAQUE[field])).columns == {"name": "名称"}


# 中身が似ていても、その項目ではないもの
NOT_OF_THE_KIND = {
    "phone": ["000-0001", "2026-04-01", "1-2-3", "1234567890123", "9:00-17:00", "12,000", "37-1-5", "2026-2027"],
    "postal_code": ["0000001", "03-0000-0101", "123-456", "2026-04"],
    "address": ["市役所1階 12番窓口", "役場2階", "オンライン", "自宅", "保健センター3階", "みどり町公民館", "町内4か所", "令和8年4月1日"],
    "latitude": ["36", "36.1", "140.10001", "1.2345", "99.12345"],
    "longitude": ["140", "36.10001", "99.12345", "12345.678"],
    "latlong": ["36.1,140.1", "1,234", "10,000"],
    "ages": ["3か月", "6か月", "10年", "30人", "1日", "小学校", "2026年4月"],
    "days": ["8月5日(水)", "4月1日", "月1回", "2026/4/1", "3月31日まで", "祝日を除く平日9時"],
    "hours": ["9:00", "8時30分", "2時間", "1~2", "4/1~5/1", "9~17", "要相談"],
    "url": ["www", "なし", "https", "town.example"],
    "email": ["@town", "なし", "a@b"],
}  # fmt: skip


ENDLESS = {
    "days": "曜日" * 90 + "x",
    "hours": "9:00~17:00、" * 15 + "9",
    "phone": "03 0000 " * 20 + "x",
    "ages": "0歳児から" * 30 + "x",
    "address": "市町村" * 60 + "x",
    "event_from": "2026/4/1~" * 20,
}


@pytest.mark.parametrize("field", ENDLESS)
def test_a_cell_that_never_ends_is_given_up(field: str) -> None:
    """A pattern that tries every way to read such a cell would not come back."""
    assert not could_be(field, [ENDLESS[field]])
    assert not could_be(field, [ENDLESS[field] * 1000])


@pytest.mark.parametrize(("field", "cell"), [(f, c) for f, cells in NOT_OF_THE_KIND.items() for c in cells])
def test_what_only_looks_alike(field: str, cell: str) -> None:
    assert not could_be(field, [cell])


# 見出しだけでは決まらないもの: 見出し、列の中身、その項目
@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("開設日", ["月~金", "火・木", "毎週水曜"], "days"),
        ("開設日", ["2007/1/1", "H29.4.1", "令和3年4月1日"], "established_on"),
        ("開設日", ["要相談", "未定", "随時"], None),
        ("開園日", ["平成29年4月1日", "S49.4.1", "2020-04-01"], "established_on"),
        ("開園日", ["月~土", "月~金", "月~土"], "days"),
        ("開催日", ["第2土曜", "毎週水曜", "月・木"], "days"),
        ("開催日", ["8月5日(水)~8月16日(日)", "2026/8/5", "随時"], "event_from"),
        ("location", ["36.10001,140.10001"] * 3, "latlong"),
        ("location", ["星見市本町1-1"] * 3, "address"),
        ("連絡先", ["03-0000-0101"] * 3, "phone"),
        ("連絡先", ["子育て支援課(03-0000-0101)、保健センター"] * 3, "contact"),
        ("場所", ["星見市本町1-1"] * 3, "address"),
        ("場所", ["市役所1階 12番窓口", "オンライン", "自宅"], "place"),
        ("平日", ["7:30~18:30", "休", "9時~17時"] * 3, "hours_weekday"),
        ("平日", ["○", "×", "○"], None),
        ("土曜日", ["7:30~12:30", "休み", "休み"], "hours_saturday"),
        ("受入月齢", ["6か月", "57日", "3か月"], "age_from"),
        ("電子申請", ["可", "不可", "可"], None),
        ("電子申請", ["https://town.example/a"] * 3, "online_application_url"),
        ("Temp", ["Y", "N", "N"], "temporary_care"),
        ("Temp", ["36.5", "37.0", "36.8"], None),
        ("座標", ["36.10001,140.10001"] * 3, "latlong"),
        ("X", ["140.10001", "140.20002", "140.3000"], "longitude"),
        ("X", ["36.10001", "36.20002", "36.3000"], "latitude"),
        ("X", ["-12345.678", "-12346.001", "-12347.5"], None),
        ("座標", ["5-C", "6-A", "1-B"], None),
    ],
)
def test_a_header_with_several_meanings(header: str, cells: list[str], field: str | None) -> None:
    columns = draft(["名称", header], column(header, cells)).columns
    assert columns == {"name": "名称"} | ({field: header} if field else {})


def test_beside_a_column_for_the_phone_the_contact_stays_the_contact() -> None:
    rows = column("連絡先", ["03-0000-0101"] * 3, "電話番号")
    assert draft(["名称", "連絡先", "電話番号"], rows).columns == {
        "name": "名称",
        "contact": "連絡先",
        "phone": "電話番号",
    }


def test_an_empty_column_stands_back_behind_a_filled_one() -> None:
    rows = [{"名称": "", "助産所名": "ほしぞら"}, {"名称": "", "助産所名": "うみのこ"}]
    assert draft(["名称", "助産所名"], rows).columns == {"name": "助産所名"}
    assert draft(["名称", "助産所名"]).columns == {"name": "名称"}


def test_of_twin_headers_the_second_is_left() -> None:
    rows = [
        {"団体名": "星の会", "フリガナ(2)": "ホシノカイ", "名称": "広場", "電話番号(2)": "03-0000-0101"}
    ] * 3
    assert draft(list(rows[0]), rows).columns == {
        "organization": "団体名",
        "name": "名称",
        "phone": "電話番号(2)",
    }


@pytest.mark.parametrize(
    ("headers", "cells", "fields"),
    [
        ("受付開始,受付終了", ["8:30", "17:15"], ["opens", "closes"]),
        ("受付開始,受付終了", ["午前9時", "正午"], ["opens", "closes"]),
        ("受付開始,受付終了", ["2026/4/1", "2026/4/30"], ["apply_from", "apply_to"]),
        ("受付開始,受付終了", ["4月1日", "定員になるまで"], ["apply_from", "apply_to"]),
        ("開始,終了", ["9時半～", "16時半まで"], ["opens", "closes"]),
        ("自,至", ["8:00", "18:00"], ["opens", "closes"]),
        ("開始,終了", ["2026/4/1", "2026/4/30"], []),
        ("開始,終了", ["○", "未定"], []),
    ],
)
def test_a_beginning_and_an_end_are_clock_times_or_days(
    headers: str, cells: list[str], fields: list[str]
) -> None:
    written = headers.split(",")
    rows = [{"名称": "広場"} | dict(zip(written, cells, strict=True))] * 3
    mapping = draft(["名称", *written], rows)
    assert mapping.columns == {"name": "名称"} | dict(zip(fields, written, strict=False))
