"""What it costs: the amounts that a text states plainly, and whether it is free (free.py).

An amount is read only where a parent surely pays just that: no limits, no ranges, no shares, no money that the town gives.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from resources_db.reading.free import read_is_free
from resources_db.reading.money_given import SENTENCE_PAYS
from resources_db.reading.text import clean

__all__ = ["Cost", "read_costs", "read_is_free", "with_unit"]

_YEN = re.compile(r"\d[\d,]*")


def with_unit(amount: str, per: str) -> str:
    """A bare number from the column 子供預かり料金 with its unit: 600 and 時間 -> 600円(時間)."""
    if not _YEN.fullmatch(amount):
        return amount
    return f"{amount}円({per})" if per else f"{amount}円"


@dataclass(frozen=True, slots=True)
class Cost:
    """`amount` in yen for each `unit` (1時間, 30分, 1回, 日, 月, 人 …); `option` says who or what it is for."""

    amount: int
    unit: str | None
    option: str | None
    text: str


_NUMBER = r"(?<![\d,.])(?<!\d:)(?:\d{1,3}(?:,\d{3})+|\d+)"
_COUNT = r"\d{1,3}(?:分|時間|日間?|泊(?:\d日)?|回|食|人|名|組|枚|冊|家族|家庭|世帯|か月|ヶ月|週間?|年|コマ|クール|台|点|個|部|通)"
# 週1日は…、月1回…は利用のしかたで、1日・1回あたりの額ではない
_BEFORE_UNIT = rf"(?<![\d週月年の~])(?:{_COUNT}|月額?|月々|年額?|年間|日額|週額?|時間額|半日)(?:あたり|当たり|当り|につき|ごとに?|毎に?)?\s*[:は]?\s*"
_AFTER_UNIT = rf"(?:{_COUNT}|\d?人1回|1人1(?:日|か月|泊)|月額?|年額?|日額?|週額?|時間制?|時|回数?|泊|食|人|名|半日|コマ)"
_AMOUNT = re.compile(
    rf"(?P<unit>{_BEFORE_UNIT})?(?P<yen>¥\s?)?(?P<number>{_NUMBER})(?:(?P<scale>[万千])(?P<rest>\d{{1,4}}千?)?)?(?(yen)|\s?円)"
    rf"(?:\s?/\s?(?P<per>{_AFTER_UNIT})(?![\d以曜割前後中内末初])|\s?\((?P<inside>{_AFTER_UNIT})(?:につき|あたり)?\))?"
)
_UNIT_NAMES = {
    **dict.fromkeys(("月額", "月々", "月", "1か月", "1ヶ月"), "月"), **dict.fromkeys(("年額", "年間", "年", "1年"), "年"),
    **dict.fromkeys(("日額", "日", "1日"), "日"), **dict.fromkeys(("週額", "週", "1週", "1週間"), "週"),
    **dict.fromkeys(("人", "1人", "名", "1名"), "人"), **dict.fromkeys(("時間", "時", "時間額", "時間制"), "1時間"),
    **dict.fromkeys(("回", "回数"), "1回"), "泊": "1泊", "食": "1食", "コマ": "1コマ",
}  # fmt: skip

# 金額のすぐ後: その額ちょうどとは言えない
_NOT_JUST_THAT = re.compile(
    r"\s*(?:[~+×x倍-]|/(?![^/\d]{1,12}\d[\d,]*円)|単位|から|より|以上|以下|以内|以降|未満|を?超|まで|程度|前後|ほど|くらい|ぐらい|位|弱|強|台|を?(?:上限|限度)|相当|分の|券|玉|札"
    r"|加算|増|減|割|引|オフ|OFF|を?(?:助成|補助|支給|給付|差|控除|還付|返)|の(?:助成|補助|支給|給付|割引|商品券|図書|クーポン|ギフト))"
)
# 金額のすぐ前: 幅、おおよそ、上限、加算
_NOT_SURE = re.compile(
    r"(?:[~+約×-]|およそ|おおむね|概ね|最大|最高|最低|上限(?:額|は)?|限度(?:額)?|目安(?:は)?|プラス|合計|総額)\s*(?:[(:]\s*)?$"
)
_CLAUSE_UNSURE = re.compile(
    r"応じ|により|によって|×|倍|加算|日割り|異な|変わ|減免|減額|軽減|割引|約\d|円(?:程度|前後|ほど|くらい|ぐらい)|\d割|%|半額(?!\d)"
    r"|円の?ところ|[→⇒➡]"  # 通常1,000円→500円: which of the two holds is not always told
)
# (うち市が250円補助), (自己負担500円): what a parent pays is not the amount before the bracket
_PAID_IN_PART = re.compile(
    r"(?!.*上限)(?:うち|内訳|(?:助成|補助)前|^(?:市|町|村|区|県|都|府|道|国)[がの][^は]*(?:助成|補助|負担)|(?:助成|補助|負担)[^は]*\d円|\d円[^は]*(?:助成|補助|負担))"
)
# 見出しが「もらえるお金」なら、その後の金額はどれも料金ではない
_PAID_OUT_HEADING = re.compile(
    r"(?:支給|給付|助成|補助|手当|貸付|祝い?金|交付)(?:の?(?:内容|月?額|金額|単価|対象額|上限額?))?\s*[:】>]?\s*$|加算|上乗せ"
)
_HEADING = re.compile(r"^\s*[【<\[](?P<name>[^】>\]]{1,20})[】>\]]")
_HEADING_INSIDE = re.compile(r"(?<!^)(?=[【<])")
_OTHER_TOWNS = re.compile(
    r"※?\s*\(\s*\)内は、?(?P<who>[^。※]+?)の?(?:利用)?(?:料金|料)(?:です|となります)?[。\s]*$"
)
_PAIR = re.compile(rf"{_NUMBER}円\((?P<second>{_NUMBER}円)\)")
_BRACKET = re.compile(r"\(([^()]*)\)")
_ENDS = re.compile(r"^[\s、,。:・;※+/)は]+|(?:[\s、,:・;(※]|は)+$")
_LISTED = re.compile(
    r"(?!.*(?:無料|無償|負担|免除|別|込|要|料|割|円|単位|あり|なし))[^はがを。]{1,12}"
)  # 春、冬休み…円
_NO_LABEL = re.compile(r"[。※]|無料|無償|免除|^\((?!\d[\d、,.]*月\))")
_NO_NOTE = re.compile(r"無料|無償|減免|軽減|免除|別途|割引|半額|規定|※")
_TIMED = re.compile(r"(?P<label>.*?)\s*(?:午前|午後)?\d{1,2}(?::\d\d|時(?!間))")
_WHAT_FOR = re.compile(r"\s*([一-龠々ァ-ヶーぁ-ん]{1,8}[代費料])")
_LONGEST_OPTION, _LONGEST_LABEL = 60, 20
_LARGEST = 10_000_000


def read_costs(text: str) -> list[Cost]:
    """The amounts to pay, in order. [] for a text that states none plainly."""
    return list(_costs(text))


@lru_cache(maxsize=4096)
def _costs(text: str) -> tuple[Cost, ...]:
    plain = clean(text)
    if "円" not in plain and "¥" not in plain:
        return ()
    others = _OTHER_TOWNS.search(plain)
    plain = plain[: others.start()] if others else plain
    found: list[Cost] = []
    heading = waiting = still = label = ""  # still: a waiting label that further times of the day stand under
    for line in _HEADING_INSIDE.sub("\n", plain).split("\n"):
        if match := _HEADING.match(line):
            heading = " ".join(filter(None, (waiting.strip("()"), match["name"])))
            waiting = still = label = ""
            line = line[match.end() :]
        if _PAID_OUT_HEADING.search(heading):
            break
        if re.search(r"[円¥]", line):
            timed = _TIMED.match(line.strip())
            still = waiting or (still if timed and not timed["label"] else "")
            before, waiting = " ".join(filter(None, (heading, still))), ""
            for sentence in re.split(r"。|※", line):
                for cost in _in_sentence(sentence, before, others["who"] if others else None):
                    timed_cost, label = _timed(cost, before, label)
                    found.append(timed_cost)
        elif _PAID_OUT_HEADING.search(line):
            break
        elif line.strip() or not waiting:
            waiting = line.strip()
            if len(waiting) > _LONGEST_LABEL or _NO_LABEL.search(waiting):
                waiting = ""
    return tuple(found)


def _in_sentence(sentence: str, before: str, others: str | None) -> Iterator[Cost]:
    """The costs of one sentence. 「2,000円(3,000円)」: the second is what `others` pay, where the text says who."""
    outside = _PAIR.sub(lambda pair: pair[0].split("(")[0], sentence)
    start = re.split(_NUMBER, outside)[0]
    if _PAID_OUT_HEADING.search(_ENDS.sub("", start)) or SENTENCE_PAYS.search(_BRACKET.sub("", outside)):
        return
    for clause in _clauses_of(outside):
        inner = [match[1] for match in _BRACKET.finditer(clause) if re.search(r"[円¥]", match[1])]
        bare = clause
        for part in inner:
            bare = bare.replace(f"({part})", "")
        if _CLAUSE_UNSURE.search(_BRACKET.sub("", bare)):
            continue
        if not any(_PAID_IN_PART.search(match[1]) for match in _BRACKET.finditer(clause)):
            yield from _in_clause(bare, before)
        for part in inner:
            if not SENTENCE_PAYS.search(part) and not _CLAUSE_UNSURE.search(part):
                yield from _labelled(part, before)
    if others and _PAIR.search(sentence):
        seconds = _PAIR.sub(lambda pair: pair["second"], sentence)
        yield from _in_sentence(seconds, " ".join(filter(None, (before, others))), None)


def _labelled(part: str, before: str) -> Iterator[Cost]:
    """Amounts inside brackets, which need a word of their own: (給食300円), (1,500円/日), but not (3,000円)."""
    for clause in _clauses_of(part):
        for cost in _in_clause(clause, ""):
            if cost.option or cost.unit:
                yield replace(cost, option=cost.option or before or None)


def _timed(cost: Cost, before: str, label: str) -> tuple[Cost, str]:
    """「土曜日 8:30~13:00 500円 13:00~17:00 500円」: the label 土曜日 holds for the second time of day too."""
    own = (cost.option or "").removeprefix(before).strip()
    match = _TIMED.match(own)
    if not match:
        return cost, ""
    if not match["label"] and label:
        cost = replace(cost, option=" ".join(filter(None, (before, label, own))))
    return cost, match["label"] or label


def _clauses_of(sentence: str) -> list[str]:
    """Split at 、 and at a comma after 円, but not inside brackets or a list (1、3、4月; 春、冬休み)."""
    parts, depth, start = [], 0, 0
    for i, sign in enumerate(sentence):
        depth += (sign == "(") - (sign == ")")
        is_list = sentence[i - 1 : i].isdigit() and sentence[i + 1 : i + 2].isdigit()
        is_list = is_list or _LISTED.fullmatch(sentence[start:i].split(" ")[-1]) is not None
        if depth <= 0 and (sign in "、;" or (sign == "," and sentence[i - 1] == "円")) and not is_list:
            parts.append(sentence[start:i])
            start = i + 1
    return [*parts, sentence[start:]]


def _in_clause(clause: str, before: str) -> Iterator[Cost]:
    """「【定期】 月~金曜日 15,000円/月」: what stands before an amount says whom or what it is for."""
    start = 0
    for match in _AMOUNT.finditer(clause):
        lead, after = _ENDS.sub("", clause[start : match.start()]), clause[match.end() :]
        note = _BRACKET.match(after.lstrip())
        start = match.end() + (len(after) - len(after.lstrip()) + note.end() if note else 0)
        lead = _ENDS.sub("", lead.rpartition("無料")[2])
        amount = _yen(match)
        if _NOT_JUST_THAT.match(after) or _NOT_SURE.search(clause[: match.start()]) or amount is None:
            continue
        told = note[1] if note and not _NO_NOTE.search(note[1]) else ""
        if not lead and not told and (what := _WHAT_FOR.fullmatch(after)):
            told = what[1]  # 2,000円/月おやつ代
        option = re.sub(r"\s+", " ", " ".join(filter(None, (before, lead, told))))
        unit = _unit(match["per"] or match["inside"] or match["unit"])
        yield Cost(amount, unit, option if 0 < len(option) <= _LONGEST_OPTION else None, clause.strip())


def _yen(match: re.Match[str]) -> int | None:
    """3万円 -> 30000, 1万5千円 -> 15000. None for more than a family is ever asked to pay."""
    amount = int(match["number"].replace(",", ""))
    if match["scale"]:
        rest = match["rest"] or "0"
        amount = amount * {"万": 10000, "千": 1000}[match["scale"]]
        amount += int(rest.rstrip("千")) * (1000 if rest.endswith("千") else 1)
    return amount if amount < _LARGEST else None


def _unit(word: str | None) -> str | None:
    if not word:
        return None
    bare = re.sub(r"(?:あたり|当たり|当り|につき|ごとに?|毎に?)?\s*[:は]?\s*$", "", word)
    return _UNIT_NAMES.get(bare, bare)
