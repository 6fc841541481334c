"""Telephone numbers out of a cell or a sentence: whose each one is, its extension, and what is odd about it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from resources_db.reading.phone_numbers import AREA_CODES, DIAL, LOST_ZERO, SHORT, grouped, phone_problem
from resources_db.reading.text import clean

__all__ = ["PhoneText", "PhoneType", "phone_problem", "read_extension", "read_phone_list", "read_phones"]

PhoneType = Literal["voice", "fax", "text"]  # of the types of HSDS 3.0, those that town lists tell


@dataclass(frozen=True, slots=True)
class PhoneText:
    """`complete` is False where the area code, the leading 0 or a digit is missing or too many (phone_problem):
    the number is kept as it stands."""

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
_SHORT_NUMBER = re.compile(rf"(?<![\d#-])(?P<number>{'|'.join(SHORT)})番?(?=\s*(?:$|[、,・/;。\n()」』]))")
_SHORT_LABEL = re.compile(
    r".*(?:電話|TEL|☎|ダイヤル|ホットライン|いちはやく|局番なし(?:の|で)?|警察署?|消防[署局]?|救急|海上保安庁)\s*[:「『(]?\s*", re.IGNORECASE
)  # fmt: skip
# 市外局番のない番号。年度(2026-2027)ではない
_LOCAL = re.compile(
    r"(?<![\d〒.(~第-])(?!(?:19|20)\d\d-)(?P<number>(?:[2-9]\d{1,3}|000)-\d{4})(?![\d円年月日号人-])"
)
# 電話ではない番号の名前が、すぐ前にある
_OTHER_NUMBER = re.compile(
    r"(?:(?:口座|会員|登録|受付|許可|認可|指定|事業所|事業者|法人|個人|整理|証|管理|施設|機関|制度|申請|注文|郵便|識別|保険者|利用者|届出)番号"
    r"|コード|記号|普通|当座|振替|マイナンバー|ISBN(?:-1[03])?|(?<![A-Za-z])(?:No\.?|ID)|[〒第¥])\s*[:=]?\s*\(?$", re.IGNORECASE
)  # fmt: skip
_ADDRESS = re.compile(r"\s*[^\d\s、,()/・]{0,12}[都道府県市区町村郡丁]")
_LINKS = re.compile(r"https?://\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|〒\s*\d{3}-?\d{4}")
_CIRCLED = re.compile("[①-⑳]")  # ①03-…: no digit of the number
_MIDDLE_DOTS = re.compile(r"(?<![\d・-])(0\d{1,4})・(\d{1,4})・(\d{3,4})(?![\d・-])")
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
_TEXT_ONLY = re.compile(
    r"専用|のみ|限定|だけ|(?:電話|通話|音声)(?:は|での?(?:対応|受付)は?)?(?:不可|でき|つなが|受け|なし)"
)
_VOICE_TOO = re.compile(rf"{_VOICE_WORD}|通話|音声|携帯|可|対応|OK|兼|も", re.IGNORECASE)
# 今はかからない番号。「IP電話からは使用できません」は、ほかの電話ではかかる
_GONE = (
    r"(?:廃止|廃番|欠番|解約|閉鎖|(?:使用|利用|ご利用)(?:でき(?:ません|ない|なく)|いただけません|不可|を?(?:終了|停止|中止))"
    r"|使え(?:ません|ない|なく)|使われて(?:い|お)|つなが(?:りません|らない|らなく)|通じ(?:ません|ない)|かかりません)(?!とき|時|場合|際|方|人|なら)"
)
_WHEN = (
    r"(?:[令平]和?[\d年月日末.]*|[\d年月日末./]*)(?:をもちまして|をもって|付けで?|から|より|以降|で|に|は)?"
)
_DEAD_LABEL = re.compile(
    rf"(?:旧|以前の|変更前(?:の)?)(?:の?(?:電話|連絡先|代表|{_VOICE_WORD}))?(?:の?番号)?(?:[\s:(].*)?|{_WHEN}{_GONE}(?:済み?|(?:に|と)?(?:しま|なりま|されま)した|の番号|番号|電話)?[\s:]*"
)
_DEAD_AFTER = re.compile(
    rf"[\s(]*(?:の?(?:番号|電話)?は[\s、]*)?(?:現在|もう|既に|すでに|今は)?[\s、は]*{_WHEN}{_GONE}"
)
_CHANGED = re.compile(r"\s*(?:から|→|⇒|より)\s*")
_INTO_THAT = re.compile(r"[\s)]*(?:へ|に)(?:番号が?)?変[更わ]")
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
def _read(text: str) -> tuple[PhoneText, ...]:
    plain = _LONG_DASH.sub("-", _LINKS.sub(" ", clean(_CIRCLED.sub(" ", text)).replace("♯", "#"))).strip()
    plain = _MIDDLE_DOTS.sub(_with_hyphens, plain)
    if LOST_ZERO.fullmatch(plain) and phone_problem("0" + plain) is None:
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
        beyond = "" if is_last else plain[found[i + 1].end :]
        changed = _CHANGED.fullmatch(gap) and _INTO_THAT.match(beyond)
        if changed or _is_dead(lead, notes, gap):
            said_after = changed or _DEAD_AFTER.match(gap) and _is_dead(following, [], "")
            before, lead, listed = None, "" if said_after else following, False
            continue
        phone = _phone(one, lead, notes, extension)
        if listed and before == "fax" and not lead and not phone.number.startswith(("070", "080", "090")):
            phone = replace(phone, type="fax")  # FAX 03-…、03-…: the word is said once
        phones.setdefault(phone.number, phone)
        before, lead, listed = phone.type, following, gap.strip() in {"、", ",", "・", "/"}
    return tuple(phones.values())


def _with_hyphens(match: re.Match[str]) -> str:
    """0978・00・0101, where that is a whole number."""
    number = "-".join(match.groups())
    return number if phone_problem(number) is None else match[0]


def _is_dead(lead: str, notes: list[str], after: str) -> bool:
    """廃止, 旧 and 使用できません, said right before or right after the number."""
    labels = (_bare(part) for part in (lead, *notes))
    return any(_DEAD_LABEL.fullmatch(label) for label in labels) or bool(_DEAD_AFTER.match(after))


def _find(plain: str) -> Iterator[_Found]:
    whole = [_Found(m.start(), m.end(), m[0]) for m in DIAL.finditer(plain)]
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
        return None if letters or phone_problem(one) else grouped(one)
    first = match["home3"] or match["home2"] or "0" + (match["abroad3"] or match["abroad2"])
    groups = [first, match["second"], match["third"]] if match["third"] else [first, match["rest"]]
    number, digits = "-".join(groups), sum(map(len, groups))
    if len(groups) == 2 or match["gap"] in (".", " ") or digits == 9:
        # Too loose a shape to be taken for a number that is wrong: it is right, or it is none.
        sure = phone_problem(number) is None or (digits == 9 and match["gap"] == "-" and first in AREA_CODES)
        return number if sure else None
    return number if digits in (10, 11) and not first.startswith("00") else None


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
        kind = "fax" if is_fax else "text" if any(map(_is_for_text, (lead, *notes))) else "voice"
        lead = _PLAIN_LABEL.sub("", lead)
    described = " ".join(filter(None, (_label(part) for part in (lead, *notes))))
    fits = 0 < len(described) <= _LONGEST_DESCRIPTION
    complete = one.complete and phone_problem(one.number) is None
    return PhoneText(one.number, extension, kind, described if fits else None, complete)


def _is_for_text(part: str) -> bool:
    """SMS, SMS専用; but not 電話・SMS, SMS可."""
    return bool(_TEXT.search(part) and (_TEXT_ONLY.search(part) or not _VOICE_TOO.search(part)))


def _bare(text: str) -> str:
    """A label without its marks and brackets."""
    bare = re.sub(r"^[\s:・、,/|;。*※○●◎◇■□☆★-]+|[\s:・、,/|;(]+$", "", text)
    bare = bare.lstrip("(") if ")" not in bare else bare
    inside = re.fullmatch(r"[(\[【<]([^()\[\]【】<>]*)[)\]】>]", bare)
    return inside[1].strip() if inside else bare


def _label(text: str) -> str:
    """保健予防課 out of 「(保健予防課) 」, 代表 out of 「代」."""
    if _RANGE.fullmatch(text):
        return text
    bare = _bare(text)
    bare = "" if re.fullmatch(rf"(?:{_VOICE_WORD}|{_FAX_WORD})(?:番号|専用)?", bare, re.IGNORECASE) else bare
    bare = "代表" if bare == "代" else bare
    if bare in _JOINING or _CONTACT.fullmatch(bare) or re.search(r"\d-\d", bare):
        return ""  # 1-8-15 is an address that stands before the number
    return re.sub(r"\s+", " ", bare)
