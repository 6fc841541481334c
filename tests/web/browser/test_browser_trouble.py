"""The connection breaks, the server breaks: nothing is lost, nothing is stored twice, the numbers stay."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Error, Route, expect

from tests.web.browser.talking import HELP, LATE, WORRY, Live, Tab
from web.api.problems import DETAILS

MESSAGES = "**/api/v1/conversations/*/messages"
CONVERSATIONS = "**/api/v1/conversations"


def lost_on_the_way(route: Route) -> None:
    route.abort("connectionreset")


def lost_on_the_way_back(route: Route) -> None:
    route.fetch()
    route.abort("connectionreset")


def expect_delivered(tab: Tab) -> None:
    expect(tab.page.locator("[data-pending]")).to_have_count(0)
    expect(tab.page.locator(".notice")).to_have_count(0)


def expect_numbers(tab: Tab) -> None:
    """The way to the emergency numbers, from the text box, with nothing else working."""
    tab.page.locator(".composer__links a", has_text=HELP).click()
    for number in ("110", "119", "189"):
        expect(tab.page.locator(f"#help a[href='tel:{number}']")).to_be_in_viewport(ratio=0.01)


class TestTheConnectionIsLost:
    @pytest.mark.parametrize(
        ("what", "lose"),
        [(CONVERSATIONS, lost_on_the_way), (MESSAGES, lost_on_the_way), (MESSAGES, lost_on_the_way_back)],
    )
    def test_the_message_is_marked_then_sent_by_itself_and_stored_once(
        self, tab: Tab, what: str, lose: Callable[[Route], None]
    ) -> None:
        tab.page.route(what, lose, times=1)
        tab.page.fill("#text", WORRY)
        tab.page.keyboard.press("Enter")
        expect(tab.page.locator(".entry__mark")).to_contain_text(LATE)
        expect(tab.page.locator("#alert")).to_contain_text("つながったら自動で送ります")
        expect(tab.page.locator("#log .card").first).to_be_visible()
        expect_delivered(tab)
        assert tab.said() == tab.stored() == [WORRY]

    def test_messages_written_meanwhile_arrive_in_order(self, tab: Tab) -> None:
        tab.say("こんにちは")
        tab.context.set_offline(True)
        for text in (WORRY, "人と話したいです"):
            tab.page.fill("#text", text)
            tab.page.keyboard.press("Enter")
        expect(tab.page.locator("[data-pending]")).to_have_count(2)
        expect(tab.page.locator(".entry__mark", has_text=LATE)).to_have_count(1)
        tab.context.set_offline(False)
        expect(tab.page.locator("#log .desk")).to_be_visible()
        expect_delivered(tab)
        assert tab.said() == tab.stored() == ["こんにちは", WORRY, "人と話したいです"]

    def test_a_reload_meanwhile_loses_nothing(self, tab: Tab) -> None:
        tab.page.route(MESSAGES, lost_on_the_way_back)
        tab.page.fill("#text", WORRY)
        tab.page.keyboard.press("Enter")
        expect(tab.page.locator(".entry__mark")).to_contain_text(LATE)
        tab.page.unroute(MESSAGES)
        tab.page.reload()
        expect(tab.page.locator("#log .card").first).to_be_visible()
        expect_delivered(tab)
        assert tab.said() == tab.stored() == [WORRY]

    def test_the_numbers_can_be_read_with_no_network_at_all(self, tab: Tab) -> None:
        tab.context.set_offline(True)
        expect_numbers(tab)

    def test_and_without_javascript(self, plain_tab: Tab) -> None:
        plain_tab.context.set_offline(True)
        plain_tab.page.locator("#help summary").click()
        expect(plain_tab.page.locator("#help a[href='tel:110']")).to_be_visible()


class TestTheServerAnswersWithAnError:
    @pytest.mark.parametrize(("status", "code"), [(500, "internal_error"), (503, "unavailable")])
    def test_the_parent_sees_what_happens_next_and_where_help_is(
        self, tab: Tab, status: int, code: str
    ) -> None:
        problem = json.dumps({"status": status, "code": code, "detail": DETAILS[code]})

        def broken(route: Route) -> None:
            route.fulfill(status=status, content_type="application/problem+json", body=problem)

        tab.page.route(MESSAGES, broken)
        tab.page.fill("#text", WORRY)
        tab.page.keyboard.press("Enter")
        alert = tab.page.get_by_role("alert").first
        expect(alert).to_contain_text("つながったら自動で送ります")
        expect(alert.get_by_role("link")).to_have_text(f"「{HELP}」")
        expect_numbers(tab)
        tab.page.unroute(MESSAGES)
        expect_delivered(tab)
        assert tab.stored() == [WORRY]

    @pytest.mark.parametrize("body", ["<html>502</html>", "null"])
    def test_an_answer_that_is_no_answer_is_tried_again(self, tab: Tab, body: str) -> None:
        tab.page.route(MESSAGES, lambda route: route.fulfill(status=502, body=body), times=1)
        tab.say(WORRY)
        expect_delivered(tab)
        assert tab.stored() == [WORRY]

    def test_a_message_that_is_refused_comes_back_to_the_box(self, tab: Tab) -> None:
        detail = "文が長すぎます。"
        body = json.dumps({"status": 413, "code": "message_too_long", "detail": detail})
        tab.page.route(MESSAGES, lambda route: route.fulfill(status=413, body=body))
        tab.page.fill("#text", WORRY)
        tab.page.keyboard.press("Enter")
        expect(tab.page.locator("#alert")).to_have_text(detail)
        expect(tab.page.locator("#text")).to_have_value(WORRY)
        assert tab.said() == []

    def test_without_javascript_the_text_stays_and_the_numbers_are_open(self, plain_tab: Tab) -> None:
        with broken_house(plain_tab.live):
            plain_tab.page.fill("#text", WORRY)
            plain_tab.page.click("#composer .send")
            expect(plain_tab.page.locator("#alert")).to_contain_text("もう一度送ってください")
            expect(plain_tab.page.locator("#text")).to_have_value(WORRY)
            expect(plain_tab.page.locator("#help a[href='tel:110']")).to_be_visible()
        plain_tab.page.click("#composer .send")
        expect(plain_tab.page.locator("#log .card").first).to_be_visible()
        assert plain_tab.stored() == [WORRY]

    def test_a_conversation_erased_elsewhere_goes_on_as_a_new_one(self, tab: Tab) -> None:
        tab.say(WORRY)
        tab.live.house.conversations.erase(tab.conversation_id())
        tab.say("人と話したいです")
        expect(tab.page.locator("#log .desk")).to_be_visible()
        assert tab.stored() == ["人と話したいです"]


class _Down:
    """Conversations with the database gone."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError("down")


@contextmanager
def broken_house(live: Live) -> Iterator[None]:
    live.app.extensions["house"] = replace(live.house, conversations=_Down())  # type: ignore[arg-type]
    try:
        yield
    finally:
        live.app.extensions["house"] = live.house


def test_a_page_that_cannot_be_reached_says_so(tab: Tab) -> None:
    """The tests above can really cut the line."""
    tab.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        tab.page.reload()
