"""pytest plugin that collects packs: reading, rules, proof, every story test and every invariant is an item.

Invariant: a failure shows diagnostics, with file and line, and never a Python traceback. Nothing else of the package is
imported before a file of a pack is met, so that other projects pay nothing; `-p no:party_card` switches the plugin off.
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
    from party_card.content.models import SceneId, StoryTest
    from party_card.diagnostics.diagnostic import Diagnostic
    from party_card.services.checked_pack import CheckedPack
    from party_card.services.verification import SceneReport

_FILE_KEYS = (
    ("scene", "passages"),
    ("dossier", "facts|people|terms|figures"),
    ("index", "paragraphs"),
    ("campaign", "scenes"),
)
"""The top-level keys of a file of a pack: one that names it, and one of several others."""
_CODES_WITH_ITEMS = ("broken-invariant", "story-test-failed")
"""Codes that separate items report."""
FindDiagnostics = Callable[[], Iterable["Diagnostic"]]
_PACKS = pytest.StashKey[dict[Path, "CheckedPack"]]()
_REPORTS = pytest.StashKey[dict[tuple[Path, "SceneId"], "SceneReport"]]()


class DiagnosticsError(Exception):
    """A check found something; the message is the rendered diagnostics."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the settings of the plugin."""
    parser.addini("party_card_strict", "warnings of party-card fail a test too", type="bool", default=False)


def pytest_configure(config: pytest.Config) -> None:
    """Creates the caches of packs and reports, which are computed once a run."""
    config.stash[_PACKS] = {}
    config.stash[_REPORTS] = {}


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collects a scene, a campaign, a dossier, a bibliography or an index; leaves other YAML alone."""
    if file_path.suffix not in (".yaml", ".yml") or not _is_pack_file(file_path):
        return None
    collected: pytest.Collector = PackFile.from_parent(parent, path=file_path)
    return collected


def _is_pack_file(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            text = file.read(1_000_000).decode("utf-8", "replace")
    except OSError:
        return False
    return any(
        re.search(rf"(?m)^{key}:", text) and re.search(rf"(?m)^(?:{other_keys}):", text)
        for key, other_keys in _FILE_KEYS
    )


class PackFile(pytest.File):
    """A collected file of a pack."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yields the items of this file."""
        checked_pack = self._checked_pack()
        source = next((file for file in checked_pack.pack.files if self._is_this_file(file.name)), None)
        yield self._make_item("reading", 1, lambda: self._in_this_file(checked_pack.reading_diagnostics))
        if source is None:
            return
        yield self._make_item("rules", 1, lambda: self._in_this_file(checked_pack.rule_diagnostics))
        for name, scene in checked_pack.pack.scenes.items():
            if scene.location.file is not source:
                continue
            yield self._make_item("proof", 1, partial(self._proof_diagnostics, name, scene.location.file.name))
            for key, texts in (("always", scene.always), ("never", scene.never)):
                for number, text in enumerate(texts):
                    span = scene.location.value(key).item(number).span
                    yield self._make_item(
                        f"{key} {text}", span.line, partial(self._invariant_diagnostics, name, span.line)
                    )
            for test in scene.tests:
                line = test.location.span.line
                yield self._make_item(f"test {test.name}", line, partial(self._story_test_diagnostics, name, test))

    def _make_item(self, name: str, line: int, find: FindDiagnostics) -> PackItem:
        item: PackItem = PackItem.from_parent(self, name=name, line=line, find=find)
        return item

    def _checked_pack(self) -> CheckedPack:
        from party_card.services.checked_pack import read_checked_pack  # noqa: PLC0415  # see the invariant
        from party_card.services.load import find_pack_root  # noqa: PLC0415

        root = find_pack_root(self.path)
        packs = self.config.stash[_PACKS]
        if root not in packs:
            packs[root] = read_checked_pack(root, Path(relpath(root, self._invocation_folder)))
        return packs[root]

    def _scene_report(self, scene: SceneId) -> SceneReport:
        from party_card.services.verification import verify_scene  # noqa: PLC0415  # see the invariant

        reports = self.config.stash[_REPORTS]
        key = (self.path, scene)
        if key not in reports:
            reports[key] = verify_scene(self._checked_pack(), scene)
        return reports[key]

    def _in_this_file(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        return [diagnostic for diagnostic in diagnostics if self._is_this_file(diagnostic.primary.source.name)]

    @property
    def _invocation_folder(self) -> Path:
        return self.config.invocation_params.dir

    def _is_this_file(self, name: str) -> bool:
        return (self._invocation_folder / name).resolve() == self.path.resolve()

    def _proof_diagnostics(self, scene: SceneId, source: str) -> list[Diagnostic]:
        return [
            diagnostic
            for diagnostic in self._scene_report(scene).diagnostics
            if diagnostic.primary.source.name == source and diagnostic.code not in _CODES_WITH_ITEMS
        ]

    def _invariant_diagnostics(self, scene: SceneId, line: int) -> list[Diagnostic]:
        return [
            diagnostic
            for diagnostic in self._scene_report(scene).diagnostics
            if diagnostic.code == "broken-invariant" and diagnostic.primary.span.line == line
        ]

    def _story_test_diagnostics(self, scene: SceneId, test: StoryTest) -> Iterable[Diagnostic]:
        from party_card.engine.compiled import InvalidSceneError  # noqa: PLC0415  # see the invariant
        from party_card.modelcheck import run_story_test  # noqa: PLC0415

        try:
            return run_story_test(self._checked_pack().compile_scene(scene), test).diagnostics
        except InvalidSceneError as error:
            return error.diagnostics


class PackItem(pytest.Item):
    """A check of a file."""

    def __init__(self, *, line: int, find: FindDiagnostics, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.line = line
        self.find = find

    def runtest(self) -> None:
        """Runs the check; raises DiagnosticsError if it finds an error, or in strict mode a warning."""
        from party_card.diagnostics.render import render  # noqa: PLC0415

        diagnostics = list(self.find())
        strict = self.config.getini("party_card_strict")
        if any(diagnostic.severity.is_failure(strict) for diagnostic in diagnostics):
            raise DiagnosticsError(render(diagnostics))
        if diagnostics:
            self.add_report_section("call", "party-card", render(diagnostics))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Returns the diagnostics alone; for an error of the program, pytest's own text."""
        if isinstance(excinfo.value, DiagnosticsError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Returns the file and the line (from 0) that the item is about, and its title."""
        return self.path, self.line - 1, f"{self.path.name}: {self.name}"
