"""What a description says in passing of applying, of what to bring and of money: its own whole sentences."""

import re
from collections.abc import Iterable

from resources_db.reading.text import sentences

_LABELS = re.compile(
    r"(?:もちもの\(持ち物\)|持ち物|必要書類|必要なもの|用意するもの|持参するもの)(?:は(?!なく)|:)\s*、?"
)
_NOT_A_SENTENCE = re.compile(r"最終確認")

_BRING = re.compile(
    r"持参|持ち物|必要書類|必要なもの|用意するもの|持って(?:き|来|くる)|証明書など|(?:書|証|もの|書類|受給者証)(?:\([^()]*\))?が(?:要る|必要|いる)|置いておく|を用意(?:。|$)"
)
# 文が名詞か「を」で終わり、持ち物をならべている: 水筒、連絡帳、休業日は弁当。
_THINGS = re.compile(
    r"手帳|受給者証|保険証|資格確認書|身分証|着替え|おむつ|水筒|弁当|上履き|室内ばき|タオル|帽子|飲み物|筆記用具|ノート|水着|学用品|長ぐつ|汚れてよい|歯ブラシ|袋|靴|服|寝具|栄養剤|検査の紙"
)
_ENDS_OPEN = re.compile(r"(?:[をが]|[一-龥ァ-ヶー]|\d+(?:枚|組|足|本|冊|つ|日分)|はし|もの)$")
_TELLS = re.compile(
    r"借り|貸|配り|並べ|貸出|ゆず|交換|もらい|つける|が使え|がある|無料|の日$|あり|置場|替え台|円$|給食$|でなく"
)

_APPLY = re.compile(
    r"申込み?(?!書[、の])|申し込|申請(?:は|し|書)|申請。|予約(?!を一緒|変更が)|入会(?:は|説明)|登録(?:は|が|と|して)|願書|整理券|先着|認定を受け|紹介を受け"
)
_COST_LABEL = re.compile(r"(?:費用|料金|利用料|参加費)(?:は|:)\s*、?")
_MONEY = re.compile(r"無料|\d円|万円|料金|運賃|費用|実費|自己負担|自費|参加費|会費|保険診療|1割")
_HELD_LABEL = re.compile(r"(?:開催)?日時(?:と場所)?\s*:\s*")
_OTHER_LABEL = re.compile(r"[^、。:]{2,8}:")


def to_bring(*texts: str) -> str:
    """「おむつ、着替えを持参。」「持ち物:母子健康手帳」 -> the sentences, a leading label left out."""
    found = [s for s in _all(texts) if _BRING.search(s) or _is_list_of_things(s)]
    return "。".join(dict.fromkeys(_LABELS.sub("", s, count=1) if _LABELS.match(s) else s for s in found))


def how_to_apply(*texts: str) -> str:
    """「前日正午までに電話で予約。」「申込みはいらない。」 -> the sentences."""
    return "。".join(dict.fromkeys(s for s in _all(texts) if _APPLY.search(s) and not _LABELS.match(s)))


def money(text: str) -> str:
    """「費用:登録は無料。料金は通常の運賃」 -> what stands after the label, and what goes on about money;
    without a label, every sentence on money."""
    parts = list(_all([text]))
    for number, part in enumerate(parts):
        if label := _COST_LABEL.match(part):
            return "。".join([part[label.end() :], *_going_on(parts[number + 1 :])])
    return "。".join(part for part in parts if _MONEY.search(part) and not _OTHER_LABEL.match(part))


def _going_on(parts: list[str]) -> Iterable[str]:
    for part in parts:
        if _OTHER_LABEL.match(part) or not _MONEY.search(part):
            return
        yield part


def _all(texts: Iterable[str]) -> Iterable[str]:
    return (s for text in texts for s in sentences(text) if not _NOT_A_SENTENCE.search(s))


def _is_list_of_things(sentence: str) -> bool:
    plain = re.sub(r"\([^()]*\)", "", sentence)
    return bool(_THINGS.search(plain) and _ENDS_OPEN.search(plain) and not _TELLS.search(plain))


def held_at(text: str) -> str:
    """「日時:ごっくん第2金曜、もぐもぐ第3金曜、10時~11時30分」 -> what stands after the label: when the thing itself
    takes place goes before when the desk can be called."""
    for part in _all([text]):
        if label := _HELD_LABEL.match(part):
            return part[label.end() :]
    return ""
