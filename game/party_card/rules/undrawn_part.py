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
FAIL REPLACES:
      <path d="M0 1 L4 0 L4 3z" fill="#c8102e"/>
WITH:
      <rect width="4" height="3" fill="#c8102e"/>
      <text x="1" y="1">Bridge</text>
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
from party_card.content.svg import SvgNode, read_svg
from party_card.content.svg_nodes import SHAPE_ATTRIBUTES
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules.bad_picture import REFUSED_ELEMENTS, leads_out

KNOWN_ELEMENTS = {
    *SHAPE_ATTRIBUTES, "svg", "g", "defs", "linearGradient", "radialGradient", "stop", "title", "desc", "metadata",
}  # fmt: skip
"""What is drawn, and what is there for programs only."""
_DRAW_IT_PLAINLY = "draw the shape as it should be seen"
_ELEMENT_HELPS = {
    "text": "turn its letters into outlines, or leave them out: the window sets words itself",
    "image": "draw it with shapes",
    "style": "write `fill` and `stroke` at each shape",
    "pattern": "draw the pattern's shapes themselves, or use one colour",
    "svg": "use a group, `g`, with a transform",
    "switch": "use a group, `g`",
    "a": "use a group, `g`; a picture leads nowhere",
}
_IGNORED_WRAPPERS = ("clipPath", "mask", "marker", "symbol")
"""Their shapes are drawn as they stand."""
_ATTRIBUTE_HELPS = {
    "clip-path": _DRAW_IT_PLAINLY,
    "mask": _DRAW_IT_PLAINLY,
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
_DEFAULT_VALUES = {
    "paint-order": "normal", "vector-effect": "none", "visibility": "visible", "mix-blend-mode": "normal",
}  # fmt: skip
"""The values of attributes that change nothing; `none` never does."""
_COLOUR_ATTRIBUTES = ("fill", "stroke", "stop-color")
_COLOUR = re.compile(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?|rgb\(.+\)|url\(.+\)|none", re.IGNORECASE)
_COLOUR_NAMES = ("red", "green", "blue", "yellow", "cyan", "magenta", "black", "grey", "gray", "white")


def check(pack: Pack) -> Diagnostics:
    """Checks every picture of the pack itself; each message is reported once a picture, at its first location."""
    for name, path in pack.list_own_pictures().items():
        document, _ = read_svg(path, name)
        if document is None or document.error:
            continue
        reported: set[str] = set()
        for node in document.nodes:
            for message, attribute, help_text in find_undrawn(node):
                if message not in reported:
                    reported.add(message)
                    yield RULE.diagnose(message, document.label(node, attribute), help_text)


def find_undrawn(node: SvgNode) -> Iterator[tuple[str, str, str]]:
    """Yields what is left out of a node: the message, the attribute if it is one, and the help."""
    if not node.is_svg or node.name.startswith("?") or node.name in REFUSED_ELEMENTS:
        return
    if node.name in _IGNORED_WRAPPERS:
        yield f"the shapes in {backquote(node.name)} are drawn as they stand", "", _DRAW_IT_PLAINLY
    elif node.name not in KNOWN_ELEMENTS or (node.name == "svg" and node.depth):
        help_text = _ELEMENT_HELPS.get(node.name, "draw it with shapes, or take it out")
        yield f"{backquote(node.name)} is not drawn", "", help_text
    for key, value, attribute in _written_attributes(node):
        if leads_out(node.attributes[attribute]):
            continue  # reported as `bad-picture`
        if key in _ATTRIBUTE_HELPS and value not in ("none", _DEFAULT_VALUES.get(key)):
            yield f"{backquote(key)} changes nothing", attribute, _ATTRIBUTE_HELPS[key]
        if key in _COLOUR_ATTRIBUTES and not _COLOUR.fullmatch(value) and value not in _COLOUR_NAMES:
            message = f"the colour {backquote(value)} is not known, and drawn grey"
            yield message, attribute, "write it as `#` and six digits"


def _written_attributes(node: SvgNode) -> Iterator[tuple[str, str, str]]:
    """Yields attributes, those inside `style` too: the name, the value, and the attribute of the file."""
    for key, value in node.attributes.items():
        if key == "style":
            for declaration in value.split(";"):
                name, colon, property_value = declaration.partition(":")
                if colon:
                    yield name.strip(), property_value.strip(), "style"
        else:
            yield key, value.strip(), key


RULE = Rule("undrawn-part", Severity.WARNING, __doc__, check, scope="picture")
