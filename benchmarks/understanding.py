"""Ways of understanding a message, on the same held-out fifth of data/nlu.

`python -m benchmarks understanding [--diet]`. `need right` and `need in first 3`: of the messages that tell of a need;
`act right`: of all, where all needs are one act. Each way learns from the other four fifths and from the words of the
needs files and of cues.yml, on one core, and answers in a process of its own, in which Rasa is loaded: with
TensorFlow for DIET, without for the others. Milliseconds are those of one message, the median; DIET's are those of
Rasa's whole graph, which only adds the tokenizer and a few milliseconds.

`--diet` adds Rasa's DIETClassifier, which takes most of an hour.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.held_out import MEASURES, measures, split, utterances, words
from benchmarks.processes import Way, model_mb

_LINEAR, _DIET = "benchmarks.understanding_linear", "benchmarks.diet_rasa"
WAYS = (
    Way("logistic regression, words", _LINEAR, "logistic_words"),
    Way("logistic regression, words + pairs", _LINEAR, "logistic_pairs"),
    Way("logistic regression, words + pairs + chiVe", _LINEAR, "logistic_vectors"),
    Way("logistic regression, only chiVe", _LINEAR, "logistic_only_vectors"),
    Way("LinearSVC, words", _LINEAR, "svc_words"),
    Way("LinearSVC, words + pairs", _LINEAR, "svc_pairs"),
    Way("**LinearSVC, words + pairs + chiVe**", _LINEAR, "svc_vectors"),
    Way("LinearSVC, only chiVe", _LINEAR, "svc_only_vectors"),
    Way("**ours**: the same, read clause by clause", _LINEAR, "ours"),
)
DIETS = (
    Way("DIET without transformer, Rasa's sizes, 20 epochs", _DIET, "diet_narrow"),
    Way("DIET without transformer, 100 dimensions, 10 epochs", _DIET, "diet"),
    Way("the same + chiVe", _DIET, "diet_vectors"),
    Way("DIET with its transformer, 100 dimensions, 3 epochs", _DIET, "diet_transformer"),
)


def main() -> None:
    used, held = split(utterances())
    more = words()
    print(f"{len(used)} utterances and {len(more)} words to learn from, {len(held)} utterances held out\n")
    print("| | " + " | ".join(MEASURES) + " | training s | ms a message | model MB | memory MB |")
    print("|" + "---|" * (len(MEASURES) + 5))
    for way in (*WAYS, *DIETS) if "--diet" in sys.argv else WAYS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            seconds = way.learn(used + more, folder)
            told = way.ask([text for text, _ in held], folder)
            found = measures(held, told["answers"])
            cells = [f"{found[measure]:.3f}" for measure in MEASURES]
            cells += [f"{seconds:.0f}", f"{statistics.median(told['seconds']) * 1000:.1f}"]
            cells += [f"{model_mb(folder):.0f}", f"{told['memory_mb']:.0f}"]
            print(f"| {way.name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
