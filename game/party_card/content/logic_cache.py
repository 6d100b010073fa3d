"""The logic of the scenes of a pack, which is parsed when it is first asked for, unless it was compiled."""

from __future__ import annotations

from party_card.content.models import Scene
from party_card.content.pack import Pack
from party_card.content.scene_logic import SceneLogic
from party_card.diagnostics.diagnostic import Diagnostic


def get_scene_logic(pack: Pack, scene: Scene) -> tuple[SceneLogic, tuple[Diagnostic, ...]]:
    """Returns the logic of a scene of a pack, and its diagnostics; parses it once."""
    cached: tuple[Scene, SceneLogic, tuple[Diagnostic, ...]] | None = pack.logic_cache.get(scene.scene)
    if cached is None or cached[0] is not scene:
        from party_card.content.logic_parser import parse_logic  # noqa: PLC0415  # a compiled scene does without

        logic, diagnostics = parse_logic(scene)
        pack.logic_cache[scene.scene] = cached = (scene, logic, tuple(diagnostics))
    return cached[1:]
