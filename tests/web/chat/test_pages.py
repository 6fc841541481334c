"""The chat page without JavaScript: what every page has, talking, erasing, leaving, and breaking."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from bot import messages
from bot.messages import Card

PAGES = ["/", "/widget", "/chat/erase"]
Say = Callable[..., str]


def page(client: FlaskClient, path: str = "/") -> str:
    return client.get(path).get_data(as_text=True)


class TestEveryPage:
    @pytest.mark.parametrize("path", PAGES)
    def test_has_a_neutral_title_in_japanese(self, client: FlaskClient, path: str) -> None:
        html = page(client, path)
        assert "<title>星見市 くらしの案内</title>" in html
        assert '<html lang="ja">' in html

    @pytest.mark.parametrize("path", PAGES)
    def test_begins_with_the_exit(self, client: FlaskClient, path: str) -> None:
        first_link = re.search(r"<a [^>]+>", page(client, path))
        assert first_link
        assert 'href="/exit"' in first_link[0]
        assert 'rel="noreferrer nofollow"' in first_link[0]

    @pytest.mark.parametrize("path", PAGES)
    def test_has_nothing_inline_and_nothing_from_elsewhere(self, client: FlaskClient, path: str) -> None:
        html = page(client, path)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
        assert all("src=" in script for script in re.findall(r"<script[^>]*>", html))
        assert all(url.startswith("/") for url in re.findall(r'(?:src|<link[^>]+href)="([^"]+)"', html))

    @pytest.mark.parametrize("path", PAGES)
    def test_shows_the_emergency_numbers(self, client: FlaskClient, path: str) -> None:
        html = page(client, path)
        assert all(f'href="tel:{number}"' in html for number in ("110", "119", "189"))

    @pytest.mark.parametrize("path", PAGES)
    def test_has_no_id_twice(self, client: FlaskClient, path: str) -> None:
        ids = re.findall(r'\sid="([^"]+)"', page(client, path))
        assert len(ids) == len(set(ids))

    @pytest.mark.parametrize("path", PAGES)
    def test_is_not_stored_and_tells_nobody_where_the_parent_was(
        self, client: FlaskClient, path: str
    ) -> None:
        headers = client.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy

    def test_only_the_widget_may_be_framed_and_only_by_the_configured_origins(
        self, client: FlaskClient
    ) -> None:
        framed = client.get("/widget").headers
        assert framed["Content-Security-Policy"].endswith("frame-ancestors https://www.example.jp")
        assert "X-Frame-Options" not in framed
        for path in ("/", "/chat/erase", "/exit"):
            alone = client.get(path).headers
            assert alone["Content-Security-Policy"].endswith("frame-ancestors 'none'")
            assert alone["X-Frame-Options"] == "DENY"


class TestTalking:
    def test_opening_a_page_makes_no_cookie_and_no_conversation(
        self, client: FlaskClient, house: Any
    ) -> None:
        assert all("Set-Cookie" not in client.get(path).headers for path in PAGES)
        assert house.conversations.kept == {}

    def test_the_first_message_makes_a_strict_session_cookie(self, client: FlaskClient) -> None:
        answer = client.post("/chat", data={"text": "預けたい"})
        cookie = answer.headers["Set-Cookie"]
        assert answer.status_code == 303
        assert answer.headers["Location"] == "/#latest"
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert "Secure" not in cookie
        assert not re.search("Expires|Max-Age", cookie)

    def test_the_cookie_is_secure_over_https(self, client: FlaskClient) -> None:
        answer = client.post("/chat", data={"text": "預けたい"}, base_url="https://localhost")
        assert "Secure" in answer.headers["Set-Cookie"]

    def test_the_whole_conversation_is_drawn(self, say: Say) -> None:
        say("預けたい", "p1")
        html = say("ほかには", "p2")
        assert html.index("こんばんは") < html.index("預けたい</p>") < html.index("ほかには</p>")
        assert html.count('id="latest"') == 1

    def test_a_second_press_is_not_a_second_message(self, client: FlaskClient, say: Say) -> None:
        say("預けたい")
        assert say("預けたい").count("bubble--parent") == 1

    def test_another_text_from_the_same_page_is_taken(self, say: Say) -> None:
        say("預けたい")
        assert say("お金が心配").count("bubble--parent") == 2

    def test_choices_can_be_chosen_only_while_they_are_the_last_word(
        self, client: FlaskClient, house: Any, say: Say
    ) -> None:
        house.conversations.answer = [messages.choices(("人と話したい", "人に相談したい"))]
        button = '<button class="choice" name="text" value="人に相談したい"'
        assert f"{button}>人と話したい" in page(client)
        say("預けたい", "p1")
        html = say("人に相談したい", "p2")
        assert html.count(f"{button}>") == 1
        assert html.count(f"{button} disabled>") == 1

    def test_markup_in_texts_stays_text(self, say: Say) -> None:
        html = say("<script>alert(1)</script>\n二行目")
        assert "&lt;script&gt;alert(1)&lt;/script&gt;\n二行目" in html
        assert "<b>ほしみ</b>" not in html

    def test_a_bad_message_comes_back_with_a_kind_sentence_and_no_cookie(
        self, client: FlaskClient, house: Any
    ) -> None:
        answer = client.post("/chat", data={"text": "  "})
        assert answer.status_code == 422
        assert "何か書いてから送ってください。" in answer.get_data(as_text=True)
        assert house.conversations.kept == {}
        assert client.get_cookie("k") is None

    def test_a_conversation_that_is_gone_is_followed_by_a_new_one(self, house: Any, say: Say) -> None:
        say("預けたい", "p1")
        house.conversations.kept.clear()
        html = say("まだいますか", "p2")
        assert html.count("bubble--parent") == 1


class TestCards:
    def test_a_card_says_why_what_to_check_and_whom_to_call(self, say: Say) -> None:
        html = say("預けたい")
        assert 'href="tel:0123456701"' in html
        assert 'いま閉まっています<span class="keep">(次は 11/24 8:30から)</span>' in html
        assert "情報の確認日 2026年11月1日" in html
        assert 'rel="noopener noreferrer" target="_blank"' in html

    def test_nothing_empty_is_shown(self, house: Any, say: Say, bare_card: Card) -> None:
        unsafe: Card = {**bare_card, "url": "javascript:alert(1)"}
        house.conversations.answer = [messages.services([unsafe], more=False)]
        html = say("預けたい")
        card = html[html.index('<article class="card">') : html.index("</article>")]
        assert re.sub(r"\s+", "", card) == '<articleclass="card"><h3class="card__name">窓口</h3>'

    def test_an_unknown_reply_type_draws_nothing(self, house: Any, say: Say) -> None:
        house.conversations.answer = [{"type": "hologram", "text": "未来"}, messages.text("いまのことば")]
        html = say("預けたい")
        assert "未来" not in html
        assert "いまのことば" in html


class TestErasing:
    def test_asks_back_then_erases_and_forgets(self, client: FlaskClient, house: Any, say: Say) -> None:
        say("預けたい")
        assert "もとには戻せません" in page(client, "/chat/erase")
        html = client.post("/chat/erase", follow_redirects=True).get_data(as_text=True)
        assert "話の内容を消しました。" in html
        assert house.conversations.kept == {}
        assert client.get_cookie("k") is None

    def test_never_says_erased_when_it_is_not(self, client: FlaskClient, house: Any, say: Say) -> None:
        say("預けたい")
        house.conversations.broken = True
        answer = client.post("/chat/erase")
        assert answer.status_code == 503
        assert "消せませんでした" in answer.get_data(as_text=True)
        assert client.get_cookie("k") is not None


class TestLeaving:
    def test_deletes_the_cookie_empties_the_cache_and_goes_away(self, client: FlaskClient, say: Say) -> None:
        say("預けたい")
        answer = client.get("/exit")
        assert answer.status_code == 303
        assert answer.headers["Location"] == "https://weather.example/"
        assert answer.headers["Clear-Site-Data"] == '"cache"'
        assert client.get_cookie("k") is None


class TestOtherSites:
    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://evil.example"},
        ],
    )
    @pytest.mark.parametrize("path", ["/chat", "/chat/erase"])
    def test_may_not_send(self, client: FlaskClient, house: Any, path: str, headers: dict[str, str]) -> None:
        answer = client.post(path, data={"text": "預けたい"}, headers=headers)
        assert answer.status_code == 403
        assert "あなたのせいではありません" in answer.get_data(as_text=True)
        assert house.conversations.kept == {}

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
            {"Origin": "http://localhost"},
            {"Origin": "null"},
            {},
        ],
    )
    def test_the_page_itself_may(self, client: FlaskClient, headers: dict[str, str]) -> None:
        assert client.post("/chat", data={"text": "預けたい"}, headers=headers).status_code == 303


class TestWhenThingsBreak:
    def test_the_page_its_exit_and_the_numbers_stand(self, client: FlaskClient, house: Any) -> None:
        house.conversations.broken = True
        answer = client.get("/")
        html = answer.get_data(as_text=True)
        assert answer.status_code == 200
        assert "<title>星見市 くらしの案内</title>" in html
        assert 'href="/exit"' in html
        assert 'href="tel:110"' in html

    def test_a_message_that_was_not_taken_stays_in_the_box_beside_the_numbers(
        self, client: FlaskClient, house: Any
    ) -> None:
        house.conversations.broken = True
        answer = client.post("/chat", data={"text": "たすけて"})
        html = answer.get_data(as_text=True)
        assert answer.status_code == 503
        assert ">たすけて</textarea>" in html
        assert re.search(r'id="help" open', html)
        assert "database" not in html
