"""`party-card export`, without the printing: which scenes, what stands in the way, and what to write.

Law: only scenes that check clean and whose every path is proved are written; otherwise there are diagnostics. A new
kind of file is a line in `FORMATS` and a function from `Ready` to bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from party_card.content.models import SceneId
from party_card.content.overlay import exclude_scenes as without_scenes
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.suggest import nearest
from party_card.diagnostics.words import counted
from party_card.engine.compiled import compile_scene
from party_card.frontends.gamebook.book import write_gamebook
from party_card.frontends.html.bundle import ExportBundle, build_bundle
from party_card.frontends.html.document import write_document
from party_card.frontends.html.scorm import write_package
from party_card.modelcheck import prove_scene
from party_card.modelcheck.state_space import ReachableStates
from party_card.rules import beyond_the_page
from party_card.services.prove import UsageError
from party_card.services.verification import CheckedPack, read_library

FORMATS: Mapping[str, Callable[[ExportBundle], bytes]] = {
    "html": write_document,
    "scorm": write_package,
    "gamebook": write_gamebook,
}
"""What writes a file from what is ready, by the name of its option."""


class ExportJob:
    """One export; `diagnostics` says what stands in the way once `ready` has returned None."""

    def __init__(
        self, root: Path | None, scene: str | None, *, campaign: bool = False, without: Collection[str] = ()
    ) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.campaign = campaign
        if (scene is None) is not campaign:
            raise UsageError("say which scene, or --campaign for all of them")
        self._library = _read(root)
        scenes = self._library.pack.scenes
        if not scenes:
            raise UsageError("there is no scene in this folder; a scene file begins with `scene: its-name`")
        if scene is not None and scene not in scenes:
            near = nearest(scene, scenes)
            mend = f"did you mean `{near}`?" if near else "there are: " + ", ".join(sorted(scenes))
            raise UsageError(f"there is no scene `{scene}`; {mend}")
        if without and not campaign:
            raise UsageError("--without leaves scenes out of --campaign, and of nothing else")
        self._pack = _but_for(self._library.pack, without)
        self.scenes = self._pack.order() if scene is None else (SceneId(scene),)

    def ready(self, told: Callable[[str], None]) -> ExportBundle | None:
        """The scenes, proved and compared; None where something stands in the way. Raises Disagreement.

        `told` hears a line about each scene.
        """
        self.diagnostics = list(self._mistakes())
        if self.diagnostics:
            return None
        atlases: list[ReachableStates] = []
        for name in self.scenes:
            proof = prove_scene(compile_scene(self._pack, self._pack.scenes[name]))
            self.diagnostics += [one for one in proof.diagnostics if one.severity is Severity.ERROR]
            if proof.states is not None:
                atlases.append(proof.states)
        if self.diagnostics:
            return None

        def agreed(scene: str, positions: int) -> None:
            told(f"{scene}: the page agrees with the game at {counted(positions, 'position')}")

        return build_bundle(self._pack, atlases, campaign=self.campaign, on_scene_compared=agreed)

    def _mistakes(self) -> Iterator[Diagnostic]:
        """The errors of the pack, but for those of scenes that nobody asked for, and what a page cannot hold."""
        scenes = self._library.pack.scenes
        others = {one.location.file.name for name, one in scenes.items() if name not in self.scenes}
        for problem in self._library.about(None):
            stands = problem.severity is Severity.ERROR or problem.code == beyond_the_page.CODE
            if stands and problem.primary.source.name not in others:
                yield problem


def _but_for(pack: Pack, left_out: Collection[str]) -> Pack:
    try:
        return without_scenes(pack, left_out)
    except ValueError as reason:
        raise UsageError(str(reason)) from None


def _read(root: Path | None) -> CheckedPack:
    try:
        return read_library(root)
    except NotADirectoryError:
        raise UsageError(f"there is no folder {root}") from None
    except OSError as error:
        raise UsageError(f"the folder {root} cannot be read: {error.strerror or error}") from None
