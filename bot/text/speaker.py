"""Who is speaking is not what is needed: a nursery worker who asks about a child's speech wants no nursery.

Only for understanding: facts, safety and the memory read the message as it was typed.
"""

import re

# 名乗りに出る立場
_ROLES = (
    "保育士|保育教諭|教諭|教員|教師|先生|担任|講師|校長|教頭|園長|所長|施設長|主任|保健師|看護師|助産師|医師|薬剤師|栄養士|"
    "心理士|カウンセラー|ソーシャルワーカー|相談員|指導員|支援員|補助員|職員|スタッフ|ボランティア|コーチ|監督|店長|店員|"
    "大家|自治会長|町内会|管理人|運転手|民生委員|児童委員|ケアマネ(?:ジャー)?|ヘルパー|コーディネーター|受付|事務|警察官|"
    "役員|代表|上司|同僚|雇い主|社長"
)
_TIES = (
    "隣|となり|近所|知り合い|知人|友人|友だち|友達|向かい|同じ(?:階|団地|アパート|マンション)|上の階|下の階"
)
_BE = r"(?:です|でございます|だ|という者です|の者です|な(?:ん|の)です|なん)"
_DO = r"(?:を|として)?(?:して|やって|務めて|つとめて|勤めて|働いて|関わって|担当して|受け持って|持って)(?:い|お)?(?:ます|る者です|るのです|る|り)"
_ON = r"(?:が|けど|けれど|けれども|けども|けん|ので)?[、。,\s]"
_INTRODUCTION = re.compile(
    rf"(?:^|(?<=[。!?！？\n]))[^。、!?！？\n]{{0,24}}?(?:"
    rf"(?:{_ROLES})(?:の者|の立場)?(?:{_BE}|{_DO}|で){_ON}"
    rf"|(?:で|に)(?:働いて|勤めて|勤務して|おつとめして)(?:い|お)?(?:ます|る者です|る|り){_ON}"
    rf"|(?:年少|年中|年長|[0-9一二三四五六]年生?|クラス|組|担任)を(?:持って|受け持って|担当して)(?:い|お)?(?:ます|る){_ON}"
    rf"|(?:{_TIES})[^。、!?！？\n]{{0,8}}(?:者|もの|住人){_BE}{_ON}"
    r")"
)
# 孫の話も、子どもの話として読む。孫育てそのものの話は別
_GRANDCHILD = re.compile(
    r"(?:お)?孫(?!育て|の世話|守り|疲れ|のおもり|の面倒|っこ守り)(?:娘|息子|っ子|っこ|ちゃん|さん)?"
)
_SHORTEST = 5


def as_a_parent(text: str) -> str:
    """The message without the words by which the speaker introduces themself, and a grandchild as a child.
    Where nothing else was said, the message as it is."""
    rest = _INTRODUCTION.sub("", text).strip()
    return _GRANDCHILD.sub("子ども", rest if len(rest) >= _SHORTEST else text)
