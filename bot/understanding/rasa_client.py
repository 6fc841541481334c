"""Asking Rasa over loopback HTTP, and knowing quickly when it cannot answer."""

import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import urllib3

from bot.messages import Reply

_CONNECT_SECONDS, _READ_SECONDS = 0.3, 4.0
_LOOK_SECONDS, _REST_AFTER_TIMEOUT = 1.0, 10.0


class UnderstandingUnavailable(Exception):
    """Rasa is starting, slow, down, or had no answer."""


class RasaClient:
    """Keeps connections open. After a timeout it leaves Rasa alone for a while, so that one slow Rasa
    does not make every parent wait."""

    def __init__(self, base_url: str, secret: str) -> None:
        self._base_url = base_url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {secret}"}
        self._pool = urllib3.PoolManager(
            maxsize=64, retries=False, timeout=urllib3.Timeout(connect=_CONNECT_SECONDS, read=_READ_SECONDS)
        )
        self._resting_until = 0.0

    def ask(
        self,
        conversation_id: str,
        text: str,
        context: dict[str, Any],
        districts: Sequence[str],
        now: datetime,
    ) -> tuple[list[Reply], dict[str, Any] | None]:
        """Replies, and the new memory when an action changed it. `districts` are the town's own district
        names; `now` goes along so that the whole house has one clock. Raises UnderstandingUnavailable."""
        if time.monotonic() < self._resting_until:
            raise UnderstandingUnavailable("resting")
        body = {
            "sender": conversation_id,
            "text": text,
            "context": context,
            "districts": list(districts),
            "now": now.isoformat(),
        }
        try:
            response = self._pool.request(
                "POST", f"{self._base_url}/webhooks/michi/message", json=body, headers=self._headers
            )
        except urllib3.exceptions.NewConnectionError as error:  # refused; a kind of TimeoutError in urllib3
            raise UnderstandingUnavailable("down") from error
        except urllib3.exceptions.TimeoutError as error:
            self._resting_until = time.monotonic() + _REST_AFTER_TIMEOUT
            raise UnderstandingUnavailable("slow") from error
        except urllib3.exceptions.HTTPError as error:
            raise UnderstandingUnavailable("down") from error
        if response.status != 200:
            raise UnderstandingUnavailable(f"status {response.status}")
        try:
            replies, context = response.json()["replies"], response.json()["context"]
        except (ValueError, KeyError, TypeError):
            raise UnderstandingUnavailable("something else answers on Rasa's port") from None
        if not replies:
            raise UnderstandingUnavailable("no reply")
        return replies, context

    def is_up(self) -> bool:
        """Is the model loaded and the channel open?"""
        try:
            response = self._pool.request("GET", f"{self._base_url}/webhooks/michi/", timeout=_LOOK_SECONDS)
        except urllib3.exceptions.HTTPError:
            return False
        return response.status == 200
