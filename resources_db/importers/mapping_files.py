"""A mapping as a file that a clerk can read, correct and keep."""

import difflib
import json
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as AnyMapping
from pathlib import Path

import yaml

from resources_db.importers.content import LOOKED_AT, filled
from resources_db.importers.field_table import Mapping, Why, labels
from resources_db.importers.header_text import key

_INTRODUCTION = """\
# 列の対応表
# 左がこの仕組みの項目、右がファイルの見出しです。右の見出しを書きかえるか、行を消して直してください。
# 1つの見出しは、1つの項目にだけ使えます。name(名称)はかならず要ります。
"""
_HOW_FOUND: dict[Why, str] = {
    "exact": "",
    "similar": "。似た見出しから推定",
    "content": "。列の中身から推定",
    "staff": "",
}
_EXAMPLES, _LONGEST_EXAMPLE = 3, 24


class _Loader(yaml.SafeLoader):
    """Every scalar is text (NO is a header, not false); a key that stands twice is an error."""


def _mapping_of(loader: _Loader, node: yaml.MappingNode) -> dict[str, object]:
    found: dict[str, object] = {}
    for key_node, value_node in node.value:
        name = str(loader.construct_object(key_node))
        if name in found:
            raise ValueError(
                f"対応表の{key_node.start_mark.line + 1}行目: 項目 {name} が2回あります。1つにしてください。"
            )
        found[name] = loader.construct_object(value_node)
    return found


def _text_of(loader: _Loader, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


_Loader.yaml_implicit_resolvers = {}
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping_of)
_Loader.add_constructor("tag:yaml.org,2002:str", _text_of)


def from_file(path: Path, headers: Iterable[str]) -> Mapping:
    """A mapping written by staff: YAML of field -> header. Raises ValueError with a sentence for staff."""
    try:
        told = yaml.load(path.read_text("utf-8-sig"), _Loader)  # noqa: S506 (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = f"{error.problem_mark.line + 1}行目" if error.problem_mark else "どこか"
        raise ValueError(
            f'対応表 {path.name} の{line}を読めません。「項目: "見出し"」の形で書いてください。'
        ) from error
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(f"対応表 {path} を読めません。UTF-8 の YAML ファイルか確かめてください。") from error
    if not told:
        raise ValueError(f"対応表 {path.name} に何も書かれていません。")
    if not isinstance(told, dict) or not all(isinstance(header, str) for header in told.values()):
        raise ValueError(f'対応表 {path.name} は、「項目: "見出し"」を1行に1つずつ書いてください。')
    return from_columns({name: header for name, header in told.items() if header}, headers)


def from_columns(columns: AnyMapping[str, str], headers: Iterable[str]) -> Mapping:
    """A settled mapping for these headers, which may differ from those of then in width, spaces and marks.

    Raises ValueError with a sentence for staff: unknown field, header not in the file, header used twice, no name.
    """
    present = list(headers)
    found: dict[str, str] = {}
    for name, wanted in columns.items():
        if name not in labels():
            raise ValueError(f"対応表の {name} という項目はありません。{_did_you_mean(name, labels())}")
        header = next((h for h in present if h == wanted), None) or _same_key(wanted, present)
        if header is None:
            raise ValueError(
                f"対応表の列「{wanted}」はこのファイルにありません。{_did_you_mean(wanted, present)}"
            )
        if header in found.values():
            first = next(n for n, h in found.items() if h == header)
            raise ValueError(
                f"対応表の列「{wanted}」が {first} と {name} の両方に使われています。どちらかを消してください。"
            )
        found[name] = header
    if "name" not in found:
        raise ValueError("対応表に name (名称の列) がありません。")
    return Mapping("mapping", found, dict.fromkeys(found, "staff"))


def to_yaml(mapping: Mapping, headers: Sequence[str], samples: Sequence[AnyMapping[str, str]] = ()) -> str:
    """The mapping for a clerk to edit: each field with what it is and examples, then the columns not used and
    the fields still free. `from_file` reads it back."""
    names = labels()
    lines = [_INTRODUCTION]
    for name in (n for n in names if n in mapping.columns):
        header = mapping.columns[name]
        found = _HOW_FOUND[mapping.why.get(name, "exact")]
        lines += [f"# {names[name]}{found}{_examples(header, samples)}", f"{name}: {_quoted(header)}", ""]
    if "name" not in mapping.columns:
        lines += ["# 名称の列が分かりません。下の行の # を消して、見出しを書いてください。", '# name: ""', ""]
    unused = [header for header in headers if header not in mapping.columns.values()]
    if unused:
        lines.append(
            '# 使っていない列(見出しのまま残ります。使うときは「項目: "見出し"」の行を足してください)'
        )
        lines += [f"#   {_quoted(header)}{_examples(header, samples)}" for header in unused]
        lines.append("")
    lines.append("# まだ列のない項目")
    lines += [f"#   {name}: {label}" for name, label in names.items() if name not in mapping.columns]
    return "\n".join(lines) + "\n"


def _same_key(wanted: str, present: Iterable[str]) -> str | None:
    same = [header for header in present if key(header) == key(wanted)]
    return same[0] if len(same) == 1 else None


def _did_you_mean(wanted: str, known: Iterable[str]) -> str:
    all_known = list(known)
    near = difflib.get_close_matches(wanted, all_known, n=1, cutoff=0.5)
    if near:
        return f"「{near[0]}」のまちがいではありませんか。"
    return f"使えるのは {'、'.join(all_known)} です。"


def _examples(header: str, samples: Sequence[AnyMapping[str, str]]) -> str:
    cells = filled(row.get(header, "") for row in samples[:LOOKED_AT])
    several = list(dict.fromkeys(" ".join(cell.split()) for cell in cells))[:_EXAMPLES]
    short = (cell if len(cell) <= _LONGEST_EXAMPLE else cell[:_LONGEST_EXAMPLE] + "…" for cell in several)
    return f"  例: {' | '.join(short)}" if several else ""


def _quoted(header: str) -> str:
    return json.dumps(header, ensure_ascii=False)  # which YAML reads as well
