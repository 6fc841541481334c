"""Rules over every file of the tree: size, addresses, telephone numbers."""

import os
import re
from pathlib import Path

import pytest

from bot.safety.contacts import registry
from web.config import ROOT

LONGEST_MODULE = 300
_SKIPPED = {
    ".git",
    ".tools",
    ".venv",
    ".venv-nlu",
    "var",
    "node_modules",
    "__pycache__",
    ".rasa",
    ".hypothesis",
}
_TEXT = {
    ".py",
    ".yml",
    ".yaml",
    ".toml",
    ".md",
    ".html",
    ".js",
    ".css",
    ".json",
    ".csv",
    ".conf",
    ".svg",
    ".txt",
    "",
}
REGISTRIES = re.compile(
    r"(?:pypi|pythonhosted|npmjs|anaconda|crates|rubygems|docker)\.(?:org|com|io)\b|ghcr\.io|jsdelivr|unpkg|cdnjs"
)
# 03-0000-xxxx stands for no line; 0123-45-xxxx and 000-… are the examples of tests and pages.
_PHONE = re.compile(r"(?<![\d.#-])0\d{1,4}-\d{1,4}-\d{3,5}(?![\d-])")
_FICTIONAL = re.compile(
    r"0\d{1,4}-0{2,4}-\d{3,5}|0123-45-\d{4}|0{2,4}-0{2,4}-0{4}|0[7-9]0-(?:0000|1234|1111)-\d{4}|0120-(?:000|99)-\d{3,4}"
)


def files(*suffixes: str) -> list[Path]:
    """Every file with one of these endings that belongs to the tree, not to a tool or a run."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [f for f in folders if f not in _SKIPPED and not f.endswith("_cache")]
        found += [Path(folder, name) for name in names if Path(name).suffix in (suffixes or _TEXT)]
    return sorted(found)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules() -> list[Path]:
    """All but the migrations: those are tables, written once and never edited."""
    return [path for path in files(".py", ".js") if path.parent.name != "versions"]


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_is_short_enough_to_read(path: Path) -> None:
    lines = path.read_text("utf-8").count("\n")
    assert lines < LONGEST_MODULE, f"{name_of(path)} has {lines} lines; split it"


def test_no_package_registry_is_named_but_in_the_lock_file() -> None:
    here = Path(__file__)
    named = [name_of(p) for p in files() if p != here and REGISTRIES.search(p.read_text("utf-8", "replace"))]
    assert named == []


def test_real_telephone_numbers_stand_only_in_the_registry_of_contacts() -> None:
    national = set(registry())
    found = {
        (name_of(path), number)
        for path in files()
        if path.name != "contacts.yml" and not name_of(path).startswith(("tests/text", "tests/resources_db"))
        for number in _PHONE.findall(path.read_text("utf-8", "replace"))
        if number not in national and not _FICTIONAL.fullmatch(number)
    }
    assert not found


def test_no_database_no_model_and_no_key_lies_in_the_tree() -> None:
    assert not files(".db", ".gz", ".pkl", ".npz", ".pem", ".key", ".sqlite")
