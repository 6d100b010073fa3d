"""Masks are held against the kernel's conditions, assignment by assignment; block arithmetic against lists of blocks."""

from __future__ import annotations

from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from party_card.content.conditions import Compare, Order, holds
from party_card.modelcheck.bitset.bit_layout import Layout
from party_card.modelcheck.bitset.bits import blocks, fold, gather, joined, numbers, ones, repeat, spread, unfold
from party_card.modelcheck.model import read_program
from tests.modelcheck.scenes import compiled, scene_texts

small = st.integers(1, 7)


@given(scene_texts(), st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_mask_is_where_the_kernel_says_that_a_condition_holds(text: str, data: st.DataObject) -> None:
    story = compiled(text)
    program = read_program(story)
    values = tuple(tuple(sorted(data.draw(st.sets(st.integers(0, size - 1), min_size=1)))) for size in program.sizes)
    order = tuple(data.draw(st.permutations(range(len(values)))))
    layout = Layout(program, values, order)
    if layout.size > 2_000:
        return
    for written, condition in story.logic.conditions.items():
        mask = layout.mask(condition)
        held = {
            number for number in range(layout.size) if story.system.conditions[written]((0, *layout.assignment(number)))
        }
        assert set(numbers(mask)) == held
    for number in range(layout.size):
        assert layout.number(layout.assignment(number)) == number
    some = data.draw(st.integers(0, layout.full))
    for slot in range(len(values)):
        taken = {values[slot].index(layout.assignment(number)[slot]) for number in numbers(some)}
        assert set(numbers(layout.projected(some, slot))) == taken


RANGES = """\
scene: sums
title: Sums
variables: {a: {range: [-2, 2]}, b: {range: [0, 4]}, c: {range: [1, 3]}, d: false}
passages:
  one:
    text: You wait.
    ending: {id: done, title: Done}
"""


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_sums_are_compared_in_every_layout(data: st.DataObject) -> None:
    program = read_program(compiled(RANGES))
    values = tuple(tuple(sorted(data.draw(st.sets(st.integers(0, size - 1), min_size=1)))) for size in program.sizes)
    layout = Layout(program, values, tuple(data.draw(st.permutations(range(len(values))))))
    names = data.draw(st.permutations(["a", "b", "c"]))[: data.draw(st.integers(1, 3))]
    terms = tuple((name, data.draw(st.sampled_from([-2, -1, 1, 2]))) for name in names)
    order = data.draw(st.sampled_from(get_args(Order)))
    constant = data.draw(st.integers(-4, 8))
    held = set()
    for number in range(layout.size):
        assignment = layout.assignment(number)
        slots = [(program.numbers[name], factor) for name, factor in terms]
        total = sum(factor * (assignment[slot] + program.lows[slot]) for slot, factor in slots)
        if holds(order, total, constant):
            held.add(number)
    assert set(numbers(layout.mask(Compare(terms, order, constant)))) == held


def apart(bits: int, width: int, count: int) -> list[int]:
    """An integer as a list of pieces, the lowest first."""
    return [bits >> width * place & ones(width) for place in range(count)]


@given(small, small, small, st.data())
def test_blocks_move_as_lists_do(block: int, size: int, count: int, data: st.DataObject) -> None:
    low = data.draw(st.lists(st.integers(0, ones(block)), min_size=count, max_size=count))
    wide = joined(low, block * size)
    tight = joined(low, block)
    assert apart(tight, block, count) == low
    assert gather(wide, block, block * size, count) == tight
    assert spread(tight, block, block * size, count) == wide
    full = data.draw(st.lists(st.integers(0, ones(block * size)), min_size=count, max_size=count))
    united = []
    for period in full:
        union = 0
        for piece in apart(period, block, size):
            union |= piece
        united.append(union)
    assert fold(joined(full, block * size), block, size, count) == joined(united, block * size)
    copied = [joined([piece] * size, block) for piece in united]
    assert unfold(joined(united, block * size), block, size, count) == joined(copied, block * size)


@given(small, small, st.data())
def test_patterns_are_what_they_say(block: int, size: int, data: st.DataObject) -> None:
    places = data.draw(st.sets(st.integers(0, size - 1)))
    pattern = blocks(places, block, size)
    assert apart(pattern, block, size) == [ones(block) if place in places else 0 for place in range(size)]
    count = data.draw(st.integers(1, 9))
    assert apart(repeat(pattern, block * size, count), block * size, count) == [pattern] * count
