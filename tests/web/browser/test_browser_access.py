"""For everybody: axe finds nothing, the keyboard reaches everything, and it fits a small or enlarged screen."""

import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, ViewportSize, expect

from tests.web.browser.talking import DESPAIR, HELP, WORRY, Live, Tab
from tests.web.browser.town import LABEL

NewTab = Callable[..., Tab]
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (390, 1280)


def axe_source() -> str:
    spec = importlib.util.find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        pytest.skip("axe_playwright_python がありません (make setup)")
    return Path(spec.origin).with_name("axe.min.js").read_text("utf-8")


def violations(place: Page | Frame) -> list[str]:
    found: dict[str, Any] = place.evaluate(
        f"axe.run(document, {json.dumps({'runOnly': RULES, 'iframes': False})})"
    )
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found["violations"]]


def check_everywhere(tab: Tab, place: Page | Frame) -> None:
    """Both widths, light and dark, everything unfolded."""
    place.evaluate(axe_source() + ";null")
    place.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    for width in WIDTHS:
        tab.page.set_viewport_size(ViewportSize(width=width, height=844))
        for scheme in ("light", "dark"):
            tab.page.emulate_media(color_scheme=scheme)
            assert violations(place) == [], f"{width} {scheme}"


@pytest.fixture
def open_tab(new_tab: NewTab) -> Tab:
    """axe is not the page's own script: its policy is set aside, for this alone."""
    return new_tab(bypass_csp=True).open()


class TestAxe:
    def test_the_first_page(self, open_tab: Tab) -> None:
        check_everywhere(open_tab, open_tab.page)

    def test_a_conversation_with_cards_contacts_and_a_desk(self, open_tab: Tab) -> None:
        for text in (WORRY, DESPAIR, "人と話したいです"):
            open_tab.say(text)
        for kind in (".card", ".contacts", ".desk"):
            assert open_tab.page.locator(f"#log {kind}").count()
        check_everywhere(open_tab, open_tab.page)

    def test_the_error_state(self, open_tab: Tab) -> None:
        open_tab.page.route("**/api/v1/**", lambda route: route.fulfill(status=503, body="{}"))
        open_tab.page.fill("#text", WORRY)
        open_tab.page.keyboard.press("Enter")
        expect(open_tab.page.locator(".notice--error")).to_be_visible()
        check_everywhere(open_tab, open_tab.page)

    @pytest.mark.parametrize("path", ["/chat/erase", "/no-such-page"])
    def test_a_small_page(self, open_tab: Tab, path: str) -> None:
        check_everywhere(open_tab.open(path), open_tab.page)

    def test_the_question_before_erasing(self, open_tab: Tab) -> None:
        open_tab.page.click("#erase-link")
        check_everywhere(open_tab, open_tab.page)

    def test_the_widget_in_a_page_of_the_town(self, open_tab: Tab, live: Live) -> None:
        page = open_tab.page
        page.goto(live.town)
        page.get_by_role("button", name=LABEL).click()
        frame = page.locator("iframe").element_handle().content_frame()
        assert frame
        frame.locator("html.ready").wait_for()
        frame.fill("#text", WORRY)
        frame.press("#text", "Enter")
        frame.locator("#log .card").first.wait_for()
        check_everywhere(open_tab, frame)
        check_everywhere(open_tab, page)


class TestSmallAndEnlarged:
    """320 px is 1280 px at 400% (WCAG 1.4.10); 640 px at two device pixels is 1280 px at 200%."""

    @pytest.mark.parametrize(("width", "height", "scale"), [(320, 640, 1), (320, 256, 1), (640, 450, 2)])
    def test_nothing_scrolls_sideways_and_every_target_is_large(
        self, new_tab: NewTab, width: int, height: int, scale: int
    ) -> None:
        tab = new_tab(width=width, height=height, device_scale_factor=scale)
        for path in ("/chat/erase", "/no-such-page", "/widget", "/"):
            expect_fits(tab.open(path))
        for text in (WORRY, DESPAIR, "人と話したいです", "https://example.jp/" + "a" * 300):
            tab.say(text)
        expect_fits(tab)
        tab.page.click("#erase-link")
        expect_fits(tab)

    def test_on_a_small_phone_most_of_the_screen_is_for_the_conversation(self, new_tab: NewTab) -> None:
        tab = new_tab(width=320, height=568).open()
        taken = tab.page.evaluate(
            "['.bar', '.composer'].reduce((sum, each) => sum + document.querySelector(each).offsetHeight, 0)"
        )
        assert taken < 568 / 3


def expect_fits(tab: Tab) -> None:
    tab.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), tab.page.url
    assert tab.page.evaluate(_SMALL_TARGETS) == [], tab.page.url


# A link within a sentence may be as high as its line (WCAG 2.5.5); what is off screen until focused has no size.
_SMALL_TARGETS = """() => [...document.querySelectorAll("a, button:not(:disabled), summary, textarea")]
  .filter((target) => target.checkVisibility() && !target.matches(".skip, p:not(.line) > a:not([class])"))
  .filter((target) => target.getBoundingClientRect().height < 43.9 || target.getBoundingClientRect().width < 43.9)
  .map((target) => target.outerHTML.slice(0, 120))"""


class TestKeyboardAlone:
    def test_a_whole_conversation(self, tab: Tab) -> None:
        press = tab.page.keyboard.press
        for _ in range(30):
            if tab.focused() == "text":
                break
            press("Tab")
        tab.page.keyboard.type(WORRY)
        press("Enter")
        expect(tab.page.locator("#log .card").first).to_be_visible()
        assert tab.focused() == "text"
        choices = tab.page.locator(".choices button:not([disabled])").all_inner_texts()
        press("Shift+Tab")
        assert tab.page.locator("button:focus").inner_text() == choices[-1]
        press("Enter")
        expect(tab.page.locator(".bubble--parent")).to_have_count(2)
        expect(tab.page.locator("[data-pending]")).to_have_count(0)
        assert tab.focused() == "text"
        assert len(tab.stored()) == 2

    def test_the_conversation_is_a_log_that_is_read_out(self, tab: Tab) -> None:
        log = tab.page.get_by_role("log", name="やりとり")
        expect(log).to_have_attribute("aria-live", "polite")
        tab.say(WORRY)
        expect(log).to_contain_text(tab.page.locator("#log .card__name").first.inner_text())

    def test_the_way_to_the_numbers_and_the_question_before_erasing(self, tab: Tab) -> None:
        tab.page.get_by_role("link", name=HELP).focus()
        tab.page.keyboard.press("Enter")
        assert tab.focused() == "SUMMARY"
        tab.page.focus("#erase-link")
        tab.page.keyboard.press("Enter")
        expect(tab.page.get_by_role("dialog")).to_be_visible()
        tab.page.keyboard.press("Escape")
        assert tab.focused() == "erase-link"

    def test_shift_enter_makes_a_line_and_an_empty_box_sends_nothing(self, tab: Tab) -> None:
        tab.page.focus("#text")
        tab.page.keyboard.press("Enter")
        tab.page.keyboard.type("一行目")
        tab.page.keyboard.press("Shift+Enter")
        tab.page.keyboard.type("二行目")
        expect(tab.page.locator("#text")).to_have_value("一行目\n二行目")
        assert tab.said() == []


class TestJapaneseInput:
    """Enter that ends the conversion of kana is not Enter that sends."""

    def test_a_real_composition(self, tab: Tab) -> None:
        devtools = tab.context.new_cdp_session(tab.page)
        tab.page.focus("#text")
        devtools.send(
            "Input.imeSetComposition", {"text": "あずけたい", "selectionStart": 5, "selectionEnd": 5}
        )
        tab.page.keyboard.press("Enter")
        assert tab.said() == []
        devtools.send("Input.insertText", {"text": "預けたい"})
        expect(tab.page.locator("#text")).to_have_value(re.compile("預けたい"))
        tab.page.keyboard.press("Enter")
        expect(tab.page.locator(".bubble--parent")).to_have_text("預けたい")

    def test_the_two_ways_browsers_tell_it(self, tab: Tab) -> None:
        tab.page.fill("#text", "あずけたい")
        for key in ("isComposing: true", "keyCode: 229"):
            event = f"new KeyboardEvent('keydown', {{key: 'Enter', bubbles: true, cancelable: true, {key}}})"
            assert tab.page.evaluate(f"document.getElementById('text').dispatchEvent({event})")
        assert tab.said() == []
