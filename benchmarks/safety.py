"""The safety check on messages written one by one: what it sees, what it leaves alone, and how fast it is.

`python -m benchmarks safety`: tests/spec/safety.yml (worked with), tests/spec/safety_apart.yml (kept apart by other
writers), dev_safety.tsv (an independent writer), each beside a plain list of words; the seen messages changed as people
type; citizens' questions; and milliseconds at 200 and 10,000 characters. `--misses` also prints what was wrong.
"""

import csv
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import yaml

from benchmarks.safety_changes import CHANGES
from bot.safety import check
from bot.safety.check import prepare

_ROOT = Path(__file__).resolve().parent.parent
SPEC, _SHARED = _ROOT / "tests/spec", _ROOT.parent / "shared/data"
ALARMS, LEVELS = ("emergency", "urgent"), ("emergency", "urgent", "concern", "none")
# 比べるための、ことばの一覧だけの調べ方
_PLAIN = re.compile(
    "死にたい|消えたい|自殺|殺す|殺し|死ね|叩いて|殴|蹴|暴力|虐待|DV|首を絞|息をして|意識がない|けいれん|痙攣|血が|助けて|たすけて"
    "|いなくなった|行方不明|飛び降り|包丁|レイプ|触られ|誤飲|ぐったり|やけど|溺れ"
)


class Written(NamedTuple):
    text: str
    level: str
    category: str


def main() -> None:
    prepare()  # as the server does when it starts
    for name, messages in sets().items():
        print(f"### {name}: {len(messages)} messages\n")
        _print_levels(messages)
    seen = [m for name, messages in sets().items() if "yml" in name for m in messages if m.level in ALARMS]
    _print_changes([m for m in seen if check(m.text).alarms])
    _print_questions()
    _print_speed([m.text for messages in sets().values() for m in messages])


def sets() -> dict[str, list[Written]]:
    """By the name of the file; what is not here is left out."""
    found = {name: spec(SPEC / name) for name in ("safety.yml", "safety_apart.yml")}
    tsv = _SHARED / "dev_safety.tsv"
    if tsv.exists():
        rows = csv.DictReader(tsv.read_text("utf-8").splitlines(), delimiter="\t")
        found[tsv.name] = [Written(r["text"], r["level"], r["category"]) for r in rows]
    return found


def spec(path: Path) -> list[Written]:
    """{group: [{text, level, category, note}]} -> messages."""
    groups = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return [Written(m["text"], m["level"], m["category"]) for group in groups.values() for m in group]


def shares(messages: Iterable[Written], level_of: Callable[[str], str]) -> dict[str, float]:
    """Of `emergency` and `urgent` those that alarm; of `emergency` those given as such; and so on."""
    pairs = Counter((m.level, level_of(m.text)) for m in messages)

    def share(wanted: tuple[str, ...], given: tuple[str, ...]) -> float:
        all_of = sum(n for (level, _), n in pairs.items() if level in wanted)
        return sum(pairs[(a, b)] for a in wanted for b in given) / all_of if all_of else float("nan")

    return {
        "seen": share(ALARMS, ALARMS),
        "emergency as such": share(("emergency",), ("emergency",)),
        "concern heard": share(("concern",), ("concern",)),
        "concern alarmed": share(("concern",), ALARMS),
        "none alarmed": share(("none",), ALARMS),
        "none left alone": share(("none",), ("none",)),
    }


def _level(text: str) -> str:
    return check(text).level


def _by_words(text: str) -> str:
    return "urgent" if _PLAIN.search(text) else "none"


def _print_levels(messages: list[Written]) -> None:
    ways = {"rules": shares(messages, _level), "list of words": shares(messages, _by_words)}
    columns = list(ways["rules"])
    print(f"| | {' | '.join(columns)} |\n|{'---|' * (len(columns) + 1)}")
    for name, found in ways.items():
        print(f"| {name} | {' | '.join(f'{found[c]:.3f}' for c in columns)} |")
    print("\n| category | seen | of |\n|---|---|---|")
    for category in sorted({m.category for m in messages if m.level in ALARMS}):
        of = [m for m in messages if m.category == category and m.level in ALARMS]
        print(f"| {category} | {sum(check(m.text).alarms for m in of)} | {len(of)} |")
    if "--misses" in sys.argv:
        for m in messages:
            if (found := check(m.text)).level != m.level:
                print(f"  {m.level:9} -> {found.level:9} {m.text} {found.rules}")
    print()


def _print_changes(seen: list[Written]) -> None:
    print(f"### The {len(seen)} seen messages, written in another way\n\n| change | still seen |\n|---|---|")
    total = []
    for name, change in CHANGES.items():
        kept = [check(change(m.text)).alarms for m in seen]
        total += kept
        print(f"| {name} | {sum(kept) / len(kept):.3f} |")
        if "--misses" in sys.argv:
            for m, still in zip(seen, kept, strict=True):
                if not still:
                    print(f"   {name}: {change(m.text)}")
    print(f"| all | {sum(total) / len(total):.3f} |\n")


def _print_questions() -> None:
    path = _SHARED / "localgovfaq/queries.json"
    if not path.exists():
        print("citizens' questions: left out, the file is not here\n")
        return
    told = json.loads(path.read_text("utf-8"))
    texts = [
        q if isinstance(q, str) else q.get("query") or q.get("text")
        for q in (told.values() if isinstance(told, dict) else told)
    ]
    print(f"{len(texts)} citizens' questions: {sum(check(t).alarms for t in texts)} alarms\n")


def _print_speed(texts: list[str]) -> None:
    joined = "。".join(texts)
    print("| ms a message | median | p99 | longest |\n|---|---|---|---|")
    for size, times in ((200, 2000), (10_000, 200)):
        step = max(1, (len(joined) - size) // times)
        pieces = [joined[at : at + size] for at in range(0, len(joined) - size, step)][:times]
        for name, look in (("rules", _level), ("list of words", _by_words)):
            taken = sorted(_milliseconds(look, piece) for piece in pieces)
            p99 = taken[min(len(taken) - 1, int(len(taken) * 0.99))]
            print(
                f"| {name}, {size} characters | {statistics.median(taken):.3f} | {p99:.3f} | {taken[-1]:.3f} |"
            )
    print()


def _milliseconds(look: Callable[[str], str], text: str) -> float:
    start = time.perf_counter()
    look(text)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
