"""How well questions in parents' words find the right services, town by town, beside keyword searches.

`python -m benchmarks matching [TOWN…]`. Figures are means over the questions; the baselines see the same rows.
"""

import os
import sys
from collections.abc import Callable, Iterable
from datetime import datetime

from benchmarks import baselines, metrics
from benchmarks.towns import TOWNS, Question, Town, town
from bot.search import find
from bot.understanding.linear_model import LinearModel
from bot.understanding.on_disk import ModelOnDisk
from resources_db.matching.eligibility import AgeFit, Child, age_fit, ages_on
from resources_db.opening import JAPAN
from web.config import Config

LIMIT = 10
Answer = tuple[bool, list[str], int]  # in scope, ids best first, age violations
Search = Callable[[str, int | None], Answer]
_MEASURES = ("Hit@1", "Hit@3", "MRR", "nDCG@10", "both@5", "declined", "wrongly declined", "age violations")


def main() -> None:
    names = [n for n in sys.argv[2:] if n in TOWNS] or list(TOWNS)
    model = ModelOnDisk(Config.from_env(os.environ).model_archive).current()
    for name in names:
        with town(name) as there:
            if there is None:
                print(f"{name}: left out, its files are not here\n")
                continue
            print_table(there, {**baselines.searches(there), "ours": ours(there, model)})


def ours(there: Town, model: LinearModel | None) -> Search:
    now = datetime.now(JAPAN)

    def search(text: str, age: int | None) -> Answer:
        found = find(text, there.index, model, now, age_months=age, limit=LIMIT)
        services = [m.service for m in found.matches]
        return found.in_scope, [there.id_of(s) for s in services], violations(services, age, now)

    return search


def violations(services: Iterable[object], age: int | None, now: datetime) -> int:
    """Services whose stated ages exclude the child, ranked above one that takes it."""
    if age is None:
        return 0
    fits = [age_fit(*ages_on(s, now.date()), Child(age, age + 1)) for s in services]  # type: ignore[arg-type]
    last = max((i for i, fit in enumerate(fits) if fit is AgeFit.FITS), default=-1)
    return sum(fit in (AgeFit.SOON, AgeFit.PAST) for fit in fits[:last])


def measure(search: Search, questions: list[Question], out_of_scope: list[str]) -> dict[str, float]:
    """Means by measure; `both@5` over the questions with two needs only."""
    answers = [(q, search(q.text, q.age_months)) for q in questions]
    two = [(q, ids) for q, (_, ids, _) in answers if q.sides]

    def mean(values: Iterable[float]) -> float:
        listed = list(values)
        return sum(listed) / len(listed) if listed else float("nan")

    return {
        "Hit@1": mean(metrics.hit(ids, q.relevant, 1) for q, (_, ids, _) in answers),
        "Hit@3": mean(metrics.hit(ids, q.relevant, 3) for q, (_, ids, _) in answers),
        "MRR": mean(metrics.reciprocal_rank(ids, q.relevant) for q, (_, ids, _) in answers),
        "nDCG@10": mean(metrics.ndcg(ids, q.relevant) for q, (_, ids, _) in answers),
        "both@5": mean(metrics.both_needs(ids, q.sides) for q, ids in two),
        "declined": mean(float(not search(text, None)[0]) for text in out_of_scope),
        "wrongly declined": mean(float(not inside) for _, (inside, _, _) in answers),
        "age violations": float(sum(n for _, (_, _, n) in answers)),
    }


def print_table(there: Town, searches: dict[str, Search]) -> None:
    rows = len(there.index.services)
    print(
        f"### {there.name}: {rows} services, {len(there.questions)} questions, {len(there.out_of_scope)} out of scope\n"
    )
    print(f"| | {' | '.join(_MEASURES)} | nDCG to BM25's |\n|{'---|' * (len(_MEASURES) + 2)}")
    base = None
    for name, search in searches.items():
        found = measure(search, there.questions, there.out_of_scope)
        base = base or found["nDCG@10"]
        cells = [f"{found[m]:.3f}" if m != "age violations" else f"{found[m]:.0f}" for m in _MEASURES]
        print(f"| {name} | {' | '.join(cells)} | {found['nDCG@10'] / base:.2f} |", flush=True)
    print()


if __name__ == "__main__":
    main()
