"""Whether something is free: True only when the text says so without conditions, False only when it names what is paid."""

import re

from resources_db.reading.money_given import SENTENCE_PAYS, TAKEN_OFF
from resources_db.reading.text import clean

_CLAUSE = re.compile(r"[。\n;、()]")

# 支払うものの名前。前に「追加」「延長」「入会」などが付けば、一つのことだけの料金になる
_WHO = r"(?:(?:ご?利用者|ご?本人|保護者|ご?家庭|参加者|相談者|受診者|患者|窓口)の?)?"
_CHARGE = (
    rf"(?:{_WHO}(?:(?:自己|費用|実費|本人|利用者|保護者)の?)?負担(?:額|金|分)?|実費"
    r"|(?:ご?利用|使用|参加|受講|入場|入館|観覧|相談|保育|文書)(?:料金|料|費用|費)|手数料|料金|費用|会費)"
)
_NONE = (
    r"(?:なし|無し|ナシ|不要|無料|無償|0円|¥\s?0|ゼロ|(?:必要|負担|支払い?)?(?:は|が)?(?:ありません|ございません)"
    r"|かかりません|いりません|要りません|必要ありません|(?:いただき|いただいてい|いただいており|徴収し|徴収してい|徴収しており|発生し|生じ)ません)"
)
_NO_CHARGE = rf"(?:は|が|も|:)?\s*(?:一切|すべて|全て)?\s*{_NONE}"
_ONE_CHARGE_LESS = re.compile(rf"[^\d、。\s:]{{1,12}}[料費代金]{_NO_CHARGE}")
_SOME_CHARGE_LESS = re.compile(_CHARGE + _NO_CHARGE)

_WHOLE = r"(?:利用は|参加は|すべて|全て|何度でも|(?:だれ|誰)でも|(?:電話・面談とも))?"
# 何をしても無料: 無料、相談は無料、参加費なし、自己負担はありません
_FREE = re.compile(
    rf"(?:{_WHOLE}{_NONE}|(?:{_CHARGE}[・と]?){{1,4}}{_NO_CHARGE}"
    r"|(?:(?:相談|電話|面談|訪問|参加|利用|授業|見学|入館|入場|観覧|受講)[・と]?)+(?:も|は)?無料)"
    r"(?:です|で利用できます|となります|になります)?"
)
# 一部の人、一部のこと、手続きだけが無料
_PARTLY_FREE = re.compile(
    r"無料|(?<![\d,])0円|かかりません|ありません|無償|免除|減免|減額|半額|割引|医療費助成|医療費が使え|応じ|課税|により(?:ちが|異な)|で(?:変わ|決ま)|保険料$"
)
_TOWN_PAYS = re.compile(r"助成|補助|支給|給付|貸付|立替|市が(?:利用料を)?負担|公費|まで(?:を|$)|上限")
_PAID = re.compile(
    r"[1-9][\d,]*円|¥\s?[1-9]|[万千]円|\d割|有料|自己負担|実費|負担金|自費|保険診療|印紙|手数料|切手代|文書料|保育料"
)
# 無料のほかに、払うことがあるもの
_MORE_TO_PAY = re.compile(
    r"料金|サービスは|[料費代金](?:は|が|も|の)?(?:別|必要|かか(?!りません)|要(?!り)|いただ(?!きません)|有|あり(?!ません)|発生(?!しません))|かかる|かかります|かかり、"
)
# 無料(3~5歳児)、無料(市民のみ): ほかの人のことはわからない
_FOR_SOME = re.compile(
    r"[歳才]|年生|[小中高大]学?生|[乳幼園]児|世帯|市民|町民|村民|区民|県民|[市町村区県]内(?:の|在住|に住|$)|在住|会員(?!登録)|のみ|だけ|に限|限定|初回|回目|以下|未満|以上"
    r"|人目|第\d子|生活保護|(?:子ども|こども|子供|小人|親|障害者|高齢者)$"
)
_INCIDENTAL = re.compile(r"通話料|通信料|電話代|交通費|切手代")  # 電話や郵便の代金は、支援の料金ではない


def read_is_free(text: str) -> bool | None:
    """None wherever the text does not settle it."""
    plain = clean(text)
    clauses = [part for part in _clauses(plain) if not _INCIDENTAL.search(part)]
    free = any(_FREE.fullmatch(part) for part in _clauses(re.sub(r"\([^()]*\)", "", plain)))
    rest = [part for part in clauses if not _FREE.fullmatch(part)]
    open_parts = [_without_also(part) for part in rest if not _only_says_who_pays(part)]
    unsettled = any(
        _PARTLY_FREE.search(part) or _TOWN_PAYS.search(part) or _SOME_CHARGE_LESS.search(part)
        for part in open_parts
    )
    named = [_ONE_CHARGE_LESS.sub("", part) for part in rest]  # 入会金なし: 入会金 is not paid
    paid = any(_PAID.search(part) or _MORE_TO_PAY.search(part) for part in named)
    if free:
        return None if paid or unsettled or any(map(_FOR_SOME.search, open_parts)) else True
    return False if not unsettled and any(map(_says_what_is_paid, named)) else None


def _says_what_is_paid(part: str) -> bool:
    """1回500円, but not 500円引き or 1,000円分の商品券: money given, or taken off."""
    if SENTENCE_PAYS.search(part):
        return False
    return bool(_PAID.search(TAKEN_OFF.sub("", part)))


def _clauses(plain: str) -> list[str]:
    return [part.strip() for part in _CLAUSE.split(plain) if part.strip()]


def _without_also(part: str) -> str:
    """夕食も無料: one more thing that is free does not take back 無料."""
    return re.sub(r"[^、]*も無料$", "", part)


def _only_says_who_pays(part: str) -> bool:
    """無料(県の補助事業), 無料(市が負担)."""
    return bool(re.fullmatch(r"(?:市|県|国|寄付)の?[^\d]*(?:事業|補助|負担)", part))
