"""What an import says of itself: the same for a dry run, the command line and the staff pages."""

from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple


class Place(NamedTuple):
    """Where something stands: the row that staff see in Excel or an editor (0: the whole table), and the sheet
    where a workbook has several."""

    row: int
    sheet: str = ""

    def __str__(self) -> str:
        return f"シート「{self.sheet}」の{self.row}行目" if self.sheet else f"{self.row}行目"


@dataclass(slots=True)
class Finding:
    """One thing about one row."""

    row: int
    sheet: str
    column: str
    value: str
    error: str


@dataclass(slots=True)
class FileReport:
    """`rows` = created + updated + unchanged + rejected. `vanished` are records of this list that the file no
    longer has: they are withdrawn, never deleted. `left_out`: rows of sheets
    that could not be understood. `stops`: why this file is not taken in without a confirmation."""

    file: str
    format: str = ""
    encoding: str = ""
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    vanished: int = 0
    drafts: int = 0
    left_out: int = 0
    rejected: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    vanished_records: list[dict[str, str]] = field(default_factory=list)
    stops: str | None = None
    run_id: str | None = None

    def reject(self, place: Place, column: str, value: str, error: str) -> None:
        self.rejected.append(Finding(place.row, place.sheet, column, value, error))

    def warn(self, place: Place, column: str, value: str, error: str) -> None:
        self.warnings.append(Finding(place.row, place.sheet, column, value, error))

    def to_json(self) -> dict[str, Any]:
        """`sheet` only where a workbook has several."""
        told = asdict(self)
        for finding in (*told["rejected"], *told["warnings"]):
            if not finding["sheet"]:
                del finding["sheet"]
        return told

    def counts(self) -> dict[str, Any]:
        """What is kept with the import run: no cell of the file."""
        kept = ("file", "format", "encoding", "rows", "created", "updated", "unchanged", "vanished", "drafts")
        told = {key: getattr(self, key) for key in kept}
        return told | {"rejected": len(self.rejected), "warnings": len(self.warnings)}
