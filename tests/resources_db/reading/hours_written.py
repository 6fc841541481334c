"""Windows in one short line, for truth tables: "MO-FR 09:00-17:00 closed; 2SA 09:00-12:00 unknown".

A season stands as [12-01..02-29], dates as <2026-08-10..2026-08-10>; a rule begins with "not" and has no hours
where it takes the whole day: "not MO moved", "not [12-29..01-03]" (every day, holidays too).
"""

from collections.abc import Sequence

from resources_db.opening import Window

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def written(windows: Sequence[Window] | None) -> str:
    if windows is None:
        return "unknown"
    return "; ".join(_one(window) for window in windows)


def _one(window: Window) -> str:
    days = _days(window.byday)
    parts = ["not" if window.closed else "", "" if window.closed and days == "ALL" else days]
    if window.opens_at is not None and window.closes_at is not None:
        parts.append(f"{window.opens_at:%H:%M}-{window.closes_at:%H:%M}")
    parts.append("" if window.closed and window.holidays == "open" else window.holidays)
    if window.season_from:
        parts.append(f"[{window.season_from}..{window.season_to}]")
    if window.valid_from or window.valid_to:
        parts.append(f"<{window.valid_from or ''}..{window.valid_to or ''}>")
    return " ".join(filter(None, parts))


def _days(byday: str) -> str:
    """MO,TU,WE,TH,FR -> MO-FR; three days in a row or more are drawn together."""
    codes = byday.split(",")
    if codes == list(_CODES):
        return "ALL"
    runs: list[list[str]] = []
    for code in codes:
        follows = runs and runs[-1][-1] in _CODES[:-1] and code == _CODES[_CODES.index(runs[-1][-1]) + 1]
        if follows:
            runs[-1].append(code)
        else:
            runs.append([code])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ",".join(run) for run in runs)
