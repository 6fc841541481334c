"""Ages from files that keep the two ends in columns of their own (AgeS and AgeE, 開始年齢 and 終了年齢)."""

import re
from functools import lru_cache

from resources_db.reading.ages import AgeRange, read_age_range
from resources_db.reading.text import clean

_OPEN = re.compile(r"(?:-|ー|[上下]限?なし|制限なし|特になし|なし)?")
_AFTER_LOW = re.compile(r"\s*(?:以上|以降|から|より|頃|ごろ|~)+$")
_BEFORE_HIGH = re.compile(r"^~\s*")


@lru_cache(maxsize=4096)
def read_age_columns(low_text: str, high_text: str) -> AgeRange | None:
    """The range between the two cells; an empty cell leaves its end open. None when one of them cannot
    be read: half a range would look like a whole one.

    A plain 5歳 as the upper end is read to the sixth birthday, as in 3歳~5歳 in one cell. Only 5歳児 and
    5歳児クラス say that the class is meant, which goes on until school: a column cannot tell a nursery from
    a playroom, and an age must not grow by a guess.
    """
    low, high = clean(low_text), clean(high_text)
    if _OPEN.fullmatch(high) and "~" in low.rstrip("~"):
        return read_age_range(low)
    low = "" if _OPEN.fullmatch(low) else _AFTER_LOW.sub("", low)
    high = "" if _OPEN.fullmatch(high) else _BEFORE_HIGH.sub("", high)
    if "~" in low or "~" in high or not (low or high):
        return None
    return read_age_range(f"{low}~{high}")
