"""Converts the access tree to the nodes of AccessKit, with what is new on the screen.

Screen readers of Linux stop speaking when the focus moves, and older ones ignore live regions (Orca before 45). All of
them read the description of what gets the focus, so news are that: a new page or dialog has the focus itself, described
by its text, until the player moves the focus; later news describe the focused target. Elsewhere news are a live region,
in an update after that which moves the focus.

Invariant: a node keeps its id from update to update until another page or dialog is on top. What has been read is not
the description of anything that gets the focus again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pygame

from party_card.frontends.window.accessibility import text_runs
from party_card.frontends.window.accessibility.tree import APP_NAME, AccessNode, NodeKey
from party_card.localization import current_language

if TYPE_CHECKING:
    from party_card.frontends.window.accessibility.announcer import Announcer
    from party_card.frontends.window.toolkit.focus import FocusKey, FocusTarget
    from party_card.frontends.window.toolkit.viewport import ScrollView

WINDOW_ID = 0


class TreeConverter:
    """Creates tree updates with the package `kit`, which has no types. `targets` are those of the last update by id.

    `describes_news` says how news are told: as a description of what has the focus, or as a live region. If that is
    due in another update, `has_more_news` is True.
    """

    def __init__(self, kit: Any, *, describes_news: bool) -> None:
        self._kit = kit
        self.targets: dict[int, FocusTarget] = {}
        self.has_more_news = False
        self._describes_news = describes_news
        self._ids: dict[NodeKey, int] = {}
        self._next_id = WINDOW_ID + 1
        self._opening_count = 0
        self._news_serial = 0
        self._news = ""
        self._focused_id = WINDOW_ID
        self._initial_focus: FocusKey | None = None
        self._is_reading_screen = False

    def create_empty_update(self) -> Any:
        """Returns an update with a window that is still empty."""
        root = self._kit.Node(self._kit.Role.WINDOW)
        root.set_label(APP_NAME)
        update = self._kit.TreeUpdate(WINDOW_ID)
        update.tree = self._create_tree()
        update.nodes.append((WINDOW_ID, root))
        return update

    def _create_tree(self) -> Any:
        tree = self._kit.Tree(WINDOW_ID)
        tree.toolkit_name, tree.toolkit_version = "pygame-ce", pygame.version.ver
        if hasattr(tree, "app_name"):  # AccessKit before 0.7 needs it; now the root's label is enough
            tree.app_name = APP_NAME
        return tree

    def convert(self, root: AccessNode, announcer: Announcer, view: ScrollView) -> Any:
        """Converts a tree, with what the announcer has found to be new."""
        if self._describes_news:
            root = _add_dialog_content(root)
        if announcer.opening_count != self._opening_count:
            self._opening_count, self._ids = announcer.opening_count, {}
            self._initial_focus, self._is_reading_screen = view.focused_key, self._describes_news
        focused_node = _find_focused_node(root, view)
        screen = root.children[0]
        reading_node = screen.children[0] if screen.role == "DIALOG" and self._describes_news else screen
        focus = self._choose_focus(reading_node, focused_node, view, announcer)
        has_moved = self._find_id(focus) != self._focused_id
        self._focused_id = self._find_id(focus)
        if self._describes_news:
            root = _replace_description(root, focus, self._describe_news(focus, focused_node, announcer, has_moved))
        else:
            self.has_more_news = has_moved and bool(announcer.text)
            if announcer.text and not has_moved:
                live_region = AccessNode(("live", announcer.serial), "STATUS", announcer.text)
                root = replace(root, children=(*root.children, live_region))
        return self._create_update(root)

    def end_reading(self) -> None:
        """Gives the focus to the target that has it in the window, because a screen reader asks for that."""
        self._is_reading_screen = False

    def _choose_focus(
        self, screen: AccessNode, focused_node: AccessNode | None, view: ScrollView, announcer: Announcer
    ) -> AccessNode:
        """Returns the node with the focus: the screen while it is new and read, else the focused target."""
        if focused_node is None:
            return screen
        is_field = focused_node.focus_target is not None and focused_node.focus_target.target.field is not None
        has_text = self._news_serial != announcer.serial or bool(self._news)
        if view.focused_key != self._initial_focus or announcer.is_reopened or is_field or not has_text:
            self._is_reading_screen = False
        return screen if self._is_reading_screen else focused_node

    def _describe_news(
        self, focus: AccessNode, focused_node: AccessNode | None, announcer: Announcer, has_moved: bool
    ) -> str:
        """Returns the description of the node with the focus: its own, and what is new since the focus came to it."""
        if announcer.serial != self._news_serial:
            self._news_serial, self._news = announcer.serial, announcer.text
            if self._is_reading_screen and focused_node is not None:
                texts = (self._news, focused_node.name, focused_node.description)
                self._news = "\n".join(filter(None, texts))
        elif has_moved:
            self._news = ""
        return "\n".join(filter(None, (focus.description, self._news)))

    def _create_update(self, root: AccessNode) -> Any:
        self.targets.clear()
        update = self._kit.TreeUpdate(self._focused_id)
        update.tree = self._create_tree()
        for node in root.walk():
            node_id, kit_node = self._find_id(node), self._create_node(node)
            if node.focus_target is not None:
                self.targets[node_id] = node.focus_target
            runs = self._create_text_runs(node, kit_node)
            kit_node.set_children([*(run_id for run_id, _ in runs), *map(self._find_id, node.children)])
            update.nodes += [(node_id, kit_node), *runs]
        return update

    def _find_id(self, node: AccessNode) -> int:
        if node.role == "WINDOW":
            return WINDOW_ID
        key = node.key
        if key not in self._ids:
            self._ids[key] = self._next_id
            self._next_id += 1
        return self._ids[key]

    def _create_node(self, node: AccessNode) -> Any:
        """Converts a node without its children."""
        kit = self._kit
        role = _find_orca_role(node) if self._describes_news else node.role
        kit_node = kit.Node(getattr(kit.Role, role))
        if role == "LABEL":
            kit_node.set_value(node.name)
        elif node.name:
            kit_node.set_label(node.name)
        if node.description:
            kit_node.set_description(node.description)
        if language := node.language or (current_language() if node.role == "WINDOW" else ""):
            kit_node.set_language(language)
        if node.level:
            kit_node.set_level(node.level)
        if node.rect is not None:
            kit_node.set_bounds(kit.Rect(node.rect.left, node.rect.top, node.rect.right, node.rect.bottom))
        if node.key[0] == "live":
            kit_node.set_live(kit.Live.POLITE)
        if node.role == "DIALOG":
            kit_node.set_modal()
        if node.focus_target is not None:
            kit_node.add_action(kit.Action.CLICK)
            if node.focus_target.target.is_focusable:
                kit_node.add_action(kit.Action.FOCUS)
        return kit_node

    def _create_text_runs(self, node: AccessNode, kit_node: Any) -> list[tuple[int, Any]]:
        """Adds the text of a field line by line, so that it can be read by letters while it is edited."""
        field = node.focus_target.target.field if node.focus_target is not None else None
        if field is None:
            return []
        kit, lines = self._kit, text_runs.build_text_runs(field)
        kit_node.add_action(kit.Action.SET_VALUE)
        kit_node.set_value(field.text)
        runs = []
        for index, line in enumerate(lines):
            run = kit.Node(kit.Role.TEXT_RUN)
            run.set_value(line.text)
            run.set_character_lengths(line.character_byte_lengths)
            run.set_word_lengths(line.word_lengths)
            direction = kit.TextDirection.RIGHT_TO_LEFT if line.is_right_to_left else kit.TextDirection.LEFT_TO_RIGHT
            run.set_text_direction(direction)
            runs.append((self._find_id(AccessNode((*node.key, "run", index), "TEXT_RUN")), run))
        ends = []
        for position in field.selection:
            line_index, offset = text_runs.locate_index(lines, position)
            ends.append(kit.TextPosition(runs[line_index][0], offset))
        kit_node.set_text_selection(kit.TextSelection(*ends))
        return runs


def _find_orca_role(node: AccessNode) -> str:
    """Returns a role with which Orca reads a node by its name and description."""
    if node.role == "LABEL":  # the labels of a dialog are read as if they were all of its text
        return "PARAGRAPH"
    if node.role == "DOCUMENT" and any(
        part.focus_target is not None and part.focus_target.target.field is not None for part in node.walk()
    ):
        return "FORM"  # AccessKit makes the lines of fields the text of the document, and Orca fails to read that
    return node.role


def _find_focused_node(root: AccessNode, view: ScrollView) -> AccessNode | None:
    """Returns the node of the focused target; None if nothing has the focus."""
    for node in root.walk():
        target = node.focus_target if node.key[0] == "place" else None
        if target is not None and target.target.is_focusable and target.key == view.focused_key:
            return node
    return None


def _add_dialog_content(root: AccessNode) -> AccessNode:
    """Puts the content of a dialog into one node: Orca 48 reads the description of a dialog itself twice."""
    screen = root.children[0]
    if screen.role != "DIALOG":
        return root
    content = AccessNode(("content",), "ARTICLE", rect=screen.rect, children=screen.children)
    return replace(root, children=(replace(screen, children=(content,)),))


def _replace_description(root: AccessNode, node: AccessNode, description: str) -> AccessNode:
    """Returns a tree in which a node has another description."""
    if root is node:
        return replace(root, description=description)
    children = tuple(_replace_description(child, node, description) for child in root.children)
    return replace(root, children=children)
