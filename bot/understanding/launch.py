"""`python -m bot.understanding.launch …`: Rasa's own command line, started without TensorFlow.

Every Rasa command works as usual (train, run, data validate, test); see tensorflow_free for why.
"""

import os
import warnings

from bot.understanding import lighter_schema, quiet, tensorflow_free


def main() -> None:
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    quiet.install()
    tensorflow_free.install()
    lighter_schema.install()
    from rasa.__main__ import main as rasa

    warnings.filterwarnings("ignore", category=DeprecationWarning)  # after Sanic, which turns them on again
    rasa()


if __name__ == "__main__":
    main()
