"""The time in Japan, for defaults. Tests and callers give their own."""

from datetime import date, datetime, timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")


def now_in_japan() -> datetime:
    """Return the present moment in Japan (aware)."""
    return datetime.now(JST)


def today_in_japan() -> date:
    """Return today's date in Japan, wherever the server stands."""
    return now_in_japan().date()
