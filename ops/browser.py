"""A browser and a server for it, for the browser tests and the pictures in the documentation."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from werkzeug.serving import make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from playwright.sync_api import Browser, Playwright

CHROMIUM = Path("/usr/bin/chromium")  # Debian's; nothing is downloaded
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def why_no_browser() -> str | None:
    """What is missing for a browser here, or None."""
    if not CHROMIUM.exists():
        return f"{CHROMIUM} がありません (Debian: apt install chromium fonts-noto-cjk)"
    try:
        import playwright.sync_api  # noqa: F401, PLC0415
    except ImportError:
        return "playwright がありません (make setup)"
    return None


def launch(playwright: "Playwright") -> "Browser":
    return playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


@contextmanager
def served(app: "WSGIApplication", port: int = 0) -> Iterator[int]:
    """`app` on 127.0.0.1, a thread for each request; gives the port."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", port, app, threaded=True)
    server.daemon_threads = True  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
