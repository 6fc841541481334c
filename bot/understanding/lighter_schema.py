"""One answer of the action server is checked against Rasa's schema; the schema itself is not, each time anew.

Rasa calls `jsonschema.validate`, which first checks that the schema is a valid schema: 20 ms and more of
every turn that runs an action, for a schema that is a constant in Rasa's code. jsonschema's own
documentation advises to use a validator directly in that case; this does so for `validate`.
"""

from typing import Any

import jsonschema
from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for


def validate(instance: Any, schema: Any, cls: Any = None, *args: Any, **kwargs: Any) -> None:
    """Raises jsonschema.ValidationError, as jsonschema.validate does."""
    validator = (cls or validator_for(schema))(schema, *args, **kwargs)
    if error := best_match(validator.iter_errors(instance)):  # type: ignore[no-untyped-call]
        raise error


def install() -> None:
    jsonschema.validate = validate
