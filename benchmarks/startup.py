"""Warm start: from the command to the chat page, and to Rasa; beside Rasa's own `rasa run`.

Where Rasa's start goes: importing TensorFlow for components that config.yml does not use. The launcher
leaves that out (bot/understanding/tensorflow_free.py).
"""

import statistics
import time

from benchmarks.stack import running, stock_rasa

_ROUNDS = 3


def main() -> None:
    pages, rasas = [], []
    for _ in range(_ROUNDS):
        with running() as stack:
            pages.append(stack.page_after)
            rasas.append(stack.rasa_after)
    stock = [_stock_start() for _ in range(_ROUNDS)]
    print("| what | median s | min-max |\n|---|---|---|")
    for name, values in (
        ("chat page answers", pages),
        ("Rasa answers", rasas),
        ("stock `rasa run`, same model, alone", stock),
    ):
        print(f"| {name} | {statistics.median(values):.1f} | {min(values):.1f}-{max(values):.1f} |")
    print(
        f"\nRasa in the whole stack / stock Rasa alone: {statistics.median(rasas) / statistics.median(stock):.2f}"
    )


def _stock_start() -> float:
    """Seconds until plain Rasa, with TensorFlow, answers."""
    started = time.monotonic()
    with stock_rasa():
        return time.monotonic() - started


if __name__ == "__main__":
    main()
