"""`michi import`: one file in, one transaction, one report."""

from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select

from resources_db.engine import Sessions
from resources_db.importers import UnreadableFile, import_file
from resources_db.models import Location, Organization, Phone, Revision, Schedule, Service
from resources_db.seed.load import load_sample_town
from tests.conftest import shared_file
from tests.resources_db.importers.files import ROWS, csv_text, save, save_book

HEADER = [
    "ID",
    "名称",
    "電話番号",
    "所在地_連結表記",
    "緯度",
    "利用可能曜日",
    "開始時間",
    "終了時間",
    "受入年齢",
]
ROW = [
    "A1",
    "ほしぞら広場",
    "03-0000-0101",
    "星見市本町1-1",
    "36.1",
    "月火水木金",
    "9:00",
    "17:00",
    "0歳~就学前",
]


def all_rows(sessions: Sessions) -> list[tuple[object, ...]]:
    with sessions() as session:
        return [
            tuple(row)
            for t in (Service, Location, Organization, Phone, Schedule, Revision)
            for row in session.execute(select(*t.__table__.columns))
        ]


def one(sessions: Sessions) -> Service:
    with sessions() as session:
        service = session.scalars(select(Service)).one()
        _ = service.phones, service.schedules, service.location
        return service


def test_a_row_becomes_a_service(empty_town: Sessions, tmp_path: Path) -> None:
    report = import_file(empty_town, save(tmp_path / "a.csv", csv_text([HEADER, ROW])))
    service = one(empty_town)
    assert (report.rows, report.created, report.rejected, report.warnings) == (1, 1, [], [])
    assert (service.name, service.minimum_age, service.maximum_age) == ("ほしぞら広場", 0, 84)
    assert service.hours_text == "月火水木金 9:00～17:00"
    assert [p.number for p in service.phones] == ["03-0000-0101"]
    assert [s.byday for s in service.schedules] == ["MO,TU,WE,TH,FR"]
    assert service.location is not None
    assert service.location.address == "星見市本町1-1"


def test_a_second_import_changes_nothing(empty_town: Sessions, tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", csv_text([HEADER, ROW]))
    import_file(empty_town, path)
    before = all_rows(empty_town)
    report = import_file(empty_town, path)
    assert (report.created, report.updated, report.unchanged) == (0, 0, 1)
    assert all_rows(empty_town) == before


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("名称", "ほしぞらルーム"),
        ("電話番号", "03-0000-0199"),
        ("終了時間", "18:00"),
        ("緯度", "36.2"),
        ("受入年齢", "1歳~"),
    ],
)
def test_a_changed_cell_is_an_update(empty_town: Sessions, tmp_path: Path, column: str, value: str) -> None:
    import_file(empty_town, save(tmp_path / "a.csv", csv_text([HEADER, ROW])))
    changed = [value if header == column else cell for header, cell in zip(HEADER, ROW, strict=True)]
    report = import_file(empty_town, save(tmp_path / "a.csv", csv_text([HEADER, changed])))
    assert (report.created, report.updated, report.unchanged) == (0, 1, 0)
    with empty_town() as session:
        assert session.get_one(Revision, 1).number == 2


def test_a_row_without_a_name_is_rejected_and_the_others_go_in(empty_town: Sessions, tmp_path: Path) -> None:
    nameless = ["A2", "", *ROW[2:]]
    report = import_file(empty_town, save(tmp_path / "a.csv", csv_text([HEADER, nameless, ROW])))
    assert report.created == 1
    [finding] = report.rejected
    assert (finding.row, finding.column, finding.value) == (2, "名称", "")
    assert finding.error == "名称が空です。名称を入れてください。"


def test_what_cannot_be_read_is_a_warning_and_stays_as_text(empty_town: Sessions, tmp_path: Path) -> None:
    odd = ["A1", "広場", "役場へ", "", "", "要相談", "9:00", "17:00", "要相談"]
    report = import_file(empty_town, save(tmp_path / "a.csv", csv_text([HEADER, odd])))
    assert [(w.row, w.column, w.value) for w in report.warnings] == [
        (2, "電話番号", "役場へ"),
        (2, "開始時間", "9:00"),
    ]
    service = one(empty_town)
    assert (service.hours_text, service.age_text, service.schedules) == ("要相談 9:00～17:00", "要相談", [])


def test_a_dry_run_reports_and_changes_nothing(empty_town: Sessions, tmp_path: Path) -> None:
    before = all_rows(empty_town)
    report = import_file(empty_town, save(tmp_path / "a.csv", csv_text([HEADER, ROW])), dry_run=True)
    assert report.created == 1
    assert all_rows(empty_town) == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", csv_text([["甲", "乙"], ["1", "2"]]).encode()])
def test_a_broken_file_changes_nothing(empty_town: Sessions, tmp_path: Path, content: bytes) -> None:
    import_file(empty_town, save(tmp_path / "a.csv", csv_text([HEADER, ROW])))
    before = all_rows(empty_town)
    with pytest.raises(UnreadableFile):
        import_file(empty_town, save(tmp_path / "b.csv", content), source="a")
    assert all_rows(empty_town) == before


def test_rows_without_an_id_are_known_again(empty_town: Sessions, tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", csv_text(ROWS))
    assert import_file(empty_town, path).created == 2
    assert import_file(empty_town, path).unchanged == 2


def test_sheets_that_each_count_from_1_do_not_overwrite_each_other(
    empty_town: Sessions, tmp_path: Path
) -> None:
    path = save_book(
        tmp_path / "a.xlsx", {"広場": [["ID", "名称"], [1, "A広場"]], "園": [["ID", "名称"], [1, "B園"]]}
    )
    assert import_file(empty_town, path).created == 2
    assert import_file(empty_town, path).unchanged == 2


def test_an_id_that_excel_has_rounded_is_no_id(empty_town: Sessions, tmp_path: Path) -> None:
    rows = [["ID", "名称"], ["1.23E+11", "A広場"], ["1.23E+11", "B広場"]]
    assert import_file(empty_town, save(tmp_path / "a.csv", csv_text(rows))).created == 2


def test_the_same_row_twice_is_said(empty_town: Sessions, tmp_path: Path) -> None:
    report = import_file(
        empty_town, save(tmp_path / "a.csv", csv_text([["名称", "備考"], ["A広場", "x"], ["A広場", "y"]]))
    )
    assert (report.created, len(report.rejected)) == (1, 1)
    assert "2行目にもあります" in report.rejected[0].error


def test_a_mapping_of_staff(empty_town: Sessions, tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", csv_text([["よび名", "でんわ"], ["A広場", "03-0000-0101"]]))
    mapping = save(tmp_path / "map.yml", "name: よび名\nphone: でんわ\n")
    assert import_file(empty_town, path, format=f"mapping:{mapping}").created == 1
    save(mapping, "name: なまえ\n")
    with pytest.raises(UnreadableFile, match="なまえ"):
        import_file(empty_town, path, format=f"mapping:{mapping}")


@pytest.mark.parametrize("name", ["nursery_school", "regional_child_rearing_support_base"])
def test_takamatsus_lists_go_in_completely(empty_town: Sessions, name: str) -> None:
    path = shared_file(f"data/municipal/takamatsu/xlsx/{name}.xlsx")
    book = openpyxl.load_workbook(path, read_only=True)
    header, *rows = book.worksheets[0].iter_rows(values_only=True)
    book.close()
    column = header.index("name")
    wanted = sum(1 for row in rows if row[column])
    report = import_file(empty_town, path)
    assert wanted > 10
    assert (report.created, report.rejected) == (wanted, [])
    with empty_town() as session:
        assert session.scalar(select(func.count()).select_from(Service)) == wanted
        assert sum(not s.phones for s in session.scalars(select(Service))) == sum(
            1 for row in rows if row[column] and not row[header.index("telephoneNumber")]
        )


def test_takamatsus_csv_gives_the_same_as_its_workbook(empty_town: Sessions) -> None:
    report = import_file(empty_town, shared_file("data/municipal/takamatsu/csv/0013.csv"))
    with empty_town() as session:
        assert (
            session.scalar(
                select(func.count()).where(Service.name.in_(["string", "Assertion"])).select_from(Service)
            )
            == 0
        )
    assert report.created > 100


def test_koriyamas_list_in_cp932(empty_town: Sessions) -> None:
    path = shared_file("data/municipal/koriyama/nurseryData_cp932.csv")
    report = import_file(empty_town, path)
    assert report.encoding == "cp932"
    assert report.created + len(report.rejected) == report.rows > 100
    with empty_town() as session:
        assert session.scalars(select(Service.name).where(Service.name == "芳賀保育所")).one()


def test_the_sample_town(empty_town: Sessions) -> None:
    load_sample_town(empty_town)
    with empty_town() as session:
        assert (session.scalar(select(func.count()).select_from(Service)) or 0) >= 200
        assert (session.scalar(select(func.count()).select_from(Organization)) or 0) >= 60
        numbers = session.scalars(select(Phone.number)).all()
    assert numbers
    assert [n for n in numbers if not n.startswith("03-0000-")] == []


def test_every_hour_of_the_sample_town_is_read_or_left_open(empty_town: Sessions) -> None:
    """No more and no less than what was read through by hand; a better reader raises these numbers."""
    load_sample_town(empty_town)
    with empty_town() as session:
        services = session.scalars(select(Service)).all()
        assert len(services) == 407
        assert sum(bool(s.schedules) for s in services) >= 265
        assert sum(s.minimum_age is not None or s.maximum_age is not None for s in services) >= 235
        assert all(s.hours_text and s.age_text for s in services)
        assert all(
            s.maximum_age > s.minimum_age
            for s in services
            if s.maximum_age is not None and s.minimum_age is not None
        )
