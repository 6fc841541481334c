"""What kind of thing a column's cells are: only what a cell as a whole shows by its own form."""

import re
from collections.abc import Callable, Iterable, Sequence

from resources_db.reading.text import clean

LOOKED_AT = 50
_MOSTLY, _NEARLY_ALL, _FEW, _LONGEST = 0.8, 0.9, 3, 200

_AREA = r"(?:\+81[- ]?\d{1,4}[- ]|\(0\d{1,4}\)[- ]?|0\d{1,4}[- (]{1,2})"
_NUMBER = rf"{_AREA}\d{{1,4}}[-) ]{{1,2}}\d{{3,4}}|0\d{{9,10}}"
_PHONES = re.compile(
    rf"(?:TEL|電話)?[:\s]*(?:\([^()\d]*\)\s*)?(?:{_NUMBER})(?:\s*\((?:代|代表|直通|内線\s*\d+)\)|\s*内線\s*\d+)?"
    rf"(?:[\s、,/・;]+(?:\([^()\d]*\)\s*)?(?:{_NUMBER}))*",
    re.IGNORECASE,
)
_TIME = r"(?:翌?\d{1,2}(?::\d{2}|時(?:\d{1,2}分|半)?))"
_CLOCK = re.compile(rf"(?:午前|午後|[AP]M)?\s*(?:{_TIME}|正午)\s*(?:~|から|まで)?", re.IGNORECASE)
_SPAN = re.compile(rf"{_TIME}\s*(?:~|-|から)\s*{_TIME}(?:まで)?")
_SIDE, _WORD = re.compile(r"\([^()]*\)"), re.compile(r"[^\d~]{0,10}")
_CLOSED = re.compile(r"休み?|休業|休館|休園|なし|-|×")
_ERA = r"(?:[MTSHR]|明治|大正|昭和|平成|令和)?\s*(?:\d{1,4}|元)"
_DATE = re.compile(rf"{_ERA}\s*[年./-]\s*\d{{1,2}}\s*[月./-]\s*\d{{1,2}}\s*日?(?:\s*\([^()]*\))?")
_PERIOD = re.compile(rf"{_DATE.pattern}(?:\s*(?:~|から)\s*(?:{_DATE.pattern}|(?:\d{{1,2}}月)?\d{{1,2}}日)?)?")
_DAYS = re.compile(r"(?!.*\d[月日])(?=.*[月火水木金土日祝平])(?:毎週|毎月|毎日|平日|第|\d|隔週|[月火水木金土日祝曜]|から|まで|及び|および|と|[・、,~\-\s()/])+")  # fmt: skip
_AGE_WORD = re.compile(r"歳|才|年生|就学前|未就学|生後|(?:か|カ|ヶ|ヵ|ケ|箇)月児")
_AGES = re.compile(
    r"(?:[\d\s・、,~\-()/]|歳|才|児|か月|カ月|ヶ月|ヵ月|ケ月|箇月|月|日|生後|満|概ね|おおむね|以上|以下|未満|から|まで|小学校?|中学校?|高校|就学前"
    r"|未就学|年生|年|乳|幼|クラス|産休明け|[123]号認定?)+"
)
_PLACE = re.compile(
    r"(?!.*(?:役所|役場|公民館|センター)\d*階)(?:〒?\s*\d{3}-\d{4}\s*)?\S*?(?:[都道府県市区町村郡]|大字|字)\S*?"
    r"(?:\d+\s*-\s*\d+|\d+番地|\d+番\d+号|[\d一二三四五六七八九十]+丁目\s*\d+|[町字]\D{0,4}\d+)[^。\n]{0,40}"
)
_FLAG = re.compile(r"有り?|無し?|あり|なし|可|不可|[○〇×YN-]|はい|いいえ|実施|未実施")


def _is_latitude(text: str) -> bool:
    return bool(re.fullmatch(r"\d{2}\.\d{3,}", text)) and 20 <= float(text) <= 46


def _is_longitude(text: str) -> bool:
    return bool(re.fullmatch(r"\d{3}\.\d{3,}", text)) and 122 <= float(text) <= 154


def _is_pair(text: str) -> bool:
    north, comma, east = text.strip("()").partition(",")
    return bool(comma) and _is_latitude(north.strip()) and _is_longitude(east.strip())


def _is_hours(text: str) -> bool:
    """Spans of time, with nothing but short words between them: 平日9:00~17:00、土曜9:00~12:00."""
    between = _SIDE.sub("", _SPAN.sub("|", text)).split("|")
    return len(between) > 1 and all(_WORD.fullmatch(word) for word in between)


_URL, _EMAIL = re.compile(r"https?://\S+"), re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_POSTAL = re.compile(r"〒\s*\d{3}-?\d{4}|\d{3}-\d{4}")

# 項目 -> セル全体がその形か
_TESTS: dict[str, Callable[[str], bool]] = {
    "phone": lambda text: bool(_PHONES.fullmatch(text)),
    "url": lambda text: bool(_URL.fullmatch(text)),
    "online_application_url": lambda text: bool(_URL.fullmatch(text)),
    "email": lambda text: bool(_EMAIL.fullmatch(text)),
    "postal_code": lambda text: bool(_POSTAL.fullmatch(text)),
    "latlong": _is_pair,
    "latitude": _is_latitude,
    "longitude": _is_longitude,
    "address": lambda text: bool(_PLACE.fullmatch(text)),
    "ages": lambda text: bool(_AGE_WORD.search(text) and _AGES.fullmatch(text)),
    "days": lambda text: bool(_DAYS.fullmatch(text)),
    "hours": _is_hours,
    "opens": lambda text: bool(_CLOCK.fullmatch(text)),
    "closes": lambda text: bool(_CLOCK.fullmatch(text)),
    "hours_weekday": lambda text: _is_hours(text) or bool(_CLOSED.fullmatch(text)),
    "hours_saturday": lambda text: _is_hours(text) or bool(_CLOSED.fullmatch(text)),
    "hours_sunday": lambda text: _is_hours(text) or bool(_CLOSED.fullmatch(text)),
    "established_on": lambda text: bool(_DATE.fullmatch(text)),
    "event_from": lambda text: bool(_PERIOD.fullmatch(text)),
    "temporary_care": lambda text: bool(_FLAG.fullmatch(text)),
}
# 見出しから分からない列に、中身だけで項目をあててよいもの
FOUND_BY_CONTENT = (
    "latlong", "latitude", "longitude", "url", "email", "postal_code", "phone", "address", "ages", "days", "hours"
)  # fmt: skip


def filled(values: Iterable[str]) -> list[str]:
    return [text for text in (clean(value) for value in values) if text]


def could_be(field: str, values: Sequence[str]) -> bool:
    """Whether most of the filled cells have the form of the field, at a header that allows for it."""
    return bool(values) and _share(field, values) >= _MOSTLY


def must_be(field: str, values: Sequence[str]) -> bool:
    """Whether nearly all cells have the form of the field, at a header that says nothing."""
    return len(values) >= _FEW and _share(field, values) >= _NEARLY_ALL


def _share(field: str, values: Sequence[str]) -> float:
    return sum(len(text) <= _LONGEST and _TESTS[field](text) for text in values) / len(values)
