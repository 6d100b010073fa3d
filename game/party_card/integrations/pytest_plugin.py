"""pytest collects scenes and dossiers: reading, rules, proof, every story test and every invariant is an item.

Law: a failure shows diagnostics, with file and line, and never a Python traceback. `-p no:party_card` switches it off.
Nothing of the game is imported before a file of ours is met, so that other projects pay nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from party_card.diagnostics.diagnostic import Diagnostic
    from party_card.services.verification import CheckedPack, SceneReport

_KEYS = (
    ("scene", "passages"),
    ("dossier", "facts|people|terms|figures"),
    ("index", "paragraphs"),
    ("campaign", "scenes"),
)
"""What a file of ours has at its outermost level: a key that names it, and one of those that follow."""
Find = Callable[[], Iterable["Diagnostic"]]
_LIBRARIES = pytest.StashKey[dict[Path, "CheckedPack"]]()
_VERDICTS = pytest.StashKey[dict[tuple[Path, str], "SceneReport"]]()


class DiagnosticsError(Exception):  # it is what the item found
    """What was found, rendered."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the settings of the plugin."""
    parser.addini("party_card_strict", "warnings of party-card fail a test too", type="bool", default=False)


def pytest_configure(config: pytest.Config) -> None:
    """Makes room for what is read once a run."""
    config.stash[_LIBRARIES] = {}
    config.stash[_VERDICTS] = {}


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A scene, a campaign, a dossier, a bibliography or an index; other YAML is nobody's business here."""
    if file_path.suffix not in (".yaml", ".yml") or not _is_ours(file_path):
        return None
    collected: pytest.Collector = PackFile.from_parent(parent, path=file_path)
    return collected


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            text = file.read(1_000_000).decode("utf-8", "replace")
    except OSError:
        return False
    return any(re.search(rf"(?m)^{name}:", text) and re.search(rf"(?m)^(?:{more}):", text) for name, more in _KEYS)


class PackFile(pytest.File):
    """One file of a pack."""

    def collect(self) -> Iterator[pytest.Item]:
        """The items of this file."""
        library = self._library()
        source = next((file for file in library.pack.files if self._is_here(file.name)), None)
        yield self._item("reading", 1, lambda: self._of(library.reading))
        if source is None:
            return
        yield self._item("rules", 1, lambda: self._of(library.rules))
        for name, scene in library.pack.scenes.items():
            if scene.location.file is not source:
                continue
            yield self._item("proof", 1, partial(self._proof, name, scene.location.file.name))
            for key, texts in (("always", scene.always), ("never", scene.never)):
                for number, text in enumerate(texts):
                    span = scene.location.value(key).item(number).span
                    yield self._item(
                        f"{key} {text}", span.line, partial(self._told, name, "broken-invariant", span.line)
                    )
            for test in scene.tests:
                line = test.location.span.line
                yield self._item(f"test {test.name}", line, partial(self._test, name, test))

    def _item(self, name: str, line: int, find: Find) -> PackItem:
        item: PackItem = PackItem.from_parent(self, name=name, line=line, find=find)
        return item

    def _library(self) -> CheckedPack:
        from party_card.services.verification import read_library, root_of  # noqa: PLC0415  # see the law

        root = root_of(self.path)
        libraries = self.config.stash[_LIBRARIES]
        if root not in libraries:
            libraries[root] = read_library(root, Path(relpath(root, self._start)))
        return libraries[root]

    def _verdict(self, scene: Any) -> SceneReport:
        from party_card.services.verification import verify_scene  # noqa: PLC0415  # see the law

        verdicts = self.config.stash[_VERDICTS]
        key = (self.path, scene)
        if key not in verdicts:
            verdicts[key] = verify_scene(self._library(), scene)
        return verdicts[key]

    def _of(self, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
        return [problem for problem in problems if self._is_here(problem.primary.source.name)]

    @property
    def _start(self) -> Path:
        return self.config.invocation_params.dir

    def _is_here(self, name: str) -> bool:
        return (self._start / name).resolve() == self.path.resolve()

    def _proof(self, scene: Any, source: str) -> list[Diagnostic]:
        others = ("broken-invariant", "story-test-failed")  # items of their own
        found = [problem for problem in self._verdict(scene).diagnostics if problem.code not in others]
        return [problem for problem in found if problem.primary.source.name == source]

    def _told(self, scene: Any, code: str, line: int) -> list[Diagnostic]:
        found = self._verdict(scene).diagnostics
        return [problem for problem in found if problem.code == code and problem.primary.span.line == line]

    def _test(self, scene: Any, test: Any) -> Iterable[Diagnostic]:
        from party_card.engine.compiled import InvalidSceneError  # noqa: PLC0415  # see the law
        from party_card.modelcheck import run_test  # noqa: PLC0415

        try:
            return run_test(self._library().compile(scene), test).diagnostics
        except InvalidSceneError as mistakes:
            return mistakes.diagnostics


class PackItem(pytest.Item):
    """One thing that must hold of a file."""

    def __init__(self, *, line: int, find: Find, **more: Any) -> None:
        super().__init__(**more)
        self.line = line
        self.find = find

    def runtest(self) -> None:
        """Looks, and raises Problems with everything that was found."""
        from party_card.diagnostics.render import render  # noqa: PLC0415

        found = list(self.find())
        strict = self.config.getini("party_card_strict")
        if any(problem.severity.counts(strict) for problem in found):
            raise DiagnosticsError(render(found))
        if found:
            self.add_report_section("call", "party-card", render(found))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The diagnostics alone; for a mistake of the program, what pytest shows."""
        if isinstance(excinfo.value, DiagnosticsError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file and the line (from 0) that the item is about."""
        return self.path, self.line - 1, f"{self.path.name}: {self.name}"
