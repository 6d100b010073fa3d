"""Tests of the search for cycles in a graph."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from party_card.modelcheck.reachability import find_nodes_reaching_cycles

NODES = range(6)


@given(st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=12))
def test_those_nodes_are_found_from_which_a_path_can_go_on_for_ever(edges: list[tuple[int, int]]) -> None:
    ends = {node: {node} for node in NODES}
    for _ in NODES:  # the ends of all paths with as many edges as there are nodes
        ends = {node: {target for source, target in edges if source in ends[node]} for node in NODES}
    assert find_nodes_reaching_cycles(NODES, edges) == {node for node in NODES if ends[node]}


def test_nodes_that_are_left_out_lead_nowhere() -> None:
    assert find_nodes_reaching_cycles([0, 1], [(0, 1), (1, 2), (2, 0)]) == set()


def test_of_a_long_chain_each_edge_is_visited_once() -> None:
    visits = 0

    class Edges(list[tuple[int, int]]):
        def __iter__(self) -> Iterator[tuple[int, int]]:
            nonlocal visits
            for edge in super().__iter__():
                visits += 1
                yield edge

    chain = Edges((node, node + 1) for node in range(500))
    assert find_nodes_reaching_cycles(range(501), chain) == set()
    assert visits == len(chain)
