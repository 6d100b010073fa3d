"""The structure of the program: layers, no import circles, libraries behind one module, late imports, diagrams."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import grimp
import pytest
from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

from tests import ROOT, SOURCE
from tests.package_diagram import DIAGRAM, README, transitive_reduction, with_diagrams

OWNERS = {
    "accesskit": {"frontends.window.accessibility.accesskit_bridge"},
    "transitions": {"engine.machine"},
    "uharfbuzz": {
        "platform.font_files",
        *(f"frontends.window.toolkit.{module}" for module in ("faces", "glyph_images", "shaping")),
    },
    "bidi": {"frontends.window.toolkit.bidi"},
    "find_system_fonts_filename": {"frontends.window.toolkit.faces"},
    "grapheme": {"frontends.window.toolkit.graphemes"},
    "watchfiles": {"platform.file_watcher"},
    "yaml": {"content.yaml_loader", "content.yaml_nodes"},
}
"""Libraries that are young, slow to import or easily misused, and the modules that may import them."""


def test_the_import_contracts_hold() -> None:
    configure()
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None, no_logo=True)


def test_libraries_are_imported_by_their_owners_only() -> None:
    graph = grimp.build_graph(
        "party_card", include_external_packages=True, exclude_type_checking_imports=True, cache_dir=None
    )
    importers = {
        library: {name.removeprefix("party_card.") for name in graph.find_modules_that_directly_import(library)}
        for library in OWNERS
    }
    assert importers == OWNERS


def test_every_module_has_a_docstring() -> None:
    modules = sorted((SOURCE / "party_card").rglob("*.py"))
    assert len(modules) > 300
    assert [path for path in modules if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))] == []


def test_no_module_is_longer_than_300_lines() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCE.rglob("*.py")}
    assert {str(path): length for path, length in lengths.items() if length > 300} == {}


@pytest.mark.parametrize(
    ("start", "late"),
    [
        (
            "import party_card.cli",
            {"yaml", "pygame", "rich", "transitions", "sqlite3", "platformdirs", "uharfbuzz", "json"},
        ),
        (
            "import party_card.frontends.window.app",
            {
                "rich",
                "watchfiles",
                "accesskit",
                "bidi",
                "find_system_fonts_filename",
                "grapheme",
                "importlib.metadata",
                "asyncio",
                "unittest",
                "email",
            },
        ),
    ],
)
def test_heavy_libraries_are_imported_late(start: str, late: set[str]) -> None:
    def modules_after(code: str) -> set[str]:
        command = [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"]
        return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())

    assert not late & modules_after(start)
    assert late <= modules_after("; ".join(f"import {name}" for name in sorted(late))), "all of them can be imported"


def test_the_diagrams_in_the_readme_are_those_of_the_imports() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(DIAGRAM.findall(text)) >= 2
    assert with_diagrams(text) == text, "run `python -m tests.package_diagram`"


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_the_files_that_the_tour_names_exist(document: str) -> None:
    text = (SOURCE / document).read_text(encoding="utf-8")
    named = {name for name in re.findall(r"`([\w./]+(?:\.py|/))`", text) if not name.startswith(("party-card", "."))}
    there = {
        f"/{path.relative_to(ROOT).as_posix()}" for top in (SOURCE, ROOT / "tests") for path in (top, *top.rglob("*"))
    }
    assert len(named) > 10
    assert {name for name in named if not any(path.endswith(f"/{name.rstrip('/')}") for path in there)} == set()


def test_an_import_that_follows_from_others_is_left_out_of_a_diagram() -> None:
    imports: dict[str, set[str]] = {"a": set(), "b": {"a"}, "c": {"a", "b"}, "d": {"a"}}
    assert transitive_reduction(imports) == {"a": set(), "b": {"a"}, "c": {"b"}, "d": {"a"}}
