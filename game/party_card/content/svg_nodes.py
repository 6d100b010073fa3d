"""Selects the elements and attributes of a picture that are drawn.

Invariant: lists say what is drawn; whatever is on none of them is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from party_card.content.svg import SvgDocument, SvgNode
from party_card.frozen_dataclass import frozen_dataclass

SHAPE_ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "path": ("d",),
    "rect": ("x", "y", "width", "height", "rx", "ry"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
    "polygon": ("points",),
    "polyline": ("points",),
}
"""The shapes that are drawn, with their own attributes."""
_GRADIENT = ("gradientUnits", "gradientTransform", "spreadMethod", "href")
_OTHER_ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "g": (),
    "defs": (),
    "linearGradient": (*_GRADIENT, "x1", "y1", "x2", "y2"),
    "radialGradient": (*_GRADIENT, "cx", "cy", "r", "fx", "fy"),
    "stop": ("offset", "stop-color", "stop-opacity"),
}
_WRAPPERS = ("svg", "switch", "clipPath", "mask", "marker", "symbol")
"""Elements that are left out while the shapes in them are drawn as they stand."""
PAINT = (
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-opacity", "stroke-width", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "opacity", "display",
)  # fmt: skip
"""Attributes that a group hands down to its shapes."""
_SAFE_VALUE = re.compile(
    r"(?:url\(#[\w.-]+\) ?)?(?:(?:rgb|hsl)a?\([\d%.,/ +-]*\)|[\w#%., +-])*", re.ASCII | re.IGNORECASE
)
"""A keyword, colour, number or list; a link only to a gradient of the picture itself."""
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)


@frozen_dataclass
class SvgFault:
    """A reason why a picture is not drawn, at a node or one of its attributes."""

    node: SvgNode
    attribute: str
    message: str
    help_text: str


@frozen_dataclass
class DrawnNode:
    """A node that is drawn: its element, and its attributes with those of `style` among them.

    `origins` says in which attribute of the file each stands; `depth` counts from 1 for children of the root.
    """

    node: SvgNode
    name: str
    attributes: Mapping[str, str]
    origins: Mapping[str, str]
    depth: int


def select_drawn(document: SvgDocument) -> Iterator[DrawnNode]:
    """Yields what is drawn, in the order of the text; an element that is not known is left out with all in it."""
    skipped_depth: int | None = None
    for node in document.nodes:
        if skipped_depth is not None and node.depth > skipped_depth:
            continue
        skipped_depth = None
        if node.name.startswith("?") or not node.depth:
            continue
        name = "g" if node.name in _WRAPPERS else node.name
        if not node.is_svg or (name not in SHAPE_ATTRIBUTES and name not in _OTHER_ATTRIBUTES):
            skipped_depth = node.depth
            continue
        attributes, origins = _select_attributes(node, name)
        yield DrawnNode(node, name, attributes, origins, node.depth)


def _select_attributes(node: SvgNode, name: str) -> tuple[dict[str, str], dict[str, str]]:
    known = ("id", *SHAPE_ATTRIBUTES.get(name, ()), *_OTHER_ATTRIBUTES.get(name, ()))
    known += ("transform", *PAINT) if name in SHAPE_ATTRIBUTES or name == "g" else ()
    attributes = {key: value for key, value in node.attributes.items() if key in known and _is_safe(key, value)}
    origins = dict.fromkeys(attributes, "")
    for key in attributes:
        origins[key] = key
    for declaration in _CSS_COMMENT.sub("", node.attributes.get("style", "")).split(";"):
        key, colon, value = declaration.partition(":")
        key, value = key.strip().lower(), value.replace("!important", "").strip()
        if colon and key in known and (key in PAINT or key.startswith("stop-")) and _is_safe(key, value):
            attributes[key], origins[key] = value, "style"
    return attributes, origins


def _is_safe(key: str, value: str) -> bool:
    if key == "href":
        return bool(re.fullmatch(r"#[\w.-]+", value, re.ASCII))
    if key in ("d", "points", "transform", "gradientTransform"):
        return True  # read number by number
    if key == "id":
        return bool(re.fullmatch(r"[\w.-]+", value, re.ASCII))
    return bool(_SAFE_VALUE.fullmatch(" ".join(value.split())))
