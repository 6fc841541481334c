"""Rasa's intent classifier alone as a search: DIET says which needs, the rules which services answer those.

`python -m benchmarks diet [TOWN…]`: beside BM25 and ours, in the measures of matching.py. Nothing else speaks for a
service: no words in common, no vectors, no age, no place. DIET is trained once on all of data/nlu, which takes
minutes; it is kept in MICHI_VAR/benchmarks under a hash of what it learned from.
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks import baselines, matching
from benchmarks.baselines import Answer, Search
from benchmarks.held_out import NEED, utterances, words
from benchmarks.processes import Way
from benchmarks.towns import TOWNS, Town, town
from bot.understanding.on_disk import ModelOnDisk
from resources_db.matching.own_needs import own_needs
from web.config import Config

NAME = "DIET need -> services"
_DIET = Way("DIET", "benchmarks.diet_rasa", "diet")
_DECIDES = ("held_out.py", "diet_rasa.py")  # what, beside the data, the trained model depends on
_TOWNS, _TOP_NEEDS, _LIMIT = ("hoshimi", "urakaze", "dev_town"), 3, 10


def main() -> None:
    model = ModelOnDisk(Config.from_env(os.environ).model_archive).current()
    for name in [n for n in sys.argv[2:] if n in TOWNS] or _TOWNS:
        with town(name) as there:
            if there is None:
                print(f"{name}: left out, its files are not here\n")
                continue
            first, base = next(iter(baselines.searches(there).items()))
            matching.print_table(
                there, {first: base, NAME: search(there), "ours": matching.ours(there, model)}
            )


def search(there: Town) -> Search:
    """Services by the first needs, each with its probability; none when the message is out of scope by DIET.
    All the town's messages are asked at once, before the first search."""
    services = there.index.services
    ids, weights = [there.id_of(s) for s in services], [own_needs(s) for s in services]
    texts = list(dict.fromkeys([*(q.text for q in there.questions), *there.out_of_scope]))
    told = dict(zip(texts, distributions(texts), strict=True))

    def find(text: str, age: int | None) -> Answer:
        shares = told[text]
        if max(shares, key=lambda label: shares[label]) == "out_of_scope":
            return False, [], 0
        asked = sorted(
            ((p, n.removeprefix(NEED)) for n, p in shares.items() if n.startswith(NEED)), reverse=True
        )
        scores = np.array(
            [sum(p * own.get(need, (0.0, ""))[0] for p, need in asked[:_TOP_NEEDS]) for own in weights]
        )
        best = np.argsort(-scores, kind="stable")[:_LIMIT]
        return True, [ids[i] for i in best if scores[i] > 0], 0

    return find


def distributions(texts: Sequence[str]) -> list[dict[str, float]]:
    """For each text the probability of each label; trains DIET where that was not done yet."""
    folder = trained()
    return [dict(ranked) for ranked in _DIET.ask(texts, folder)["ranked"]]


def trained() -> Path:
    """The folder of a DIET that learned from all of data/nlu and the words."""
    examples = utterances() + words()
    digest = hashlib.sha256(json.dumps(examples).encode())
    for name in _DECIDES:
        digest.update(Path(__file__).with_name(name).read_bytes())
    kept = Config.from_env(os.environ).var / "benchmarks"
    kept.mkdir(exist_ok=True)
    folder = kept / f"diet-{digest.hexdigest()[:16]}"
    if not folder.exists():
        print("training DIET…", file=sys.stderr, flush=True)
        unfinished = Path(tempfile.mkdtemp(dir=kept))
        _DIET.learn(examples, unfinished)
        unfinished.rename(folder)  # only what is finished is found again
    return folder


if __name__ == "__main__":
    main()
