"""Ages of school years and class years on a given day, in full months.

Source: 学校教育法 第17条 and 年齢計算ニ関スル法律. A school year holds the children born from April 2
to the next April 1; it starts on April 1. 小1 of the year Y were born April 2 (Y-7) to April 1 (Y-6).
"""

from datetime import date

# 学年の初めの年齢 (4月1日に満何歳か)
ELEMENTARY, JUNIOR_HIGH, HIGH = 6, 12, 15
KINDERGARTEN = {"年少": 3, "年中": 4, "年長": 5, "ねんしょう": 3, "ねんちょう": 5}


def months_between(born: date, today: date) -> int:
    """Return the full months lived on ``today`` (negative before birth)."""
    months = (today.year - born.year) * 12 + today.month - born.month
    return months - 1 if today.day < born.day else months


def cohort_months(age_at_start: int, today: date) -> tuple[int, int]:
    """Return the half-open range of ages in months of the class that turned ``age_at_start`` by April 1."""
    year = today.year if today.month >= 4 else today.year - 1
    oldest = date(max(year - age_at_start - 1, 1), 4, 2)
    youngest = date(max(year - age_at_start, 1), 4, 1)
    return max(months_between(youngest, today), 0), max(months_between(oldest, today) + 1, 1)


def cohorts_months(first: int, last: int, today: date) -> tuple[int, int]:
    """Return the range over several school years, youngest class first (小学生 is 6 to 11)."""
    return cohort_months(first, today)[0], cohort_months(last, today)[1]
