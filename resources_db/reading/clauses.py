"""One clause of a text about opening hours: when it applies (season, days), to what, and what it then says."""

import re
from dataclasses import dataclass

from resources_db.reading.clock import A_CLOCK, RANGE, read_clock
from resources_db.reading.days import DAYS, Days, days_of
from resources_db.reading.seasons import (
    ALL_YEAR,
    DATES,
    MONTHS,
    PERHAPS,
    Season,
    perhaps,
    read_dated,
    read_months,
)
from resources_db.reading.text import clean
from resources_db.reading.wording import uniform

SPANS = rf"{RANGE}(?:(?:[、・,/と\s]|および)*+{RANGE})*"  # possessive: a space belongs to one only
_OPEN = r"(?:開所|開館|開園|開室|開設|開放|開催|開く|開いてい(?:る|ます)|実施|営業|診療|利用(?:可能?|できます)?|対応|受付|受け付け|相談)"
_KINDS = r"(?:電話|面接|面談|相談|来所|窓口|訪問)"
_OPEN_TAIL = rf"(?:の{_KINDS}(?:[・と]{_KINDS})*)?(?:に)?(?:{_OPEN}|する|しています|します|です|ます|て?いる|て?います)*"
JUST_SPANS = re.compile(rf"(?P<spans>{SPANS})\s*(?:の間|まで|の?\d枠)?(?P<also>も)?{_OPEN_TAIL}")
FROM_SCHOOL = re.compile(rf"◇下校(?P<clock>{A_CLOCK})(?:まで)?{_OPEN_TAIL}")
EDGE = re.compile(
    rf"(?P<next>翌(?:日|朝)?の?)?(?P<clock>{A_CLOCK})\s*(?:で|に|をもって)?\s*(?P<edge>まで|から|より|~|閉館|閉園|閉所|閉庁|閉室|終了|終わり|降園|開館|開所|開園|開室)(?:に)?(?:開館|開所|開庁|開園|開室|開く|実施|延長|早めに来てよい|受付(?:開始)?|利用可|入れる|相談可|も?可)?(?:し?ます|です|となります)?"
)
ALL_HOURS = re.compile(
    r"(?:(?:毎日|年中無休|365日)[・、\s]*で?)*24時間[・\s]*(?:365日|年中無休|毎日)?(?:職員がいる|対応|受付|営業|立ち入れる|体制|利用可能?|相談可能?)*(?:です)?"
)
HALF = re.compile(r"(?P<half>午前|午後)(?:中)?(?:のみ|だけ|も)?(?:開所|開館|診療|実施|可)?")
JUST_OPEN = re.compile(rf"(?:も)?(?:{_OPEN}|無休|休まず{_OPEN})(?:日|です|します|しています|も?可)*|可")
ONLY_NTH = re.compile(
    r"(?:は)?(?P<nth>第\s*[1-5](?:[・,、と~]?\s*第?[1-5])*)(?:週)?(?:のみ|だけ)?(?:開所|開館|実施|利用可)?"
)

STARTS = {"から", "より", "~", "開館", "開所", "開園", "開室"}  # of EDGE

# その時間のほかにも開いているかもしれない
LONGER = re.compile(
    r"夜間|当番|当直|宿直|緊急|急患|救急|転送|延長|早朝|預かり保育|24時間|時間外|ほかの時間|連絡可"
)
BY_THE_CLOCK = re.compile(
    r"^(?!.*(?:夜間|当番|当直|宿直|緊急|急患|救急|転送|24時間|時間外|ほかの時間|連絡可))"
)
# 人がいない時間
ANSWERING_MACHINE = re.compile(r"^[^\d]*(?:留守番電話|録音)(?:あり|対応|には当日中に返事)?$")
# 予約や見学の時刻は、開いている時間ではない
BOOKING = re.compile(
    r"(?:[^\d月火水木金土日]{0,6}の)?(?:面接|面談)?(?:予約|見学|申込み?|申し込み|キャンセル|電話受付|前日|当日朝|初回)"
    r"|.*(?:までに|前までに?)(?:申込み|申込|申し込み|予約|連絡)[^\d]*$|[^\d曜祝日時月]*(?:要予約|予約制|予約優先|要登録|登録制|事前予約)$"
    r"|\d{1,2}時(?:半|\d+分)?(?:頃|ごろ)?に(?:補食|おやつ|給食|昼食|夕食)"
)
# 窓口そのものではなく、そこで開く催しや専門の相談の時間
ACTIVITY = re.compile(
    r"[^\d月火水木金土日春夏秋冬朝夜祝休、]*(?:母子健康|教育|貸付|医療の|心理)相談は|水遊びは"
)
# その時間も開いている
OPEN_MEANWHILE = re.compile(
    r"開放|飲食(?:は|も)?(?:可|でき)|利用(?:可|でき(?!ま?せ|な))|食事|ランチ|昼食|会$|教室|講座|体操|タイム|遊び|あそび|イベント|広場|ひろば|測定|読み聞かせ|サロン|相談"
)
# 第3週: その週のどの日かは町によってちがう
SOME_WEEKS = re.compile(
    r"(?:毎月)?第\d(?:[・,と~]?第?\d)*週(?:のみ|だけ)?(?:に?(?:開所|開館|開催|開設|実施))?"
)
_ON_A_HOLIDAY = r"祝日(?:に当たる|にあたる|と重なる)?(?:の?場合|の日|の?とき|の?時|なら)?(?:は|も|でも|には)?"
OPEN_ON_HOLIDAYS = re.compile(
    rf"(?:(?P<days>{DAYS})[がはの]、?{_ON_A_HOLIDAY}|(?P<day>[月火水木金土日]曜?日?){_ON_A_HOLIDAY}|祝日の(?P<those>{DAYS})[はも]){_OPEN}(?:し?ます|です)?"
)
# そのとおりとは限らない
NOT_SURE = re.compile(
    r"相談(?:の上|可|に応)|要相談|応相談|不定期|隔週|隔月|週おき|\d週(?:間)?に|月に?\d(?:[~・]\d)?回|年に?\d|場合(?:が|も)?あ|ことが?あ|ときのみ"
    r"|変更|異な|変わ|変動|による$|によ(?:り|って)|よります|制限|指定する日|利用児|利用者|希望者|希望(?:が)?あ|次第|程度|に限る|限定|に準|に合わせ|原則|基本|のみ|だけ|おおむね|概ね|頃|ごろ|目安|予定|時期|予約|希望|向け|応じ"
)
NOT_SURE_AT_ALL = re.compile(
    r"不定期|隔週|隔月|週おき|月に?\d(?:[~・]\d)?回|要相談|応相談|相談の上|指定する日|ときのみ|日(?:のみ|だけ)$|利用児がいる|カレンダーによる|(?:日程|日時|時間|曜日|開所日|開館日|開催日|営業日|季節|会場|施設|園)(?:等|など)?(?:は|が|ごとに|により|によって|に|も)*[^、]{0,8}(?:異な|変わ|変更|変動|不定|による|よる$|よります|次第)"
    r"|変更(?:が|も)?(?:あ|する場合|にな|とな)|(?:早く|早めに|臨時に)?(?:閉め|閉じ|閉館|閉所|休館|休園|休所|休み|休む)[^、\d]{0,8}(?:こと|場合)[がも]?あ"
    r"|^(?:全|計|年|連続)?\d+(?:回|週)(?:連続|続き|コース|シリーズ|講座|開催|程度)?$|日程は|(?:日|時間)(?:が|は)(?:変わ|異な|変更)"
)
# 読めないまま捨ててはいけない節
SPEAKS_OF_HOURS = re.compile(
    r"\d時(?!間)|\d:\d|正午|曜|平日|毎日|祝|休|土日|第\s*\d|\d月|[春夏秋冬]|年末|お盆|夜|朝|閉|除|のぞく|中止|変更|のみ|だけ"
    r"|限|奇数|偶数|隔週|\d週|◇|午前|午後|異な|変動|不定期|による|指定する日|ときのみ|月に?\d+回|1/1|12/\d|(?:開所|開館|開園|開室)$|\d週|^\D?\d+回(?:連続|続き|コース|$)"
)
NO_MATTER = re.compile(
    r"1回\d+分.*|1回\d+時間以上|月\d+回まで(?:利用可)?|(?:延長|延長保育|夜間の保育|夜間保育|休日保育)は?な[しい]|定員\d+[人名組].*|\d+分入替制|雨天決行|.*(?:無料|有料|\d円)"
    r"|(?:長期休暇)中?も(?:同様)?(?:に)?(?:実施|開所|開く|利用可|同じ)?(?:です|します)?|詳(?:しく|細)は.*|.*に?お?問い?合わ?せ.*|(?:補食|夕食|昼食|給食|弁当|おやつ|バス|駐車場|託児|保育)(?:は)?(?:あり|なし|つき|付き)|.*午前のみ.*午後のみ.*可"
)

_MARKS = (
    (
        "always",
        re.compile(r"年中無休(?:です)?|無休|365日|年末年始も(?:$|開く|開館|開所|実施|営業|対応)"),
    ),
    (
        "open",
        re.compile(
            r"祝日(?:の場合|の日)?も(?:.{0,6}も)?(?:開く|開いて(?:い?ます|いる)|開館|開所|開園|開室|開庁|開催|実施|営業|利用可能?|診療|対応|受付|可|含む|含みます)(?:しています|します)?|祝日を?(?:含む|含みます)|土日のほか祝日も開く|土・?日・?祝日?も(?:可|開所|開館|実施)?|祝日は開館(?:します)?"
        ),
    ),
    ("no_mark", NO_MATTER),
)


WEEKEND_TOO = re.compile(r"土・?日・?祝日?も")


def mark(clause: str) -> str | None:
    """A clause that says something of the whole text: open "always" or on holidays, or nothing of hours."""
    return next((name for name, pattern in _MARKS if pattern.fullmatch(clause)), None)


@dataclass(frozen=True, slots=True)
class Scope:
    """When a clause applies. `label`: "" the hours themselves, "whole" (開館時間は: in place of the columns),
    "reception" (受付は: narrower), "some" (幼児タイムは, 電話は: something else there), "when" (雨の日は: on days
    that nobody can tell). `unsure`: 月2回, 隔週. `rest`: what the clause then says."""

    season: Season | None = None
    days: Days | None = None
    label: str = ""
    also: bool = False
    only: bool = False
    unsure: bool = False
    only_then: bool = False  # 7月21日~8月31日だけ
    rest: str = ""


_LEAD = re.compile(r"^(?:(?:前期|後期|上期|下期)[は:]|ただし|但し|なお|また|通常は?|※|\*)、?")
NOT_EVERY = re.compile(
    r"^原則(?:として)?、?|月に?\d(?:[~・]\d)?回(?:程度)?度?(?:の|、)?|隔週(?:の|で)?|不定期(?:に|で)?"
)
_YEARLY = re.compile(rf"◇毎(?={DATES})")
_SEASON = re.compile(rf"(?P<dates>{DATES})|(?P<months>{MONTHS})|(?P<perhaps>{PERHAPS})|(?P<rest>◇余)")
_AND_MORE = re.compile(r"(?:期間)?(?:など|等|や|または|・|と|ほか|以外)")
_AND = re.compile(r"(?:[・とや]|および)\s*$")
_ONLY_THEN = re.compile(rf"(?:{_SEASON.pattern})(?:の間)?(?:のみ|だけ)")
_SEASON_ENDS = re.compile(r"(?:期間中|期間|の間|中)?(?:のみ|だけ)?(?:は|には|の|:|、|も|について|に限り)*\s*")
_WHOLE = re.compile(
    r"(?:通常)?(?:の)?(?:(?:利用可能|利用|開館|開所|開園|開室|開設|開庁|営業|診療|保育|業務|実施|開放|開催|基本保育|基本開所|平常|窓口|相談|受付|相談受付|利用受付)(?:日時|時間|時刻)"
    r"|通常保育|(?:保育)?標準時間(?:認定)?|時間|日時)(?:は|:|\s|、)*(?=[\d午正◇平毎第月火水木金土日祝(])"
)
_RECEPTION = re.compile(
    r"(?:最終)?(?:受付|入館|入場|入園|来館|診察|外来|相談|面談|窓口相談|来所相談)(?:終了)?(?:時間)?(?:は|:|\s)*(?=[\d午正平毎第月火水木金土日])"
)
_DAYS_AT_START = re.compile(DAYS)
_WHOLE_WORD = re.compile(r"(?:曜日?|平日|毎日|全日|祝日)[・,、/\s]*$")
# 月初め, 日中, 土木課, 水道: a letter of a word, no day
_GOES_ON = re.compile(r"(?![午正第最夜昼朝夕開実利受営診休閉要応隔不終])[一-龥]")
_ENDS_LIST = re.compile(r"[・、,と](?!年末)")  # 土・長期休暇: Saturdays, and something else
_DAYS_END = re.compile(
    r"(?P<on>に?ついて)?(?P<only>のみ|だけ|に限り)?(?:開所|開館|開設)?(?:(?P<also>も)|は|の|に|には|が|:|、|\s)*(?P<only2>のみ|だけ)?"
)
_SUBSET = re.compile(
    r"^(?:認定児|(?:保育)?短時間(?:認定)?|教育(?:標準)?時間(?:認定)?|[^\d]*タイム|[^\d]*コース|[^\d]*型)$"
)
_CONDITION = re.compile(r"のみ|だけ|限定|[時季期曜休週夜朝昼夕春夏秋冬祝雨雪末始]|日|場合|とき|以外|学校")
_NOT_OPEN = re.compile(r"休(?!業日|校日|日|暇|み)|休み$|閉|除|中止")
_LABEL = re.compile(
    rf"(?!午前|午後|正午|翌|第)(?P<label>[^\d◇、]{{1,20}}?)(?:(?:は|:|が)\s*(?=午|正|\d|◇|{DAYS})|\s*(?=\d|午前|午後|正午))"
)


def read_scope(clause: str, told: Season) -> Scope:
    """`told`: the days of the year that earlier clauses spoke of (冬季 may be all the others)."""
    rest = _YEARLY.sub("", _LEAD.sub("", clause))
    every = NOT_EVERY.sub("", rest)
    unsure, rest = every != rest, every
    season, is_certain, rest = _season(rest, told)
    only_then = season is not None and bool(_ONLY_THEN.match(every))
    rest, whole = _without(_WHOLE, rest)
    days, also, only, rest = _days(rest)
    if (
        season is None and days and _SEASON.match(rest)
    ):  # 土曜と夏休みは…: on Saturdays and in summer, or of summer?
        between = every[: len(every) - len(rest)]
        if _AND.search(between) or not between:
            return Scope(rest=clause)
        season, is_certain, rest = _season(rest, told)
        if not is_certain and not re.search(r"[はの]\s*$", between):
            return Scope(rest=clause)
    rest, whole_after = _without(_WHOLE, rest)
    label = "whole" if whole or whole_after else ""
    if not label:
        rest, is_reception = _without(_RECEPTION, rest)
        label = "reception" if is_reception else ""
    if not label and (found := _LABEL.match(rest)):
        if _NOT_OPEN.search(found["label"]):
            return Scope(rest=clause)
        rest = rest[found.end() :]
        label = "when" if _CONDITION.search(found["label"]) and not _SUBSET.match(found["label"]) else "some"
        if days is None:
            days, also, only, rest = _days(rest)
    if season is not None and not is_certain:
        label = "when"
    return Scope(season, days, label, also, only, unsure, only_then, rest.strip())


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    match = pattern.match(text)
    return (text[match.end() :], True) if match else (text, False)


def _season(text: str, told: Season) -> tuple[Season | None, bool, str]:
    """The season, whether its days are sure, and what follows."""
    match = _SEASON.match(text)
    if not match or match["perhaps"] and _AND_MORE.match(text, match.end()):
        return None, True, text
    season: Season | None
    if match["dates"]:
        dated = read_dated(match["dates"])
        season = dated.season if dated and not dated.since and not dated.weekday else None
    elif match["months"]:
        season = read_months(match["months"])
    elif match["perhaps"]:
        season = perhaps(match["perhaps"])
    else:
        season = ALL_YEAR - told if told else None
    if season is None:
        return None, True, text
    after = _SEASON_ENDS.match(text, match.end())
    return season, not match["perhaps"], text[after.end() if after else match.end() :]


def _days(text: str) -> tuple[Days | None, bool, bool, str]:
    """The days, whether they are added (土曜も) or the only ones (土曜のみ), and what follows."""
    match = _DAYS_AT_START.match(text)
    days = days_of(match[0]) if match else None
    if match is None or days is None:
        return None, False, False, text
    is_one_word = not _ENDS_LIST.match(text, match.end() - 1)
    if is_one_word and _GOES_ON.match(text, match.end()) and not _WHOLE_WORD.search(match[0]):
        return None, False, False, text
    end = _DAYS_END.match(text, match.end())
    if end is None:
        return days, False, False, text[match.end() :]
    return days, bool(end["also"]), bool(end["only"] or end["only2"]), text[end.end() :]


_SCHOOL_ENDS = re.compile(r"放課後|下校時?後?|授業終了後?|学校終了後")
_SEASON_AND_CLOCK = re.compile(
    rf"(?P<season>{MONTHS}|{DATES}|◇余)[\sは:、]*(?P<clock>{A_CLOCK})[\s、]*(?:から|まで)?[\s、]*"
)


def seasonal_clocks(cell: str) -> list[tuple[Season, str]] | None:
    """A column of opening or closing times -> the clock of each season: 9:00, 夏季(4月~10月)8:30 冬季9:00.
    放課後 is "". None where anything else stands there."""
    plain = clean(cell)
    if _SCHOOL_ENDS.fullmatch(plain):
        return [(ALL_YEAR, "")]
    if read_clock(plain) is not None:
        return [(ALL_YEAR, plain)]
    found: list[tuple[Season, str]] = []
    plain, at = uniform(plain), 0
    while match := _SEASON_AND_CLOCK.match(plain, at):
        told: Season = frozenset().union(*(season for season, _ in found))
        season = _season(match["season"], told)[0]
        if season is None or season & told:
            return None
        found.append((season, match["clock"]))
        at = match.end()
    return found if at == len(plain) and found else None
