"""A chat turn through everything, beside the same Rasa answering a fixed text.

`ours` is POST …/messages of the chat API: safety, Rasa, action server, matching over the sample town,
cards, two rows in the database. `rasa` asks the same Rasa process the fixed text 「ありがとう」, which runs
no action. `stock` asks the same text of the same model under plain `rasa run`: Rasa's own REST channel,
its own in-memory tracker store, TensorFlow loaded. All from as many parallel conversations, one after the
other in the same run.
"""

import http.client
import json
import statistics
import threading
import time
from collections.abc import Callable
from itertools import cycle
from typing import Any

from benchmarks.stack import Stack, running, stock_rasa

_PARALLEL = (1, 10, 50)
_TURNS = {1: 60, 10: 15, 50: 6}
_ROUNDS = 3
_SAID = (
    "旦那が単身赴任で頼れる人いない、数時間だけみてほしい",
    "2歳です",
    "無料のはありますか",
    "1番のは何時まで？",
    "子どもが学校に行きたがらない",
    "離婚したいけど養育費が心配",
)


def main() -> None:
    with running() as stack, stock_rasa(stack.config.actions_url) as stock:
        sides = {"ours": _ours(stack), "rasa": _rasa(stack), "stock": _stock(stock)}
        for open_one in sides.values():
            _measure(1, 20, open_one)
        print(
            "| parallel | ours p50 ms | p95 | rasa p50 | p95 | stock p50 | p95 | ours/rasa (rounds) | ours/stock |"
        )
        print("|---|---|---|---|---|---|---|---|---|")
        for parallel in _PARALLEL:
            times: dict[str, list[float]] = {name: [] for name in sides}
            ratios = []
            for _ in range(_ROUNDS):
                took = {name: _measure(parallel, _TURNS[parallel], side) for name, side in sides.items()}
                ratios.append(statistics.median(took["ours"]) / statistics.median(took["rasa"]))
                for name, values in took.items():
                    times[name] += values
            p50 = {name: statistics.median(values) for name, values in times.items()}
            cells = " | ".join(f"{_ms(values, 50)} | {_ms(values, 95)}" for values in times.values())
            spread = " ".join(f"{r:.2f}" for r in sorted(ratios))
            print(
                f"| {parallel} | {cells} | {p50['ours'] / p50['rasa']:.2f} ({spread}) | {p50['ours'] / p50['stock']:.2f} |",
                flush=True,
            )


Open = Callable[[int], Callable[[], None]]


def _measure(parallel: int, turns: int, open_one: Open) -> list[float]:
    """Seconds of every turn of `parallel` conversations that run at once."""
    talks = [open_one(n) for n in range(parallel)]
    times: list[float] = []
    gate = threading.Barrier(parallel)

    def talk(say: Callable[[], None]) -> None:
        gate.wait()
        for _ in range(turns):
            started = time.perf_counter()
            say()
            times.append(time.perf_counter() - started)

    threads = [threading.Thread(target=talk, args=(say,)) for say in talks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _ours(stack: Stack) -> Open:
    def open_one(number: int) -> Callable[[], None]:
        link = http.client.HTTPConnection("127.0.0.1", stack.config.public_port, timeout=60)
        link.connect()
        started = _post(link, "/api/v1/conversations", {}, {})
        path = f"/api/v1/conversations/{started['conversation_id']}/messages"
        headers = {"Authorization": f"Bearer {started['token']}"}
        said = cycle(_SAID[number % len(_SAID) :] + _SAID[: number % len(_SAID)])
        return lambda: _check(_post(link, path, {"text": next(said)}, headers))

    return open_one


def _rasa(stack: Stack) -> Open:
    headers = {"Authorization": f"Bearer {stack.config.rasa_secret}"}

    def open_one(number: int) -> Callable[[], None]:
        link = http.client.HTTPConnection("127.0.0.1", stack.config.rasa_port, timeout=60)
        link.connect()
        sender = f"bench-{time.monotonic_ns()}-{number}"
        return lambda: _check(
            _post(link, "/webhooks/michi/message", {"sender": sender, "text": "ありがとう"}, headers)
        )

    return open_one


def _stock(port: int) -> Open:
    def open_one(number: int) -> Callable[[], None]:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        link.connect()
        body = {"sender": f"bench-{time.monotonic_ns()}-{number}", "message": "ありがとう"}
        return lambda: _check({"replies": _post(link, "/webhooks/rest/webhook", body, {})})

    return open_one


def _post(link: http.client.HTTPConnection, path: str, body: object, headers: dict[str, str]) -> Any:
    link.request("POST", path, json.dumps(body), {"Content-Type": "application/json", **headers})
    response = link.getresponse()
    data = response.read()
    if response.status >= 300:
        raise RuntimeError(f"{path}: {response.status}")
    return json.loads(data)


def _check(answer: dict[str, object]) -> None:
    if not answer["replies"]:
        raise RuntimeError("no reply")


def _ms(values: list[float], percent: int) -> str:
    ordered = sorted(values)
    return f"{1000 * ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]:.0f}"
