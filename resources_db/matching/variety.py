"""The first few of a ranking: every wanted need served, then different kinds of help rather than more of one."""

import re
from collections.abc import Sequence
from enum import StrEnum

from resources_db.matching.ranking import Match

_QUOTED = re.compile(r"「([^」]{2,})」")
_LOOKED_AT = 8
_OTHER_HELP, _OTHER_KIND = 0.8, 0.6  # of the best one's score; measured on three towns: less costs hits


class Help(StrEnum):
    """What a family does with a service."""

    ONLINE = "online"
    MONEY = "money"  # money, goods, or a paper to hand in
    COMES = "comes"  # somebody comes to the home
    TALK = "talk"  # a person to talk to
    PLACE = "place"  # somewhere to go or to be looked after


# 名称と種別のことばで見分ける。上から順に、はじめに当てはまったもの
_BY_NAME = (
    (Help.ONLINE, re.compile(r"オンライン|LINE|チャット|SNS|アプリ|メール|サイト|ネット(?!ワーク)")),
    (Help.MONEY, re.compile(
        r"助成|補助|手当|給付|減免|免除|軽減|貸付|支援金|一時金|祝金|お祝い|無償化|奨学|利用券|クーポン|医療費|保険料|年金"
        r"|申込|申請|手続|届出|届け|認定|交付|証明|配布|フードバンク|フードパントリー"
    )),
    (Help.COMES, re.compile(r"訪問|派遣|ヘルパー|ヘルプ|ドゥーラ|配達|宅食|家事支援|家事援助|往診|出張")),
    (Help.TALK, re.compile(r"相談|カウンセリング|電話|ダイヤル|ホットライン|窓口|自助グループ|ピア|家族会|親の会|当事者|茶話会|話")),
)  # fmt: skip


def help_of(match: Match) -> Help:
    named = f"{match.service.name} {match.service.kind or ''}"
    return next((found for found, words in _BY_NAME if words.search(named)), Help.PLACE)


def varied(matches: list[Match], wanted: Sequence[str], count: int = 3) -> list[Match]:
    """At most `count` of `matches`, in their order, but none that is too early or too late before one that is not,
    nor instead of it. `wanted` are the needs to serve, when there is more than one."""
    on_time = [m for m in matches if not m.age.is_late]
    late = [m for m in matches if m.age.is_late]
    chosen = _chosen(on_time, wanted, count, [])
    if len(chosen) == len(on_time):
        chosen = _chosen(late, wanted, count, chosen)
    order = {id(m): i for i, m in enumerate([*on_time, *late])}
    return sorted(chosen, key=lambda m: order[id(m)])


def _chosen(matches: list[Match], wanted: Sequence[str], count: int, before: Sequence[Match]) -> list[Match]:
    """`before` and as many of `matches` as there is room for."""
    chosen = list(before)
    for need in list(wanted)[:count]:
        served = any(m.need == need for m in before)
        best = next((m for m in matches if m.need == need and m not in chosen), None)
        if best and not served and len(wanted) > 1 and len(chosen) < count:
            chosen.append(best)
    rest = [m for m in matches if m not in chosen]
    while rest and len(chosen) < count:
        names = {m.service.name for m in chosen}
        rest = [m for m in rest if m.service.name not in names and not _same_place(m, chosen)]
        if rest:
            pick = _pick(rest, chosen)
            chosen.append(pick)
            rest.remove(pick)
    return chosen


def _pick(rest: list[Match], chosen: Sequence[Match]) -> Match:
    """The best of all; then the best of the rest, unless another help for the same needs, or else another kind of
    service, is nearly as good."""
    best = rest[0]
    if not chosen or best.score > max(m.score for m in chosen):
        return best
    needs, helps, kinds = ({of(m) for m in chosen} for of in (_need, help_of, _kind))
    near = [m for m in rest[:_LOOKED_AT] if m.age == best.age]
    other_help = (m for m in near if help_of(m) not in helps and _need(m) in {*needs, _need(best)})
    as_good = (m for m in other_help if _beside(m.score, best.score) and _beside(m.strength, best.strength))
    other_kind = (m for m in near if _kind(m) not in kinds and m.score > _OTHER_KIND * best.score)
    return next(as_good, None) or next(other_kind, best)


def _beside(one: float, best: float) -> bool:
    return one >= _OTHER_HELP * best


def _need(match: Match) -> str:
    return match.need or ""


def _same_place(match: Match, chosen: Sequence[Match]) -> bool:
    """One desk that stands in the list twice, as a place and as a programme, is shown once."""
    quoted = _QUOTED.findall(match.service.name)
    return bool(quoted) and any(set(quoted) & set(_QUOTED.findall(m.service.name)) for m in chosen)


def _kind(match: Match) -> tuple[str, str]:
    return (match.service.kind or match.service.name[:4], _need(match))
