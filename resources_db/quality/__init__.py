"""Looking after the list: what in it is likely wrong (lint) and what nobody checked for long (stale)."""
