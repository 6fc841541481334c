"""Ages that were probably typed wrongly: months and years swapped, or the ends the wrong way round."""

import re

from resources_db.reading.age_ranges import AgeRange, joined_points
from resources_db.reading.age_text import ready_sentences
from resources_db.reading.age_words import Point, points

_UNITS = {
    "months": "か月",
    "weeks": "週",
    "days": "日",
    "years": "歳",
    "half": "歳",
    "years_months": "歳",
    "nursery": "歳",
    "class": "歳",
}
_BORN = re.compile(r"生後(?:満|おおむね|概ね|約)?(\d{1,3})[歳才](?!\d)")
_YEARS_AFTER_BIRTH = 3  # 生後1歳 is said; 生後3歳 hardly ever
_MONTHS_SAID = 24  # above, towns say 2歳半, or count in half years (生後36か月)
_BEGINS_SCHOOL_AGE, _SCHOOL = 72, 84


def suspicious_ages(text: str, ages: AgeRange | None) -> str | None:
    """A sentence for the person who keeps the list when the ages in `text` look mistyped, or None.
    `ages` is what the reader made of the text (None where it could not be read)."""
    sentences, _ = ready_sentences(text)
    plain = sentences[0].text if sentences else ""
    if (born := _BORN.search(plain)) and int(born[1]) >= _YEARS_AFTER_BIRTH:
        return f"「{born[0]}」は、「生後{born[1]}日」や「生後{born[1]}か月」の書きまちがいではありませんか。"
    for first, last in joined_points(plain):
        if problem := _ends(first, last, plain, ages):
            return problem
    for point in points(plain):
        if point.kind == "months" and point.low > _MONTHS_SAID and point.low % 6:
            return f"「{point.text}」は、「{point.low}日」の書きまちがいではありませんか。"
    return None


def _ends(first: Point, last: Point, plain: str, ages: AgeRange | None) -> str | None:
    """3歳~18か月, 5歳~3歳, and 6歳~就学前 where hardly any child is left."""
    written = plain[first.start : last.end]
    if not first.high or not last.high:
        return None  # 低学年: no age that could be compared
    backwards = first.first is not None and last.last is not None and first.first > last.last
    if backwards or first.low >= last.high:
        if _UNITS.get(first.kind) == _UNITS.get(last.kind):
            return f"「{written}」は、はじまりとおわりの年齢が逆ではありませんか。"
        return f"「{written}」は、はじまりの年齢がおわりより上です。「歳」「か月」「日」の書きまちがいではありませんか。"
    if first.kind == "years" and ages and (ages.low, ages.high) == (_BEGINS_SCHOOL_AGE, _SCHOOL):
        return f"「{written}」は、「{first.low // 12}か月」の書きまちがいではありませんか。"
    return None
