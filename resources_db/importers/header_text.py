"""A header as a key: what two clerks mean the same by is compared as the same."""

import hashlib
import re
from collections.abc import Iterable

from resources_db.reading.text import clean

# 書き方のちがい、よくある変換まちがい。左の書き方をすべて右として比べる
_ONE_SPELLING = tuple(
    (re.compile(pattern), one)
    for pattern, one in (
        (r"^(?:御|お|ご)(?=利用|連絡|住所|電話|名前|相談)", ""),
        (r"(?:御|お|ご)?問い?合わ?せ?", "問合せ"),
        (r"(?:御|お)?申し?(?:込み?|こみ)", "申込"),
        (r"受け?(?:入れ?|いれ)", "受入"),
        (r"預か?り|あずかり", "預り"),
        (r"手続き|手つづき", "手続"),
        (r"締め?切り?|〆切り?", "締切"),
        (r"最寄り?の?", "最寄"),
        (r"子ども|子供|こども|子共", "こども"),
        (r"障がい|障碍", "障害"),
        (r"ふりがな|ふり仮名|振り?仮名|フリカナ|よみがな|ヨミガナ|読みがな|読み仮名|よみかな", "フリガナ"),
        (r"ファックス|ファクス|ファクシミリ|ふぁっくす", "fax"),
        (r"時刻", "時間"),
        (r"連結[表標票][記起]", "連結表記"),
        (r"年令", "年齢"),
        (r"対[称照像](?=[者児地年]|$)", "対象"),
        (r"(?<=特記事)[頂行]", "項"),
    )
)
_NEEDED = r"必須|任意|推奨|必須項目|任意項目|入力必須|要入力|公開|非公開|半角[^()]*|全角[^()]*|記入例?[^()]*|例[^()]*|注\d*|[※*]\d*"
_NOTE = re.compile(rf"[(\[【]\s*(?:{_NEEDED})\s*[)\]】]|(?<=.)※.*$", re.DOTALL)
_MARK = re.compile(r"[\s\-ー_・.,、。/／:;'\"’“”~&+＆()\[\]{}「」『』【】<>〈〉《》※*★☆●○◎■□◆◇▲△▼▽]")
_TRAILING = re.compile(r"(?<=..)(?:など|等|欄)$")


def key(header: str) -> str:
    """Comparable form: 「お問合せ先（※必須）」 -> 「問合せ先」."""
    text = _MARK.sub("", _NOTE.sub("", clean(header))).casefold()
    for pattern, one in _ONE_SPELLING:
        text = pattern.sub(one, text)
    return _TRAILING.sub("", text)


def header_key(headers: Iterable[str]) -> str:
    """A name for a set of headers in any order, to find again the mapping that staff once settled.

    Only width, case, spaces and dashes are evened out: `key` may come to know more spellings, and stored names
    must not change with it.
    """
    plain = {re.sub(r"[\s\-ー_]", "", clean(header)).casefold() for header in headers}
    return hashlib.sha256("\n".join(sorted(plain - {""})).encode()).hexdigest()


# 1字ちがうと意味が変わる字
_TELLING = frozenset("0123456789開閉始終上下有無前後男女父母新旧平土日祝月火水木金年時分者所人員長市県国町村区内外大小親子公私元先名"
                     "料費群")  # fmt: skip
_SHORTEST, _LONG = 5, 8
_LETTERS, _LONG_WORD = re.compile(r"[a-z]+"), 7


def is_slip(written: str, meant: str) -> bool:
    """Whether one key is the other with one character wrong, lost or too many, and no other meaning.

    Keys of five characters and more: kana may differ. Of eight and more: any character that does not itself make
    a meaning (開/閉, 上/下, 者/所, a digit). English words: of seven and more.
    """
    letters = _LETTERS.fullmatch(meant) is not None
    if min(len(written), len(meant)) < (_LONG_WORD if letters else _SHORTEST):
        return False
    differing = _one_difference(written, meant)
    if not differing or _TELLING & set(differing):
        return False
    everyday = letters or all("ぁ" <= c <= "ヿ" for c in differing)
    return everyday or min(len(written), len(meant)) >= _LONG


def _one_difference(a: str, b: str) -> str:
    """The characters at the one place where two texts differ; "" if they are equal or differ in more."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return ""
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    if len(a) == len(b):
        return rest_a[0] + rest_b[0] if rest_a[1:] == rest_b[1:] else ""
    longer, shorter = (rest_a, rest_b) if len(a) > len(b) else (rest_b, rest_a)
    return longer[0] if longer[1:] == shorter else ""
