"""What the public app does by itself while it runs: note what parents do not find, and forget what is over."""

import logging
import threading
import time
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from bot import noting
from resources_db import unmet
from resources_db.casework.conversations import purge
from resources_db.opening import JAPAN
from web.house import House

logger = logging.getLogger(__name__)
_EVERY_SECONDS = 3600.0


def start(house: House) -> None:
    """In a worker, not before the fork. Every worker may do it: forgetting twice changes nothing."""
    noting.use(house.sessions)
    threading.Thread(target=_forget_for_ever, args=(house,), daemon=True).start()


def forget_old(house: House, now: datetime) -> None:
    try:
        purge(house.sessions, now, house.config.keep_days)
        unmet.purge(house.sessions, now.astimezone(JAPAN).date())
    except SQLAlchemyError as error:
        logger.error("what is over could not be erased: %s", type(error).__name__)


def _forget_for_ever(house: House) -> None:
    while True:
        time.sleep(_EVERY_SECONDS)
        forget_old(house, datetime.now(UTC))
