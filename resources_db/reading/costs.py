"""Is it free? True only when the text says so without conditions; False only when it names what is paid."""

import re

from resources_db.reading.text import clean

_YEN = re.compile(r"\d[\d,]*")
_CLAUSE = re.compile(r"[。\n;、()]")

_WHOLE = r"(?:費用は|料金は|利用料は|利用は|参加は|参加費は|すべて|全て|何度でも|(?:だれ|誰)でも|(?:電話・面談とも))?"
# 何をしても無料: 無料、相談は無料、参加費なし
_FREE = re.compile(
    rf"{_WHOLE}(?:無料|0円|(?:費用は)?かかりません|なし|不要)(?:です|で利用できます)?"
    r"|(?:(?:相談|電話|面談|訪問|参加|利用|授業|見学)[・と]?)+(?:も|は)?無料(?:です)?|(?:費用|料金|利用料|参加費)(?:は)?(?:なし|無料|かかりません)"
)
# 一部の人、一部のこと、手続きだけが無料
_PARTLY_FREE = re.compile(
    r"無料|(?<![\d,])0円|かかりません|ありません|無償|免除|減免|減額|半額|割引|医療費助成|医療費が使え|応じ|課税|により(?:ちが|異な)|で(?:変わ|決ま)|保険料$"
)
_TOWN_PAYS = re.compile(r"助成|補助|支給|給付|貸付|立替|市が(?:利用料を)?負担|公費|まで(?:を|$)|上限")
_PAID = re.compile(
    r"[1-9][\d,]*円|[万千]円|\d割|有料|自己負担|実費|負担金|自費|保険診療|印紙|手数料|切手代|文書料|保育料"
)
_INCIDENTAL = re.compile(r"通話料|通信料|電話代|交通費|切手代")  # 電話や郵便の代金は、支援の料金ではない


def read_is_free(text: str) -> bool | None:
    """None wherever the text does not settle it."""
    plain = clean(text)
    clauses = [part for part in _clauses(plain) if not _INCIDENTAL.search(part)]
    free = any(_FREE.fullmatch(part) for part in _clauses(re.sub(r"\([^()]*\)", "", plain)))
    rest = [part for part in clauses if not _FREE.fullmatch(part)]
    open_parts = [_without_also(part) for part in rest if not _only_says_who_pays(part)]
    unsettled = any(_PARTLY_FREE.search(part) or _TOWN_PAYS.search(part) for part in open_parts)
    paid = any(_PAID.search(part) or re.search(r"料金|サービスは", part) for part in rest)
    if free:
        return None if paid or unsettled else True
    return False if any(_PAID.search(part) for part in rest) and not unsettled else None


def _clauses(plain: str) -> list[str]:
    return [part.strip() for part in _CLAUSE.split(plain) if part.strip()]


def _without_also(part: str) -> str:
    """夕食も無料: one more thing that is free does not take back 無料."""
    return re.sub(r"[^、]*も無料$", "", part)


def _only_says_who_pays(part: str) -> bool:
    """無料(県の補助事業), 無料(市が負担)."""
    return bool(re.fullmatch(r"(?:市|県|国|寄付)の?[^\d]*(?:事業|補助|負担)", part))


def with_unit(amount: str, per: str) -> str:
    """A bare number from the column 子供預かり料金 with its unit: 600 and 時間 -> 600円(時間)."""
    if not _YEN.fullmatch(amount):
        return amount
    return f"{amount}円({per})" if per else f"{amount}円"
