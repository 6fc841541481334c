"""Two lists of a town may count from 1 each; in one file an ID has to mean one record."""

from pathlib import Path

import pytest
from sqlalchemy import select

from resources_db.documents import SERVICE
from resources_db.engine import Sessions
from resources_db.exporters import childcare53
from resources_db.models import Status
from tests.resources_db.exporters.lists import Row, new_town, put, read_csv, take_in
from tests.resources_db.quality.records import record

CELLS = {"ID": "H1", "名称": "ほしぞら広場", "電話番号": "03-0000-0101"}


@pytest.fixture
def town(tmp_path: Path) -> Sessions:
    return new_town(tmp_path / "town.db")


def exported(town: Sessions, *, everything: bool = False) -> list[Row]:
    out = Path(str(town.kw["bind"].url.database)).with_name("out.csv")
    childcare53.write(town, out, everything=everything)
    return read_csv(out)


def test_the_same_id_in_several_lists(town: Sessions) -> None:
    take_in(town, [CELLS, CELLS | {"ID": "H2", "名称": "うみべの家"}])
    put(town, "H1", record(name="別の一覧の広場").document)
    with town() as session:
        own = {row.name: row.id for row in session.execute(select(SERVICE.c.name, SERVICE.c.id))}
    assert {row["名称"]: row["ID"] for row in exported(town)} == own | {"うみべの家": "H2"}


def test_of_records_that_are_not_written_nothing_is_counted(town: Sessions) -> None:
    take_in(town, [CELLS])
    put(town, "H1", record(status=Status.DRAFT.value).document)
    assert [row["ID"] for row in exported(town)] == ["H1"]
    assert len({row["ID"] for row in exported(town, everything=True)}) == 2


def test_an_id_of_the_database_that_is_another_records_id(town: Sessions) -> None:
    """As after an export was imported under a second name."""
    put(town, "1", record().document)
    with town() as session:
        own = session.scalars(select(SERVICE.c.id)).one()
    take_in(town, [CELLS | {"ID": "1"}, CELLS | {"ID": own}])
    assert len({row["ID"] for row in exported(town)}) == 3
