"""What an import would do: the records of the file beside the list as it stands. Nothing is written here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resources_db.documents import SERVICE, Document, Row, digest, load
from resources_db.history import hand_edits
from resources_db.importers.known import Item, Known, item
from resources_db.importers.listing import Listing
from resources_db.importers.recognising import recognise
from resources_db.importers.records import Record, RowError, is_usable
from resources_db.importers.report import FileReport, Place
from resources_db.importers.scratch import Scratch, Seen, Step
from resources_db.models import Status
from resources_db.service_needs import is_by_staff, with_corrections

LARGEST_LOSS = 0.2
MANY_TWINS = 3
_TWINS = (
    "新しい案内のうち{count}件は、別の出どころ「{source}」に同じ名称と住所の記録があります。"
    "同じ一覧なら、取り消して(michi undo)、--source '{source}' で取り込んでください。"
)
_EXPIRED = "{count}件は公開や開催の終わりの日を過ぎているので、保護者には出ません。"
_DRAFT = "電話・場所・説明のどれもないので、下書きにしました(保護者には出ません)。"
_OVERWRITTEN = "職員が直した値でしたが、ファイルでも変わっていたので、ファイルの値にしました。"


@dataclass(slots=True)
class Plan:
    """Fills a Scratch with the steps of an import, and a report with their counts."""

    session: Session
    listing: Listing
    scratch: Scratch
    report: FileReport
    today: date
    twins: Counter[str] = field(default_factory=Counter)
    expired: int = 0

    def take(self, batch: Sequence[tuple[Place, Record]]) -> None:
        """Compare a batch of records with the list."""
        items = [item(place, record, self.listing.source) for place, record in batch]
        known = Known(self.session, items)
        found: list[tuple[Item, str, Row | None]] = []
        for one in items:
            try:
                who = recognise(one, known, self.scratch)
            except RowError as error:
                self.report.reject(one.place, error.column, error.value, error.error)
                continue
            seen = Seen(one.match_key, str(one.place))
            self.scratch.see(one.source, who.source_id, seen, who.old["id"] if who.old else None)
            self._warn(one, [*one.record.warnings, *who.warnings])
            self.expired += (one.record.document.get("valid_to") or "9") < self.today.isoformat()
            if who.old is None and (other := known.elsewhere(one)):
                self.twins[other] += 1
            found.append((one, who.source_id, who.old))
        changed = [old["id"] for one, _, old in found if old and _differs(one, old)]
        documents, edits = load(self.session, changed), hand_edits(self.session, changed)
        for one, source_id, old in found:
            if old is None:
                self._create(one, source_id, known.free_uuid(one))
            else:
                self._compare(one, source_id, old, documents.get(old["id"]), edits.get(old["id"], {}))

    def refuse(self, place: Place, error: RowError) -> None:
        """A row that cannot be taken; its record, if there is one, stays as it is."""
        self.report.reject(place, error.column, error.value, error.error)
        if error.source_id:
            self.scratch.spare(self.listing.source, error.source_id)

    def tell(self) -> None:
        """What concerns the whole file: records that are not offered any more, and new ones that another source
        has too, most often because it is the same list under another name."""
        if self.expired:
            self.report.warn(Place(0), "", "", _EXPIRED.format(count=self.expired))
        for source, count in self.twins.items():
            if count >= MANY_TWINS:
                self.report.warn(Place(0), "", source, _TWINS.format(count=count, source=source))

    def miss(self) -> list[str]:
        """Ids of the records that the file no longer has; counts them. Call after the last batch.

        A row that could not be taken has not vanished; nor has anything where a whole sheet was not understood.
        """
        if self.report.left_out:
            return []
        query = select(SERVICE.c.id, SERVICE.c.source_id, SERVICE.c.name).where(
            SERVICE.c.source == self.listing.source,
            SERVICE.c.source_file == self.listing.file,
            SERVICE.c.vanished_on.is_(None),
            SERVICE.c.status != Status.WITHDRAWN,
        )
        missing = []
        for row in self.session.execute(query.execution_options(yield_per=500)):
            if not (
                self.scratch.met_at(row.id) or self.scratch.is_spared(self.listing.source, row.source_id)
            ):
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

    def _create(self, one: Item, source_id: str, id_: str) -> None:
        document = dict(one.record.document)
        if "status" not in document:
            document["status"] = Status.PUBLISHED if is_usable(document) else Status.DRAFT
        if document["status"] == Status.DRAFT:
            self.report.drafts += 1
            self._warn(one, [("", document["name"], _DRAFT)])
        self.report.created += 1
        payload = {
            "id": id_,
            "identity": {"source": one.source} | self._identity(one, source_id),
            "document": document,
            "organization": one.record.organization,
        }
        self.scratch.add([Step("create", payload)])

    def _compare(self, one: Item, source_id: str, old: Row, before: Document | None, edits: Document) -> None:
        wanted = self._wanted(one, before, edits) if before else {}
        if old["vanished_on"] and "status" not in one.record.document:
            wanted |= {"vanished_on": None, "status": _status(one.record.document)}
        elif "status" not in wanted and before and before["status"] == Status.DRAFT and not is_usable(before):
            wanted |= {"status": _status(one.record.document)}
        if before and all(before.get(key) == value for key, value in wanted.items()):
            wanted = {}
        identity = self._identity(one, source_id)
        payload = {"id": old["id"], "identity": identity, "organization": one.record.organization}
        if wanted or old["source_id"] != source_id:
            self.report.updated += 1
            self.scratch.add([Step("update", payload | {"document": wanted})])
            return
        self.report.unchanged += 1
        if any(old[key] != value for key, value in identity.items()):
            self.scratch.add([Step("recognise", payload)])

    def _wanted(self, one: Item, before: Document, edits: Document) -> Document:
        """What the file says, but for what staff changed by hand and the file left as it was."""
        wanted = dict(one.record.document)
        if "needs" in wanted and any(map(is_by_staff, before["needs"])):
            wanted["needs"] = with_corrections(wanted["needs"], before["needs"])
            edits = {name: value for name, value in edits.items() if name != "needs"}
        for name, imported in edits.items():
            if name not in wanted or wanted[name] == before.get(name):
                continue
            if wanted[name] == imported:
                del wanted[name]
            else:
                self._warn(one, [(name, str(before.get(name)), _OVERWRITTEN)])
        return wanted

    def _identity(self, one: Item, source_id: str) -> Row:
        """How the next import finds the record again."""
        return {
            "source_id": source_id,
            "source_file": self.listing.file,
            "match_key": one.match_key,
            "import_digest": _digest(one.record),
        }

    def _warn(self, one: Item, warnings: Sequence[tuple[str, str, str]]) -> None:
        for warning in warnings:
            self.report.warn(one.place, *warning)


def _differs(one: Item, old: Row) -> bool:
    return bool(old["import_digest"] != _digest(one.record))


def _digest(record: Record) -> str:
    return digest(
        record.document | {"organization": record.organization or record.document.get("organization")}
    )


def _status(document: Document) -> str:
    return Status.PUBLISHED if is_usable(document) else Status.DRAFT


def withdrawn(today: date) -> Document:
    """What becomes of a record that its list no longer has."""
    return {"status": Status.WITHDRAWN, "vanished_on": today.isoformat()}
