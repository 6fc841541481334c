"""Which mapping a table gets: the one given, the one remembered for its headers, or the one proposed."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from resources_db.importers.columns import Mapping, from_columns, from_file, header_key, propose
from resources_db.importers.unreadable import UnreadableFile
from resources_db.models import ColumnMapping, utc_now


def which_mapping(
    session: Session, headers: Sequence[str], samples: Sequence[dict[str, str]], format: str
) -> Mapping | None:
    """None when not even a name column is found. Raises UnreadableFile when the table is not what `format` says."""
    if format.startswith("mapping:"):
        try:
            return from_file(Path(format.removeprefix("mapping:")), headers)
        except ValueError as error:
            raise UnreadableFile(str(error)) from error
    if format == "auto" and (remembered := session.get(ColumnMapping, header_key(headers))):
        return from_columns(remembered.columns, headers)
    proposed = propose(headers, samples)
    if format != "auto" and proposed is not None and proposed.format != format:
        raise UnreadableFile(
            f"{format} の形式ではありません。見出しの行を確かめるか、--format auto を使ってください。"
        )
    return proposed


def remember(session: Session, headers: Sequence[str], mapping: Mapping, by: str) -> None:
    """For the next file with the same headers."""
    session.merge(
        ColumnMapping(
            header_key=header_key(headers), columns=mapping.columns, updated_by=by, updated_at=utc_now()
        )
    )
