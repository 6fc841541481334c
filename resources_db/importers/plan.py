"""What an import would do: the records of the file beside the list as it stands. Nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resources_db.documents import SERVICE, Document, Row, digest, load
from resources_db.history import hand_edits
from resources_db.importers.known import Item, Known, item, was_derived
from resources_db.importers.records import Record, RowError, is_usable
from resources_db.importers.report import FileReport, Finding
from resources_db.importers.scratch import Scratch, Step
from resources_db.models import Status, new_id

LARGEST_LOSS = 0.2
_SAME_ROW = "同じ名称と住所の行が{row}行目にもあります。1つにまとめてください。"
_SAME_ID = "同じIDが{row}行目にもあります。名称と住所で見分けて取り込みました。"
_SAME_UUID = "同じidの記録が{row}番目にもあります。1つにまとめてください。"
_DRAFT = "電話・場所・説明のどれもないので、下書きにしました(保護者には出ません)。"
_OVERWRITTEN = "職員が直した値でしたが、ファイルでも変わっていたので、ファイルの値にしました。"


@dataclass(frozen=True, slots=True)
class Listing:
    """Which list of which source a file is: what it no longer has of it has vanished."""

    source: str
    file: str


@dataclass(slots=True)
class Plan:
    """Fills a Scratch with the steps of an import, and a report with their counts."""

    session: Session
    listing: Listing
    scratch: Scratch
    report: FileReport

    def take(self, batch: Sequence[tuple[int, Record]]) -> None:
        """Compare a batch of records with the list."""
        items = [item(row, record, self.listing.source) for row, record in batch]
        known = Known(self.session, items)
        found: list[tuple[Item, str, Row | None]] = []
        for one in items:
            try:
                source_id, old = self._recognise(one, known)
            except RowError as error:
                self.report.rejected.append(Finding(one.row, error.column, error.value, error.error))
                continue
            self.scratch.see(one.source, source_id, one.row, old["id"] if old else None)
            self._warn(one, one.record.warnings)
            found.append((one, source_id, old))
        changed = [old["id"] for one, _, old in found if old and _differs(one, old)]
        documents, edits = load(self.session, changed), hand_edits(self.session, changed)
        for one, source_id, old in found:
            if old is None:
                self._create(one, source_id)
            else:
                self._compare(one, source_id, old, documents.get(old["id"]), edits.get(old["id"], {}))

    def miss(self) -> list[str]:
        """Ids of the records that the file no longer has; counts them. Call after the last batch."""
        query = select(SERVICE.c.id, SERVICE.c.source_id, SERVICE.c.name).where(
            SERVICE.c.source == self.listing.source,
            SERVICE.c.source_file == self.listing.file,
            SERVICE.c.vanished_on.is_(None),
        )
        missing = []
        for row in self.session.execute(query.execution_options(yield_per=500)):
            if not self.scratch.has_met(row.id):
                missing.append(row.id)
                self.report.vanished_records.append({"source_id": row.source_id, "name": row.name})
        self.report.vanished = len(missing)
        return missing

    def loses_too_much(self) -> bool:
        known = select(func.count()).where(
            SERVICE.c.source == self.listing.source,
            SERVICE.c.source_file == self.listing.file,
            SERVICE.c.vanished_on.is_(None),
        )
        return self.report.vanished > LARGEST_LOSS * (self.session.scalar(known) or 0)

    def _recognise(self, one: Item, known: Known) -> tuple[str, Row | None]:
        """The id under which the record is kept, and the record as it is in the list."""
        if old := known.by_uuid(one):
            return self._once(one, old["source_id"]), old
        source_id = one.record.source_id
        if source_id and (row := self._seen(one, source_id)):
            self._warn(one, [("ID", source_id, _SAME_ID.format(row=row))])
            source_id = ""
        if source_id:
            if old := known.by_id(one, source_id):
                return source_id, old
            adopted = (old for old in known.by_name_and_address(one) if was_derived(old["source_id"]))
            return source_id, next((old for old in adopted if not self.scratch.has_met(old["id"])), None)
        for old in known.by_name_and_address(one):
            if not self.scratch.has_met(old["id"]):
                return old["source_id"], old
        if row := self._seen(one, one.derived_id):
            raise RowError(one.record.name_column, one.record.document["name"], _SAME_ROW.format(row=row))
        return one.derived_id, known.by_id(one, one.derived_id)

    def _once(self, one: Item, source_id: str) -> str:
        if row := self._seen(one, source_id):
            raise RowError("id", one.record.id or "", _SAME_UUID.format(row=row))
        return source_id

    def _seen(self, one: Item, source_id: str) -> int | None:
        return self.scratch.row_of(one.source, source_id)

    def _create(self, one: Item, source_id: str) -> None:
        document = dict(one.record.document)
        if "status" not in document:
            document["status"] = Status.PUBLISHED if is_usable(document) else Status.DRAFT
        if document["status"] == Status.DRAFT:
            self.report.drafts += 1
            self._warn(one, [("", document["name"], _DRAFT)])
        self.report.created += 1
        payload = {
            "id": one.record.id or new_id(),
            "identity": _identity(one, source_id) | {"source": one.source, "source_file": self.listing.file},
            "document": document,
            "organization": one.record.organization,
        }
        self.scratch.add([Step("create", payload)])

    def _compare(self, one: Item, source_id: str, old: Row, before: Document | None, edits: Document) -> None:
        wanted = self._wanted(one, before, edits) if before else {}
        if old["vanished_on"]:
            wanted |= {"vanished_on": None, "status": _status(one.record.document)}
        elif before and before["status"] == Status.DRAFT and not is_usable(before):
            wanted |= {"status": _status(one.record.document)}
        identity = _identity(one, source_id)
        if old["source"] == self.listing.source:
            identity["source_file"] = self.listing.file
        if before and all(before.get(key) == value for key, value in wanted.items()):
            wanted = {}
        if not wanted and old["source_id"] == source_id:
            self.report.unchanged += 1
            return
        self.report.updated += 1
        payload = {
            "id": old["id"],
            "identity": identity,
            "document": wanted,
            "organization": one.record.organization,
        }
        self.scratch.add([Step("update", payload)])

    def _wanted(self, one: Item, before: Document, edits: Document) -> Document:
        """What the file says, but for what staff changed by hand and the file left as it was."""
        wanted = dict(one.record.document)
        for field, imported in edits.items():
            if field not in wanted or wanted[field] == before.get(field):
                continue
            if wanted[field] == imported:
                del wanted[field]
            else:
                self._warn(one, [(field, str(before.get(field)), _OVERWRITTEN)])
        return wanted

    def _warn(self, one: Item, warnings: Sequence[tuple[str, str, str]]) -> None:
        self.report.warnings += [Finding(one.row, *warning) for warning in warnings]


def _differs(one: Item, old: Row) -> bool:
    return bool(old["import_digest"] != digest(one.record.document))


def _identity(one: Item, source_id: str) -> Row:
    return {
        "source_id": source_id,
        "match_key": one.match_key,
        "import_digest": digest(one.record.document),
    }


def _status(document: Document) -> str:
    return Status.PUBLISHED if is_usable(document) else Status.DRAFT


def withdrawn(today: date) -> Document:
    """What becomes of a record that its list no longer has."""
    return {"status": Status.WITHDRAWN, "vanished_on": today.isoformat()}
