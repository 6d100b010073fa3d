"""Writes a map as DOT, the language of Graphviz.

Invariant: authors' text is escaped and used in labels only. The map reads without colour: unreachable passages are
dashed and labelled, choices of the record have a sign and a heavier line.
"""

from __future__ import annotations

import html
import textwrap

from party_card.frontends.shared.scene_map.graph import MapEdge, MapNode, SceneMap
from party_card.frontends.shared.scene_map.labels import (
    INK,
    RED,
    SOFT,
    format_choice,
    format_subtitle,
    format_title,
    legend_text,
    shade_of,
)

LETTER_WIDTH_PT = 6.6
"""Approximate width of a letter of a title."""
TITLE_LETTERS, ENDING_LETTERS, CHOICE_LETTERS, SINGLE_CHOICE_LETTERS = 32, 20, 15, 26
"""Letters per line of titles, endings and choices."""
PADDING_PT, NODE_GAP_IN, RANK_GAP_IN = 4, 0.28, 0.42


def to_dot(scene_map: SceneMap) -> str:
    """Returns the map as DOT."""
    legend = f'<FONT POINT-SIZE="9" COLOR="{SOFT}">{_escape(legend_text(scene_map))}</FONT>'
    title = f"<B>{_escape(scene_map.title)}</B><BR/>{legend}"
    lines = [
        "digraph scene {",
        f'  graph [rankdir=TB, nodesep={NODE_GAP_IN}, ranksep={RANK_GAP_IN}, bgcolor="transparent", margin=0.05]',
        f'  graph [nslimit=20, mclimit=4, fontname="Helvetica", label=<{title}>]',
        '  node [shape=plain, fontname="Helvetica", fontsize=11]',
        f'  edge [color="{INK}", arrowsize=0.65]',
        *(f"  p{node.number} [label=<{_node_label(scene_map, node)}>]" for node in scene_map.nodes),
        *(f"  {_edge_line(edge)}" for edge in scene_map.edges),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _node_label(scene_map: SceneMap, node: MapNode) -> str:
    edges = scene_map.edges_from(node)
    width = ENDING_LETTERS if node.ending else max(TITLE_LETTERS, CHOICE_LETTERS * len(edges))
    title = format_title(node)
    details = _wrap(f"{format_subtitle(node)} · {node.passage}", width + 4)
    details_html = f'<FONT POINT-SIZE="9" COLOR="{SOFT if node.state_count else RED}">{details}</FONT>'
    title_cell = f"<B>{_wrap(f'{node.number}  {title}', width)}</B><BR/>{details_html}"
    span = f' COLSPAN="{len(edges)}"' if len(edges) > 1 else ""
    rows = f'<TR><TD{span} BGCOLOR="{shade_of(node.share)}" CELLPADDING="{PADDING_PT + 1}">{title_cell}</TD></TR>'
    if edges:
        choice_letters = CHOICE_LETTERS if len(edges) > 1 else SINGLE_CHOICE_LETTERS
        # Cells share the width of the title equally; otherwise the first takes all spare width, and the map leans.
        min_width = int(LETTER_WIDTH_PT * min(len(f"{node.number}  {title}"), width) / len(edges))
        rows += f"<TR>{''.join(_choice_cell(edge, choice_letters, min_width) for edge in edges)}</TR>"
    border = 3 if node.ending else 2 if node.is_start else 1
    style = ' STYLE="dashed"' if not node.state_count else ' STYLE="rounded"' if node.ending else ""
    return (
        f'<TABLE BORDER="{border}" CELLBORDER="{1 if edges else 0}" CELLSPACING="0" CELLPADDING="{PADDING_PT}" '
        f'COLOR="{INK if node.state_count else RED}"{style}>{rows}</TABLE>'
    )


def _choice_cell(edge: MapEdge, width: int, min_width: int) -> str:
    label = _wrap(format_choice(edge, edge.text), width)
    label = f"<B>{label}</B>" if edge.in_record else label
    label = f'<FONT POINT-SIZE="9" COLOR="{INK if edge.open_count else RED}">{label}</FONT>'
    return f'<TD WIDTH="{max(min_width, 24)}" PORT="{_port(edge)}" VALIGN="TOP">{label}</TD>'


def _edge_line(edge: MapEdge) -> str:
    attributes = "penwidth=2.6" if edge.in_record else "penwidth=1"
    if not edge.open_count:
        attributes = f'color="{RED}", style=dashed'
    elif edge.is_conditional:
        attributes += ", style=dashed"
    if edge.is_implied:
        attributes += ", arrowhead=empty"
    return f"p{edge.source}:{_port(edge)}:s -> p{edge.target}:n [{attributes}]"


def _port(edge: MapEdge) -> str:
    return f"c_{edge.letter}"


def _wrap(text: str, width: int) -> str:
    return "<BR/>".join(_escape(line) for line in textwrap.wrap(text, width) or [""])


def _escape(text: str) -> str:
    return html.escape("".join(sign for sign in text if sign.isprintable() or sign == "\u00a0"), quote=True)
