"""Refuse a form that another site sent in the parent's name (CSRF).

Every current browser says where a request comes from in `Sec-Fetch-Site`. For older ones there is `Origin`,
but `Referrer-Policy: no-referrer` turns it into "null" on the page's own forms, so "null" or nothing is let
through: there the strict cookie, which another site's form never carries, is the protection.
"""

from urllib.parse import urlsplit

from flask import Request


def comes_from_here(request: Request) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.host
