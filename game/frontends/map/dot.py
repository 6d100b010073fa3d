"""A map in the language of Graphviz.

Law: what an author wrote is escaped and stands in a label, never in a name. Without colour nothing is lost: what no path
reaches is dashed and says so, the record's choices have a sign and a heavier line.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator

from game.frontends.map.drawn import Arrow, SceneMap, Spot

INK, RED, SOFT = "#1b1714", "#a50d24", "#5c5145"
SHADES = ("#ffffff", "#f8f1e0", "#f0e3c3", "#e6d3a2", "#dac07e")
"""From few ways to all of them; in grey print they stay apart."""
_TITLE, _ENDING, _CHOICE, _ALONE = 32, 20, 15, 26
"""Letters a line: of a title, of an ending, of a choice among others, of one that stands alone."""
_LEGEND = (
    "✓ and a heavy line: what the record shows",
    "dashed: open to some only",
    "red and dashed: no path leads there",
)


def dot(drawn: SceneMap, *, brief: bool = False) -> str:
    """The map as DOT; `brief` has a letter for each choice, for a paper that lists them."""
    lines = [
        f'digraph "{_named(drawn.title)}" {{',
        '  graph [rankdir=TB, nodesep=0.28, ranksep=0.42, bgcolor="transparent", margin=0.05, nslimit=20, mclimit=4]',
        '  node [shape=plain, fontname="Helvetica", fontsize=11]',
        f'  label=<<FONT POINT-SIZE="9" COLOR="{SOFT}">{legend(drawn)}</FONT>>',
        '  fontname="Helvetica"',
        f'  edge [color="{INK}", arrowsize=0.65]',
        *(f"  p{spot.number} [label=<{_label(drawn, spot, brief)}>]" for spot in drawn.spots),
        *(f"  {line}" for arrow in drawn.arrows for line in _arrow(drawn, arrow)),
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


def said(spot: Spot) -> str:
    """What stands beneath a spot's title."""
    if not spot.positions:
        return "no path leads here"
    parts = [spot.when] if spot.when else []
    if spot.share is not None and spot.share < 1:
        parts.append(f"{percent(spot.share)} of ways")
    return " · ".join(parts) or "all ways"


def _label(drawn: SceneMap, spot: Spot, brief: bool) -> str:
    arrows = drawn.leaving(spot)
    colour = INK if spot.positions else RED
    width = _ENDING if spot.ending or brief else max(_TITLE, _CHOICE * len(arrows))
    head = _lines(f"{spot.number}  {f'Ending: {spot.ending}' if spot.ending else spot.title}", width, bold=True)
    small = _lines(said(spot) if brief else f"{said(spot)} · {spot.passage}", width + 4)
    below = f'<FONT POINT-SIZE="9" COLOR="{SOFT if spot.positions else RED}">{small}</FONT>'
    span = f' COLSPAN="{len(arrows)}"' if len(arrows) > 1 else ""
    cell = f'<TD{span} BGCOLOR="{shade(spot.share)}" CELLPADDING="5">{head}<BR/>{below}</TD>'
    rows = f"<TR>{cell}</TR>"
    if arrows:
        offers = (_offer(arrow, arrow.letter if brief else arrow.text, len(arrows)) for arrow in arrows)
        rows += f"<TR>{''.join(offers)}</TR>"
    border = 'BORDER="3"' if spot.ending else 'BORDER="2"' if spot.start else 'BORDER="1"'
    style = "" if spot.positions else ' STYLE="dashed"'
    rounded = ' STYLE="rounded"' if spot.ending and spot.positions else ""
    return (
        f'<TABLE {border} CELLBORDER="{1 if arrows else 0}" CELLSPACING="0" CELLPADDING="4" COLOR="{colour}"'
        f"{style}{rounded}>{rows}</TABLE>"
    )


def _offer(arrow: Arrow, text: str, count: int) -> str:
    colour = INK if arrow.open else RED
    sign = "✓ " if arrow.history else ""
    note = "" if arrow.open else " (never open)"
    words = _lines(f"{sign}{text}{note}", _CHOICE if count > 1 else _ALONE, bold=arrow.history)
    return f'<TD PORT="{arrow_name(arrow)}" VALIGN="TOP"><FONT POINT-SIZE="9" COLOR="{colour}">{words}</FONT></TD>'


def _arrow(drawn: SceneMap, arrow: Arrow) -> Iterator[str]:
    look = "penwidth=2.6" if arrow.history else "penwidth=1"
    if not arrow.open:
        look = f'color="{RED}", style=dashed'
    elif arrow.sometimes:
        look += ", style=dashed"
    yield f"p{arrow.source}:{arrow_name(arrow)}:s -> p{arrow.goal}:n [{look}]"


def arrow_name(arrow: Arrow) -> str:
    """A name for the place where an arrow leaves; made of an id, which is letters, digits and hyphens."""
    return "c_" + "".join(sign if sign.isalnum() and sign.isascii() else "_" for sign in arrow.choice)


def _lines(text: str, width: int, *, bold: bool = False) -> str:
    broken = "<BR/>".join(_text(line) for line in textwrap.wrap(text, width) or [""])
    return f"<B>{broken}</B>" if bold else broken


def _text(text: str) -> str:
    return html.escape("".join(sign for sign in text if sign.isprintable()), quote=True)


def _named(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable()).replace("\\", "\\\\").replace('"', '\\"')
