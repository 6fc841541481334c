"""Words that show which part of a record a question is about, and which service it names."""

import re
from bisect import bisect_right
from collections import defaultdict
from functools import lru_cache
from itertools import accumulate
from weakref import WeakKeyDictionary

from bot.text.normalise import normalise
from resources_db.matching.index import Index
from resources_db.models import Service

_LONGEST_QUESTION = 45
_SHORTEST_NAME = 3
_PART_OF_A_NAME = 5
_PARTICLES = "のはをがでにとへも、・ 「」()"
# どの項目をきいているか。上から順に見る
_ASPECTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (aspect, re.compile(pattern))
    for aspect, pattern in (
        ("phone", r"電話番号|番号(?:は|を|教)|何番(?!目)|連絡先|どこに(?:電話|かけ)|電話は(?:$|どこ|何)"),
        (
            "documents",
            r"持ち物|持って(?:い|行)|もちもの|何(?:が|を|か)(?:いり|要り|いる|要る|必要)|なに(?:が|を)(?:いり|要|いる|持)|必要な(?:もの|書類)|書類|身分証|印鑑|はんこ|用意する",
        ),
        ("reservation", r"予約|よやく|当日でも|飛び込み|いきなり行"),
        (
            "apply",
            r"申し?込|もうしこ|手続き?(?:は|って|の仕方|を)|どう(?:やって|すれば)(?:使|つか|申|頼|入|もら)|登録(?:は|って|の仕方|する)|申請(?:は|って|の仕方|方法)",
        ),
        ("amount", r"(?:いくら|なんぼ|どれくらい|どのくらい)[^。]{0,6}(?:もら|支給|出(?:る|ます)|受け取)"),
        (
            "cost",
            r"いくら|なんぼ|料金|値段|費用(?:は|って|が)|お?金(?:は|って|が|を)?(?:かか|いる|いり|要|取|とら|と[るり])|有料|何円|なんえん|無料ですか|ただですか",
        ),
        (
            "hours",
            r"何時|何曜|なんよう|いつ(?:まで|から|やって|開|あい|です|？|\?|$)|いつなら|なんじ|(?:土曜|日曜|土日|祝日|夜|今日|今)(?:は|も|って)?(?:やって|開いて|あいて)|休み(?:は|の日|って)|営業時間|受付時間",
        ),
        ("place", r"どこ(?:に|で|です|ある|？|\?|$|やろ|なん)|場所|住所|行き方|駐車場|アクセス|最寄り"),
        (
            "eligibility",
            r"対象|(?:誰|だれ)(?:が|でも)(?:もら|使|受)|(?:行|も|使|受け)(?:って|らって|けて)(?:も)?(?:いい|ええ|大丈夫)|何歳(?:から|まで)|なんさい|(?:うち|私|父親|外国人|働いて)[^。]{0,12}(?:使え|つかえ|入れ|でも|ええ|いい)(?:ます|の|る|ん)?|誰でも|だれでも|どんな人|どういう人|条件",
        ),
    )
)


def aspect_in(text: str) -> str | None:
    """hours, cost, apply … when a short message asks about it."""
    plain = normalise(text)
    if len(plain) > _LONGEST_QUESTION:
        return None
    return next((aspect for aspect, pattern in _ASPECTS if pattern.search(plain)), None)


def named_in(text: str, services: list[Service]) -> list[Service]:
    """The services whose name shares the longest run of characters with the message, when it is a name's
    own run and not one that most of them share."""
    plain = normalise(text)
    scored = [(max(_run(plain, name) for name in _names(s)), s) for s in services]
    best = max((length for length, _ in scored), default=0)
    found = [s for length, s in scored if length == best]
    if best < _SHORTEST_NAME or (len(found) > 1 and len(found) == len(services)):
        return []
    return found


def named_anywhere(text: str, index: Index) -> Service | None:
    """The service of the whole list that the message calls by its name, or by a long piece of it."""
    plain = normalise(text)
    best: tuple[int, int] | None = None
    for row in _town_names(index).that_share_a_piece(plain):
        for name in _spellings(index.names[row], index.alternate_names[row]):
            length = len(name) if len(name) >= _SHORTEST_NAME and name in plain else _run(plain, name)
            if length >= min(len(name), _PART_OF_A_NAME) and (best is None or length > best[0]):
                best = (length, row)
    return next(iter(index.at([best[1]])), None) if best else None


class _TownNames:
    """All spellings of all services, one a line, so that a list of any size is looked through in milliseconds."""

    def __init__(self, index: Index) -> None:
        rows = enumerate(zip(index.names, index.alternate_names, strict=True))
        said = [(name, row) for row, pair in rows for name in _spellings(*pair)]
        self._lines = "\n".join(name for name, _ in said)
        self._starts = [0, *accumulate(len(name) + 1 for name, _ in said)]
        self._rows = [row for _, row in said]
        self._short = {
            len(name): defaultdict[str, list[int]](list) for name, _ in said if len(name) < _PART_OF_A_NAME
        }
        for name, row in said:
            if len(name) < _PART_OF_A_NAME:
                self._short[len(name)][name].append(row)

    def that_share_a_piece(self, text: str) -> list[int]:
        """Rows, in order, with a name of which as much stands in the text as `named_anywhere` asks for."""
        found: set[int] = set()
        for length, names in self._short.items():
            for piece in _pieces(text, length):
                found.update(names.get(piece, ()))
        for piece in _pieces(text, _PART_OF_A_NAME):
            at = self._lines.find(piece)
            while at >= 0:
                found.add(self._rows[bisect_right(self._starts, at) - 1])
                at = self._lines.find(piece, at + 1)
        return sorted(found)


_known: WeakKeyDictionary[Index, _TownNames] = WeakKeyDictionary()


def _town_names(index: Index) -> _TownNames:
    found = _known.get(index)
    if found is None:
        found = _known[index] = _TownNames(index)
    return found


def _pieces(text: str, length: int) -> set[str]:
    return {text[i : i + length] for i in range(len(text) - length + 1)}


def _names(service: Service) -> tuple[str, ...]:
    return _spellings(service.name, service.alternate_name or "")


@lru_cache(maxsize=200_000)
def _spellings(name: str, others: str) -> tuple[str, ...]:
    """A name, its other names and the part in 「」, normalised, without what stands in brackets."""
    found = [name, *re.split(r"[、,/・;；]", others), *re.findall(r"「([^」]+)」", name)]
    return tuple(normalise(re.sub(r"[(（].*?[)）]", "", n)).strip() for n in found if n.strip())


def _run(text: str, name: str) -> int:
    """Length of the longest piece of `name` that stands in `text`, particles at its ends not counted."""
    for length in range(min(len(name), len(text)), _SHORTEST_NAME - 1, -1):
        pieces = (name[i : i + length] for i in range(len(name) - length + 1))
        if any(piece in text and len(piece.strip(_PARTICLES)) == length for piece in pieces):
            return length
    return 0
