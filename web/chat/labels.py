"""How a value of a reply is written on the page. `static/chat/labels.js` says the same in JavaScript."""

import re
import unicodedata

from flask import Blueprint

# Records write the hyphen in many ways, the long-vowel mark among them.
_PHONE = re.compile(r"#\d{3,5}|\d[\d()\-‐‑–—−ー ]*\d")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)")


def tel_href(number: str | None) -> str | None:
    """`tel:` link of the first number in the text, or None. A "#" must be escaped in a URL (RFC 3966)."""
    found = _PHONE.search(unicodedata.normalize("NFKC", number or ""))
    if not found:
        return None
    digits = re.sub(r"[^\d#]", "", found[0])
    return "tel:" + digits.replace("#", "%23") if len(digits) >= 3 else None


def open_label(open_now: bool | None) -> str:
    if open_now is None:
        return "開いているかは要確認"
    return "いま開いています" if open_now else "いま閉まっています"


def next_label(next_open: str) -> str:
    return f"(次は {moment_label(next_open)}から)"


def moment_label(value: str) -> str:
    """An ISO moment as 11/24 8:30; any other text as it is, without its own closing から."""
    found = _MOMENT.match(value)
    if not found:
        return value.removesuffix("から")
    _, month, day, hour, minute = found.groups()
    return f"{int(month)}/{int(day)} {int(hour)}:{minute}"


def day_label(value: str) -> str:
    """2026-11-01 as 2026年11月1日; any other text as it is."""
    found = _DAY.match(value)
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else value


def web_link(url: str | None) -> str | None:
    """Only web addresses become links (never `javascript:`)."""
    return url if url and re.match(r"https?://", url, re.IGNORECASE) else None


def add_to(blueprint: Blueprint) -> None:
    for label in (tel_href, open_label, next_label, day_label, web_link):
        blueprint.add_app_template_filter(label)
