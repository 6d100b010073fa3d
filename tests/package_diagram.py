"""Draws the packages of the program as Mermaid diagrams for game/README.md, from the imports as they are.

`python -m tests.package_diagram` writes the diagrams anew; tests/test_architecture.py compares them.
An arrow means "is imported by". Arrows that follow from others are left out (transitive reduction).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from graphlib import TopologicalSorter

import grimp

from tests import SOURCE

README = SOURCE / "README.md"
DIAGRAM = re.compile(r"(?s)(<!-- diagram: (?P<package>[\w.]+) -->\n```mermaid\n).*?(```\n)")
"""A diagram in the README, after a comment that names the package whose parts it shows."""


@cache
def import_graph() -> grimp.ImportGraph:
    """The imports of the program, without those that only type checkers see."""
    return grimp.build_graph("party_card", exclude_type_checking_imports=True, cache_dir=None)


def package_imports(package: str) -> dict[str, set[str]]:
    """For each direct child of a package, the siblings that it imports."""
    graph = import_graph()
    children = graph.find_children(package)
    names = {child: child.rpartition(".")[2] for child in children}
    return {
        names[importer]: {
            names[imported]
            for imported in children - {importer}
            if graph.direct_import_exists(importer=importer, imported=imported, as_packages=True)
        }
        for importer in children
    }


def transitive_reduction(imports: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Leaves out each import that follows from others. Raises CycleError if the imports have a cycle."""

    reachable: dict[str, set[str]] = {}
    for name in TopologicalSorter(imports).static_order():  # raises CycleError
        reachable[name] = imports[name].union(*(reachable[imported] for imported in imports[name]))
    return {
        name: {
            imported
            for imported in directly
            if not any(imported in reachable[other] for other in directly - {imported})
        }
        for name, directly in imports.items()
    }


def mermaid(package: str) -> str:
    """The diagram of a package's parts."""
    reduced = transitive_reduction(package_imports(package))
    edges = sorted((imported, importer) for importer, names in reduced.items() for imported in names)
    lone = sorted(name for name in reduced if not any(name in edge for edge in edges))
    return "".join(
        ["flowchart LR\n", *(f"  {name}\n" for name in lone), *(f"  {below} --> {above}\n" for below, above in edges)]
    )


def with_diagrams(text: str) -> str:
    """The README's text with every diagram as the imports have it."""
    return DIAGRAM.sub(lambda match: f"{match[1]}{mermaid(match['package'])}{match[3]}", text)


if __name__ == "__main__":
    README.write_text(with_diagrams(README.read_text(encoding="utf-8")), encoding="utf-8")
