"""`python -m benchmarks [NAME…]`: all tables, or the named ones."""

import importlib
import sys

ALL = (
    "chat_turn",
    "safety",
    "startup",
    "understanding",
    "matching",
    "fitting",
    "localgovfaq",
    "matching_speed",
    "importing",
)


def main() -> None:
    for name in [name for name in sys.argv[1:] if not name.startswith("--")] or ALL:
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"\n## {name}\n{(module.__doc__ or '').strip().splitlines()[0]}\n", flush=True)
        module.main()


if __name__ == "__main__":
    main()
