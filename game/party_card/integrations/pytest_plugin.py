"""pytest plugin that collects packs: reading, rules, proof, every story test and every invariant is an item.

Invariant: a failure shows diagnostics, with file and line, and never a Python traceback. Nothing else of the package is
imported before a file of a pack is met, so that other projects pay nothing; `-p no:party_card` switches the plugin off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import count
from os.path import realpath, relpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from party_card.content.models import SceneId, StoryTest
    from party_card.diagnostics.diagnostic import Diagnostic
    from party_card.services.checked_pack import CheckedPack
    from party_card.services.scene_report import SceneReport

_ENTRY_KEYS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "scene": {"passages": ("text", "choices", "ending")},
    "dossier": {
        "facts": ("text", "cite"),
        "documents": ("title", "cite"),
        "people": ("name", "was"),
        "figures": ("points", "cite"),
        "terms": (),
    },
    "index": {"paragraphs": ("p", "fingerprint")},
    "campaign": {"scenes": ("scene",)},
    "people": {"people": ("name", "was")},
    "prologue": {"beats": ("text",)},
}
"""For the top-level key that names a file of a pack: its other top-level keys, and keys of the entries below them."""
_MAX_ITEM_NAME_CHARACTERS = 200
_CODES_WITH_ITEMS = ("broken-invariant", "story-test-failed")
"""Codes that separate items report."""
_CODES_OF_UNREAD_FILES = ("unreadable-file", "file-too-large", "foreign-format", "not-utf8")
"""Codes of files that may have no item, because nothing in them shows that they belong to a pack."""
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
    """Collects a scene, a campaign, a dossier, people, a bibliography or an index; leaves other YAML alone."""
    has_pack_name = file_path.suffix.lower() in (".yaml", ".yml") and not file_path.name.startswith((".", "~$"))
    if not has_pack_name or not _is_pack_file(file_path):
        return None
    collected: pytest.Collector = PackFile.from_parent(parent, path=file_path)
    return collected


def _is_pack_file(path: Path) -> bool:
    """Returns True for a file of a pack, also for one with mistakes.

    Other programs have keys of the same names. So a file counts if entries in it look like those of a pack; in a pack's
    folder, or beside a file that counts, also one that cannot be read as YAML.
    """
    text = _read_pack_text(path)
    if text is None:
        return False
    from party_card.content.pack_folders import YAML_FOLDERS  # noqa: PLC0415  # see the invariant

    if path.parent.name in YAML_FOLDERS:
        return True
    has_entries = _has_pack_entries(path, text)
    if has_entries is not None:
        return has_entries
    siblings = ((other, _read_pack_text(other)) for other in sorted(path.parent.glob("*.y*ml")))
    return any(_has_pack_entries(other, text) for other, text in siblings if text is not None)


def _read_pack_text(path: Path) -> str | None:
    """Returns the text of a file if it has the top-level keys of a file of a pack."""
    from party_card.platform.regular_files import read_start  # noqa: PLC0415  # see the invariant

    try:
        text = read_start(path, 1_000_000).decode("utf-8", "replace")
    except OSError:
        return None
    has_keys = any(
        re.search(rf"(?m)^{key}:", text) and re.search(rf"(?m)^(?:{'|'.join(other_keys)}):", text)
        for key, other_keys in _ENTRY_KEYS.items()
    )
    return text if has_keys else None


def _has_pack_entries(path: Path, text: str) -> bool | None:
    """Returns True if the entries of a file look like those of a pack; None if it cannot be read as YAML."""
    from party_card.content.yaml_loader import compose_yaml  # noqa: PLC0415  # see the invariant
    from party_card.content.yaml_nodes import MappingNode, ScalarNode, SequenceNode  # noqa: PLC0415
    from party_card.diagnostics.source import SourceFile  # noqa: PLC0415

    root, _ = compose_yaml(SourceFile(path.name, text))
    if root is None:
        return None
    if not isinstance(root, MappingNode):
        return False
    values = {key.value: value for key, value in root.value if isinstance(key, ScalarNode)}
    for keys in (keys for name, keys in _ENTRY_KEYS.items() if name in values):
        for key, entry_keys in keys.items():
            value = values.get(key)
            if isinstance(value, MappingNode):
                entries = [entry for _, entry in value.value]
            else:
                entries = list(value.value) if isinstance(value, SequenceNode) else []
            for entry in entries:
                if isinstance(entry, MappingNode) and any(name.value in entry_keys for name, _ in entry.value):
                    return True
                if isinstance(entry, ScalarNode) and (
                    key == "terms" or (key == "scenes" and (path.parent / f"{entry.value}.yaml").is_file())
                ):
                    return True
    return False


class PackFile(pytest.File):
    """A collected file of a pack."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yields the items of this file, each with a name of its own."""
        names: set[str] = set()
        for name, line, find in self._iter_checks():
            unique_name = _make_unique(_make_item_name(name), names)
            names.add(unique_name)
            item: PackItem = PackItem.from_parent(self, name=unique_name, line=line, find=find)
            yield item

    def _iter_checks(self) -> Iterator[tuple[str, int, FindDiagnostics]]:
        """Yields name, line and check of each item."""
        checked_pack = self._checked_pack()
        source = next((file for file in checked_pack.pack.files if self._is_this_file(file.name)), None)
        yield "reading", 1, lambda: self._reading_diagnostics(checked_pack)
        if source is None:
            return
        yield "rules", 1, lambda: self._in_this_file(checked_pack.rule_diagnostics)
        campaign = checked_pack.pack.campaign
        if campaign is not None and campaign.location.file is source and "campaign" not in checked_pack.pack.scenes:
            yield from self._iter_translation_checks(checked_pack, "campaign", has_tests=False)
        for name, scene in checked_pack.pack.scenes.items():
            if scene.location.file is not source:
                continue
            yield "proof", 1, partial(self._proof_diagnostics, name, scene.location.file.name)
            for key, texts in (("always", scene.always), ("never", scene.never)):
                for number, text in enumerate(texts):
                    span = scene.location.value(key).item(number).span
                    yield f"{key} {text}", span.line, partial(self._invariant_diagnostics, name, span.line)
            for test in scene.tests:
                line = test.location.span.line
                yield f"test {test.name}", line, partial(self._story_test_diagnostics, name, test)
            yield from self._iter_translation_checks(checked_pack, name, has_tests=bool(scene.tests))

    def _iter_translation_checks(
        self, checked_pack: CheckedPack, name: str, *, has_tests: bool
    ) -> Iterator[tuple[str, int, FindDiagnostics]]:
        """Yields the check of each translation of a scene or of the campaign, and the story tests in it."""
        from party_card.services.translations import (  # noqa: PLC0415  # see the invariant
            check_pack_translation,
            list_pack_translations,
        )

        for translation in list_pack_translations(checked_pack.pack, name):
            language = translation.language
            yield f"translation {language}", 1, partial(check_pack_translation, checked_pack.pack, translation)
            if has_tests:
                yield f"tests in {language}", 1, partial(self._translated_test_diagnostics, name, language)

    def _translated_test_diagnostics(self, scene: str, language: str) -> Iterable[Diagnostic]:
        from party_card.services.verification import verify_story_tests  # noqa: PLC0415  # see the invariant

        return verify_story_tests(self._checked_pack().pack, scene, language)

    def _checked_pack(self) -> CheckedPack:
        from party_card.content.pack_folders import find_pack_root  # noqa: PLC0415
        from party_card.services.checked_pack import read_checked_pack  # noqa: PLC0415  # see the invariant

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
            reports[key] = verify_scene(self._checked_pack().pack, scene)
        return reports[key]

    def _reading_diagnostics(self, checked_pack: CheckedPack) -> list[Diagnostic]:
        """Returns what reading found in this file; in the first file of a pack also what it found in files without
        items, such as a folder named like a scene."""
        diagnostics = list(checked_pack.reading_diagnostics)
        if not checked_pack.pack.files or not self._is_this_file(checked_pack.pack.files[0].name):
            return self._in_this_file(diagnostics)
        return [
            diagnostic
            for diagnostic in diagnostics
            if self._is_this_file(name := diagnostic.primary.source.name)
            or (diagnostic.code in _CODES_OF_UNREAD_FILES and not _is_pack_file(self._invocation_folder / name))
        ]

    def _in_this_file(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        return [diagnostic for diagnostic in diagnostics if self._is_this_file(diagnostic.primary.source.name)]

    @property
    def _invocation_folder(self) -> Path:
        return self.config.invocation_params.dir

    def _is_this_file(self, name: str) -> bool:
        return realpath(self._invocation_folder / name) == realpath(self.path)

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


def _make_item_name(text: str) -> str:
    """Returns a text as the name of an item: without what a node id cannot hold, such as two colons, which part it."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return re.sub(":{2,}", ":", " ".join(printable.split()))[:_MAX_ITEM_NAME_CHARACTERS]


def _make_unique(name: str, names: Collection[str]) -> str:
    """Returns a name that is not among `names`: with a number behind it, if it must be."""
    candidates = (f"{name} ({number})" for number in count(2))
    return name if name not in names else next(candidate for candidate in candidates if candidate not in names)


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
