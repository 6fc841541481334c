"""The sample town (星見市, fictional), loaded by the same importer that a town uses."""

from pathlib import Path

from sqlalchemy import func, select

from resources_db.engine import Sessions
from resources_db.models import Service, TownProfile

_FOLDER = Path(__file__).parent
FILES = ("facilities.csv", "programs_family.csv", "programs_life.csv")
TOWN, PREFECTURE, MAIN_DESK = "星見市", "みなも県", "H0001"


def is_empty(sessions: Sessions) -> bool:
    with sessions() as session:
        return not session.scalar(select(func.count()).select_from(Service))


def load_sample_town(sessions: Sessions) -> int:
    """How many services were loaded."""
    from resources_db.importers import import_file  # Excel and all: not for every start of the program

    created = sum(import_file(sessions, _FOLDER / name, source="hoshimi").created for name in FILES)
    with sessions.begin() as session:
        desk = session.scalar(select(Service.id).where(Service.source_id == MAIN_DESK))
        session.merge(TownProfile(id=1, name=TOWN, prefecture=PREFECTURE, main_desk_id=desk))
    return created
