"""Compares masks with the transition system, assignment by assignment, and block operations with lists of blocks."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from party_card.content.conditions import COMPARISONS, Compare, ComparisonOperator
from party_card.modelcheck.bitset.bit_layout import BitLayout
from party_card.modelcheck.bitset.bits import (
    concatenate,
    copy_first_block,
    gather_blocks,
    list_set_bits,
    make_block_mask,
    make_ones,
    repeat_pattern,
    spread_blocks,
    unite_blocks,
)
from party_card.modelcheck.model import build_model
from tests.modelcheck.scenes import compile_scene_text, scene_texts
from tests.random_examples import random_examples

small_numbers = st.integers(1, 7)


@random_examples(scene_texts(), st.data(), everyday=50, long=150)
def test_a_mask_has_the_assignments_that_satisfy_the_condition(text: str, data: st.DataObject) -> None:
    compiled = compile_scene_text(text)
    model = build_model(compiled)
    values = tuple(
        tuple(sorted(data.draw(st.sets(st.integers(0, size - 1), min_size=1)))) for size in model.domain_sizes
    )
    slot_order = tuple(data.draw(st.permutations(range(len(values)))))
    layout = BitLayout(model, values, slot_order)
    if layout.bit_count > 2_000:
        return
    for condition_text, condition in compiled.logic.conditions.items():
        mask = layout.condition_mask(condition)
        satisfying = {
            bit
            for bit in range(layout.bit_count)
            if compiled.system.conditions[condition_text]((0, *layout.assignment_at(bit)))
        }
        assert set(list_set_bits(mask)) == satisfying
    for bit in range(layout.bit_count):
        assert layout.bit_index(layout.assignment_at(bit)) == bit
    subset = data.draw(st.integers(0, layout.full_mask))
    for slot in range(len(values)):
        indices = {values[slot].index(layout.assignment_at(bit)[slot]) for bit in list_set_bits(subset)}
        assert set(list_set_bits(layout.project(subset, slot))) == indices


RANGES = """\
scene: sums
title: Sums
variables: {a: {range: [-2, 2]}, b: {range: [0, 4]}, c: {range: [1, 3]}, d: false}
passages:
  one:
    text: You wait.
    ending: {id: done, title: Done}
"""


@random_examples(st.data(), everyday=50, long=200)
def test_sums_are_compared_in_every_layout(data: st.DataObject) -> None:
    model = build_model(compile_scene_text(RANGES))
    values = tuple(
        tuple(sorted(data.draw(st.sets(st.integers(0, size - 1), min_size=1)))) for size in model.domain_sizes
    )
    layout = BitLayout(model, values, tuple(data.draw(st.permutations(range(len(values))))))
    names = data.draw(st.permutations(["a", "b", "c"]))[: data.draw(st.integers(1, 3))]
    terms = tuple((name, data.draw(st.sampled_from([-2, -1, 1, 2]))) for name in names)
    operator = data.draw(st.sampled_from(get_args(ComparisonOperator)))
    constant = data.draw(st.integers(-4, 8))
    satisfying = set()
    for bit in range(layout.bit_count):
        assignment = layout.assignment_at(bit)
        slots = [(model.slot_indices[name], factor) for name, factor in terms]
        total = sum(factor * (assignment[slot] + model.domain_minimums[slot]) for slot, factor in slots)
        if COMPARISONS[operator](total, constant):
            satisfying.add(bit)
    assert set(list_set_bits(layout.condition_mask(Compare(terms, operator, constant)))) == satisfying


def split_pieces(bits: int, width: int, count: int) -> list[int]:
    """Splits an integer into pieces, the lowest first."""
    return [bits >> width * index & make_ones(width) for index in range(count)]


@given(small_numbers, small_numbers, small_numbers, st.data())
def test_blocks_move_as_lists_do(block_width: int, block_count: int, period_count: int, data: st.DataObject) -> None:
    pieces = data.draw(st.lists(st.integers(0, make_ones(block_width)), min_size=period_count, max_size=period_count))
    spread = concatenate(pieces, block_width * block_count)
    adjacent = concatenate(pieces, block_width)
    assert split_pieces(adjacent, block_width, period_count) == pieces
    assert gather_blocks(spread, block_width, block_width * block_count, period_count) == adjacent
    assert spread_blocks(adjacent, block_width, block_width * block_count, period_count) == spread
    periods = data.draw(
        st.lists(st.integers(0, make_ones(block_width * block_count)), min_size=period_count, max_size=period_count)
    )
    united = []
    for period in periods:
        union = 0
        for piece in split_pieces(period, block_width, block_count):
            union |= piece
        united.append(union)
    assert unite_blocks(
        concatenate(periods, block_width * block_count), block_width, block_count, period_count
    ) == concatenate(united, block_width * block_count)
    copied = [concatenate([piece] * block_count, block_width) for piece in united]
    assert copy_first_block(
        concatenate(united, block_width * block_count), block_width, block_count, period_count
    ) == concatenate(copied, block_width * block_count)


@given(small_numbers, small_numbers, st.data())
def test_patterns_are_what_they_say(block_width: int, block_count: int, data: st.DataObject) -> None:
    indices = data.draw(st.sets(st.integers(0, block_count - 1)))
    pattern = make_block_mask(indices, block_width, block_count)
    assert split_pieces(pattern, block_width, block_count) == [
        make_ones(block_width) if index in indices else 0 for index in range(block_count)
    ]
    period_count = data.draw(st.integers(1, 9))
    assert (
        split_pieces(
            repeat_pattern(pattern, block_width * block_count, period_count), block_width * block_count, period_count
        )
        == [pattern] * period_count
    )
