"""gunicorn for the public app. Threads, because a turn mostly waits for Rasa; one worker, because Rasa
and not this process is the bottleneck (make bench)."""

import threading
import time
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.safety.check import prepare
from bot.understanding.rasa_client import RasaClient
from web import housekeeping
from web.config import Config

_config = Config.for_serving()

bind = f"{_config.public_host}:{_config.public_port}"
worker_class = "gthread"
workers = _config.web_workers
threads = 64
timeout = 60
graceful_timeout = 2
keepalive = 30
loglevel = "warning"
accesslog = None
control_socket_disable = True


def when_ready(server: Any) -> None:
    print(f"\n  みちしるべ: http://localhost:{_config.public_port}/\n", flush=True)


def post_worker_init(worker: Any) -> None:
    """Load the dictionary, the index and the model before the first parent comes."""
    house = worker.app.callable.extensions["house"]
    try:
        house.index.current()
    except SQLAlchemyError:  # serve all the same: crisis numbers need no database
        worker.log.error("the database cannot be read")
    house.model.current()
    threading.Thread(target=prepare, daemon=True).start()
    housekeeping.start(house)  # threads in the worker and not in the master: they do not survive a fork
    if worker.age == 1:
        threading.Thread(target=_say_when_rasa_is_up, daemon=True).start()


def _say_when_rasa_is_up() -> None:
    rasa, started = RasaClient(_config.rasa_url, _config.rasa_secret), time.monotonic()
    while not rasa.is_up():
        time.sleep(0.5)
    print(f"  Rasaの準備ができました({time.monotonic() - started:.0f}秒)。止めるには Ctrl-C", flush=True)
