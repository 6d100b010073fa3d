"""Writes a map as a Mermaid flowchart, which many platforms and editors draw.

Invariant: authors' text is quoted, with Mermaid's reserved characters as numeric entities.
"""

from __future__ import annotations

from party_card.frontends.shared.scene_map.graph import MapEdge, MapNode, SceneMap
from party_card.frontends.shared.scene_map.labels import (
    INK,
    NEVER_OPEN,
    RED,
    SHADES,
    format_subtitle,
    format_title,
    shade_of,
)
from party_card.localization import gettext

_RESERVED = frozenset('#"<>&`\\{}[]()|;*_~')


def to_mermaid(scene_map: SceneMap) -> str:
    """Returns the map as a Mermaid flowchart."""
    lines = ["flowchart TD"]
    lines += [f"  {_node_line(node)}" for node in scene_map.nodes]
    lines += [f"  p{edge.source} {_edge_arrow(edge)} p{edge.target}" for edge in scene_map.edges]
    lines += [f"  classDef w{step} fill:{fill},stroke:{INK},color:{INK}" for step, fill in enumerate(SHADES)]
    lines.append(f"  classDef lost fill:#ffffff,stroke:{RED},color:{RED},stroke-dasharray:5 4")
    lines += [f"  class p{node.number} {_node_class(node)}" for node in scene_map.nodes]
    never_open = [number for number, edge in enumerate(scene_map.edges) if not edge.open_count]
    if never_open:
        lines.append(f"  linkStyle {','.join(map(str, never_open))} stroke:{RED},color:{RED}")
    return "\n".join(lines) + "\n"


def _node_class(node: MapNode) -> str:
    return f"w{SHADES.index(shade_of(node.share))}" if node.state_count else "lost"


def _node_line(node: MapNode) -> str:
    title = _escape(format_title(node))
    label = f'"{node.number} · {title}<br/>{_escape(format_subtitle(node))} · {_escape(node.passage)}"'
    opening, closing = ("([", "])") if node.ending else ("[[", "]]") if node.is_start else ("[", "]")
    return f"p{node.number}{opening}{label}{closing}"


def _edge_arrow(edge: MapEdge) -> str:
    remark = "" if edge.open_count else f" {_escape(f'({gettext(NEVER_OPEN)})')}"
    text = f'"{"✓ " if edge.in_record else ""}{_escape(edge.text)}{remark}"'
    head = "o" if edge.is_implied else ">"
    if not edge.open_count or edge.is_conditional:
        return f"-. {text} .-{head}"
    return f"== {text} =={head}" if edge.in_record else f"-- {text} --{head}"


def _escape(text: str) -> str:
    return "".join(f"#{ord(sign)};" if sign in _RESERVED else sign for sign in text if sign.isprintable())
