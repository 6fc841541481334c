"""The public pages: talk, erase, leave. Each view parses, acts, and redirects or renders."""

import hashlib
import logging

from flask import Blueprint, Response, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from bot.conversation import BadMessage
from web.chat.cookie import COOKIE_NAME, Visit, forget, remember
from web.chat.errors import error_page
from web.chat.interface import House, house
from web.chat.origin import comes_from_here
from web.chat.view import Notice, chat_page, known_visit, small_page

log = logging.getLogger(__name__)
ERASED = Notice("話の内容を消しました。", error=False)
NOT_ERASED = Notice(
    "いまは消せませんでした。少し待って、もう一度「話の内容を消す」を押してください。", trouble=True
)
NOT_SENT = "いま、うまく送れませんでした。少し待って、もう一度送ってください。"


def add_to(blueprint: Blueprint) -> None:
    blueprint.before_request(refuse_other_sites)
    blueprint.add_url_rule("/", view_func=index)
    blueprint.add_url_rule("/widget", view_func=widget)
    blueprint.add_url_rule("/chat", view_func=send, methods=["POST"])
    blueprint.add_url_rule("/chat", endpoint="chat_by_hand", view_func=back_to_page)
    blueprint.add_url_rule("/chat/erase", view_func=ask_erase)
    blueprint.add_url_rule("/chat/erase", view_func=erase, methods=["POST"])
    blueprint.add_url_rule("/exit", view_func=leave)


def refuse_other_sites() -> tuple[str, int] | None:
    if request.method == "POST" and not comes_from_here(request):
        return error_page(403)
    return None


def index() -> str:
    return chat_page(notice=ERASED if request.args.get("done") == "erased" else None)


def widget() -> str:
    return chat_page(widget=True, notice=ERASED if request.args.get("done") == "erased" else None)


def back_to_page() -> AnyResponse:
    """Somebody reloaded the address of the form."""
    return redirect(url_for("chat.index"), 303)


def send() -> AnyResponse | tuple[str, int]:
    text = request.form.get("text", "")
    try:
        deliver(house(), text)
    except BadMessage as bad:
        return chat_page(notice=Notice(bad.detail, draft=text)), 422
    except Exception as trouble:  # the text must not be lost, whatever broke
        log.error("a message was not taken: %s", type(trouble).__name__)
        return chat_page(notice=Notice(NOT_SENT, draft=text, trouble=True)), 503
    return redirect(url_for("chat.index", _anchor="latest"), 303)


def deliver(home: House, text: str) -> None:
    """The first message makes the conversation and the cookie, unless it is one that cannot be taken."""
    visit = known_visit(home)
    if visit:
        home.conversations.send(visit.conversation_id, text, message_id(text))
        return
    started = home.conversations.start()
    try:
        home.conversations.send(started.conversation_id, text, message_id(text))
    except BadMessage:
        home.conversations.erase(started.conversation_id)
        raise
    remember(Visit(started.conversation_id, started.token))


def message_id(text: str) -> str | None:
    """The same for a second press on the same page, another one for another text from that page."""
    page_id = request.form.get("client_message_id", "")
    return hashlib.sha256(f"{page_id}\n{text}".encode()).hexdigest()[:32] if page_id else None


def ask_erase() -> str:
    return small_page("chat/erase.html")


def erase() -> AnyResponse | tuple[str, int]:
    try:
        home = house()
        visit = known_visit(home)
        if visit:
            home.conversations.erase(visit.conversation_id)
    except Exception as trouble:  # saying "erased" when it is not would be worse than any error
        log.error("a conversation was not erased: %s", type(trouble).__name__)
        return chat_page(notice=NOT_ERASED), 503
    forget()
    return redirect(url_for("chat.index", done="erased"), 303)


def leave() -> Response:
    """Away to an everyday page.

    `Clear-Site-Data: "cache"` also empties the back/forward cache, so the back button brings no conversation
    back. Not "cookies": that would clear the cookies of the town's whole domain, and being logged out
    elsewhere gives the visit away; our own cookie is deleted by name. Not "storage": without JavaScript there
    is none, and with it `exit.js` has emptied it before it comes here.
    """
    response = make_response(redirect(house().config.exit_url, 303))
    response.delete_cookie(COOKIE_NAME, httponly=True, samesite="Strict", secure=request.is_secure)
    response.headers["Clear-Site-Data"] = '"cache"'
    response.headers["Cache-Control"] = "no-store"
    return response
