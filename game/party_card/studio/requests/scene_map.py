"""The map of a scene beside its text: drawn anew at every edit, also while the scene has mistakes."""

from __future__ import annotations

from typing import Any

from party_card.content.models import Scene
from party_card.frontends.shared.scene_map.narrow_map import NarrowMap, build_narrow_map
from party_card.studio.context import StudioContext
from party_card.studio.page_server import PageServer


def add_requests(server: PageServer, context: StudioContext) -> None:
    """Adds the request to the server of one page."""

    @server.feature("partyCard/studio/map")
    def draw_map(ls: PageServer, params: Any) -> Any:
        context.folder.resolve(params["uri"])
        found = ls.find(params["uri"])
        scene = found[1].workspace.find_model(found[0]) if found is not None else None
        if found is None or not isinstance(scene, Scene):
            return {"version": ls.version_of(params["uri"]), "isCurrent": False, "nodes": [], "edges": []}
        path, pack = found
        proof = ls.proof_of(pack, path)
        unreached = None
        if proof is not None and proof.passages:
            unreached = [name for name, passage in proof.passages.items() if passage.witness is None]
        return {
            "version": ls.version_of(params["uri"]),
            "isCurrent": scene.location.file is pack.workspace.find_file(path),
            **_to_data(build_narrow_map(scene, unreached)),
        }


def _to_data(narrow_map: NarrowMap) -> dict[str, Any]:
    return {
        "width": round(narrow_map.width, 1),
        "height": round(narrow_map.height, 1),
        "bandTop": narrow_map.band_top,
        "nodes": [
            {
                "id": node.passage,
                "title": node.title,
                "number": node.number,
                "x": round(node.box.x, 1),
                "y": round(node.box.y, 1),
                "width": round(node.box.width, 1),
                "height": round(node.box.height, 1),
                "isEnding": node.ending is not None,
                "endingTitle": node.ending,
                "isUnreached": node.is_unreached,
            }
            for node in narrow_map.nodes
        ],
        "edges": [
            {
                "source": edge.source,
                "target": edge.target,
                "choices": edge.choices,
                "points": [(round(point.x, 1), round(point.y, 1)) for point in edge.points],
                "isMissing": edge.is_missing,
            }
            for edge in narrow_map.edges
        ],
    }
