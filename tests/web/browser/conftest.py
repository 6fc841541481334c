"""Debian's Chromium before the real app: real Rasa, sample town, a clock that stands still."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, ViewportSize, expect, sync_playwright

from ops.browser import launch, served, why_no_browser
from tests.conftest import FakeClock
from tests.web.browser.talking import EXIT_PATH, Live, Tab
from tests.web.browser.town import Town
from web import create_public_app
from web.house import House

PATIENCE = 10_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if missing := why_no_browser():
        pytest.skip(missing)
    with sync_playwright() as playwright:
        try:
            browser = launch(playwright)
        except Error as error:
            pytest.skip(f"Chromium が始まりません: {error.message.splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def live(browser: Browser, house: House) -> Iterator[Live]:
    town = Town()
    with served(town) as town_port:
        allowed, stranger = f"http://localhost:{town_port}", f"http://127.0.0.1:{town_port}"
        config = replace(house.config, exit_url=allowed + EXIT_PATH, embed_origins=(allowed,))
        home = replace(house, config=config)
        app = create_public_app(config, home)
        with served(app) as port:
            town.chat, town.stranger = f"http://127.0.0.1:{port}", stranger
            yield Live(town.chat, allowed, stranger, app, home)


@pytest.fixture(scope="package")
def live_url(live: Live) -> str:
    return live.url


@pytest.fixture(autouse=True)
def _a_tuesday_morning(clock: FakeClock) -> None:
    clock.set("2026-11-24 10:00")


@pytest.fixture
def new_tab(browser: Browser, live: Live) -> Iterator[Callable[..., Tab]]:
    """Opens tabs that share nothing. Whatever a test does in them, no page may throw or run into its own
    policy, and no server but ours and the town's is ever asked for anything."""
    tabs, wrong = list[Tab](), list[str]()

    def open_tab(*, js: bool = True, width: int = 390, height: int = 844, **options: Any) -> Tab:
        context = browser.new_context(
            viewport=ViewportSize(width=width, height=height),
            java_script_enabled=js,
            locale="ja-JP",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        tab = Tab(page, live, js, [])
        tabs.append(tab)
        context.on("request", lambda request: tab.requests.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if _is_wrong(said.type, said.text) else None)
        return tab

    yield open_tab
    for tab in tabs:
        tab.context.close()
    assert wrong == []
    ours = {urlsplit(place).netloc for place in (live.url, live.town, live.stranger)}
    assert {urlsplit(url).netloc for tab in tabs for url in tab.requests} <= ours


def _is_wrong(kind: str, text: str) -> bool:
    """Requests that a test makes fail are reported too, as is the framing that is refused on purpose."""
    expected = ("Failed to load resource", "frame-ancestors", "X-Frame-Options")
    return kind == "error" and not any(words in text for words in expected)


@pytest.fixture
def tab(new_tab: Callable[..., Tab]) -> Tab:
    """With JavaScript, on the first page."""
    return new_tab().open()


@pytest.fixture
def plain_tab(new_tab: Callable[..., Tab]) -> Tab:
    """Without JavaScript, on the first page."""
    return new_tab(js=False).open()
