"""A pack read again and again while it is written: only what changed is parsed, only one scene is checked.

Law: what is found is what `party-card check` finds in that scene and the files it rests on, word for word. Remarks are
left to `check`: they ask for nothing while one writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from party_card.content.models import Scene
from party_card.content.overlay import overlay
from party_card.content.pack import (
    Pack,
    PackBuilder,
    builtin,
    gc_paused,
    pictures,
    read_file,
    read_model,
    read_pack,
    yaml_files,
)
from party_card.content.scene_logic import logic_of
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.source import SourceFile
from party_card.rules import RULES

SEEDS = "seeds"
"""The folder of the evidence: what cannot be read there may be what the scene rests on."""
ACROSS = frozenset(
    {
        "unknown-trace",
        "duplicate-trace",
        "carried-too-early",
        "unknown-dossier",
        "unknown-person",
        "unknown-picture",
        "unknown-scene",
    }
)
"""What can be told of one scene only beside all others."""


@dataclass(frozen=True, slots=True)
class SceneSnapshot:
    """A scene as its file has it now. `scene` is None where there is none in the file that could be read."""

    pack: Pack
    scene: Scene | None
    found: tuple[Diagnostic, ...]

    @property
    def playable(self) -> bool:
        """Whether it can be played as it is."""
        return self.scene is not None and not any(one.severity is Severity.ERROR for one in self.found)


class IncrementalReader:
    """The pack in `root`, shown as `shown` in messages, and in it the scene in the file at `path`."""

    def __init__(self, root: Path, shown: Path, path: Path) -> None:
        self.root, self.shown, self.path = root, shown, path
        own = root.resolve() == builtin().resolve()
        self._base = None if own else read_pack(builtin())[0]
        self._known: dict[Path, tuple[SourceFile, Any, list[Diagnostic]]] = {}
        self._drawn: dict[str, int] = {}

    @property
    def name(self) -> str:
        """The file of the scene as messages name it."""
        return str(self.shown / self.path.relative_to(self.root))

    def changed(self) -> bool:
        """Whether any file says something else than when it was read last. Raises OSError as `read` does."""
        now = {path: read_file(path, "")[0] for path in yaml_files(self.root)}
        texts = {path: file.text for path, file in now.items() if file is not None}
        return texts != {path: known[0].text for path, known in self._known.items()} or self._drawn != self._pictures()

    def _pictures(self) -> dict[str, int]:
        return {name: path.stat().st_mtime_ns for name, path in pictures(self.root).items() if path.exists()}

    def read(self) -> SceneSnapshot:
        """How things stand now. Raises OSError where the folder cannot be read."""
        self._drawn = self._pictures()
        with gc_paused():
            pack, found = self._pack()
            scene = next((one for one in pack.scenes.values() if one.location.file.name == self.name), None)
            unread = {one.primary.source.name for one in found if Path(one.primary.source.name).parent.name == SEEDS}
            if scene is not None:
                found = [*found, *check_scene(pack, scene)]
            rested_on = {pack.dossiers[one].location.file.name for one in _dossiers(pack, scene)}
        mine = {self.name} | rested_on | unread
        about = [one for one in found if one.primary.source.name in mine]
        about.sort(
            key=lambda one: (one.severity is not Severity.ERROR, one.primary.source.name != self.name, one.order)
        )
        return SceneSnapshot(pack, scene, tuple(about))

    def _pack(self) -> tuple[Pack, list[Diagnostic]]:
        gathered, found = PackBuilder(), list[Diagnostic]()
        paths = yaml_files(self.root)
        self._known = {path: known for path, known in self._known.items() if path in paths}
        for path in paths:
            file, problems = read_file(path, str(self.shown / path.relative_to(self.root)))
            found += problems
            if file is None:
                self._known.pop(path, None)
                continue
            known = self._known.get(path)
            if known is None or known[0].text != file.text:
                known = self._known[path] = (file, *read_model(file))
            gathered.files.append(known[0])
            found += gathered.add_model(known[1], known[2])
        pack = replace(gathered.build(self.root, pictures(self.root)), shown=self.shown)
        return (pack if self._base is None else overlay(pack, self._base)), found


def check_scene(pack: Pack, scene: Scene) -> list[Diagnostic]:
    """What the rules find in a scene and in the dossiers it names, among others in what lies around them."""
    alone = replace(
        pack,
        scenes={scene.scene: scene},
        dossiers={name: pack.dossiers[name] for name in _dossiers(pack, scene)},
        pictures={name: path for name, path in pack.pictures.items() if name == scene.picture},
        campaign=None,
    )
    found = list(logic_of(pack, scene)[1])
    for rule in RULES:
        check = getattr(rule, "check", None)
        if check is not None and rule.SEVERITY is not Severity.REMARK:
            found += check(pack if rule.CODE in ACROSS else alone)
    return [one for one in found if one.primary.source.name and one.severity is not Severity.REMARK]


def _dossiers(pack: Pack, scene: Scene | None) -> Sequence[Any]:
    return [name for name in scene.dossiers if name in pack.dossiers] if scene is not None else ()
