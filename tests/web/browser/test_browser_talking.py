"""One conversation, with JavaScript and without: the same for the parent, kept once, and for nobody else."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.web.browser.talking import DESPAIR, EXIT_PATH, WORRY, Tab

NewTab = Callable[..., Tab]


def whole_conversation(tab: Tab) -> list[str]:
    """Worry, cards, a choice tapped, a question about the first card, a person. Gives the cards' names."""
    tab.say(WORRY)
    names = tab.page.locator("#log .card__name").all_inner_texts()
    assert len(names) >= 2
    tab.tap("ほかには")
    tab.say("1番のは何時まで？")
    tab.tap("人と話したい")
    expect(tab.page.locator("#log .desk .card .tel__number")).to_have_text(re.compile(r"^[\d-]+$"))
    return names


class TestWithAndWithoutJavaScript:
    def test_the_same_conversation_looks_the_same(self, tab: Tab, plain_tab: Tab) -> None:
        assert whole_conversation(tab) == whole_conversation(plain_tab)
        assert tab.said() == plain_tab.said()
        assert len(tab.said()) == 4
        assert tab.log() == plain_tab.log()

    def test_every_reply_type_is_drawn_the_same(self, tab: Tab, plain_tab: Tab) -> None:
        for text in (
            DESPAIR,
            "夫に殴られています",
            "おしゃべりしよう",
            "<b>太字</b>\n二行目",
            "人と話したいです",
        ):
            tab.say(text)
            plain_tab.say(text)
        # after a crisis, asking for a person shows the lines once more
        assert tab.page.locator("#log .contacts").count() == 3
        assert tab.log() == plain_tab.log()

    def test_javascript_goes_on_with_what_was_begun_without(self, new_tab: NewTab, plain_tab: Tab) -> None:
        plain_tab.say(WORRY)
        tab = new_tab(storage_state=plain_tab.context.storage_state()).open()
        tab.say("人と話したいです")
        assert tab.said() == tab.stored() == [WORRY, "人と話したいです"]


class TestResuming:
    def test_a_reload_shows_the_same_and_sends_nothing_again(self, tab: Tab) -> None:
        whole_conversation(tab)
        before, said = tab.log(), tab.said()
        tab.page.reload()
        expect(tab.page.locator(".bubble--parent")).to_have_count(len(said))
        assert tab.log() == before
        assert tab.stored() == said

    def test_a_reload_without_javascript_sends_nothing_again(self, plain_tab: Tab) -> None:
        plain_tab.say(WORRY)
        plain_tab.page.reload()
        assert plain_tab.said() == plain_tab.stored() == [WORRY]

    def test_after_erasing_nothing_is_left(self, tab: Tab, plain_tab: Tab) -> None:
        for each in (tab, plain_tab):
            each.say(WORRY)
            conversation = each.conversation_id()
            each.page.click("#erase-link")
            each.page.get_by_role("button", name="消す").click()
            expect(each.page.locator("#note")).to_contain_text("消しました")
            assert each.said() == []
            assert each.live.house.conversations.since(conversation, 0) == []
            assert each.context.cookies() == []
        assert tab.storage() == {"session": 0, "local": 0}


class TestWhatIsLeftBehind:
    def test_with_javascript_no_cookie_and_no_other_host(self, tab: Tab) -> None:
        whole_conversation(tab)
        tab.say(DESPAIR)
        assert tab.context.cookies() == []
        assert tab.storage() == {"session": 1, "local": 0}
        assert {urlsplit(url).netloc for url in tab.requests} == {urlsplit(tab.live.url).netloc}
        assert not any("token" in url or EXIT_PATH in url for url in tab.requests)

    def test_without_javascript_one_cookie_that_ends_with_the_session(self, plain_tab: Tab) -> None:
        assert plain_tab.context.cookies() == []
        whole_conversation(plain_tab)
        [cookie] = plain_tab.context.cookies()
        assert cookie["httpOnly"]
        assert cookie["sameSite"] == "Strict"
        assert cookie["expires"] == -1
        assert {urlsplit(url).netloc for url in plain_tab.requests} == {urlsplit(plain_tab.live.url).netloc}


def test_a_number_to_call_has_only_digits(tab: Tab) -> None:
    whole_conversation(tab)
    tab.say(DESPAIR)
    links = tab.page.locator("a[href^='tel:']")
    assert links.count() > 5
    for link in links.all():
        href, shown = link.get_attribute("href"), link.locator(".tel__number").text_content()
        assert href
        assert shown
        assert re.fullmatch(r"tel:(%23)?\d{3,11}", href)
        assert href.removeprefix("tel:").replace("%23", "#") in re.sub(r"[^\d#]", "", shown)
