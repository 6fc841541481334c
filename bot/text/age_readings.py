"""From one match of an age pattern to months: the rules behind ``child_age``."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Literal

from bot.text import age_patterns as p
from bot.text.numbers import KANA_NUMBERS, to_int
from bot.text.school_year import (
    ELEMENTARY,
    HIGH,
    JUNIOR_HIGH,
    KINDERGARTEN,
    cohort_months,
    cohorts_months,
    months_between,
)

Kind = Literal["age", "grade", "pregnancy", "stage"]
Reading = tuple[int | None, int | None, Kind, int | None]  # low, high, kind, weeks
ADULT_YEARS = 20
LONGEST_BARE_MONTHS = 47
_SCHOOLS = {
    "小": ELEMENTARY, "中": JUNIOR_HIGH, "高": HIGH, "し": ELEMENTARY, "ち": JUNIOR_HIGH, "こ": HIGH
}  # fmt: skip


def _age(match: re.Match[str], today: date) -> Iterator[Reading]:
    years = to_int(match["years"])
    if years is None or _is_adult(match, years):
        return
    others = [to_int(n) for n in re.split(r"[、,・/と]\s?", match["list"])[:-1]]
    if match["class"] and not others:
        yield *cohort_months(years, today), "grade", None
        return
    if len(others) == 1 and others[0] == years - 1 and "と" not in match["list"]:  # 3、4歳 = 3歳か4歳
        yield (years - 1) * 12, years * 12 + 12, "age", None
        return
    for other in others:
        if other is not None and other < ADULT_YEARS:
            yield other * 12, other * 12 + 12, "age", None
    yield *_years(match, years), "age", None


def _years(match: re.Match[str], years: int) -> tuple[int, int]:
    """Months of one age with its halves, limits and 'just turned' or 'about to turn'."""
    low, high = years * 12, years * 12 + 12
    part = match["part"] or ""
    if match["months"] is not None:
        low += min(to_int(match["months"]) or 0, 11)
        return low, low + 1
    if match["soon"]:
        return max(low - (1 if match["soon"].startswith("来月") else 3), 0), low
    if match["limit"]:
        return {"未満": (0, low), "以下": (0, high), "以上": (low, 216)}[match["limit"]]
    if match["half"] or match["point"] or part == "後半":
        return low + 6, high
    if part == "前半":
        return low, low + 6
    if "ばか" in part or "ばっか" in part or "たて" in part:
        return low, low + 3
    if part:  # 手前・弱・直前
        return max(low - 6, 0), low
    return low, high


def _is_adult(match: re.Match[str], years: int) -> bool:
    if years >= ADULT_YEARS:
        return True
    if p.ADULT_AFTER.match(match.string, match.end()):
        return years >= 13
    before = match.string[max(match.start() - 10, 0) : match.start()]
    return bool(
        years >= 13 and p.ADULT_BEFORE.search(before) and not p.CHILD_AFTER.match(match.string, match.end())
    )


def _age_range(match: re.Match[str], today: date) -> Iterator[Reading]:
    low, high = to_int(match["low"]), to_int(match["high"])
    if low is not None and high is not None and low <= high < ADULT_YEARS:
        yield low * 12 + (6 if match["lowhalf"] else 0), high * 12 + 12, "age", None


def _months(match: re.Match[str], today: date) -> Iterator[Reading]:
    cue = match.groupdict().get("cue") or ""
    low = to_int(match["low"])
    high = to_int(match["high"]) if match["high"] else low
    if low is None or high is None or low > high or (not cue and high > LONGEST_BARE_MONTHS) or high > 240:
        return
    if cue[:1] in "もま間そ来" and cue:  # もうすぐ6か月
        yield max(low - 1, 0), low or 1, "age", None
    else:
        yield low, high + 1, "age", None


def _kana_age(match: re.Match[str], today: date) -> Iterator[Reading]:
    low = KANA_NUMBERS[match["kana"]] * 12
    yield low + (6 if match["half"] else 0), low + 12, "age", None


def _turned(match: re.Match[str], today: date) -> Iterator[Reading]:
    low = (to_int(match["n"]) or 0) * 12
    yield low, low + 12, "age", None


def _born_ago(match: re.Match[str], today: date) -> Iterator[Reading]:
    """「2週間前に産みました」[0, 2); 「3か月前に」[3, 4); 「先月」[0, 2), 「先々月」[1, 3)."""
    if match["word"]:
        low = 1 if match["word"] == "先々月" else 0
        yield low, low + 2, "age", None
        return
    n, unit = to_int(match["n"]) or 0, match["unit"]
    if unit == "年":
        if n < ADULT_YEARS:
            yield n * 12, n * 12 + 12, "age", None
    elif unit[0] in "日週":
        low = n * (1 if unit == "日" else 7) // 31
        yield low, low + 2, "age", None
    elif n < ADULT_YEARS * 12:
        yield n, n + 1, "age", None


def _just_home(match: re.Match[str], today: date) -> Iterator[Reading]:
    yield 0, 2, "stage", None


def _half_year(match: re.Match[str], today: date) -> Iterator[Reading]:
    yield 6, 7, "age", None


def _days(match: re.Match[str], today: date) -> Iterator[Reading]:
    days = (to_int(match["n"]) or 0) * (1 if match["unit"] == "日" else 7)
    months = months_between(today - timedelta(days=days), today) if days < 3000 else 0
    yield months, months + 1, "age", None


def _teens(match: re.Match[str], today: date) -> Iterator[Reading]:
    yield 120, 240, "age", None


def _birth(match: re.Match[str], today: date) -> Iterator[Reading]:
    if match["era"]:
        year = p.ERA_START[match["era"]] + (1 if match["ey"] == "元" else int(match["ey"]))
    else:
        year = int(match["year"])
    month, day = match["month"], match["day"]
    try:
        first = date(year, int(month or 1), int(day or 1))
        last = date(year, int(month or 12), int(day or (28 if month else 31)))
    except ValueError:
        return
    low, high = months_between(last, today), months_between(first, today) + 1
    if first <= today and low < ADULT_YEARS * 12:
        yield max(low, 0), max(high, 1), "age", None


def _grade(match: re.Match[str], today: date) -> Iterator[Reading]:
    n = to_int(match["n1"] or match["n2"] or match["n3"]) or 0
    school = (match["short"] or match["long"] or "小")[0]
    if 1 <= n <= (6 if _SCHOOLS[school] == ELEMENTARY else 3):
        yield *cohort_months(_SCHOOLS[school] + n - 1 - _shift(match, today), today), "grade", None


def _grade_range(match: re.Match[str], today: date) -> Iterator[Reading]:
    school = _SCHOOLS[match["school"] or "小"]
    school2 = _SCHOOLS[match["school2"]] if match["school2"] else school
    first, last = school + (to_int(match["n1"]) or 1) - 1, school2 + (to_int(match["n2"]) or 1) - 1
    if first < last:
        yield *cohorts_months(first, last, today), "grade", None


def _shift(match: re.Match[str], today: date) -> int:
    """「4月から小1」 said from September to March means the next school year."""
    cue = match["next"] or ""
    return int(bool(cue) and ("来" in cue or today.month >= 9 or today.month < 4))


def _nursery_class(match: re.Match[str], today: date) -> Iterator[Reading]:
    yield *cohort_months(KINDERGARTEN[match["name"]] - _shift(match, today), today), "grade", None


def _lower_upper(match: re.Match[str], today: date) -> Iterator[Reading]:
    yield *cohorts_months(*p.LOWER_UPPER_AGES[match["name"]], today), "grade", None


def _stage(match: re.Match[str], today: date) -> Iterator[Reading]:
    name = match["name"]
    if name in p.STAGES:
        yield *p.STAGES[name], "stage", None
    else:
        yield *cohorts_months(*p.SCHOOL_STAGES[name], today), "stage", None


def _pregnant_weeks(match: re.Match[str], today: date) -> Iterator[Reading]:
    if match["term"]:
        yield None, None, "pregnancy", p.WEEKS_OF_TERM[match["term"]]
        return
    n = to_int(match["n"] or match["n2"])
    in_weeks = (match["unit"] or match["unit2"]) == "週"
    if n is not None and n <= (45 if in_weeks else 11):  # 妊娠8か月 = 28週から
        yield None, None, "pregnancy", n if in_weeks else max((n - 1) * 4, 0)


def _pregnant(match: re.Match[str], today: date) -> Iterator[Reading]:
    yield None, None, "pregnancy", None


def checkups(plain: str) -> Iterator[tuple[int, int, Reading]]:
    """Stages told by the names of check-ups: 1歳半健診 [18, 24), 3歳児健診 [36, 48), 4か月健診 [4, 5)."""
    for match in p.CHECKUP_AGE.finditer(plain):
        low, high = to_int(match["n"]), to_int(match["n2"] or match["n"])
        if low is None or high is None or high < low or high > LONGEST_BARE_MONTHS:
            continue
        if match["month"]:
            yield match.start(), match.end(), (low, high + 1, "stage", None)
        elif high < ADULT_YEARS:
            yield (
                match.start(),
                match.end(),
                (low * 12 + (6 if match["half"] else 0), high * 12 + 12, "stage", None),
            )


# 先に読むものほど上
READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Iterator[Reading]]], ...] = (
    (p.BIRTH, _birth),
    (p.PREGNANT_WEEKS, _pregnant_weeks),
    (p.PREGNANT, _pregnant),
    (p.AGE_RANGE, _age_range),
    (p.AGE, _age),
    (p.KANA_AGE, _kana_age),
    (p.TURNED, _turned),
    (p.BORN_AGO, _born_ago),
    (p.JUST_HOME, _just_home),
    (p.MONTHS_SINCE_BIRTH, _months),
    (p.HALF_YEAR_SINCE_BIRTH, _half_year),
    (p.DAYS_SINCE_BIRTH, _days),
    (p.BARE_MONTHS, _months),
    (p.TEENS, _teens),
    (p.GRADE_RANGE, _grade_range),
    (p.GRADE, _grade),
    (p.NURSERY_CLASS, _nursery_class),
    (p.LOWER_UPPER, _lower_upper),
    (p.STAGE, _stage),
)
