"""What staff should know about a file that was read all the same."""

from collections import Counter
from dataclasses import dataclass

MOST_OF_A_KIND = 100
_LONGEST_VALUE = 100


@dataclass(frozen=True, slots=True)
class Notice:
    """`row` is None where the whole table is meant; `error` is a sentence for staff."""

    row: int | None
    column: str
    value: str
    error: str


class Notices:
    """Collects into `found`; of each sentence the first hundred, then only how many more."""

    def __init__(self) -> None:
        self.found: list[Notice] = []
        self._counts: Counter[str] = Counter()

    def add(self, row: int | None, column: str, value: str, error: str) -> None:
        self._counts[error] += 1
        if self._counts[error] <= MOST_OF_A_KIND:
            self.found.append(Notice(row, column, value[:_LONGEST_VALUE], error))

    def close(self) -> None:
        """Says how many were left out."""
        for error, count in self._counts.items():
            if count > MOST_OF_A_KIND:
                self.found.append(Notice(None, "", "", f"{error}(ほか{count - MOST_OF_A_KIND}件)"))
