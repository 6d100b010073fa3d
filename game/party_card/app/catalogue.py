"""Finds and compiles the scenes of the packs of a session."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.content.models import SceneId
from party_card.content.prose import smart_quotes
from party_card.localization import gettext
from party_card.storage.errors import StorageError

if TYPE_CHECKING:
    from party_card.content.pack import Pack
    from party_card.engine.compiled import CompiledScene
    from party_card.engine.playthrough import Playthrough
    from party_card.storage.saved_playthrough import SavedPlaythrough
    from party_card.storage.settings import RecordTiming


class SceneCatalogue:
    """The scenes of one or more packs; a scene belongs to the first pack that has it. Each is compiled once."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = tuple(packs)
        self._compiled: dict[SceneId, CompiledScene] = {}

    def pack_of(self, scene: SceneId) -> Pack:
        """Returns the pack of a scene; the first pack if none has it."""
        return next((pack for pack in self.packs if scene in pack.scenes), self.packs[0])

    def compile(self, scene: SceneId) -> CompiledScene:
        """Compiles a scene. Raises StorageError if there is no such scene, or its file has mistakes."""
        from party_card.engine.compiled import InvalidSceneError, compile_scene  # noqa: PLC0415  # see `replay`

        if scene not in self._compiled:
            pack = self.pack_of(scene)
            if scene not in pack.scenes:
                raise StorageError(f"There is no scene {scene}. There are: {', '.join(pack.scene_ids())}.")
            try:
                self._compiled[scene] = compile_scene(pack, pack.scenes[scene])
            except InvalidSceneError as error:
                message = gettext("The scene {scene} cannot be played: there are mistakes in its file.").format(
                    scene=scene
                )
                advice = gettext("`party-card check` names them.")
                raise StorageError(f"{message} {advice}") from error
        return self._compiled[scene]

    def title(self, scene: SceneId) -> str:
        """Returns the title of a scene."""
        return smart_quotes(self.pack_of(scene).scene_head(scene).title)

    def find_picture(self, name: str, open_scene: SceneId) -> Path | None:
        """Finds the SVG file of a picture of the open scene's pack; in `scene/name`, of the pack of that scene."""
        scene, separator, own_name = name.rpartition("/")
        scene_id = SceneId(scene) if separator else open_scene
        pack = self.pack_of(scene_id)
        if scene_id in pack.scenes:
            pack = pack.defining_pack(pack.scenes[scene_id])
        return pack.pictures.get(own_name)

    def replace_packs(self, pack: Pack, compiled: CompiledScene) -> None:
        """Replaces all packs by one, of which a scene has been compiled already."""
        self.packs, self._compiled = (pack,), {compiled.scene.scene: compiled}


def get_pack_title(pack: Pack) -> str:
    """Returns the title of a pack: that of its campaign, else its own; empty if it has none."""
    return pack.campaign.title if pack.campaign is not None else pack.title


def replay(compiled: CompiledScene, save: SavedPlaythrough) -> tuple[Playthrough, int]:
    """Replays the steps of a saved playthrough as far as they exist. Returns it, and the number of steps replayed."""
    from party_card.engine.playthrough import Playthrough  # noqa: PLC0415  # with `compiled`, 25 ms of the first page

    return Playthrough.resume(compiled, save.steps, save.imported_traces)


def apply_record_timing(playthrough: Playthrough, timing: RecordTiming) -> None:
    """Lets a playthrough show the record when its player wants it: as in the scene, or always at one time."""
    playthrough.reveal = playthrough.compiled.scene.reveal if timing == "scene" else timing
