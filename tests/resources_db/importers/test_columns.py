"""Headers of real files become our fields: every list of two cities, a sample town, and the standards."""

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest

from resources_db.importers.columns import Mapping, propose
from resources_db.importers.field_table import field_table
from resources_db.importers.header_text import key
from tests.conftest import shared_file

Rows = list[dict[str, str]]


def read(name: str) -> tuple[list[str], Rows]:
    """Headers and rows by a reader of its own: the header of these files is the first row without gaps at its
    beginning and with most cells."""
    path = shared_file(f"data/{name}")
    return _sheet(_cells(path, 0))


def _cells(path: Path, sheet: int) -> list[list[str]]:
    if path.suffix == ".csv":
        content = path.read_bytes()
        encoding = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "cp932"
        return list(csv.reader(io.StringIO(content.decode(encoding))))
    book = openpyxl.load_workbook(path, data_only=True)
    rows = book.worksheets[sheet].iter_rows(values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def _sheet(cells: list[list[str]]) -> tuple[list[str], Rows]:
    widths = [sum(1 for cell in row if cell) for row in cells[:15]]
    start = next(i for i, width in enumerate(widths) if width >= 0.6 * max(widths) and width > 1)
    headers = [header for header in cells[start] if header]
    body = (row for row in cells[start + 1 :] if any(row) and not row[0].startswith("#"))
    return headers, [dict(zip(cells[start], row, strict=False)) for row in body]


def table(text: str) -> dict[str, str]:
    """「name=名称 phone=電話番号」 -> field: header."""
    return dict(part.split("=") for part in re.split(r"[ \n]+", text.strip(" \n")))


PLACE = table("source_id=#property name=name address=address phone=telephoneNumber")
PAGE = table("url=referenceObject remarks=note")
DEGREES = table("latitude=latitude longitude=longitude")
PAIR = table("latlong=location")
OPEN = table("days=availableDate opens=startTime closes=endTime hours_note=availableDateNote")
PRICE = table("cost_note=detailPrice")
NURSERY = table(
    "kind=certifiedType access=access parking=parkingInformation capacity=capacity ages=acceptedAge"
    " temporary_care=temporaryKeeping"
)
UNAPPROVED = table(
    "organization=Establisher established_on=fiscalYearStartDay capacity=capacity ages=targetAge"
    " hours_weekday=startTimeWeekDays hours_saturday=startTimeSaturday hours_sunday=startTimeSundays"
    " description=serviceContents"
)
AFTER_SCHOOL = table(
    "ages=targetChildren capacity=capacity days=availableDate hours=normalTime cost=normalPrice remarks=note"
)
CLUBS = table(
    "source_id=#property name=clubName phone=contactAddress place=implementationLocation area=schoolDistrict"
)
EVENTS_CSV = table(
    "source_id=no name=eventName description=overview organization=organizer prefecture=pref city=cityName"
    " district=townName street=address building=buildingName place=venue event_from=startDate event_to=endDate"
    " opens=startTime closes=endTime"
)
EVENTS_BOOK = table(
    "source_id=№ name=行事名 eligibility=対象 event_from=開催日 opens=開始時間 closes=終了時間 place=場所名称"
    " latitude=緯度 longitude=経度 description=説明 cost=料金 capacity=定員 apply_note=申込期間 url=URL phone=TEL"
    " contact=問い合わせ先（市の担当課）"
)
MIDWIVES = table(
    "source_id=№ name=助産所名 organization=開　設　者 address=所在地 phone=TEL established_on=開設日"
)
KORIYAMA = table(
    "name=Name alternate_name=Label organization=Owner sector=Ownership kind=Type address=Add1 building=Add2"
    " latitude=Y longitude=X url=url phone=TEL fax=FAX capacity=Full age_from=AgeS age_to=AgeE opens=Open"
    " closes=Close remarks=Memo temporary_care=Temp"
)
TAKAMATSU_CSV = {
    "0012": PLACE | PAGE | PAIR,
    "0013": PLACE | PAGE | PAIR | OPEN | NURSERY,
    "0019": PLACE | PAGE | PAIR | OPEN,
    "0020": PLACE | PAGE | PAIR | OPEN,
    "0021": PLACE | PAGE | PAIR | OPEN | PRICE,
    "0022": PLACE | PAGE | PAIR | OPEN,
    "0030v2": PLACE | PAGE | PAIR | OPEN,
    "0053": PLACE | PAGE | PAIR | OPEN,
    "0054": PLACE | PAGE | PAIR | OPEN,
    "0056": PLACE | PAGE | PAIR | OPEN,
    "0078": PLACE | PAIR | UNAPPROVED,
    "0079": PLACE | PAIR | UNAPPROVED,
    "0081": EVENTS_CSV,
    "0093": CLUBS,
    "0094": PLACE | PAIR | AFTER_SCHOOL,
}
TAKAMATSU_BOOKS = {
    "branch_office": PLACE | PAGE | DEGREES | OPEN,
    "children_club": PLACE | DEGREES | AFTER_SCHOOL,
    "children_club_list_0093": CLUBS,
    "childrens_hall": PLACE | PAGE | DEGREES | OPEN,
    "citizen_service_center": PLACE | PAGE | DEGREES | OPEN,
    "company_led_childcare_facilities_list": PLACE | DEGREES | UNAPPROVED,
    "disabled_welfare_facility": PLACE | PAGE | DEGREES | OPEN,
    "events": EVENTS_BOOK,
    "health_center": PLACE | PAGE | DEGREES | OPEN,
    "infant_childcare_facility": PLACE | PAGE | DEGREES | OPEN | PRICE,
    "kindergarten": PLACE | PAGE | DEGREES,
    "midwifery_center": MIDWIVES | DEGREES,
    "nursery_school": PLACE | PAGE | DEGREES | OPEN | NURSERY,
    "organization_list_0083_202604": table("name=所属名称"),
    "other_child_care_support_facility": PLACE | PAGE | DEGREES | OPEN,
    "regional_child_rearing_support_base": PLACE | PAGE | DEGREES | OPEN,
    "unapproved_childcare_facilities": PLACE | DEGREES | UNAPPROVED,
    "welfare_hall": PLACE | PAGE | DEGREES | OPEN,
}
MUNICIPAL = {
    "koriyama/nurseryData_cp932.csv": KORIYAMA,
    **{f"takamatsu/csv/{name}.csv": fields for name, fields in TAKAMATSU_CSV.items()},
    **{f"takamatsu/xlsx/{name}.xlsx": fields for name, fields in TAKAMATSU_BOOKS.items()},
}

CHILDCARE28 = table(
    "source_id=NO prefecture=都道府県名 city=市区町村名 name=名称 name_kana=名称_カナ kind=種別 address=住所 building=方書"
    " latitude=緯度 longitude=経度 access=アクセス方法 parking=駐車場情報 phone=電話番号 extension=内線番号 fax=FAX番号"
    " corporate_number=法人番号 organization=団体名 established_on=認可等年月日 capacity=収容定員 ages=受入年齢"
    " days=利用可能曜日 opens=開始時間 closes=終了時間 hours_note=利用可能日時特記事項 temporary_care=一時預かりの有無"
    " url=URL remarks=備考"
)
PROGRAMS = table(
    "source_id=番号 name=事業名 organization=担当課 phone=電話 description=内容 eligibility=どんな人が使えるか cost=費用"
    " apply=申込方法 hours=受付時間 remarks=備考 checked_on=更新日"
)


def proposed(headers: list[str], rows: Rows) -> Mapping:
    mapping = propose(headers, rows[:50])
    assert mapping is not None
    return mapping


@pytest.mark.parametrize("name", MUNICIPAL)
def test_each_list_of_two_cities(name: str) -> None:
    mapping = proposed(*read(f"municipal/{name}"))
    assert (mapping.format, mapping.columns) == ("mapping", MUNICIPAL[name])


def test_no_list_of_the_two_cities_is_left_out() -> None:
    folder = shared_file("data/municipal")
    lists = [p for p in folder.rglob("*") if p.suffix in (".csv", ".xlsx") and p.stat().st_size]
    assert sorted(p.relative_to(folder).as_posix() for p in lists) == sorted(MUNICIPAL)


def test_the_sample_towns_facilities() -> None:
    mapping = proposed(*read("dev_town/facilities.csv"))
    assert (mapping.format, mapping.columns) == ("childcare28", CHILDCARE28)


@pytest.mark.parametrize(("sheet", "more"), [(0, {}), (1, {"place": "場所"})], ids=["制度", "相談窓口"])
def test_the_sample_towns_own_workbook(sheet: int, more: dict[str, str]) -> None:
    mapping = proposed(*_sheet(_cells(shared_file("data/dev_town/programs.xlsx"), sheet)))
    assert (mapping.format, mapping.columns) == ("mapping", PROGRAMS | more)


STANDARDS = {
    "ods_v3_childcare_53col": "childcare53",
    "cio_v1_childcare_28col": "childcare28",
    "support_program_2020_34col": "support34",
    "cio_v1_event_32col": "events32",
    "cio_v1_public_facility": "facilities",
}


def standard(name: str) -> list[str]:
    return shared_file(f"standards/{name}.csv").read_text("utf-8-sig").strip().split(",")


@pytest.mark.parametrize("name", STANDARDS)
def test_the_standards_are_recognised_in_any_order(name: str) -> None:
    headers = standard(name)
    for several in (headers, headers[::-1], sorted(headers)):
        mapping = propose(several)
        assert mapping is not None
        assert mapping.format == STANDARDS[name]
        assert set(mapping.why.values()) == {"exact"}


@pytest.mark.parametrize("name", STANDARDS)
def test_every_column_of_a_standard_has_a_field_or_is_kept_knowingly(name: str) -> None:
    headers, table = standard(name), field_table()
    mapping = propose(headers)
    assert mapping is not None
    more_keywords = set(table.fields["keywords"].headers)
    kept = {h for h in headers if key(h) in table.kept | more_keywords}
    assert set(headers) - set(mapping.columns.values()) - kept == set()
    assert len(mapping.columns) + len(kept - set(mapping.columns.values())) == len(headers)


STANDARD_FIELDS = {
    "support_program_2020_34col": table(
        "source_id=制度番号 name=タイトル（制度名） alternate_name=サブタイトル（通称） eligibility=対象者 area=対象地域"
        " summary=概要 description=内容 apply=利用・申請方法 apply_from=受付開始日 apply_to=受付終了日 apply_note=受付備考"
        " law=根拠法令 organization=実施組織・支援機関 contact=お問い合わせ先 online_application_url=電子申請URL"
        " valid_from=公開日 valid_to=公開終了日 url=詳細参照先 keywords=キーワード"
    ),
    "ods_v3_childcare_53col": table(
        "name_en=名称_英字 address=所在地_連結表記 district=所在地_町字 street=所在地_番地以下 building=建物名等(方書)"
        " form_url=連絡先FormURL contact=連絡先備考（その他、SNSなど） cost=子供預かり料金 cost_kind=子供預かり料金種別"
        " cost_note=子供預かり料金備考 sick_care=病児保育の有無 capacity=収容定員 email=連絡先メールアドレス"
        " opens=開始時間 closes=終了時間 established_on=認可等年月日"
    ),
    "cio_v1_event_32col": table(
        "name=イベント名 name_en=イベント名_英語 event_from=開始日 event_to=終了日 place=場所名称 address=住所"
        " organization=主催者 contact_name=連絡先名称 phone=連絡先電話番号 extension=連絡先内線番号"
        " apply_to=参加申込終了日 apply=参加申込方法 cost=料金(基本) cost_note=料金(詳細)"
    ),
    "cio_v1_public_facility": table(
        "alternate_name=名称_通称 description=説明 organization=団体名 days=利用可能曜日"
    ),
}


@pytest.mark.parametrize("name", STANDARD_FIELDS)
def test_what_the_columns_of_a_standard_mean(name: str) -> None:
    mapping = propose(standard(name))
    assert mapping is not None
    told = STANDARD_FIELDS[name]
    assert {field: mapping.columns.get(field) for field in told} == told
