"""Times that stand together become one wish: 明日の朝, 土曜の午前, 来週の水曜の夕方, 夜は8時まで."""

from collections.abc import Iterable
from dataclasses import replace

from bot.text import time_context as context
from bot.text.time_readings import TimeWish


def merged(wishes: Iterable[TimeWish], plain: str) -> list[TimeWish]:
    """Join neighbours, in the order of the text; spans grow to cover both."""
    out: list[TimeWish] = []
    for wish in wishes:
        joined = _joined(out[-1], wish, plain) if out else None
        if joined is not None:
            out[-1] = joined
        elif out and _shares_day(out[-1], wish, plain):  # 土曜の午前か午後
            last = out[-1]
            out.append(
                replace(
                    wish, kind=last.kind, dates=last.dates, weekdays=last.weekdays, holidays=last.holidays
                )
            )
        else:
            out.append(wish)
    return out


def _joined(first: TimeWish, second: TimeWish, plain: str) -> TimeWish | None:
    between = plain[first.end : second.start]
    if len(between) > 6 or "now" in (first.kind, second.kind):
        return None
    whole = plain[first.start : second.end]
    if _is_only_holidays(second) and first.dates and context.GLUE_OF_HOLIDAY.fullmatch(between):
        return replace(first, end=second.end, text=whole, holidays=True)  # 「今日は祝日だけど」
    if not context.GLUE.fullmatch(between) and not (first.dates and context.GLUE_OF_DATE.fullmatch(between)):
        return None
    if _has_day(first) and first.minutes is None and not _has_day(second):
        return replace(first, end=second.end, text=whole, minutes=second.minutes)
    if first.kind == "day" and first.minutes is None and second.kind == "weekdays" and second.minutes is None:
        dates = frozenset(day for day in first.dates if day.weekday() in second.weekdays)  # 来週の平日
        return replace(first, end=second.end, text=whole, dates=dates) if dates else None
    if first.minutes and second.kind == "clock" and not _has_day(second) and second.minutes:  # 夜は8時まで
        low, high = max(first.minutes[0], second.minutes[0]), min(first.minutes[1], second.minutes[1])
        if low < high:
            return replace(first, end=second.end, text=whole, minutes=(low, high))
    return None


def _shares_day(last: TimeWish, wish: TimeWish, plain: str) -> bool:
    return (
        last.minutes is not None
        and last.kind in ("day", "weekdays")
        and wish.kind in ("part", "clock")
        and not _has_day(wish)
        and context.GLUE_OF_LIST.fullmatch(plain, last.end, wish.start) is not None
    )


def _has_day(wish: TimeWish) -> bool:
    return bool(wish.dates or wish.weekdays or wish.holidays)


def _is_only_holidays(wish: TimeWish) -> bool:
    return wish.holidays and not (wish.dates or wish.weekdays or wish.minutes)
