"""Security headers for every answer of the public app.

Nothing inline, nothing from a third party, no framing except `/widget` by the origins in the configuration.
`setdefault` throughout: a view that knows better (an API answer that may be cached) has the last word.
"""

from flask import Flask, Response, request

from web.chat.interface import house

POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
)
FIXED = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
WIDGET = "chat.widget"
EMBED_SCRIPT = "embed.js"


def apply(app: Flask) -> None:
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    framed = request.endpoint == WIDGET
    ancestors = (house().config.embed_origins if framed else ()) or ("'none'",)
    policy = "; ".join((*POLICY, f"frame-ancestors {' '.join(ancestors)}"))
    response.headers.setdefault("Content-Security-Policy", policy)
    for name, value in FIXED.items():
        response.headers.setdefault(name, value)
    if not framed:
        response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers.setdefault("Cross-Origin-Resource-Policy", _who_may_load(framed))
    if response.mimetype == "text/html":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _who_may_load(framed: bool) -> str:
    """`embed.js` and the widget are made to be loaded by the town's other pages; nothing else is."""
    loads_script = request.endpoint == "static" and (request.view_args or {}).get("filename") == EMBED_SCRIPT
    return "cross-origin" if framed or loads_script else "same-origin"
