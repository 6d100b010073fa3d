"""A part of a picture that the window leaves out, or draws otherwise than it is meant.

The window draws shapes (`path`, `rect`, `circle`, `ellipse`, `line`, `polygon`, `polyline`), groups, gradients, fills,
strokes and transforms. It says nothing about the rest: letters and copies are missing, what should be cut is whole, and
a colour it does not know is grey. Draw such a thing with shapes.

PASS:
    ### assets/pictures/bridge.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3">
      <path d="M0 1 L4 0 L4 3z" fill="#c8102e"/>
    </svg>
    ### scenes/example.yaml
    scene: a
    title: A
    picture: bridge
    alt: A red wedge.
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL:
    ### assets/pictures/bridge.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3">
      <rect width="4" height="3" fill="#c8102e"/>
      <text x="1" y="1">Bridge</text>
    </svg>
    ### scenes/example.yaml
    scene: a
    title: A
    picture: bridge
    alt: A red wedge.
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
MESSAGE:
    warning[undrawn-part]: `text` is not drawn
     --> assets/pictures/bridge.svg:3:4
      |
    3 |   <text x="1" y="1">Bridge</text>
      |    ^^^^
    help: turn its letters into outlines, or leave them out: the window sets words itself
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from party_card.content.pack import Pack
from party_card.content.svg import Drawing, Part, read_drawing
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named
from party_card.rules.bad_picture import ACTS

CODE = "undrawn-part"
SEVERITY = Severity.WARNING

SHAPES = ("path", "rect", "circle", "ellipse", "line", "polygon", "polyline")
DRAWN = {"svg", "g", *SHAPES, "defs", "linearGradient", "radialGradient", "stop", "title", "desc", "metadata"}
"""What is drawn, and what is there for programs only."""
_WHOLE = "draw the shape as it should be seen"
_ELEMENTS = {
    "text": "turn its letters into outlines, or leave them out: the window sets words itself",
    "use": "write the shape again where it should be",
    "image": "draw it with shapes",
    "style": "write `fill` and `stroke` at each shape",
    "pattern": "draw the pattern's shapes themselves, or use one colour",
    "svg": "use a group, `g`, with a transform",
    "switch": "use a group, `g`",
    "a": "use a group, `g`; a picture leads nowhere",
}
_LOOSE = ("clipPath", "mask", "marker", "symbol")
"""Their shapes are drawn as they stand."""
_ATTRIBUTES = {
    "clip-path": _WHOLE,
    "mask": _WHOLE,
    "filter": "use flat colours",
    "marker-start": "draw the mark as a shape of its own",
    "marker-mid": "draw the mark as a shape of its own",
    "marker-end": "draw the mark as a shape of its own",
    "visibility": "take the shape out of the file",
    "mix-blend-mode": "give the shape the colour that is seen in the end",
    "transform-origin": "write the turn as `rotate(angle x y)`",
    "paint-order": "draw the outline as a shape of its own beneath",
    "vector-effect": "give `stroke-width` as it should be seen",
}
_PLAIN = {"paint-order": "normal", "vector-effect": "none", "visibility": "visible", "mix-blend-mode": "normal"}
"""The values of attributes that change nothing; `none` never does."""
_COLOURED = ("fill", "stroke", "stop-color")
_COLOUR = re.compile(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?|rgb\(.+\)|url\(.+\)|none", re.IGNORECASE)
_NAMES = ("red", "green", "blue", "yellow", "cyan", "magenta", "black", "grey", "gray", "white")


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at every picture that lies in the pack; each thing is told once a picture, at its first place."""
    for name, path in pack.own_pictures().items():
        drawn, _ = read_drawing(path, name)
        if drawn is None or drawn.broken:
            continue
        told: set[str] = set()
        for part in drawn.parts:
            for message, attribute, mend in _undrawn(part):
                if message not in told:
                    told.add(message)
                    yield _told(drawn, part, attribute, message, mend)


def _undrawn(part: Part) -> Iterator[tuple[str, str, str]]:
    """What is left out of a part: the message, the attribute where it is one, and a mend."""
    if not part.own or part.name.startswith("?") or part.name in ACTS:
        return
    if part.name in _LOOSE:
        yield f"the shapes in {named(part.name)} are drawn as they stand", "", _WHOLE
    elif part.name not in DRAWN or (part.name == "svg" and part.depth):
        yield f"{named(part.name)} is not drawn", "", _ELEMENTS.get(part.name, "draw it with shapes, or take it out")
    for key, value, where in _written(part):
        if key in _ATTRIBUTES and value not in ("none", _PLAIN.get(key)):
            yield f"{named(key)} changes nothing", where, _ATTRIBUTES[key]
        if key in _COLOURED and not _COLOUR.fullmatch(value) and value not in _NAMES:
            yield f"the colour {named(value)} is not known, and drawn grey", where, "write it as `#` and six digits"


def _written(part: Part) -> Iterator[tuple[str, str, str]]:
    """Attributes, those inside `style` too: the name, the value, and the attribute of the file."""
    for key, value in part.attributes.items():
        if key == "style":
            for one in value.split(";"):
                inner, colon, rest = one.partition(":")
                if colon:
                    yield inner.strip(), rest.strip(), "style"
        else:
            yield key, value.strip(), key


def _told(drawn: Drawing, part: Part, attribute: str, message: str, mend: str) -> Diagnostic:
    return Diagnostic(CODE, SEVERITY, message, drawn.label(part, attribute), helps=(Help(mend),))
