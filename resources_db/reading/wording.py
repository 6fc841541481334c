"""One wording for what town lists say in many: holidays, the year's end, "except", where clauses end.

Private signs, which no town writes: ◇後 the day after a national holiday, ◇振月曜 Mondays, moved to the next
day where they are holidays, ◇外月曜 Mondays that are no holidays, ◇毎8/13~8/15 every year on these dates,
◇下校 from the end of school.
"""

import re

from resources_db.reading.clock import RANGE
from resources_db.reading.days import DAYS, NTH, digits_after_nth
from resources_db.reading.seasons import DATES, MONTHS
from resources_db.reading.text import clean

CLOSED_WORD = (
    r"お休み|休み|休館|休業|休園|休所|休室|休診|休校|休館日|定休日?|閉館|閉所|閉園|閉庁|閉室|閉鎖|休"
    r"|利用不可|利用でき(?:ません|ない)|ご?利用いただけません|(?:の保育は)?ない|ありません|開いていない"
    r"|運休|中止|休止"
)
_LABEL = r"(?:休館日?|休業日?|休園日?|休所日?|休室日?|休診日?|閉館日?|閉庁日?|閉所日?|休日|定休日?|お?休み)"
_VACATION = r"(?:期間中|期間|時期|の時期|中|時)?"
_D = rf"(?=[月火水木金土日平毎全祝第最]){DAYS}"
_SPAN_LIST = rf"{RANGE}(?:[・,\s]*{RANGE})*"
_HOLIDAY = r"(?:祝日?|休日)(?:の)?(?:場合|とき|時|なら|に当たる(?:場合|とき|時|日)|にあたる(?:場合|とき|時|日)|と重なる(?:場合|とき|日)|は)"
_NEXT_DAY = r"(?:その)?(?:直後の|次の)?(?:翌日|翌平日|翌開館日|翌営業日|平日|火曜日?|開館日)"


def _rules(*pairs: tuple[str, str]) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), new) for pattern, new in pairs]


_RULES = _rules(
    # 記号と時刻
    (r"(\d);(\d\d)", r"\1:\2"),
    (r"(?i)\b(?:am|a\.m\.)\s*(?=\d)", "午前"),
    (r"(?i)\b(?:pm|p\.m\.)\s*(?=\d)", "午後"),
    (r"[【\[〔]", "("),
    (r"[】\]〕]", ")"),
    (r"[;…]|\.{2,}|→", "、"),
    (r"[~-]{2,}", "~"),
    (r"(?<!当日)(?<![翌早毎])朝の?(?=\d{1,2}(?:時|:))", "午前"),
    (r"(?:夜間?|夕方|昼)の?(?=(?:1[3-9]|2\d)(?:時|:))", ""),
    (r"(?:夜|夕方)の?(?=(?:[4-9]|1[01])(?:時|:))", "午後"),
    (r"\((?:館内|図書|蔵書)?(?:整理|清掃|点検)(?:日|のため)?\)", ""),
    (rf"(?:お?昼休み|休憩(?:時間)?|昼休憩)\s*[:は]?\s*({RANGE})", r"、\1休み"),
    (r"お?昼休み|休憩(?:時間)?|昼休憩", "休み"),
    (r"(?<=[^。、\n(※\s])\s*(?=(?:ただし|但し)、?)", "、"),
    # つなぎの言葉
    (r"(?<=[\d時分半])と(?=(?:平日|第\d|[月火水木金土日]曜?))", "、"),
    (r"及び|および|または|又は|並びに|ならびに|もしくは|若しくは|&|\+", "・"),
    (r"(?<=\S) *[,，] *(?=\D)", "、"),
    (r"(?<![\d/])(\d{1,2})[、,](?=\d{1,2}月)", r"\1・"),
    # 祝日
    (
        r"「?国民の祝日に関する法律」?(?:\([^()]*\))?(?:第\d条)?に(?:規定|定め)(?:する|られた|る)(?:国民の)?(?:祝日・)?休日",
        "祝日",
    ),
    (r"\((?:国民の休日・)?振替(?:休日)?(?:を|も)?含む\)|\(振替休日\)", ""),
    (r"祝祭日|国民の祝日|国民の休日|祝休日|祝日(?:法による)?・(?:その)?振替休日|振替休日", "祝日"),
    (r"((?:(?<![平祝毎翌終全当])日|土)(?:曜日?)?)(?:[・、]|と)?休日", r"\1・祝日"),
    (r"(?:土・?日(?:曜日?)?・?祝(?:日)?|土曜日?・日曜日?・祝日?)", "土・日・祝日"),
    (r"祝日?の?翌(?:日|平日|開館日)", "◇後"),
    (
        rf"(?:毎週)?({_D})(?:休館|休園|休業|休み|定休|休)?日?(?:。|、)*(?:ただし|但し)?、?\((?:ただし、?|但し、?)?{_HOLIDAY}、?(?:は|には)?、?{_NEXT_DAY}[^()]*\)",
        r"◇振\1",
    ),
    (
        rf"(?:毎週)?({_D})(?:は)?(?:休館|休園|休業|休み|定休|休)?日?(?:です)?[。、]*(?:ただし|但し)?、?{_HOLIDAY}、?(?:は|には)?、?{_NEXT_DAY}(?:が|を|に|は)?(?={CLOSED_WORD}|振)",
        r"◇振\1",
    ),
    (
        rf"({_D})\((?:ただし、?|但し、?)?(?:{_HOLIDAY}、?(?:は|には)?、?(?:開館|開所|開園|営業|開く)[^()]*|祝日(?:の場合)?(?:を|は)?(?:除く|のぞく))\)(?=[・、は]|{CLOSED_WORD})",
        r"◇外\1",
    ),
    (
        rf"({_D})(休館|休園|休所|休業|休み|定休)日?\((?:ただし、?|但し、?)?{_HOLIDAY}、?(?:は|には)?、?(?:開館|開所|開園|営業|開く)[^()]*\)",
        r"◇外\1\2",
    ),
    # 夏季(4月~10月)と書いてあれば、冬季はその残り
    (r"(?:それ|これ|上記)以外(?:の(?:月|期間|時期))?|(?:その他|ほか|他)の(?:月|期間|時期)", "◇余"),
    (r"祝日(?:の場合|のとき|の時|と重なる場合|に当たる場合)(?:は|には)?、?(?=お?休)", "祝日は"),
    (r"年中無休\s*[、:]?\s*(?=(?:午前|午後)?\d)", "年中無休。毎日"),
    # 学校の休み
    (r"春・?夏・?(?:秋・?)?冬休み", "長期休暇"),
    (r"春・?夏・?冬(?:季|期)(?:休業|休暇)", "長期休暇"),
    (r"(?:学校の)?長期(?:の)?休(?:み|業|暇|園|校)(?:日|期間|時)?", "長期休暇"),
    (r"([春夏秋冬])(?:休み|(?:季|期)(?:休業|休暇|休園|休み))(?:日|期間)?", r"\1季休暇"),
    (r"([夏冬])(?:期間?|季間?|場|の間)|(夏|冬)(?=は|\()", r"\1\2季"),
    (r"ゴールデンウィーク|GW|大型連休|5月の連休", "連休"),
    (r"(?:旧盆|お盆|盂蘭盆|(?<![ぁ-ん一-龥])盆)(?:期間|の時期)?中?", "お盆"),
    (r"お?正月(?:三が日|三ヶ日)?", "正月"),
    # 日付のある時期; 12月5日(土)のかっこは、節を分けない
    (r"((?:月\s*\d{1,2}日?|\d日|/\d{1,2}))\(([月火水木金土日])(?:曜日?)?(?:・祝日?)?\)", r"\1<\2>"),
    (rf"(?:[夏冬春秋]季|[夏冬]の時期)\(({MONTHS}|{DATES})\)", r"\1"),
    (rf"({MONTHS}|{DATES})\((?:[夏冬春秋]季|[夏冬]の時期)\)", r"\1"),
    (
        rf"(?:年末年始|年末・年始|お盆|正月|[夏冬春]季休暇)(?:休み|休業|の期間|期間)?\s*\(({DATES})(?:まで|を?除く)?\)",
        r"◇毎\1",
    ),
    (rf"年末年始(?:休み|休業|の期間|期間)?[の:は]?\s*({DATES})", r"◇毎\1"),
    (rf"({DATES})\s*\((?:年末年始|お盆)\)", r"◇毎\1"),
    (r"年末・?年始(?:の?期間|休暇|休業日|の休み|休みの?期間)?中?", "年末年始"),
    (rf"毎年({DATES})", r"◇毎\1"),
    # 土(第1・3)、月~金(9時~17時)、休日(日曜・祝日)、平日(月~金)
    (rf"([月火水木金土日]曜?日?)\(({NTH})(?:のみ)?\)", r"\2\1"),
    (rf"(?<!と)({_D})\s*\(({_SPAN_LIST})\)(?=$|[、。\s])", r"\1\2"),
    (rf"休日\s*\(({_D})\)", r"\1"),
    (rf"(?:^|(?<=[、。\n\s]))({_SPAN_LIST})\s*\(({_D})\)", r"\2 \1"),
    (r"月(?:曜日?)?(?:~|-|から)金(?:曜日?)?\(平日(?:のみ)?\)", "平日"),
    (r"平日\s*\(\s*(?:月(?:曜日?)?(?:~|-|から)金(?:曜日?)?|月・?火・?水・?木・?金)\s*\)", "平日"),
    (r"(?<![の学校])(?:放課後|下校時?後?|授業終了後?|学校終了後)\s*(?:~|-|から)?\s*(?=(?:午後)?\d)", "◇下校"),
    # 1号認定は、…: 一部の子だけの時間
    (r"(?:[123]号(?:・[123]号)*(?:認定)?(?:子?こ?ども|児|の子)?)(?=[はの:\s])", "認定児"),
    # 除く
    (r"(?:を)?(?:除く|除き|除いた|のぞく|のぞき)(?:の(?=\d|午))?[、。]?", "除く。"),
    # 休館日: 月曜
    (
        rf"(?:^|(?<=[。\n\s(、])){_LABEL}\s*(?:[:は]|\s)\s*([^。\n:]+?)\s*(?=[。\n)]|$|(?:開館|開所|開園|利用|受付|営業|相談|診療)時間)",
        r"。\1定休。",
    ),
    # 曜日と時間のあいだのかっこは、時間の後へ
    (rf"({_D})\s*\(([^()]*)\)((?:は|:|の)?\s*{_SPAN_LIST})", r"\1\3(\2)"),
    # 時間がならぶところでは分けない; 時間の後に曜日が来るところで分ける
    (rf"(?<=[\d時分半で])[、,]\s*(?=(?:翌?{RANGE})(?:$|[、。・,)(\s※\n]|の|に|まで))", "・"),
    (rf"(?<=[\d時分半))休で])[ /]+(?={DAYS}[\s\d第は:(月火水木金土日午◇])", "、"),
    (r"(?<=:\d\d)(?=(?:平日|土|日|祝|[月火水木金]曜))", "、"),
    (r"(?<=:\d\d)/(?=[^\d])", "、"),
    (rf"(?<=[\d時分半)])[ ]+(?=[^\d~、。\n]{{1,20}}(?:{CLOSED_WORD})(?:$|[。、\n)]))", "、"),
    (rf"(?<=[\d時分半))])[ ]+(?=(?:{MONTHS}|{DATES}|◇余)\s*(?:[は:、]|\d|午|[月火水木金土日平]))", "、"),
)


def name_the_rest(text: str, told_by: str) -> str:
    """夏季(4月~10月) is told: 冬季 is the rest of the year."""
    plain, dates = clean(text), clean(told_by)
    for told, other in _REST_OF_YEAR:
        if told.search(dates):
            plain = other.sub("◇余", plain)
    return plain


def uniform(text: str) -> str:
    """A town's text in the one wording that the clause readers know."""
    plain = digits_after_nth(clean(text))
    plain = name_the_rest(plain, plain)
    for pattern, new in _RULES:
        plain = pattern.sub(new, plain)
    return plain


BRACKET = "※"
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_COMMAS = re.compile(r"、|(?=※)")
_REST_OF_YEAR = (
    (
        re.compile(rf"夏(?:季|期|場|期間)?\((?:{MONTHS}|{DATES})\)"),
        re.compile(r"冬(?:期間|季|期|場)?(?!\(|休)"),
    ),
    (
        re.compile(rf"冬(?:季|期|場|期間)?\((?:{MONTHS}|{DATES})\)"),
        re.compile(r"夏(?:期間|季|期|場)?(?!\(|休)"),
    ),
)


def clauses(text: str) -> list[tuple[str, str]]:
    """Clauses in order, each with the 。 or line break before it ("" within a sentence). What stood in
    brackets begins with ※."""
    plain = uniform(text)
    for _ in range(2):  # brackets within brackets
        plain = _IN_BRACKETS.sub(
            lambda m: f"、{BRACKET}" + re.sub(r"[。、\n]", f"、{BRACKET}", m[1]) + "、", plain
        )
    pieces = re.split(r"([。\n])", f"。{plain}")
    ends, sentences = pieces[1::2], pieces[2::2]
    found = []
    for end, sentence in zip(ends, sentences, strict=True):
        parts = [part.strip(" ・*") for part in _COMMAS.split(sentence)]
        parts = [part for part in parts if part.strip(BRACKET + " ")]
        found += [(part, "" if number else end) for number, part in enumerate(parts)]
    return found
