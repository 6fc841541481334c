"""What an import says of itself: the same for a dry run, the command line and the staff pages."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class Finding:
    """One thing about one row. `row` is the number that staff see in Excel or an editor; 0: the whole file."""

    row: int
    column: str
    value: str
    error: str


@dataclass(slots=True)
class FileReport:
    """`rows` = created + updated + unchanged + rejected. `vanished` are records of this list that the file no
    longer has: they are withdrawn, never deleted."""

    file: str
    format: str = ""
    encoding: str = ""
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    vanished: int = 0
    drafts: int = 0
    rejected: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    vanished_records: list[dict[str, str]] = field(default_factory=list)
    run_id: str | None = None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def counts(self) -> dict[str, Any]:
        """What is kept with the import run: no cell of the file."""
        kept = ("file", "format", "encoding", "rows", "created", "updated", "unchanged", "vanished", "drafts")
        told = {key: getattr(self, key) for key in kept}
        return told | {"rejected": len(self.rejected), "warnings": len(self.warnings)}
