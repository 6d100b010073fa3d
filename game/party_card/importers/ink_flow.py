"""Passes over an ink story before and after its lines are parsed: statements, node names, empty nodes.

Invariant: no pass adds anything to read to a story or removes anything to read from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from party_card.importers.expressions import BoolOp, Expression, Not, Visited, iter_leaves, negate
from party_card.importers.story import Story, UnsupportedFeature

CONTINUE_TEXT = "Go on"
"""Text of a choice that represents ink running on by itself."""
_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)


def split_statements(text: str, story: Story) -> list[tuple[int, str]]:
    """Returns the statements of a story with their lines; braces can span several lines. Reports the comments."""
    for comment in _COMMENT.finditer(text):
        first_line = text.count("\n", 0, comment.start()) + 1
        story.unsupported.append(UnsupportedFeature(first_line, comment[0], "a comment"))
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    statements: list[tuple[int, str]] = []
    open_braces = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if open_braces > 0:
            statements[-1] = (statements[-1][0], statements[-1][1] + "\n" + line.strip())
        elif line.strip():
            statements.append((number, line.strip()))
        open_braces = max(0, open_braces + line.count("{") - line.count("}"))
    return statements


def resolve_visited(condition: Expression | None, resolve_name: Callable[[str], str]) -> Expression | None:
    """Returns a condition with the full names of the nodes that it mentions."""
    match condition:
        case Not(operand):
            return negate(resolve_visited(operand, resolve_name) or operand)
        case BoolOp(operator, operands):
            return BoolOp(operator, tuple(resolve_visited(operand, resolve_name) or operand for operand in operands))
        case Visited(name):
            return Visited(resolve_name(name))
    return condition


def find_visited_nodes(story: Story) -> set[str]:
    """Returns the names of the nodes whose visits some condition tests."""
    conditions = (condition for node in story.nodes.values() for condition in node.conditions())
    return {leaf.node for condition in conditions for leaf in iter_leaves(condition) if isinstance(leaf, Visited)}


def collapse_empty_nodes(story: Story) -> None:
    """Removes the nodes that have nothing to read and one edge; edges to them lead to its target instead."""
    visited_nodes = find_visited_nodes(story)
    for name, node in list(story.nodes.items()):
        edge = node.edges[0] if len(node.edges) == 1 else None
        if edge is None or edge.condition or edge.text != CONTINUE_TEXT:
            continue
        if node.fragments or node.unsupported or name in visited_nodes:
            continue
        if edge.target == name or (name == story.start and node.effects):
            continue
        for other_node in story.nodes.values():
            for incoming_edge in other_node.edges:
                if incoming_edge.target == name and other_node is not node:
                    incoming_edge.target = edge.target
                    incoming_edge.effects += node.effects
        if name == story.start:
            story.start = edge.target
        del story.nodes[name]


def can_revisit(story: Story, start: str, goal: str) -> bool:
    """Returns True if `goal` can be reached again from `start`; False if its only edge can be taken only once."""
    incoming_edge = [edge for node in story.nodes.values() for edge in node.edges if edge.target == goal]
    if goal != story.start and len(incoming_edge) == 1 and incoming_edge[0].once_only:
        return False
    visited_names, pending = {start}, [start]
    while pending:
        name = pending.pop()
        if name == goal:
            return True
        targets = {edge.target for edge in story.nodes[name].edges if edge.target in story.nodes} - visited_names
        visited_names |= targets
        pending += targets
    return False
