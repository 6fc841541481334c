"""Words that call for help, seen before everything else: no model, no database, no network."""

from bot.safety.check import Finding, check, check_two
from bot.safety.idioms import without_idioms

__all__ = ["Finding", "check", "check_two", "without_idioms"]
