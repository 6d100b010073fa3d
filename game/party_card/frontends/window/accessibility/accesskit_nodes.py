"""Converts the access tree to the nodes of AccessKit.

Invariant: a node keeps its id from update to update until another page is open; nodes of a dialog never share an id
with those of the page below.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pygame

from party_card.frontends.window.accessibility import text_runs
from party_card.frontends.window.accessibility.announcer import Announcer
from party_card.frontends.window.accessibility.tree import APP_NAME, AccessNode, NodeKey
from party_card.frontends.window.toolkit.focus import FocusTarget
from party_card.frontends.window.toolkit.viewport import ScrollView

WINDOW_ID = 0


class TreeConverter:
    """Creates tree updates with the package `kit`, which has no types. `targets` are those of the last update by id."""

    def __init__(self, kit: Any) -> None:
        self._kit = kit
        self.targets: dict[int, FocusTarget] = {}
        self._ids: dict[NodeKey, int] = {}
        self._next_id = WINDOW_ID + 1
        self._key_prefix: NodeKey = ()

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
        """Converts a tree, with the announcement as a live region."""
        self._key_prefix = (announcer.generation, view.layout.is_dialog)
        self._ids = {key: node_id for key, node_id in self._ids.items() if key[0] == announcer.generation}
        self.targets.clear()
        if announcer.text:
            live_region = AccessNode(("live", announcer.serial), "STATUS", announcer.text)
            root = replace(root, children=(*root.children, live_region))
        update = self._kit.TreeUpdate(self._find_id(root.children[0]))
        update.tree = self._create_tree()
        for node in root.walk():
            node_id, kit_node = self._find_id(node), self._create_node(node)
            if node.focus_target is not None:
                self.targets[node_id] = node.focus_target
                is_focused = node.focus_target.key == view.focused_key and node.key[0] == "place"
                if node.focus_target.target.is_focusable and is_focused:
                    update.focus = node_id
            runs = self._create_text_runs(node, kit_node)
            kit_node.set_children([*(run_id for run_id, _ in runs), *map(self._find_id, node.children)])
            update.nodes += [(node_id, kit_node), *runs]
        return update

    def _find_id(self, node: AccessNode) -> int:
        if node.role == "WINDOW":
            return WINDOW_ID
        key = (*self._key_prefix, *node.key)
        if key not in self._ids:
            self._ids[key] = self._next_id
            self._next_id += 1
        return self._ids[key]

    def _create_node(self, node: AccessNode) -> Any:
        """Converts a node without its children."""
        kit = self._kit
        kit_node = kit.Node(getattr(kit.Role, node.role))
        if node.role == "LABEL":
            kit_node.set_value(node.name)
        elif node.name:
            kit_node.set_label(node.name)
        if node.description:
            kit_node.set_description(node.description)
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
            run.set_text_direction(kit.TextDirection.LEFT_TO_RIGHT)
            runs.append((self._find_id(AccessNode((*node.key, "run", index), "TEXT_RUN")), run))
        ends = []
        for position in field.selection:
            line_index, offset = text_runs.locate_index(lines, position)
            ends.append(kit.TextPosition(runs[line_index][0], offset))
        kit_node.set_text_selection(kit.TextSelection(*ends))
        return runs
