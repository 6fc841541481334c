"""The public app notes what parents do not find, and forgets it after its time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot import noting
from resources_db.engine import Sessions, open_sessions
from resources_db.migrate import migrate
from resources_db.unmet import KEEP_DAYS, Reason, Unmet, keep, kept
from web import housekeeping
from web.house import House

DAY = date(2026, 11, 24)
UNMET = Unmet(DAY, Reason.NOT_FOUND, ("gaming",))


@pytest.fixture
def house(direct_house: House, tmp_path: Path) -> Iterator[House]:
    sessions: Sessions = open_sessions(f"sqlite:///{tmp_path / 'town.db'}")
    migrate(sessions.kw["bind"])
    yield replace(direct_house, sessions=sessions)
    noting.wait()
    noting.use(None)
    sessions.kw["bind"].dispose()


def test_it_notes(house: House) -> None:
    assert not noting.note(UNMET)
    housekeeping.start(house)
    assert noting.note(UNMET)
    noting.wait()
    assert [one.unmet for one in kept(house.sessions)] == [UNMET]


def test_and_forgets(house: House) -> None:
    for ago in (KEEP_DAYS, KEEP_DAYS + 1):
        keep(house.sessions, replace(UNMET, day=DAY - timedelta(days=ago)))
    housekeeping.forget_old(house, datetime(2026, 11, 24, tzinfo=UTC))
    assert [one.unmet.day for one in kept(house.sessions)] == [DAY - timedelta(days=KEEP_DAYS)]
