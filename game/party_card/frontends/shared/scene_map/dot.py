"""Writes a map as DOT, the language of Graphviz.

Invariant: authors' text is escaped and used in labels only. The map reads without colour: unreachable passages are
dashed and labelled, choices of the record have a sign and a heavier line.
"""

from __future__ import annotations

import html
import textwrap
from dataclasses import dataclass

from party_card.frontends.shared.scene_map.graph import MapEdge, MapNode, SceneMap

INK, RED, SOFT = "#1b1714", "#a50d24", "#5c5145"
SHADES = ("#ffffff", "#f8f1e0", "#f0e3c3", "#e6d3a2", "#dac07e")
"""Fills from few paths to all of them; distinguishable in grey print."""
LETTER_WIDTH_PT = 6.6
"""Approximate width of a letter of a title."""
_LEGEND = (
    "✓ and a heavy line: what the record shows",
    "dashed: open to some only",
    "red and dashed: no path leads there",
)


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Letters per line of titles, endings and choices; padding in points; gaps in inches."""

    title_letters: int
    ending_letters: int
    choice_letters: int
    single_choice_letters: int
    padding: int
    node_gap_in: float
    rank_gap_in: float


_FULL_SIZES = _Sizes(
    title_letters=32, ending_letters=20, choice_letters=15, single_choice_letters=26,
    padding=4, node_gap_in=0.28, rank_gap_in=0.42,
)  # fmt: skip
_BRIEF_SIZES = _Sizes(
    title_letters=44, ending_letters=16, choice_letters=9, single_choice_letters=9,
    padding=2, node_gap_in=0.16, rank_gap_in=0.26,
)  # fmt: skip


def to_dot(scene_map: SceneMap, *, brief: bool = False) -> str:
    """Returns the map as DOT. `brief` shows a letter for each choice and no legend, for a paper that lists both."""
    sizes = _BRIEF_SIZES if brief else _FULL_SIZES
    legend = f'<FONT POINT-SIZE="9" COLOR="{SOFT}">{_escape(legend_text(scene_map))}</FONT>'
    title = "" if brief else f"<B>{_escape(scene_map.title)}</B><BR/>{legend}"
    gaps = f"nodesep={sizes.node_gap_in}, ranksep={sizes.rank_gap_in}"
    lines = [
        "digraph scene {",
        f'  graph [rankdir=TB, {gaps}, bgcolor="transparent", margin=0.05]',
        f'  graph [nslimit=20, mclimit=4, fontname="Helvetica", label=<{title}>]',
        '  node [shape=plain, fontname="Helvetica", fontsize=11]',
        f'  edge [color="{INK}", arrowsize=0.65]',
        *(f"  p{node.number} [label=<{_node_label(scene_map, node, brief)}>]" for node in scene_map.nodes),
        *(f"  {_edge_line(edge)}" for edge in scene_map.edges),
        "}",
    ]
    return "\n".join(lines) + "\n"


def legend_text(scene_map: SceneMap) -> str:
    """Explains the signs and shades of a map."""
    shade_legend = (
        () if scene_map.path_count is None else (f"the darker, the more of all {scene_map.path_count:,} ways pass",)
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
        phrases.append(f"{format_share(node.share)} of ways")
    return " · ".join(phrases) or "all ways"


def _node_label(scene_map: SceneMap, node: MapNode, brief: bool) -> str:
    sizes, edges = (_BRIEF_SIZES if brief else _FULL_SIZES), scene_map.edges_from(node)
    width = sizes.ending_letters if node.ending else max(sizes.title_letters, sizes.choice_letters * len(edges))
    title = (node.ending if brief else f"Ending: {node.ending}") if node.ending else node.title
    details = _wrap(format_subtitle(node) if brief else f"{format_subtitle(node)} · {node.passage}", width + 4)
    details_html = f'<FONT POINT-SIZE="9" COLOR="{SOFT if node.state_count else RED}">{details}</FONT>'
    title_cell = f"<B>{_wrap(f'{node.number}  {title}', width)}</B><BR/>{details_html}"
    span = f' COLSPAN="{len(edges)}"' if len(edges) > 1 else ""
    rows = f'<TR><TD{span} BGCOLOR="{shade_of(node.share)}" CELLPADDING="{sizes.padding + 1}">{title_cell}</TD></TR>'
    if edges:
        choice_letters = sizes.choice_letters if len(edges) > 1 else sizes.single_choice_letters
        # Cells share the width of the title equally; otherwise the first takes all spare width, and the map leans.
        min_width = int(LETTER_WIDTH_PT * min(len(f"{node.number}  {title}"), width) / len(edges))
        cells = (_choice_cell(edge, edge.letter if brief else edge.text, choice_letters, min_width) for edge in edges)
        rows += f"<TR>{''.join(cells)}</TR>"
    border = 3 if node.ending else 2 if node.is_start else 1
    style = ' STYLE="dashed"' if not node.state_count else ' STYLE="rounded"' if node.ending else ""
    return (
        f'<TABLE BORDER="{border}" CELLBORDER="{1 if edges else 0}" CELLSPACING="0" CELLPADDING="{sizes.padding}" '
        f'COLOR="{INK if node.state_count else RED}"{style}>{rows}</TABLE>'
    )


def _choice_cell(edge: MapEdge, text: str, width: int, min_width: int) -> str:
    label = _wrap(f"{'✓ ' if edge.in_record else ''}{text}{'' if edge.open_count else ' (never open)'}", width)
    label = f"<B>{label}</B>" if edge.in_record else label
    label = f'<FONT POINT-SIZE="9" COLOR="{INK if edge.open_count else RED}">{label}</FONT>'
    return f'<TD WIDTH="{max(min_width, 24)}" PORT="{_port(edge)}" VALIGN="TOP">{label}</TD>'


def _edge_line(edge: MapEdge) -> str:
    attributes = "penwidth=2.6" if edge.in_record else "penwidth=1"
    if not edge.open_count:
        attributes = f'color="{RED}", style=dashed'
    elif edge.is_conditional:
        attributes += ", style=dashed"
    return f"p{edge.source}:{_port(edge)}:s -> p{edge.target}:n [{attributes}]"


def _port(edge: MapEdge) -> str:
    return f"c_{edge.letter}"


def _wrap(text: str, width: int) -> str:
    return "<BR/>".join(_escape(line) for line in textwrap.wrap(text, width) or [""])


def _escape(text: str) -> str:
    return html.escape("".join(sign for sign in text if sign.isprintable() or sign == "\u00a0"), quote=True)
