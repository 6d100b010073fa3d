"""A map in the language of Mermaid, which many platforms and editors draw.

Law: what an author wrote stands in quotation marks, with every sign that Mermaid reads as its own written as a number.
"""

from __future__ import annotations

from party_card.frontends.map.dot import INK, RED, SHADES, said, shade
from party_card.frontends.map.graph import MapEdge, MapNode, SceneMap

_OWN = frozenset('#"<>&`\\{}[]()|;*_~')


def mermaid(drawn: SceneMap) -> str:
    """The map as a Mermaid flowchart."""
    lines = ["flowchart TD"]
    lines += [f"  {_spot(spot)}" for spot in drawn.spots]
    lines += [f"  p{arrow.source} {_line(arrow)} p{arrow.goal}" for arrow in drawn.arrows]
    lines += [f"  classDef w{step} fill:{fill},stroke:{INK},color:{INK}" for step, fill in enumerate(SHADES)]
    lines.append(f"  classDef lost fill:#ffffff,stroke:{RED},color:{RED},stroke-dasharray:5 4")
    lines += [f"  class p{spot.number} {_class(spot)}" for spot in drawn.spots]
    never = [number for number, arrow in enumerate(drawn.arrows) if not arrow.open]
    if never:
        lines.append(f"  linkStyle {','.join(map(str, never))} stroke:{RED},color:{RED}")
    return "\n".join(lines) + "\n"


def _class(spot: MapNode) -> str:
    return f"w{SHADES.index(shade(spot.share))}" if spot.positions else "lost"


def _spot(spot: MapNode) -> str:
    title = f"Ending: {spot.ending}" if spot.ending else spot.title
    words = f'"{spot.number} · {_text(title)}<br/>{_text(said(spot))} · {_text(spot.passage)}"'
    opened, closed = ("([", "])") if spot.ending else ("[[", "]]") if spot.start else ("[", "]")
    return f"p{spot.number}{opened}{words}{closed}"


def _line(arrow: MapEdge) -> str:
    text = f'"{"✓ " if arrow.history else ""}{_text(arrow.text)}{"" if arrow.open else " #40;never open#41;"}"'
    if not arrow.open or arrow.sometimes:
        return f"-. {text} .->"
    return f"== {text} ==>" if arrow.history else f"-- {text} -->"


def _text(text: str) -> str:
    return "".join(f"#{ord(sign)};" if sign in _OWN else sign for sign in text if sign.isprintable())
