"""The chat page of the town, its widget, and the safe exit.

Two ways in, one conversation:

- **Without JavaScript** the page is forms and server-rendered HTML. `POST /chat` answers with a redirect
  to `/`, and the conversation is read back from the house. A session cookie names it.
- **With JavaScript** `static/chat/chat.js` takes over the same markup and speaks the public `/api/v1` in
  JSON. Its token stays in `sessionStorage`, so it also works in a frame, where a strict cookie does not.

Why JSON and a DOM builder, and not HTML fragments from the server: the page is then an ordinary client of
the documented API (no second family of endpoints to guard and keep in step), and it never turns a string
into markup. `createElement` and `textContent` are all that `render.js` uses, and the policy
`require-trusted-types-for 'script'` makes the browser refuse anything else. The price is that each reply
type is drawn twice, in `templates/chat/replies.html` and in `render.js`; a browser test compares the two.
"""

from typing import cast

from flask import Blueprint, Flask

from web.chat import cookie, labels, pages

blueprint = Blueprint("chat", __name__)
blueprint.record_once(lambda state: cookie.configure(cast(Flask, state.app)))
labels.add_to(blueprint)
pages.add_to(blueprint)

__all__ = ["blueprint"]
