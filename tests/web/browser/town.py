"""The town's own web server: a page with the widget, an everyday page to leave to, and pages that mean ill."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

LABEL = "相談先をさがす"
_PAGE = """<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>星見市</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main>{body}</main></body></html>"""
_BODIES = {
    "/": '<h1>星見市 子育てのページ</h1><p><a href="/weather">天気</a></p>'
    '<script src="{chat}/static/embed.js" data-label="' + LABEL + '" async></script>',
    "/weather": "<h1>天気</h1><p>あしたは晴れです。</p>",
    # Another site's frame beside the widget, which claims to be it.
    "/beside": '<h1>星見市</h1><iframe title="広告" src="{stranger}/claims"></iframe>'
    '<script src="{chat}/static/embed.js" data-label="' + LABEL + '" async></script>',
    "/claims": "<p>広告</p><script>for (const wish of ['michi:close', 'michi:exit']) parent.postMessage(wish, '*');"
    "document.title = 'said'</script>",
    "/frames-page": '<h1>枠</h1><iframe title="枠" src="{chat}/"></iframe>',
    "/frames-widget": '<h1>枠</h1><iframe title="枠" src="{chat}/widget"></iframe>',
}


class Town:
    """`chat` and `stranger` are filled in once the ports are known."""

    chat = ""
    stranger = ""

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        body = _BODIES.get(environ["PATH_INFO"])
        start_response("200 OK" if body else "204 No Content", [("Content-Type", "text/html; charset=utf-8")])
        filled = (body or "").replace("{chat}", self.chat).replace("{stranger}", self.stranger)
        return [_PAGE.format(body=filled).encode()] if body else []
