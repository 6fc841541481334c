"""The clauses of a text about opening hours, and the words that tell them apart."""

import re

from resources_db.reading.clock import CLOCK, RANGE
from resources_db.reading.days import DAYS

BRACKET = "※"
_A_CLOCK = re.sub(r"\((?![?])", "(?:", CLOCK)
SPANS = rf"{RANGE}(?:(?:[、・,/と\s]|及び)*{RANGE})*"

# 曜日があればその曜日の、なければ直前の曜日の時間
DAYS_AND_SPANS = re.compile(
    rf"(?:(?P<whole>利用可能時間|利用時間|開館時間|開所時間)|(?P<days>{DAYS}))?"
    rf"(?:は|の|:|のみ|だけ|のみ開所)?\s*(?P<spans>{SPANS})\s*(?P<also>も)?"
    r"(?:に)?(?:開所|開館|開設|開く|実施|営業|利用可|対応)?(?:する|しています|します)?"
)
DAYS_AND_EDGE = re.compile(
    rf"(?P<days>{DAYS})(?:は|のみ|だけ|の)?\s*(?P<clock>{_A_CLOCK})(?P<edge>まで|から)(?:開館|開所|開く)?"
)
ANY_EDGE = re.compile(rf"[^\d~]*(?P<clock>{_A_CLOCK})(?P<edge>まで|から)(?:開館|開所|開く|早めに来てよい)?")
CLOSED = re.compile(
    r"(?P<what>.+?)(?:は|も|のみ)?\s*(?:終日)?(?:お休み|休み|休館|休業|休園|閉館|閉所|定休日?|休|利用不可|(?:の保育は)?ない|開いていない)(?:です)?"
)

# その時間のほかにも開いているかもしれない
LONGER = re.compile(
    r"夜間|当番|当直|宿直|緊急|急患|転送|延長|早朝|預かり保育|24時間|時間外|ほかの時間|連絡可"
)
# 人がいない時間
ANSWERING_MACHINE = re.compile(r"^[^\d]*留守番電話(?:あり|には当日中に返事)?$")
# 予約や見学の時刻は、開いている時間ではない
BOOKING = re.compile(
    r"(?:[^\d月火水木金土日]{0,6}の)?(?:面接|面談)?(?:予約|見学|申込み?|申し込み|キャンセル|電話受付|前日|当日朝|初回)|.*までに(?:申込み|予約)$"
)
# 窓口そのものではなく、そこで開く催しや専門の相談の時間
ACTIVITY = re.compile(
    r"[^\d月火水木金土日春夏秋冬朝夜祝休、]*(?:母子健康|教育|貸付|医療の|心理)相談は|水遊びは"
)
# 読めないまま捨ててはいけない節
SPEAKS_OF_HOURS = re.compile(
    r"\d時(?!間)|\d:\d|正午|曜|平日|毎日|祝|休|土日|第\s*\d|\d月|[春夏秋冬]|年末|お盆|夜|朝|閉|除|のぞく|中止|変更|のみ|だけ|限|奇数|偶数|隔週|\d週"
)

_MARKS = (
    (
        "open",
        re.compile(
            r"年中無休|無休|365日|24時間365日|祝日も(?:.{0,6}も)?(?:開く|開館|開所|実施|営業|利用可)|土日のほか祝日も開く|土日祝も可?"
        ),
    ),
    ("no_mark", re.compile(r"1回\d+分.*|1回\d+時間以上|月\d回まで|(?:延長|延長保育|夜間の保育)は?なし")),
)
_YEAR_END_DAY = (
    r"(?:12月(?:2[89]|3[01])日?|12/(?:2[89]|3[01])|(?:翌年の?|翌)?1月[1-4]日|(?:翌年の?|翌)?1/[1-4])"
)
_YEAR_END = re.compile(
    rf"{_YEAR_END_DAY}(?:\s*(?:~|から|・|-|及び)\s*(?:{_YEAR_END_DAY}|[1-4]日))*(?:まで)?(?:のみ)?"
)
_WHOLE_YEAR_END = re.compile(r"12(?:月|/)29日?\s*(?:~|から|-)\s*(?:翌年の?|翌)?1(?:月|/)3日?(?:まで)?")
_LAW = re.compile(r"国民の祝日に関する法律に(?:規定|定め)する休日")


def mark(clause: str) -> str | None:
    """A clause that says something of the whole text: "open" on holidays, or nothing that matters."""
    return next((name for name, pattern in _MARKS if pattern.fullmatch(clause)), None)


def uniform(plain: str) -> str:
    """One wording for the year's end and for national holidays; 8;30 -> 8:30."""
    plain = re.sub(r"(\d);(\d\d)", r"\1:\2", plain)
    plain = _LAW.sub("祝日", plain).replace("及び", "・").replace("または", "・")
    plain = _WHOLE_YEAR_END.sub("年末年始", plain)
    plain = re.sub(r"年末年始\s*\(年末年始\)", "年末年始", plain)
    return re.sub(rf"年末年始\s*\({_YEAR_END.pattern}\)", "年末年始", plain)


def split(plain: str) -> list[str]:
    """Clauses in order; what stood in brackets begins with ※. Days of the year's end that are not the
    whole of it are dropped: on 12/29-1/3 nothing is called open in any case."""
    plain = re.sub(r"\(([^()]*)\)", rf"。{BRACKET}\1。", plain)
    clauses = [part.strip(" ・") for part in re.split(r"[。\n;、]|(?=※)", plain)]
    clauses = [_YEAR_END.sub("", part) if "休" in part else part for part in clauses]
    clauses = [re.sub(r"[・\s]+(?=(?:は|も)?(?:休み|休))|^[・\s]+", "", part) for part in clauses]
    return [
        part for part in clauses if not re.fullmatch(rf"{BRACKET}?(?:(?:は|も|のみ)*(?:休み|休館|休))?", part)
    ]
