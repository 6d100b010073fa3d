"""The open screen as a tree of nodes for screen readers, with names, roles, rectangles and targets.

Invariant: the tree is plain data, made from the same boxes that are drawn, in reading order.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.frontends.window.toolkit.focus import FocusTarget, collect_box_targets
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext

if TYPE_CHECKING:
    from party_card.frontends.window.shell.navigator import Navigator
    from party_card.frontends.window.toolkit.box import Box
    from party_card.frontends.window.toolkit.viewport import ScrollView

APP_NAME = "Party Card"
NodeKey = tuple[object, ...]
_BOX_ROLES = {"image": "IMAGE", "heading": "HEADING", "note": "NOTE", "status": "GROUP"}
_TARGET_ROLES = {"button": "BUTTON", "link": "LINK", "slider": "SLIDER", "field": "TEXT_INPUT"}


@frozen_dataclass
class AccessNode:
    """An item to read or to act on. `role` is a role of AccessKit; `description` is read after the name.

    `text` is what it says in whole sentences if its children say that in pieces, else empty. `language` is the code of
    its language if that is not English.
    """

    key: NodeKey
    role: str
    name: str = ""
    description: str = ""
    rect: Rect | None = None
    focus_target: FocusTarget | None = None
    children: tuple[AccessNode, ...] = ()
    level: int = 0
    text: str = ""
    language: str = ""

    def walk(self) -> Iterator[AccessNode]:
        """Yields the node and all its descendants in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def build_access_tree(navigator: Navigator) -> AccessNode:
    """Builds the tree of the top screen, without the screens below a dialog, which take no input."""
    view = navigator.view
    layout = view.layout
    targets_by_box: dict[int, list[FocusTarget]] = {}
    for target in view.targets:
        targets_by_box.setdefault(id(target.box), []).append(target)
    leading_boxes = [box for box in layout.fixed if box.role in ("image", "heading")]
    trailing_boxes = [box for box in layout.fixed if box.role not in ("image", "heading")]
    heading = next((box.name for box in (*layout.fixed, *layout.boxes) if box.role == "heading"), APP_NAME)
    if layout.is_dialog:
        leading_boxes = []  # its heading is the name of the dialog
    children: list[AccessNode] = []
    for region, boxes in (("top", leading_boxes), ("sheet", layout.boxes), ("end", trailing_boxes)):
        for index, box in enumerate(boxes):
            children += _build_box_nodes(box, targets_by_box.get(id(box), []), view, (region, index))
    footer = view.layout_footer()
    children += _build_box_nodes(footer, collect_box_targets(footer, scrolls=False), view, ("foot",))
    window_rect = Rect(0, 0, *navigator.size)
    screen = AccessNode(
        ("screen",),
        "DIALOG" if layout.is_dialog else "DOCUMENT",
        navigator.screen.title or heading,
        rect=layout.area if layout.is_dialog else window_rect,
        children=tuple(children),
    )
    return AccessNode(("window",), "WINDOW", APP_NAME, rect=window_rect, children=(screen,))


def _build_box_nodes(box: Box, targets: list[FocusTarget], view: ScrollView, key: NodeKey) -> list[AccessNode]:
    """Returns the nodes of a box: its targets if it is a button, else a node with its text and its links."""
    is_footer, scrolls = key[0] == "foot", key[0] == "sheet"
    rect = view.to_window(box.rect, scrolls=scrolls)
    description = ""
    if box.role in ("heading", "button"):  # the names of other boxes are made of all their words
        description = _find_unnamed_text(box, [box.name, *(target.target.name for target in targets)])
    nodes = []
    for index, target in enumerate(targets):
        node_key: NodeKey = (*key, index) if is_footer else ("place", *target.key)
        is_main = box.role == "button" and target.target.role == "button" and index == 0
        nodes.append(_build_target_node(target, view, node_key, description if is_main else ""))
    if box.role == "button" and nodes:
        return nodes
    if not box.name.strip() and not nodes:
        return []
    role = _BOX_ROLES.get(box.role, "PARAGRAPH")
    level = (2 if scrolls else 1) if box.role == "heading" else 0
    if not nodes:
        return [AccessNode(key, role, box.name, description, rect, level=level, language=box.language)]
    if is_footer:
        return [AccessNode(key, role, gettext("Keys"), view.layout.status, rect, children=tuple(nodes))]
    children = tuple(_insert_links(box, nodes, key))
    return [AccessNode(key, role, "", description, rect, children=children, level=level, text=box.name)]


def _build_target_node(target: FocusTarget, view: ScrollView, key: NodeKey, description: str) -> AccessNode:
    field = target.target.field
    is_multiline = field is not None and field.is_multiline
    rect = view.to_window(target.rects[0], scrolls=target.scrolls)
    role = "MULTILINE_TEXT_INPUT" if is_multiline else _TARGET_ROLES[target.target.role]
    return AccessNode(key, role, target.target.name, description, rect, target)


def _find_unnamed_text(box: Box, names: list[str]) -> str:
    """Returns the words in a box that are not in its names: dates, remarks, progress."""
    texts: list[str] = []
    for mark in box.marks:
        if isinstance(mark, TextRun) and mark.text.strip():
            if mark.joins_previous and texts:
                texts[-1] += mark.text.strip()
            else:
                texts.append(mark.text.strip())
    for name in names:
        compact_name = "".join(name.casefold().split())
        ends = list(accumulate(len("".join(text.split())) for text in texts))
        match_start = "".join("".join(texts).casefold().split()).find(compact_name) if compact_name else -1
        if match_start >= 0:
            match_end = match_start + len(compact_name)
            texts = [word for word, end in zip(texts, ends, strict=True) if not match_start < end <= match_end]
    return " ".join(word for word in texts if not any(name.startswith(f"{word}.") for name in names))


def _insert_links(box: Box, links: list[AccessNode], key: NodeKey) -> Iterator[AccessNode]:
    """Yields the text of a box and its links in order; a link replaces its words, or the number of its note."""
    position = 0
    for index, link in enumerate(links):
        text_range = link.focus_target.target.text_range if link.focus_target else None
        if text_range is not None:
            preceding_text, position = box.name[position : text_range[0]].strip(), text_range[1]
            if preceding_text:
                yield AccessNode((*key, "text", index), "LABEL", preceding_text)
        yield link
    if box.name[position:].strip():
        yield AccessNode((*key, "text"), "LABEL", box.name[position:].strip())
