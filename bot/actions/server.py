"""The action server: rasa-sdk on loopback, one process, reading the resource database."""

import logging
import warnings
from pathlib import Path
from typing import Any

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from bot import noting
from bot.actions.base import use
from bot.actions.session_start import ActionSessionStart
from bot.actions.skills import ACTIONS
from bot.understanding.on_disk import ModelOnDisk, open_index
from resources_db.engine import open_sessions


class _DomainlessExecutor(ActionExecutor):
    """Our actions need no domain, so Rasa does not send it (endpoints.yml: enable_selective_domain).
    rasa-sdk 3.21 would ask for it in a way that Rasa 3.6 does not know."""

    def update_and_return_domain(self, payload: dict[str, Any], action_name: str) -> dict[str, Any]:
        return {}


def serve(database_url: str, port: int, model: Path, kept: Path) -> None:
    """Blocks until stopped."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    # Rasa 3.6 is the last open one; tests/spec holds that this pair works.
    warnings.filterwarnings("ignore", message="Your versions of rasa and rasa_sdk")
    sessions = open_sessions(database_url)
    index = open_index(sessions, ModelOnDisk(model), kept)
    index.current()
    use(index)
    noting.use(sessions)
    executor = _DomainlessExecutor()
    for action in (*ACTIONS, ActionSessionStart):
        executor.register_action(action)
    app = create_app(executor, cors_origins=[])
    app.config.KEEP_ALIVE_TIMEOUT = 75
    app.run(host="127.0.0.1", port=port, single_process=True, access_log=False, motd=False)
