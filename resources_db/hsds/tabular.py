"""HSDS's CSV tables (a folder, or a zip of it) as the same nested services that its JSON has."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from resources_db.hsds.standard import Json, NotHsds, to_its_maker
from resources_db.importers.unreadable import LARGEST_UNPACKED_MB, UnreadableFile
from resources_db.os_errors import cannot_read

Tables = dict[str, list[Json]]
ById = dict[str, dict[str, Json]]

# 表 -> その行が入る先: (つなぐ列, 入れる先の表, 入れる先の項目)
_NESTED = {
    "languages": (("service_id", "services"), ("location_id", "locations"), ("phone_id", "phones")),
    "phones": (
        ("service_id", "services"),
        ("location_id", "locations"),
        ("organization_id", "organizations"),
        ("contact_id", "contacts"),
        ("service_at_location_id", "service_at_locations"),
    ),
    "contacts": (
        ("service_id", "services"),
        ("location_id", "locations"),
        ("organization_id", "organizations"),
        ("service_at_location_id", "service_at_locations"),
    ),
    "schedules": (
        ("service_id", "services"),
        ("location_id", "locations"),
        ("service_at_location_id", "service_at_locations"),
    ),
    "addresses": (("location_id", "locations"),),
    "accessibility": (("location_id", "locations"),),
    "funding": (("service_id", "services"), ("organization_id", "organizations")),
    "programs": (("organization_id", "organizations"),),
    "organization_identifiers": (("organization_id", "organizations"),),
    "service_areas": (("service_id", "services"),),
    "cost_options": (("service_id", "services"),),
    "required_documents": (("service_id", "services"),),
    "locations": (("organization_id", "organizations"),),
    "service_at_locations": (("service_id", "services"),),
}
# 表 -> その列の指す行を、項目として持つ
_POINTING = {
    "taxonomy_terms": (("taxonomy_id", "taxonomies", "taxonomy_detail"),),
    "attributes": (("taxonomy_term_id", "taxonomy_terms", "taxonomy_term"),),
    "service_at_locations": (("location_id", "locations", "location"),),
    "services": (("organization_id", "organizations", "organization"), ("program_id", "programs", "program")),
}
# 表 -> どの表の行のものでもありうる
_LINKS = {"attributes": ("link_id",), "metadata": ("resource_id",)}
_STAND_ALONE = {
    "services", "organizations", "locations", "programs", "taxonomies", "taxonomy_terms", "meta_table_descriptions"
}  # fmt: skip
_OTHER_NAMES = {"service_at_location": "service_at_locations", "services_at_location": "service_at_locations"}
_ONLY_A_FOLDER = (
    "ファイルではなくフォルダーです。中のファイルを選んでください。"
    "(HSDSの表のフォルダーなら、services.csv が中にあるはずです。)"
)
_LOST = "どの案内のものか分からないため、入れられません。"


def read_folder(folder: Path) -> Iterator[Json | NotHsds]:
    """Raises UnreadableFile."""
    try:
        files = {path.stem: path for path in sorted(folder.glob("*.csv"))}
        if "services" not in files:
            raise UnreadableFile(_ONLY_A_FOLDER)
        yield from nest(
            {_table_name(name): _rows(path.read_bytes(), path.name) for name, path in files.items()}
        )
    except OSError as error:
        raise UnreadableFile(cannot_read(error)) from error


def read_zip(path: Path) -> Iterator[Json | NotHsds]:
    """Raises UnreadableFile."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > LARGEST_UNPACKED_MB * 1024 * 1024:
                raise UnreadableFile(
                    f"zipの中身が{LARGEST_UNPACKED_MB}MBより大きくなっています。分けてください。"
                )
            names = [PurePosixPath(info.filename) for info in infos]
            folder = next((name.parent for name in names if name.name == "services.csv"), None)
            wanted = [name for name in names if name.parent == folder and name.suffix == ".csv"]
            tables = {_table_name(name.stem): _rows(archive.read(str(name)), name.name) for name in wanted}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise UnreadableFile("zipを開けません。壊れているか、パスワードがついています。") from error
    yield from nest(tables)


def read_tables_of_json(found: Json) -> Iterator[Json | NotHsds]:
    """The tables as one JSON object, {"services.csv": [rows], …}."""
    tables: Tables = {}
    for name, rows in found.items():
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            yield NotHsds(name, rows, to_its_maker(f"{name} は行の一覧(オブジェクトの配列)にしてください"))
            return
        tables[_table_name(name.removesuffix(".csv"))] = [
            {key: value for key, value in row.items() if value not in (None, "")} for row in rows
        ]
    yield from nest(tables)


def _table_name(name: str) -> str:
    return _OTHER_NAMES.get(name, name)


def _rows(content: bytes, name: str) -> list[Json]:
    """Cells that are empty say nothing."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp932", "replace")
    try:
        rows = list(csv.DictReader(io.StringIO(text.replace("\0", ""), newline="")))
    except csv.Error as error:
        raise UnreadableFile(
            f'{name} をCSVとして読めません。引用符(")の閉じ忘れがないか確かめてください。'
        ) from error
    return [
        {key: cell for key, cell in row.items() if key and isinstance(cell, str) and cell} for row in rows
    ]


def nest(tables: Tables) -> Iterator[Json | NotHsds]:
    """Services with everything of them inside; at the end, what hangs on nothing. Raises UnreadableFile."""
    if not tables.get("services"):
        raise UnreadableFile("services.csv に行がありません。")
    by_id: ById = {
        name: {_cell(row, "id") or f"#{i}": row for i, row in enumerate(rows)}
        for name, rows in tables.items()
    }
    everything = {id_: row for rows in by_id.values() for id_, row in rows.items() if not id_.startswith("#")}
    for name, pointers in _POINTING.items():
        for row in by_id.get(name, {}).values():
            _point(row, pointers, by_id)
    lost: list[NotHsds] = []
    for name, rows in by_id.items():
        for row in rows.values():
            parents = [
                by_id.get(table, {}).get(_cell(row, column)) for column, table in _NESTED.get(name, ())
            ]
            parents += [everything.get(_cell(row, column)) for column in _LINKS.get(name, ())]
            taken = [parent for parent in parents if parent is not None]
            for parent in taken:
                parent.setdefault(name, []).append(row)
            if not taken and name not in _STAND_ALONE:
                lost.append(NotHsds(f"{name}.csv", _cell(row, "id"), _LOST))
    yield from by_id["services"].values()
    yield from lost


def _cell(row: Json, column: str) -> str:
    value = row.get(column)
    return value if isinstance(value, str) else ""


def _point(row: Json, pointers: tuple[tuple[str, str, str], ...], by_id: ById) -> None:
    for column, table, item in pointers:
        pointed = by_id.get(table, {}).get(_cell(row, column))
        if pointed is not None:
            row[item] = pointed
            del row[column]
