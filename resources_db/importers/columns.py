"""From a file's headers to our fields: the known formats are one table of spellings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from resources_db.reading.text import clean

_SPELLINGS = Path(__file__).with_name("columns.yml")
FORMAT_MARKS = {
    "support34": {"制度番号", "タイトル(制度名)"},
    "childcare53": {"全国地方公共団体コード", "所在地_連結表記"},
    "childcare28": {"都道府県コード又は市区町村コード", "受入年齢"},
}


@dataclass(frozen=True, slots=True)
class Mapping:
    """Field -> header in this file. `format` is a known format's name or "mapping"."""

    format: str
    columns: dict[str, str]


def _key(header: str) -> str:
    return re.sub(r"[\s\-ー_]", "", clean(header)).casefold()


@cache
def _spellings() -> dict[str, list[str]]:
    spellings: dict[str, list[str]] = yaml.safe_load(_SPELLINGS.read_text("utf-8"))
    return spellings


def propose(headers: Iterable[str]) -> Mapping | None:
    """The mapping that the headers suggest; None when not even a name column is found."""
    by_key: dict[str, str] = {}
    for header in headers:
        by_key.setdefault(_key(header), header)
    columns = {
        field: next(by_key[_key(s)] for s in spellings if _key(s) in by_key)
        for field, spellings in _spellings().items()
        if any(_key(s) in by_key for s in spellings)
    }
    if "name" not in columns:
        return None
    for name, marks in FORMAT_MARKS.items():
        if all(_key(mark) in by_key for mark in marks):
            return Mapping(name, columns)
    return Mapping("mapping", columns)


def from_file(path: Path, headers: Iterable[str]) -> Mapping:
    """A mapping written by staff: YAML of field -> header. Raises ValueError with a sentence for staff."""
    try:
        columns = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ValueError(f"対応表 {path} を読めません。") from error
    known, present = set(_spellings()), {clean(h) for h in headers}
    if not isinstance(columns, dict) or "name" not in columns:
        raise ValueError("対応表に name (名称の列) がありません。")
    for field, header in columns.items():
        if field not in known:
            raise ValueError(
                f"対応表の {field} という項目はありません。使えるのは {', '.join(sorted(known))} です。"
            )
        if clean(header) not in present:
            raise ValueError(f"対応表の列「{header}」はこのファイルにありません。")
    return Mapping("mapping", {field: clean(header) for field, header in columns.items()})
