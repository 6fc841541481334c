"""The faces of the program. Nothing is imported here, so that `michi run` is up at once."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from web.config import Config
    from web.house import House


def create_public_app(config: "Config", house: "House | None" = None) -> "Flask":
    """The app that faces the internet (web/public.py)."""
    from web.public import create

    return create(config, house)
