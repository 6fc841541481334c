"""Words that call for help, seen before everything else: no model, no database, no network."""

from bot.safety.check import Finding, check
from bot.safety.idioms import without_idioms

__all__ = ["Finding", "check", "without_idioms"]
