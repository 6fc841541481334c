"""One line of script on a page of the town, which is another origin than the chat."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.web.browser.talking import WORRY, Live, Tab
from tests.web.browser.town import LABEL

NewTab = Callable[..., Tab]
IN_WIDGET = "document.activeElement.shadowRoot?.activeElement?.tagName"


@pytest.fixture
def town_page(new_tab: NewTab, live: Live) -> Page:
    page = new_tab(width=1280, height=900).page
    page.goto(live.town)
    return page


def widget_of(page: Page, live: Live) -> Frame:
    """The frame of the chat, once it has taken over."""
    frame = page.locator(f"iframe[src='{live.url}/widget']").element_handle().content_frame()
    assert frame
    frame.wait_for_url(f"{live.url}/widget")
    frame.locator("html.ready").wait_for()
    return frame


def say(frame: Frame, text: str) -> None:
    answers = frame.locator("#log .entry--bot").count()
    frame.fill("#text", text)
    frame.press("#text", "Enter")
    expect(frame.locator("#log .entry--bot")).to_have_count(answers + 1)


def open_widget(page: Page, live: Live) -> Frame:
    page.get_by_role("button", name=LABEL).click()
    return widget_of(page, live)


class TestByKeyboard:
    def test_opens_takes_the_focus_and_gives_it_back(self, town_page: Page, live: Live) -> None:
        page = town_page
        page.get_by_role("button", name=LABEL).wait_for()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=LABEL)).to_be_focused()
        page.keyboard.press("Enter")
        frame = widget_of(page, live)
        expect(page.get_by_role("dialog", name=LABEL)).to_be_visible()
        assert page.evaluate(IN_WIDGET) == "IFRAME"
        page.keyboard.press("Tab")
        expect_inside(frame, "exit")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_role("button", name=LABEL)).to_be_focused()

    @pytest.mark.parametrize("width", [390, 1280])
    def test_escape_closes_from_the_text_box_and_the_conversation_stays(
        self, new_tab: NewTab, live: Live, width: int
    ) -> None:
        page = new_tab(width=width).page
        page.goto(live.town)
        frame = open_widget(page, live)
        say(frame, WORRY)
        cards = frame.locator("#log .card").count()
        assert cards
        frame.press("#text", "Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_role("button", name=LABEL)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog")).to_be_visible()
        expect(frame.locator("#log .card")).to_have_count(cards)
        assert page.context.cookies() == []

    def test_the_panel_has_its_own_button_to_close(self, town_page: Page, live: Live) -> None:
        open_widget(town_page, live)
        town_page.get_by_role("button", name="たたむ").click()
        expect(town_page.get_by_role("button", name=LABEL)).to_be_focused()

    def test_escape_in_the_question_before_erasing_closes_only_that(
        self, town_page: Page, live: Live
    ) -> None:
        frame = open_widget(town_page, live)
        frame.click("#erase-link")
        expect(frame.locator("#erase")).to_be_visible()
        town_page.keyboard.press("Escape")
        expect(frame.locator("#erase")).to_be_hidden()
        expect(town_page.get_by_role("dialog", name=LABEL)).to_be_visible()


class TestLeaving:
    @pytest.mark.parametrize("by", ["link", "shift"])
    def test_the_whole_page_goes_away(self, town_page: Page, live: Live, by: str) -> None:
        frame = open_widget(town_page, live)
        say(frame, WORRY)
        if by == "link":
            frame.click("#exit")
        else:
            frame.focus("#text")
            for _ in range(3):
                town_page.keyboard.press("Shift")
        town_page.wait_for_url(live.exit_url)
        town_page.goto(live.town)
        frame = open_widget(town_page, live)
        expect(frame.locator(".bubble--parent")).to_have_count(0)


class TestStrangers:
    def test_a_frame_of_another_site_cannot_speak_for_the_widget(self, new_tab: NewTab, live: Live) -> None:
        page = new_tab(width=1280).page
        page.goto(f"{live.town}/beside")
        open_widget(page, live)
        claims = page.frame(url=f"{live.stranger}/claims")
        assert claims
        claims.evaluate("for (const wish of ['michi:close', 'michi:exit']) parent.postMessage(wish, '*')")
        page.evaluate("for (const wish of ['michi:close', 'michi:exit']) window.postMessage(wish, '*')")
        page.wait_for_timeout(200)
        expect(page.get_by_role("dialog", name=LABEL)).to_be_visible()
        assert page.url == f"{live.town}/beside"

    def test_the_widget_tells_nothing_to_a_page_that_only_says_hello(
        self, new_tab: NewTab, live: Live
    ) -> None:
        """The widget alone in a tab, greeted by itself: it knows no page around it and leaves by its link."""
        page = new_tab().open("/widget").page
        page.evaluate("window.heard = []; addEventListener('message', (event) => heard.push(event.data))")
        page.evaluate("postMessage('michi:hello', '*')")
        page.keyboard.press("Escape")
        page.wait_for_timeout(100)
        assert page.evaluate("heard") == ["michi:hello"]

    @pytest.mark.parametrize("path", ["/frames-page", "/frames-widget"])
    def test_another_origin_may_frame_nothing(self, new_tab: NewTab, live: Live, path: str) -> None:
        page = new_tab().page
        page.goto(live.stranger + path)
        expect_refused(page, live)

    def test_and_the_town_only_the_widget(self, new_tab: NewTab, live: Live) -> None:
        page = new_tab().page
        page.goto(f"{live.town}/frames-page")
        expect_refused(page, live)
        page.goto(f"{live.town}/frames-widget")
        expect(page.frame_locator("iframe").locator("#text")).to_be_visible()


def expect_inside(frame: Frame, element_id: str) -> None:
    """The keyboard has arrived at this element of the frame (a frame is told a moment later)."""
    for _ in range(100):
        if frame.evaluate("document.activeElement.id") == element_id:
            return
        frame.page.wait_for_timeout(20)
    raise AssertionError(f"the focus is not on {element_id}")


def expect_refused(page: Page, live: Live) -> None:
    assert not [frame.url for frame in page.frames if frame.url.startswith(live.url)]
    expect(page.frame_locator("iframe").locator("#text")).to_have_count(0)
