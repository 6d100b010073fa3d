"""Selects what of a picture is drawn, finds what would take a renderer too far, and writes the rest anew.

Invariant: window and page draw only what `write_drawing` writes, never the file itself: known elements with known
attributes, whose numbers have limits and whose drawing takes a bounded number of steps. Renderers read XML in their own
ways (pygame's draws what stands in comments), so nothing else may reach them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from html import escape

from party_card.content.svg import SVG_NAMESPACE, SvgDocument
from party_card.content.svg_nodes import PAINT, SHAPE_ATTRIBUTES, DrawnNode, SvgFault, select_drawn
from party_card.content.svg_paths import (
    IDENTITY,
    MAX_COORDINATE,
    Matrix,
    SvgValueError,
    format_path,
    multiply,
    parse_length,
    parse_numbers,
    parse_path,
    parse_transform,
    split_numbers,
)
from party_card.content.svg_view_box import parse_view_box
from party_card.content.svg_work import KEYWORDS, WorkEstimate, parse_dashes
from party_card.diagnostics.words import backquote

_LENGTHS = (
    "x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2", "fx", "fy", "offset",
    "stroke-width", "stroke-dashoffset", "stroke-miterlimit", "opacity", "fill-opacity", "stroke-opacity",
    "stop-opacity",
)  # fmt: skip


def read_size(document: SvgDocument) -> tuple[float, float] | None:
    """Returns width and height of a picture; None if it is no picture or has no size in which it can be shown."""
    root = next((node for node in document.nodes if not node.name.startswith("?")), None)
    if document.error or root is None or root.name != "svg" or not root.is_svg:
        return None
    return parse_view_box(root.attributes.get("viewBox", ""))


def write_drawing(document: SvgDocument) -> str:
    """Returns a picture written anew, or an empty text if it cannot be drawn."""
    size = read_size(document)
    if size is None or next(find_faults(document, size), None) is not None:
        return ""
    width, height = (f"{side:.6f}".rstrip("0").rstrip(".") for side in size)
    parts = [f'<svg xmlns="{SVG_NAMESPACE}" viewBox="0 0 {width} {height}" width="{width}" height="{height}">']
    open_elements: list[str] = []
    nodes = list(select_drawn(document))
    for index, drawn in enumerate(nodes):
        while len(open_elements) >= drawn.depth:
            parts.append(f"</{open_elements.pop()}>")
        attributes = "".join(f' {key}="{escape(value)}"' for key, value in _format_attributes(drawn))
        if index + 1 < len(nodes) and nodes[index + 1].depth > drawn.depth:
            open_elements.append(drawn.name)
            parts.append(f"<{drawn.name}{attributes}>")
        else:
            parts.append(f"<{drawn.name}{attributes}/>")
    parts += [f"</{name}>" for name in reversed(open_elements)]
    return "".join((*parts, "</svg>"))


def _format_attributes(drawn: DrawnNode) -> Iterator[tuple[str, str]]:
    for key, value in drawn.attributes.items():
        if key == "d":
            yield key, format_path(parse_path(value))
        elif key == "points":
            yield key, " ".join(split_numbers(value))
        else:
            yield key, " ".join(value.split())


@dataclass(slots=True)
class _State:
    """What a group hands down."""

    matrix: Matrix
    paint: Mapping[str, str]
    is_broken: bool = False


def find_faults(document: SvgDocument, size: tuple[float, float]) -> Iterator[SvgFault]:
    """Yields why a picture of this size is not drawn: at most one reason an element, and one for the whole work."""
    estimate = WorkEstimate(size)
    states = [_State(IDENTITY, {})]
    for drawn in select_drawn(document):
        del states[drawn.depth :]
        parent = states[-1]
        state = _State(parent.matrix, {**parent.paint, **_own_paint(drawn)}, parent.is_broken)
        fault = None if parent.is_broken else _find_fault(drawn, state, estimate)
        states += [state] * (drawn.depth + 1 - len(states))
        if fault is not None:
            state.is_broken = True
            yield fault
            if estimate.is_exceeded:
                return


def _own_paint(drawn: DrawnNode) -> dict[str, str]:
    return {key: value for key, value in drawn.attributes.items() if key in PAINT and value != "inherit"}


def _find_fault(drawn: DrawnNode, state: _State, estimate: WorkEstimate) -> SvgFault | None:
    for key, value in drawn.attributes.items():
        try:
            _check_value(key, value, estimate.diagonal)
            if key == "transform":
                state.matrix = multiply(state.matrix, parse_transform(value))
        except SvgValueError as error:
            return _make_value_fault(drawn, key, error)
        if key == "transform" and not all(abs(entry) <= MAX_COORDINATE for entry in state.matrix):
            return estimate.make_distance_fault(drawn, key)
    return estimate.add_shape(drawn, state.matrix, state.paint) if drawn.name in SHAPE_ATTRIBUTES else None


def _check_value(key: str, value: str, full_length: float) -> None:
    if key == "d":
        parse_path(value)
    elif key == "points":
        parse_numbers(value)
    elif key == "gradientTransform":
        parse_transform(value)
    elif key == "stroke-dasharray" and value not in KEYWORDS:
        parse_dashes(value, full_length)
    elif key in _LENGTHS and value not in KEYWORDS:
        parse_length(value, full_length)


def _make_value_fault(drawn: DrawnNode, key: str, error: SvgValueError) -> SvgFault:
    part = error.text
    number = re.match(r"[+-]?[\d.]+(?:[eE][+-]?\d+)?", part, re.ASCII)
    if number is not None and _is_too_large(number[0]):
        message = f"the number {backquote(part)} is too large"
        help_text = f"the numbers of a picture go up to {MAX_COORDINATE:,.0f}; draw it smaller"
    else:
        message = f"{backquote(key)} cannot be read at {backquote(part)}" if part else f"{backquote(key)} is empty"
        help_text = "correct the number, or save the picture again with a drawing program"
    return SvgFault(drawn.node, drawn.origins[key], message, help_text)


def _is_too_large(number: str) -> bool:
    with suppress(ValueError):
        return abs(float(number)) > MAX_COORDINATE
    return False
