"""Words for the browser tests: the live page, a visitor's tab, and what is done in it."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from web.house import House

WORRY = "旦那が単身赴任で、数時間だけみてほしい"
DESPAIR = "この子と一緒に消えたい"
LATE = "まだ届いていません"
HELP = "いますぐ助けがいるとき"
EXIT_PATH = "/weather"


@dataclass(frozen=True)
class Live:
    """The real app on a port, and a town's web server that embeds it. The same server is two origins to a
    browser: `town` may show the widget, `stranger` may not."""

    url: str
    town: str
    stranger: str
    app: Flask
    house: House

    @property
    def exit_url(self) -> str:
        return self.town + EXIT_PATH


@dataclass(frozen=True)
class Tab:
    """A visitor's tab, with or without JavaScript, and everything it asked of any server."""

    page: Page
    live: Live
    js: bool
    requests: list[str]

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def open(self, path: str = "/") -> "Tab":
        self.page.goto(self.live.url + path)
        return self

    def say(self, text: str) -> None:
        """Sends as a parent does and waits for the answer."""
        answers = self.page.locator("#log .entry--bot").count()
        self.page.fill("#text", text)
        self.page.click("#composer .send")
        expect(self.page.locator("#log .entry--bot")).to_have_count(answers + 1)

    def tap(self, label: str) -> None:
        answers = self.page.locator("#log .entry--bot").count()
        self.page.locator(".choices button:not([disabled])", has_text=label).click()
        expect(self.page.locator("#log .entry--bot")).to_have_count(answers + 1)

    def said(self) -> list[str]:
        """The parent's messages on the page."""
        return self.page.locator(".bubble--parent").all_inner_texts()

    def stored(self) -> list[str]:
        """The parent's messages in the database."""
        items = self.live.house.conversations.since(self.conversation_id(), 0)
        return [item["text"] for item in items if item["from"] == "parent"]

    def conversation_id(self) -> str:
        found = self.page.evaluate(
            "JSON.parse(sessionStorage.getItem('k') ?? '{}').talk?.id ?? document.getElementById('talk').dataset.conversation"
        )
        assert isinstance(found, str)
        return found

    def log(self) -> str:
        """The whole conversation as markup, without what differs from page to page."""
        return str(self.page.evaluate(_LOG))

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.id || document.activeElement.tagName"))

    def storage(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(
            "({session: sessionStorage.length, local: localStorage.length})"
        )
        return found


_LOG = """() => {
  const log = document.getElementById("log").cloneNode(true);
  log.querySelectorAll("[name=client_message_id]").forEach((input) => input.removeAttribute("value"));
  log.querySelectorAll("#latest").forEach((entry) => entry.removeAttribute("id"));
  const texts = document.createTreeWalker(log, NodeFilter.SHOW_TEXT), blank = [];
  while (texts.nextNode()) if (!texts.currentNode.data.trim()) blank.push(texts.currentNode);
  blank.forEach((text) => text.remove());
  return log.innerHTML.replaceAll("><", ">\\n<");
}"""
