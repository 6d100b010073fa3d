"""Splits a record into the layers in which it is read.

Invariant: each block of a layered record is in one layer, in its order on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from party_card.engine.page import Block, Chart, Heading, Page, list_block_lines
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass
class Layer:
    """A part of a record that is read by itself; `start` is the index of its first block on the page."""

    heading: str
    start: int
    blocks: tuple[Block, ...]


def split_layers(page: Page) -> tuple[Layer, ...]:
    """Returns the layers of a record, without their headings; none if the page is read as one."""
    starts = [index for index, block in enumerate(page.blocks) if isinstance(block, Heading) and block.level == 0]
    layers = []
    for start, end in pairwise((*starts, len(page.blocks))):
        heading = page.blocks[start]
        assert isinstance(heading, Heading)  # noqa: S101  # see above
        layers.append(Layer(heading.text, start + 1, page.blocks[start + 1 : end]))
    return tuple(layers)


def select_layer(page: Page, index: int) -> Page:
    """Returns the page with one of its layers alone: its blocks and their notes; the offers are in the last."""
    layers = split_layers(page)
    blocks = layers[index].blocks
    numbers = _list_note_numbers(blocks)
    notes = tuple(note for note in page.notes if note.number in numbers)
    offers = page.offers if index == len(layers) - 1 else ()
    return replace(page, blocks=blocks, notes=notes, offers=offers, causes=page.causes if index == 0 else ())


def _list_note_numbers(blocks: Sequence[Block]) -> set[int]:
    """Returns the numbers of the notes whose marks stand in some blocks."""
    numbers = {block.note for block in blocks if isinstance(block, Chart) and block.note}
    lines = (line for block in blocks for line in list_block_lines(block))
    return numbers.union(run.note for line in lines for run in line if run.note is not None)
