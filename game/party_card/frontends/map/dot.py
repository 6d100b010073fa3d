"""A map in the language of Graphviz.

Law: what an author wrote is escaped and stands in a label, never in a name. Without colour nothing is lost: what no
path reaches is dashed and says so, the record's choices have a sign and a heavier line.
"""

from __future__ import annotations

import html
import textwrap
from dataclasses import dataclass

from party_card.frontends.map.graph import MapEdge, MapNode, SceneMap

INK, RED, SOFT = "#1b1714", "#a50d24", "#5c5145"
SHADES = ("#ffffff", "#f8f1e0", "#f0e3c3", "#e6d3a2", "#dac07e")
"""From few ways to all of them; in grey print they stay apart."""
_LETTER = 6.6
"""About so many points a letter of a title is wide."""
_LEGEND = (
    "✓ and a heavy line: what the record shows",
    "dashed: open to some only",
    "red and dashed: no path leads there",
)


@dataclass(frozen=True, slots=True)
class _Look:
    """Sizes: letters a line of a title, an ending, a choice among others and one alone; space within and between."""

    title: int
    ending: int
    choice: int
    alone: int
    padding: int
    beside: float
    beneath: float


_WHOLE = _Look(title=32, ending=20, choice=15, alone=26, padding=4, beside=0.28, beneath=0.42)
_BRIEF = _Look(title=44, ending=16, choice=9, alone=9, padding=2, beside=0.16, beneath=0.26)


def dot(drawn: SceneMap, *, brief: bool = False) -> str:
    """The map as DOT; `brief` has a letter for each choice and no legend, for a paper that has both."""
    look = _BRIEF if brief else _WHOLE
    small = f'<FONT POINT-SIZE="9" COLOR="{SOFT}">{_text(legend(drawn))}</FONT>'
    told = "" if brief else f"<B>{_text(drawn.title)}</B><BR/>{small}"
    lines = [
        "digraph scene {",
        f'  graph [rankdir=TB, nodesep={look.beside}, ranksep={look.beneath}, bgcolor="transparent", margin=0.05]',
        f'  graph [nslimit=20, mclimit=4, fontname="Helvetica", label=<{told}>]',
        '  node [shape=plain, fontname="Helvetica", fontsize=11]',
        f'  edge [color="{INK}", arrowsize=0.65]',
        *(f"  p{spot.number} [label=<{_label(drawn, spot, brief)}>]" for spot in drawn.spots),
        *(f"  {_arrow(arrow)}" for arrow in drawn.arrows),
        "}",
    ]
    return "\n".join(lines) + "\n"


def legend(drawn: SceneMap) -> str:
    """What the signs and shades of a map say."""
    counted = () if drawn.walks is None else (f"the darker, the more of all {drawn.walks:,} ways pass",)
    return " · ".join((*counted, *_LEGEND))


def shade(share: float | None) -> str:
    """The colour of a share of all ways."""
    return SHADES[0] if share is None else SHADES[min(int(share * len(SHADES)), len(SHADES) - 1)]


def percent(share: float) -> str:
    """A share in words that do not claim too much."""
    if 0 < share < 0.01:
        return "under 1\u00a0%"
    return "over 99\u00a0%" if 0.99 < share < 1 else f"{share * 100:.0f}\u00a0%"


def said(spot: MapNode) -> str:
    """What stands beneath a spot's title."""
    if not spot.positions:
        return "no path leads here"
    parts = [spot.when] if spot.when else []
    if spot.share is not None and spot.share < 1:
        parts.append(f"{percent(spot.share)} of ways")
    return " · ".join(parts) or "all ways"


def _label(drawn: SceneMap, spot: MapNode, brief: bool) -> str:
    look, arrows = (_BRIEF if brief else _WHOLE), drawn.leaving(spot)
    width = look.ending if spot.ending else max(look.title, look.choice * len(arrows))
    title = (spot.ending if brief else f"Ending: {spot.ending}") if spot.ending else spot.title
    small = _lines(said(spot) if brief else f"{said(spot)} · {spot.passage}", width + 4)
    below = f'<FONT POINT-SIZE="9" COLOR="{SOFT if spot.positions else RED}">{small}</FONT>'
    head = f"<B>{_lines(f'{spot.number}  {title}', width)}</B><BR/>{below}"
    span = f' COLSPAN="{len(arrows)}"' if len(arrows) > 1 else ""
    rows = f'<TR><TD{span} BGCOLOR="{shade(spot.share)}" CELLPADDING="{look.padding + 1}">{head}</TD></TR>'
    if arrows:
        letters = look.choice if len(arrows) > 1 else look.alone
        # As wide as the title lets them be, all alike: otherwise the first takes what is left, and the map leans.
        least = int(_LETTER * min(len(f"{spot.number}  {title}"), width) / len(arrows))
        offers = (_offer(arrow, arrow.letter if brief else arrow.text, letters, least) for arrow in arrows)
        rows += f"<TR>{''.join(offers)}</TR>"
    border = 3 if spot.ending else 2 if spot.start else 1
    style = ' STYLE="dashed"' if not spot.positions else ' STYLE="rounded"' if spot.ending else ""
    return (
        f'<TABLE BORDER="{border}" CELLBORDER="{1 if arrows else 0}" CELLSPACING="0" CELLPADDING="{look.padding}" '
        f'COLOR="{INK if spot.positions else RED}"{style}>{rows}</TABLE>'
    )


def _offer(arrow: MapEdge, text: str, width: int, least: int) -> str:
    words = _lines(f"{'✓ ' if arrow.history else ''}{text}{'' if arrow.open else ' (never open)'}", width)
    words = f"<B>{words}</B>" if arrow.history else words
    words = f'<FONT POINT-SIZE="9" COLOR="{INK if arrow.open else RED}">{words}</FONT>'
    return f'<TD WIDTH="{max(least, 24)}" PORT="{_port(arrow)}" VALIGN="TOP">{words}</TD>'


def _arrow(arrow: MapEdge) -> str:
    look = "penwidth=2.6" if arrow.history else "penwidth=1"
    if not arrow.open:
        look = f'color="{RED}", style=dashed'
    elif arrow.sometimes:
        look += ", style=dashed"
    return f"p{arrow.source}:{_port(arrow)}:s -> p{arrow.goal}:n [{look}]"


def _port(arrow: MapEdge) -> str:
    return f"c_{arrow.letter}"


def _lines(text: str, width: int) -> str:
    return "<BR/>".join(_text(line) for line in textwrap.wrap(text, width) or [""])


def _text(text: str) -> str:
    return html.escape("".join(sign for sign in text if sign.isprintable() or sign == "\u00a0"), quote=True)
