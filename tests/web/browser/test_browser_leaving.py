"""「すぐに閉じる」: always at hand, blank at once, and nothing to come back to."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.web.browser.talking import EXIT_PATH, WORRY, Tab

PAGES = ["/", "/widget", "/chat/erase", "/no-such-page"]
NewTab = Callable[..., Tab]


def expect_left(tab: Tab) -> None:
    tab.page.wait_for_url(tab.live.exit_url)
    expect(tab.page.get_by_role("heading")).to_have_text("天気")


def expect_nothing_on_the_way_back(tab: Tab) -> None:
    """Neither the back button nor the address shows a word of the conversation."""
    for _ in range(3):
        tab.page.go_back()
        expect(tab.page.locator(".bubble--parent")).to_have_count(0)
        expect(tab.page.locator("#log .card")).to_have_count(0)
        if tab.page.url == "about:blank":
            break
    tab.open()
    expect(tab.page.locator("#log .bubble")).to_have_count(1)
    assert tab.said() == []


@pytest.mark.parametrize("js", [True, False])
def test_the_exit_is_a_real_link_and_the_first_stop_of_the_keyboard(new_tab: NewTab, js: bool) -> None:
    tab = new_tab(js=js)
    for path in PAGES:
        tab.open(path).page.keyboard.press("Tab")
        focused = tab.page.locator("a:focus")
        expect(focused).to_have_text("すぐに閉じる")
        expect(focused).to_have_attribute("href", "/exit")
        expect(focused).to_be_in_viewport()
        tab.page.keyboard.press("Enter")
        expect_left(tab)


class TestWithJavaScript:
    def test_the_tab_forgets_and_back_leads_past_the_conversation(self, new_tab: NewTab) -> None:
        tab = new_tab()
        tab.page.goto(tab.live.town)
        tab.open().say(WORRY)
        tab.page.click("#exit")
        expect_left(tab)
        tab.page.go_back()
        assert tab.page.url == tab.live.town + "/"
        tab.open()
        assert tab.said() == []
        assert tab.storage() == {"session": 0, "local": 0}

    def test_back_shows_nothing_even_after_walking_within_the_page(self, tab: Tab) -> None:
        tab.say(WORRY)
        tab.page.keyboard.press("Control+Home")
        tab.page.evaluate("location.hash = 'talk'")
        tab.page.click("#exit")
        expect_left(tab)
        expect_nothing_on_the_way_back(tab)

    def test_the_page_is_blank_before_the_next_one_comes(self, tab: Tab) -> None:
        tab.say(WORRY)
        tab.page.route("**" + EXIT_PATH, lambda route: route.fulfill(status=204))  # it never comes
        tab.page.click("#exit")
        expect(tab.page.locator("body")).to_be_hidden()
        expect(tab.page).to_have_title("読み込み中")
        assert tab.storage() == {"session": 0, "local": 0}

    def test_shift_three_times_leaves(self, tab: Tab) -> None:
        tab.say(WORRY)
        tab.page.keyboard.press("Shift")
        tab.page.keyboard.press("Shift")
        expect(tab.page.locator("#exit-status")).to_contain_text("もう1回")
        tab.page.keyboard.press("Shift")
        expect_left(tab)
        expect_nothing_on_the_way_back(tab)

    def test_writing_capitals_and_tabbing_back_do_not_leave(self, tab: Tab) -> None:
        tab.page.focus("#text")
        for key in ("Shift+A", "Shift+B", "Shift+C", "Shift+Tab", "Shift+Tab", "Shift+Tab"):
            tab.page.keyboard.press(key)
        expect(tab.page.locator("#exit-status")).to_be_empty()
        assert tab.page.url == tab.live.url + "/"


class TestWithoutJavaScript:
    def test_the_cookie_is_gone_and_back_shows_no_conversation(self, plain_tab: Tab) -> None:
        plain_tab.say(WORRY)
        plain_tab.say("人と話したいです")
        assert plain_tab.context.cookies()
        plain_tab.page.click("#exit")
        expect_left(plain_tab)
        assert plain_tab.context.cookies() == []
        expect_nothing_on_the_way_back(plain_tab)
