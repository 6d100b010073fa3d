"""Rows of nodes: edges lead down unless they close a cycle."""

from __future__ import annotations

from hypothesis import strategies as st

from party_card.graph_layout.layering import assign_rows
from tests.random_examples import random_examples

INDEX = st.integers(0, 11)


def row_numbers(rows: list[list[int]]) -> dict[int, int]:
    return {node: number for number, row in enumerate(rows) for node in row}


@random_examples(st.lists(st.tuples(INDEX, INDEX), max_size=30), everyday=150, long=1500)
def test_without_cycles_every_edge_leads_down(pairs: list[tuple[int, int]]) -> None:
    downward = [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]
    numbers = row_numbers(assign_rows(12, downward, ()))
    assert all(numbers[source] < numbers[target] for source, target in downward)
    assert sorted(numbers) == list(range(12))


@random_examples(st.lists(st.tuples(INDEX, INDEX), max_size=30), everyday=150, long=1500)
def test_every_node_has_one_row_and_no_row_is_empty(pairs: list[tuple[int, int]]) -> None:
    rows = assign_rows(12, pairs, (3, 4))
    assert sorted(node for row in rows for node in row) == list(range(12))
    assert all(rows)


def test_an_edge_back_to_the_start_does_not_move_it() -> None:
    assert assign_rows(4, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 3)], ()) == [[0], [1], [2], [3]]


def test_a_node_that_nothing_leads_to_stands_just_above_its_target() -> None:
    assert assign_rows(5, [(0, 1), (1, 2), (2, 3), (4, 3)], ()) == [[0], [1], [2, 4], [3]]
