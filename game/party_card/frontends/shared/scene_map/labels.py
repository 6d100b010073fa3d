"""The words, colours and shades of a map, which all its formats share."""

from __future__ import annotations

from party_card.diagnostics.words import format_number
from party_card.frontends.shared.scene_map.graph import MapEdge, MapNode, SceneMap

INK, RED, SOFT = "#1b1714", "#a50d24", "#5c5145"
SHADES = ("#ffffff", "#f8f1e0", "#f0e3c3", "#e6d3a2", "#dac07e")
"""Fills from few paths to all of them; distinguishable in grey print."""
_LEGEND = (
    "✓ and a heavy line: what the record shows",
    "dashed: open to some only",
    "red and dashed: no path leads there",
    "open arrow: to the next passage of the file, without `goto`",
)


def legend_text(scene_map: SceneMap) -> str:
    """Explains the signs and shades of a map."""
    shade_legend = (
        ()
        if scene_map.path_count is None
        else (f"the darker, the more of all {format_number(scene_map.path_count)} ways pass",)
    )
    return " · ".join((*shade_legend, *_LEGEND))


def shade_of(share: float | None) -> str:
    """Returns the fill colour for a share of all paths."""
    return SHADES[0] if share is None else SHADES[min(int(share * len(SHADES)), len(SHADES) - 1)]


def format_share(share: float) -> str:
    """Formats a share as a percentage, without rounding to 0 % or 100 %."""
    if 0 < share < 0.01:
        return "under 1\u00a0%"
    return "over 99\u00a0%" if 0.99 < share < 1 else f"{share * 100:.0f}\u00a0%"


def format_subtitle(node: MapNode) -> str:
    """Returns the line below a node's title: date and share of paths, or a remark if the node is unreachable."""
    if not node.state_count:
        return "no path leads here"
    phrases = [node.date] if node.date else []
    if node.share is not None and node.share < 1:
        phrases.append(f"{format_share(node.share)} of ways".replace(" ", "\u00a0"))
    return "\u00a0· ".join(phrases) or "all ways"


def format_choice(edge: MapEdge, text: str) -> str:
    """Returns the text or the letter of a choice with its signs."""
    return f"{'✓ ' if edge.in_record else ''}{text}{'' if edge.open_count else ' (never open)'}"
