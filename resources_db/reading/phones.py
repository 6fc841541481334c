"""Telephone numbers out of a cell or a sentence: whose each one is, its extension, and what is odd about it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from resources_db.reading.text import clean

# Area codes of fixed lines (市外局番, with the 0 dialled before them; ten digits in all), as the numbering plan
# of 総務省 has them: taken from the formatting rules of libphonenumber 9.0.43.
_CODES = """
011 0123 0124 0125 0126 01267 0133 0134 0135 0136 0137 01372 01374 01377 0138 0139 01392 01397 01398
0142 0143 0144 0145 01456 01457 0146 01466 015 0152 0153 0154 01547 0155 01558 0156 01564 0157 0158
01586 01587 0162 0163 01632 01634 01635 0164 01648 0165 01654 01655 01656 01658 0166 0167 017 0172 0173
0174 0175 0176 0178 0179 018 0182 0183 0184 0185 0186 0187 019 0191 0192 0193 0194 0195 0197 0198 022
0220 0223 0224 0225 0226 0228 0229 023 0233 0234 0235 0237 0238 024 0240 0241 0242 0243 0244 0246 0247
0248 025 0250 0254 0255 0256 0257 0258 0259 026 0260 0261 0263 0264 0265 0266 0267 0268 0269 027 0270
0274 0276 0277 0278 0279 028 0280 0282 0283 0284 0285 0287 0288 0289 029 0291 0293 0294 0295 0296 0297
0299 03 04 042 0422 0428 043 0436 0438 0439 044 045 046 0460 0463 0465 0466 0467 047 0470 0475 0476 0478
0479 048 0480 049 0493 0494 0495 04992 04994 04996 04998 052 053 0531 0532 0533 0536 0537 0538 0539 054
0544 0545 0547 0548 055 0550 0551 0553 0554 0555 0556 0557 0558 0561 0562 0563 0564 0565 0566 0567 0568
0569 0572 0573 0574 0575 0576 05769 0577 0578 058 0581 0584 0585 0586 0587 059 0594 0595 0596 0597 05979
0598 0599 06 072 0721 0725 073 0735 0736 0737 0738 0739 0740 0742 0743 0744 0745 0746 07468 0747 0748
0749 075 076 0761 0763 0765 0766 0767 0768 077 0770 0771 0772 0773 0774 0776 0778 0779 078 079 0790 0791
0794 0795 0796 0797 0798 0799 082 0820 0823 0824 0826 0827 0829 083 0833 0834 0835 0836 0837 0838 08387
08388 08389 08396 084 0845 0846 0847 08477 0848 08512 08513 08514 08515 08516 08517 08518 08519 0852
0853 0854 0855 0856 0857 0858 0859 086 0863 0865 0866 0867 0868 0869 087 0875 0877 0879 088 0880 0883
0884 0885 0887 0889 089 0892 0893 0894 0895 0896 0897 0898 092 0920 093 0930 094 0940 0942 0943 0944
0946 0947 0948 0949 095 0950 0952 0954 0955 0956 0957 0959 096 0964 0965 0966 0967 0968 0969 097 0972
0973 0974 0977 0978 0979 098 0980 09802 0982 0983 0984 0985 0986 0987 099 09912 09913 0993 0994 0995
0996 09969 0997
"""
_AREA_CODES = frozenset(_CODES.split())
# Numbers that belong to no place: first digits -> how they are grouped.
_PLACELESS = {
    **dict.fromkeys(("0120", "0570", "0180", "0990"), (4, 3, 3)),  # フリーダイヤル, ナビダイヤル
    "0800": (4, 3, 4),
    **dict.fromkeys(("020", "050", "060", "070", "080", "090"), (3, 4, 4)),  # IP電話, 携帯電話
}
_SHORT = ("110", "118", "119", "171", "177", "188", "189")

PhoneType = Literal["voice", "fax", "text"]  # of the types of HSDS 3.0, those that town lists tell


@dataclass(frozen=True, slots=True)
class PhoneText:
    """`complete` is False where the area code or the leading 0 is missing: the number is kept as it stands."""

    number: str
    extension: str | None = None
    type: PhoneType = "voice"
    description: str | None = None
    complete: bool = True


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    number: str
    complete: bool = True


_GAP = r"(?:\)[-. ]?|[-. ]\(?|\()"  # between two groups: -  .  space  )  (  )-
_FIRST = r"(?:\+81[- ]?(?:\(0\)[- ]?)?(?P<abroad{0}>\d{{1,4}})|\(?(?P<home{0}>0\d{{1,4}}))"
_NUMBER = re.compile(
    r"(?<![\d.#~-])(?:"
    + _FIRST.format(3) + rf"(?P<gap>{_GAP})(?P<second>\d{{1,4}})(?:{_GAP})(?P<third>\d{{3,5}})"
    + "|" + _FIRST.format(2) + rf"{_GAP}(?P<rest>\d{{5,8}})"
    + r"|\+81[- ]?(?P<abroad1>\d{9,10})|(?P<home1>0\d{9,10})"
    + r")(?![\d円])(?!-\d)"
)  # fmt: skip
_DIAL = re.compile(r"(?<![\dA-Za-z])#[6-9]\d{3}(?![\dA-Za-z])")  # #8000、#7119
_SHORT_NUMBER = re.compile(rf"(?<![\d#-])(?P<number>{'|'.join(_SHORT)})番?(?=\s*(?:$|[、,・/;。\n()」』]))")
_SHORT_LABEL = re.compile(
    r".*(?:電話|TEL|☎|ダイヤル|ホットライン|いちはやく|局番なし(?:の|で)?|警察署?|消防[署局]?|救急|海上保安庁)\s*[:「『(]?\s*", re.IGNORECASE
)  # fmt: skip
# 市外局番のない番号。年度(2026-2027)ではない
_LOCAL = re.compile(
    r"(?<![\d〒.(~第-])(?!(?:19|20)\d\d-)(?P<number>(?:[2-9]\d{1,3}|000)-\d{4})(?![\d円年月日号人-])"
)
_LOST_ZERO = re.compile(r"[1-9]\d{8}|[5-9]0\d{8}|800\d{7}")  # Excelが数と思って0を落とした
# 電話ではない番号の名前が、すぐ前にある
_OTHER_NUMBER = re.compile(
    r"(?:(?:口座|会員|登録|受付|許可|認可|指定|事業所|事業者|法人|個人|整理|証|管理|施設|機関|制度|申請|注文|郵便|識別|保険者|利用者|届出)番号"
    r"|コード|記号|普通|当座|振替|マイナンバー|ISBN(?:-1[03])?|(?<![A-Za-z])(?:No\.?|ID)|[〒第¥])\s*[:=]?\s*\(?$", re.IGNORECASE
)  # fmt: skip
_ADDRESS = re.compile(r"\s*[^\d\s、,()/・]{0,12}[都道府県市区町村郡丁]")
_LINKS = re.compile(r"https?://\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|〒\s*\d{3}-?\d{4}")
_CIRCLED = re.compile("[①-⑳]")  # ①03-…: no digit of the number
_LONG_DASH = re.compile(r"(?<=[\d)])(?: ?[ー⁃·] ?| ?- ?)(?=[\d(])")

_EXTENSION = re.compile(
    r"\(?(?:内線(?:番号)?|ext\.?|\(内\)|(?<=\()内|(?<=[\d)\s])内)\s*[:(]?\s*(\d{1,6}(?:[~・、,/-]\d{1,6}(?![\d-]))*)(?![\d-])\)?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"~0[\d-]{5,}|\(?[~・、,/]\d{1,4}\)?(?![\d:時分日月-])")  # 0101~3: さらに続く回線
_ATTACHED = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_FAX_WORD = r"(?:FAX|ファックス|ファクス|ファクシミリ|(?<![A-Za-z])F(?![A-Za-z]))"
_VOICE_WORD = r"(?:電話|TEL|☎|☏)"
_FAX = re.compile(_FAX_WORD, re.IGNORECASE)
_BOTH = re.compile(
    rf"{_VOICE_WORD}(?:番号)?[\s・/、&,と及び兼]*{_FAX_WORD}|{_FAX_WORD}\s*(?:番号)?[\s・/、&,と及び兼]*(?:{_VOICE_WORD}|用|共|同)", re.IGNORECASE
)  # fmt: skip
_TEXT = re.compile(r"SMS|ショートメ(?:ール|ッセージ)", re.IGNORECASE)
_PLAIN_LABEL = re.compile(
    rf"(?:^|(?<=[\s:・、)(/]))(?:{_VOICE_WORD}|{_FAX_WORD}|T(?=[:.]))(?:番号)?\s*[:.]?\s*$", re.IGNORECASE
)
_PARTICLE = re.compile(r"[にへまでをはもがとのか]")
_JOINING = {"または", "又は", "もしくは", "および", "及び", "と", "or", "あるいは"}
_CONTACT = re.compile(r"お?(?:問い?合わ?せ|連絡|申込み?|申し込み|電話)先?(?:番号)?")
_LONGEST_DESCRIPTION = 100


def read_phone_list(text: str) -> list[PhoneText]:
    """Every number in order, each once. [] where the text holds none that is sure to be one."""
    return list(_read(text))


def read_phones(text: str) -> list[str]:
    """The numbers to call, with hyphens; those without an area code only where there is no other."""
    called = [phone for phone in _read(text) if phone.type == "voice"]
    return [p.number for p in called if p.complete] or [p.number for p in called]


def read_extension(text: str) -> str | None:
    match = _EXTENSION.search(clean(text))
    return match[1] if match else None


@lru_cache(maxsize=4096)
def phone_problem(number: str) -> str | None:
    """What is odd about one number, as a Japanese sentence for staff; None where nothing is. The digits after
    the area code are not judged: the lines of sample data (03-0000-…) stand for nobody's."""
    plain = clean(number)
    digits = re.sub(r"\D", "", plain)
    if plain in _SHORT or _DIAL.fullmatch(plain):
        return None
    if not digits.startswith("0") or len(digits) < 8:
        lost = _LOST_ZERO.fullmatch(plain) and phone_problem("0" + digits) is None
        return "先頭の0が抜けているようです。" if lost else "市外局番がないか、電話番号ではありません。"
    groups = next((g for prefix, g in _PLACELESS.items() if digits.startswith(prefix)), None)
    if not groups and not _area_codes(digits):
        return "市外局番が正しくないようです。"
    expected = sum(groups) if groups else 10
    return (
        None if len(digits) == expected else f"けた数が合いません({expected}けたのはずが{len(digits)}けた)。"
    )


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[PhoneText, ...]:
    plain = _LONG_DASH.sub("-", _LINKS.sub(" ", clean(_CIRCLED.sub(" ", text)).replace("♯", "#"))).strip()
    if _LOST_ZERO.fullmatch(plain) and phone_problem("0" + plain) is None:
        return (PhoneText(plain, complete=False),)
    found = sorted(_find(plain), key=lambda f: f.start)
    if not found:
        return ()
    phones: dict[str, PhoneText] = {}
    leads_in_brackets = re.fullmatch(r"\([^()]*\)\s*", plain[: found[0].start]) is not None
    lead, before, listed = _lead(plain[: found[0].start]), None, False
    for i, one in enumerate(found):
        is_last = i + 1 == len(found)
        gap = plain[one.end :] if is_last else plain[one.end : found[i + 1].start]
        extension, notes, following = _after(gap, is_last, leads_in_brackets)
        phone = _phone(one, lead, notes, extension)
        if listed and before == "fax" and not lead and not phone.number.startswith(("070", "080", "090")):
            phone = replace(phone, type="fax")  # FAX 03-…、03-…: the word is said once
        phones.setdefault(phone.number, phone)
        before, lead, listed = phone.type, following, gap.strip() in {"、", ",", "・", "/"}
    return tuple(phones.values())


def _find(plain: str) -> Iterator[_Found]:
    whole = [_Found(m.start(), m.end(), m[0]) for m in _DIAL.finditer(plain)]
    for match in _NUMBER.finditer(plain):
        number = _as_number(match, plain[: match.start()])
        if number:
            whole.append(_Found(match.start(), match.end(), number))
    yield from whole
    for match in _SHORT_NUMBER.finditer(plain):
        lead = re.split(r"[、,/;。\n]", plain[: match.start()])[-1].strip()
        if _SHORT_LABEL.fullmatch(lead) or (not lead and (whole or match.start() == 0)):
            yield _Found(match.start(), match.end(), match["number"])
    for match in _LOCAL.finditer(plain):
        inside = any(one.start <= match.start() < one.end for one in whole)
        before, after = plain[: match.start()], plain[match.end() :]
        goes_on = whole and re.search(r"\d\s*[、,・/]\s*$", before)
        if inside or (_maybe_postal(match, plain) and not goes_on):
            continue
        if not _OTHER_NUMBER.search(before) and not _ADDRESS.match(after):
            yield _Found(match.start(), match.end(), match["number"], complete=False)


def _maybe_postal(match: re.Match[str], plain: str) -> bool:
    """960-0000 by itself may be a postal code that slipped into the column; one with a word of the telephone is none."""
    shape = match["number"].index("-") == 3 and not match["number"].startswith(
        "000"
    )  # no postal code has 000
    return shape and not re.search(rf"{_VOICE_WORD}|{_FAX_WORD}|内線|代表|直通", plain, re.IGNORECASE)


def _as_number(match: re.Match[str], before: str) -> str | None:
    """The matched groups with hyphens; None for what only looks like a number."""
    if _OTHER_NUMBER.search(before):
        return None
    one = match["home1"] or (match["abroad1"] and "0" + match["abroad1"])
    if one:
        letters = re.search(r"[A-Za-z]$", before) and not re.search(r"(?:TEL|FAX)$", before, re.IGNORECASE)
        return None if letters or phone_problem(one) else _grouped(one)
    first = match["home3"] or match["home2"] or "0" + (match["abroad3"] or match["abroad2"])
    groups = [first, match["second"], match["third"]] if match["third"] else [first, match["rest"]]
    number, digits = "-".join(groups), sum(map(len, groups))
    if len(groups) == 2 or match["gap"] in (".", " ") or digits == 9:
        # Too loose a shape to be taken for a number that is wrong: it is right, or it is none.
        sure = phone_problem(number) is None or (digits == 9 and match["gap"] == "-" and first in _AREA_CODES)
        return number if sure else None
    return number if digits in (10, 11) and not first.startswith("00") else None


def _grouped(digits: str) -> str:
    """Hyphens for a bare row of digits, only where one single grouping is possible."""
    groups = next((g for prefix, g in _PLACELESS.items() if digits.startswith(prefix)), None)
    codes = _area_codes(digits)
    if not groups and len(codes) == 1:
        groups = (len(codes[0]), 6 - len(codes[0]), 4)
    if not groups:
        return digits
    return f"{digits[: groups[0]]}-{digits[groups[0] : -groups[2]]}-{digits[-groups[2] :]}"


def _area_codes(digits: str) -> list[str]:
    return [digits[:n] for n in (2, 3, 4, 5) if digits[:n] in _AREA_CODES]


def _lead(prefix: str) -> str:
    """What stands before the first number: its own sentence or line."""
    parts = [part.strip() for part in re.split(r"[。\n;]", prefix)]
    return parts[-1] or (parts[-2] if len(parts) > 1 and not parts[-2].startswith("※") else "")


def _after(gap: str, is_last: bool, leads_in_brackets: bool) -> tuple[str | None, list[str], str]:
    """What follows a number: its extension, the notes on it, and the label of the next number."""
    notes, extension = [], None
    if found := _RANGE.match(gap):
        notes.append(found[0].strip("()"))
        gap = gap[found.end() :]
    if found := _EXTENSION.search(gap):
        extension = found[1]
        gap = gap[: found.start()] + gap[found.end() :]
    gap = gap.lstrip(" )")
    while (is_last or not leads_in_brackets) and (found := _ATTACHED.match(gap)):
        notes.append(found[1])
        gap = gap[found.end() :].lstrip(" )") if is_last else gap[found.end() :]
    if is_last:
        return extension, notes if _PARTICLE.match(gap) or not 1 < len(gap) <= 30 else [*notes, gap], ""
    stripped = gap.strip(" ")
    if re.match(r"[、,・/;|。\n]", stripped):
        return extension, notes, _lead(stripped.lstrip("、,・/;|。\n "))
    note, delimiter, label = _split_at_delimiter(stripped)
    return extension, [*notes, note] if delimiter else notes, _lead(label if delimiter else note)


def _split_at_delimiter(text: str) -> tuple[str, str, str]:
    match = re.search(r"[、,/;|。\n]", text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")


def _phone(one: _Found, lead: str, notes: list[str], extension: str | None) -> PhoneText:
    kind: PhoneType = "voice"
    if not any(_BOTH.search(part) for part in (lead, *notes)):
        is_fax = _FAX.search(lead) or any(
            re.fullmatch(rf"{_FAX_WORD}(?:番号|専用)?", n, re.IGNORECASE) for n in notes
        )
        kind = "fax" if is_fax else "text" if any(_TEXT.search(part) for part in (lead, *notes)) else "voice"
        lead = _PLAIN_LABEL.sub("", lead)
    described = " ".join(filter(None, (_label(part) for part in (lead, *notes))))
    fits = 0 < len(described) <= _LONGEST_DESCRIPTION
    return PhoneText(one.number, extension, kind, described if fits else None, one.complete)


def _label(text: str) -> str:
    """保健予防課 out of 「(保健予防課) 」, 代表 out of 「代」."""
    if _RANGE.fullmatch(text):
        return text
    bare = re.sub(r"^[\s:・、,/|;。*※○●◎◇■□☆★-]+|[\s:・、,/|;(]+$", "", text)
    bare = bare.lstrip("(") if ")" not in bare else bare
    inside = re.fullmatch(r"[(\[【<]([^()\[\]【】<>]*)[)\]】>]", bare)
    bare = inside[1].strip() if inside else bare
    bare = "" if re.fullmatch(rf"(?:{_VOICE_WORD}|{_FAX_WORD})(?:番号|専用)?", bare, re.IGNORECASE) else bare
    bare = "代表" if bare == "代" else bare
    if bare in _JOINING or _CONTACT.fullmatch(bare) or re.search(r"\d-\d", bare):
        return ""  # 1-8-15 is an address that stands before the number
    return re.sub(r"\s+", " ", bare)
