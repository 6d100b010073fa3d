"""Gives each node its row.

Invariant: an edge leads at least one row down, unless it closes a cycle: then it leads up or stays in its row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence


def assign_rows(node_count: int, edges: Iterable[tuple[int, int]], last_nodes: Collection[int]) -> list[list[int]]:
    """Returns the rows of nodes, in the order in which a search finds the nodes.

    A node stands one row below the lowest node that leads to it; one that nothing leads to, just above its first
    target. `last_nodes` that no edge leaves stand in the last row. Depth-first search begins at the first node and
    follows edges in their order; an edge to a node that is still being visited closes a cycle, and moves no node.
    """
    successors: list[list[int]] = [[] for _ in range(node_count)]
    for source, target in dict.fromkeys(edges):
        successors[source].append(target)
    search = _DepthFirstSearch(successors)
    down: list[list[int]] = [[] for _ in range(node_count)]
    for source, target in search.iter_downward_edges():
        down[source].append(target)
    numbers = [0] * node_count
    for node in reversed(search.postorder):
        for target in down[node]:
            numbers[target] = max(numbers[target], numbers[node] + 1)
    has_predecessor = {target for targets in down for target in targets}
    for node in search.postorder:
        if down[node] and node not in has_predecessor:
            numbers[node] = min(numbers[target] for target in down[node]) - 1
    last_number = max(numbers, default=0)
    for node in last_nodes:
        if not down[node]:
            numbers[node] = last_number
    rows: list[list[int]] = [[] for _ in range(last_number + 1)]
    for node in search.preorder:
        rows[numbers[node]].append(node)
    return rows


class _DepthFirstSearch:
    """Visits all nodes: `preorder` has them as they are found, `postorder` as their visits end."""

    def __init__(self, successors: Sequence[Sequence[int]]) -> None:
        self._successors = successors
        self._closing: set[tuple[int, int]] = set()
        self.preorder: list[int] = []
        self.postorder: list[int] = []
        self._is_open: dict[int, bool] = {}
        for root in range(len(successors)):
            if root not in self._is_open:
                self._visit(root)

    def _visit(self, root: int) -> None:
        stack = [self._open(root)]
        while stack:
            node, targets = stack[-1]
            for target in targets:
                if self._is_open.get(target):
                    self._closing.add((node, target))
                elif target not in self._is_open:
                    stack.append(self._open(target))
                    break
            else:
                self._is_open[node] = False
                self.postorder.append(node)
                stack.pop()

    def _open(self, node: int) -> tuple[int, Iterator[int]]:
        self._is_open[node] = True
        self.preorder.append(node)
        return node, iter(self._successors[node])

    def iter_downward_edges(self) -> Iterator[tuple[int, int]]:
        """Yields the edges that close no cycle."""
        for source, targets in enumerate(self._successors):
            for target in targets:
                if (source, target) not in self._closing:
                    yield source, target
