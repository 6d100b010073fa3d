"""Maps of scenes as files, by extension: a picture (SVG), Mermaid, DOT.

Invariant: a map is drawn of any scene that can be read, since a user who looks for unreachable parts has a proof
that fails.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from party_card.diagnostics.diagnostic import Severity
from party_card.engine.compiled import InvalidSceneError
from party_card.frontends.shared.scene_map.dot import to_dot
from party_card.frontends.shared.scene_map.graph import SceneMap, build_scene_map
from party_card.frontends.shared.scene_map.mermaid import to_mermaid
from party_card.frontends.shared.scene_map.svg import to_svg
from party_card.modelcheck import explore_scene
from party_card.modelcheck.reachability import StateLimitError
from party_card.services.checked_pack import load_checked_pack
from party_card.services.errors import InvalidContentError, UsageError
from party_card.services.load import find_scene

MAP_WRITERS: Mapping[str, Callable[[SceneMap], str]] = {"svg": to_svg, "mmd": to_mermaid, "dot": to_dot}


def load_scene_map(root: Path | None, name: str) -> SceneMap:
    """Reads the scene called `name` in the pack in `root` (None: the built-in one) and returns its map.

    Raises UsageError, also if the scene has too many states, and InvalidContentError if it cannot be read.
    """
    checked_pack = load_checked_pack(root)
    scene = find_scene(checked_pack.pack, name)
    file = checked_pack.pack.scenes[scene].location.file.name
    errors = [error for error in checked_pack.reading_diagnostics if error.severity is Severity.ERROR]
    if own_errors := [error for error in errors if error.primary.source.name == file]:
        raise InvalidContentError(own_errors)
    try:
        return build_scene_map(explore_scene(checked_pack.compile_scene(scene)))
    except InvalidSceneError as error:
        raise InvalidContentError(error.diagnostics) from None
    except StateLimitError:
        raise UsageError(f"the scene {scene} has too many positions to visit them all, so there is no map") from None
