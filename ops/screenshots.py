"""`python -m ops.screenshots [FOLDER]`: the pictures of the README, from the sample town on a fixed morning."""

import sys
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bot.conversation import Conversations
from bot.understanding.on_disk import ModelOnDisk
from ops.browser import launch, served, why_no_browser
from resources_db.migrate import migrate
from resources_db.opening import JAPAN
from resources_db.seed.load import load_sample_town
from web import create_public_app
from web.config import ROOT, Config
from web.house import House, open_house

WORRY = "旦那が単身赴任で、数時間だけみてほしい"
SIZES = {"chat-390.png": (390, 844), "chat-1280.png": (1280, 900)}
MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=JAPAN)
LARGEST = 200_000


def sample_house(var: Path) -> House:
    """The sample town with its own state, answering without Rasa: the pictures need no second process."""
    house = open_house(Config.from_env({"MICHI_VAR": str(var)}))
    migrate(house.sessions.kw["bind"])
    load_sample_town(house.sessions)
    model = ModelOnDisk(ROOT / "var" / "models" / "michi.tar.gz")
    talks = Conversations(house.sessions, house.index, house.rasa, model, lambda: MORNING)
    return replace(house, model=model, conversations=talks)


def take(browser: Browser, url: str, path: Path, size: tuple[int, int]) -> None:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="ja-JP", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(url)
    page.fill("#text", WORRY)
    page.keyboard.press("Enter")
    page.locator("#log .card").first.wait_for()
    page.screenshot(path=path)
    context.close()


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    if missing := why_no_browser():
        print(missing)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var:
        house = sample_house(Path(var))
        with served(create_public_app(house.config, house)) as port, sync_playwright() as playwright:
            browser = launch(playwright)
            for name, size in SIZES.items():
                take(browser, f"http://127.0.0.1:{port}/", folder / name, size)
                bytes_taken = (folder / name).stat().st_size
                print(f"{folder / name}: {bytes_taken:,}")
                if bytes_taken > LARGEST:
                    return 1
            browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
