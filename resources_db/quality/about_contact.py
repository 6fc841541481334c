"""Rules on how a parent gets in touch: telephone numbers, addresses on the web."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from resources_db.quality.looking import Looked, Problem, Town, problem
from resources_db.reading.phones import phone_problem, read_phone_list
from resources_db.reading.text import clean

_PHONE_HEADER = re.compile(r"電話|TEL|phone", re.IGNORECASE)
_FAX_HEADER = re.compile(r"FAX|ファ[ック]", re.IGNORECASE)
# 0800 は無料通話。080-0… という携帯番号はない
_MOBILE = re.compile(r"(?<![\d-])\(?(?!0800)0[789]0\)?[-. ]?\d{4}[-. ]?\d{4}(?![\d-])")
_NOT_IN_A_URL = re.compile(r"[\s、，]|[;,]https?:")  # words after it, or a second address
_EMAIL = re.compile(r"[^@\s,、;]+@[^@\s,、;]+\.[^@\s,、;.]+")


def wrong_national_number(looked: Looked, town: Town) -> Iterator[Problem]:
    """Dead or misprinted national numbers, wherever they stand in the record."""
    numbers = _any_of(tuple(town.wrong_numbers))
    if not numbers:
        return
    right = {_digits(wrong): instead for wrong, instead in town.wrong_numbers.items()}
    for name, text in looked.texts():
        for match in numbers.finditer(clean(text)):
            yield problem("wrong_national_number", name, match[0], right=right[_digits(match[0])])


def impossible_number(looked: Looked, town: Town) -> Iterator[Problem]:
    for phone in looked.document["phones"]:
        if told := phone_problem(phone["number"]):
            yield problem("impossible_number", "phones", phone["number"], told=told)


def unread_number(looked: Looked, town: Town) -> Iterator[Problem]:
    """A telephone cell in which no number was found."""
    if looked.voices():
        return
    for header, cell in looked.raw(_PHONE_HEADER):
        digits = re.search(r"\d", clean(cell))
        if digits and not _FAX_HEADER.search(clean(header)) and not read_phone_list(cell):
            yield problem("unread_number", header, cell)


def two_numbers(looked: Looked, town: Town) -> Iterator[Problem]:
    """Several numbers of which nothing says which is for what."""
    unlabelled = [phone["number"] for phone in looked.voices() if not phone["description"]]
    if len(unlabelled) > 1:
        yield problem("two_numbers", "phones", " / ".join(unlabelled))


def private_mobile(looked: Looked, town: Town) -> Iterator[Problem]:
    seen = set()
    for name, text in looked.texts():
        for match in _MOBILE.finditer(clean(text)):
            if _digits(match[0]) not in seen:
                seen.add(_digits(match[0]))
                yield problem("private_mobile", name, match[0])


def no_contact(looked: Looked, town: Town) -> Iterator[Problem]:
    if not looked.voices() and not looked.document["places"]:
        yield problem("no_contact", "phones")


def not_a_url(looked: Looked, town: Town) -> Iterator[Problem]:
    urls = [("url", looked.document["url"]), *(("places", p["url"]) for p in looked.document["places"])]
    for name, url in urls:
        if url and not is_url(url):
            yield problem("not_a_url", name, url)


def not_an_email(looked: Looked, town: Town) -> Iterator[Problem]:
    emails = [("email", looked.document["email"])]
    emails += [("contacts", contact["email"]) for contact in looked.document["contacts"]]
    for name, email in emails:
        if email and not _EMAIL.fullmatch(email):
            yield problem("not_an_email", name, email)


def is_url(text: str) -> bool:
    """One web address that a browser opens: http or https, and a host with a dot."""
    try:
        parts = urlsplit(text)
    except ValueError:  # [ without ]
        return False
    host = (parts.hostname or "").strip(".")
    return parts.scheme in {"http", "https"} and "." in host and not _NOT_IN_A_URL.search(text)


@lru_cache(maxsize=8)
def _any_of(numbers: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of the numbers, however it is cut by hyphens, spaces or brackets."""
    spelled = [r"[-() .]{0,2}".join(_digits(number)) for number in numbers]
    return re.compile(rf"(?<!\d)(?<!\d-)(?:{'|'.join(spelled)})(?!-?\d)") if spelled else None


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
