"""The house has floors: a module imports only from its own floor and those above it, and heavy things come late."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests import ROOT

GAME = ROOT / "game" / "party_card"
FLOORS = (
    "diagnostics",
    "content",
    "evidence",
    "engine",
    "modelcheck",
    "rules",
    "storage",
    "app",
    "services",
    "importers",
    "frontends",
)
ALONE = {
    "yaml": "content/yaml_loader.py",
    "transitions": "engine/machine.py",
    "uharfbuzz": "frontends/window/toolkit/shaping.py",
    "accesskit": "frontends/window/accessibility/tree.py",
}
"""Libraries that only one module may know."""
MODULES = sorted(path.relative_to(GAME).as_posix() for path in GAME.rglob("*.py"))


def imported(module: str) -> Iterator[str]:
    """The names that a module imports at run time, `from a import b` as a.b; not what only type checkers see."""
    tree = ast.parse((GAME / module).read_text(encoding="utf-8"))
    typing_only = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_its_floor_and_those_above(module: str) -> None:
    floor = module.split("/", maxsplit=1)[0]
    allowed = FLOORS[: FLOORS.index(floor) + 1] if floor in FLOORS else FLOORS
    for name in imported(module):
        parts = name.split(".")
        if parts[0] == "party_card" and len(parts) > 1 and parts[1] in FLOORS:
            assert parts[1] in allowed, f"{module} imports {name}"


@pytest.mark.parametrize(("library", "module"), ALONE.items())
def test_some_libraries_are_known_to_one_module_only(library: str, module: str) -> None:
    users = {name for name in MODULES if any(one.split(".")[0] == library for one in imported(name))}
    assert users == {module}


@pytest.mark.parametrize("module", [name for name in MODULES if name != "__main__.py"])
def test_every_module_says_what_it_is_for(module: str) -> None:
    tree = ast.parse((GAME / module).read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)


@pytest.mark.parametrize(
    ("start", "late"),
    [
        (
            "import party_card.cli",
            {"yaml", "pygame", "rich", "transitions", "sqlite3", "platformdirs", "uharfbuzz", "json"},
        ),
        (
            "import party_card.frontends.window.app",
            {"rich", "pydantic", "importlib.metadata", "asyncio", "unittest", "email"},
        ),
    ],
)
def test_heavy_libraries_are_not_loaded_before_they_are_needed(start: str, late: set[str]) -> None:
    command = [sys.executable, "-c", f"{start}; import sys; print(*sys.modules)"]
    loaded = set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    assert not late & loaded
