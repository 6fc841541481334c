"""Imports point one way: web -> bot -> resources_db; bot/text and bot/safety stand on their own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from web.config import ROOT

PACKAGES = ("bot", "resources_db", "web", "ops")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
SELF_STANDING = ("bot/text", "bot/safety")
MAY_USE_MESSAGES = "bot.messages"  # plain types, so that a safety reply has the shape of every reply

# Who else reads the environment, and why.
READS_ENVIRONMENT = {
    "web/config.py": "the settings",
    "web/cli/run.py": "hands the whole environment on to the processes it starts",
    "ops/train.py": "the same, to Rasa's training",
    "bot/understanding/launch.py": "runs in Rasa's environment, where web/config.py cannot be imported; sets a default",
}
PRINTS = ("ops/", "web/cli/", "web/gunicorn_conf.py")


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
    return names


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def of_package(names: set[str], *packages: str) -> set[str]:
    return {name for name in names if name.split(".")[0] in packages}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    name, names = name_of(path), imported(path)
    if name.startswith("resources_db/"):
        assert not of_package(names, "bot", "web", "ops", "flask", "rasa", "rasa_sdk")
    elif name.startswith("bot/"):
        assert not of_package(names, "web", "ops", "flask")
        if name.startswith(SELF_STANDING):
            assert not of_package(names, "resources_db", "sqlalchemy", "rasa", "rasa_sdk", "urllib3")
            others = {n for n in of_package(names, "bot") if not n.startswith(("bot.text", "bot.safety"))}
            assert others <= {MAY_USE_MESSAGES}
    elif name.startswith("web/"):
        assert not of_package(names, "ops", "rasa")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_settings_read_the_environment(path: Path) -> None:
    if name_of(path) not in READS_ENVIRONMENT:
        assert not any(name in ("environ", "getenv", "putenv") for name in attributes(path))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_prints_but_the_command_line(path: Path) -> None:
    if not name_of(path).startswith(PRINTS):
        calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
        assert not any(isinstance(call.func, ast.Name) and call.func.id == "print" for call in calls)


def attributes(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)
