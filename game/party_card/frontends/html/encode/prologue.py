"""Encodes the prologue of a campaign: for each beat the rows of its page, and what its choices leave.

Invariant: only content of pages is written; a page depends on the number of its beat alone.
"""

from __future__ import annotations

from party_card.content.prose import smart_quotes
from party_card.engine import page as pages
from party_card.engine.prologue import NEXT, CompiledPrologue, build_beat_lines, build_prologue_page
from party_card.frontends.html.encode.blocks import encode_blocks
from party_card.frontends.html.encode.string_table import LineEncoder
from party_card.frontends.shared.scene_data import Json


def encode_prologue(compiled: CompiledPrologue, lines: LineEncoder) -> Json:
    """Returns the rows of a prologue; a choice is its id, its line and the trace that it leaves, or an empty text."""
    return {
        "title": smart_quotes(compiled.prologue.title),
        "beats": [_encode_beat(compiled, number, lines) for number in range(compiled.length)],
    }


def _encode_beat(compiled: CompiledPrologue, number: int, lines: LineEncoder) -> Json:
    beat, page = compiled.prologue.beats[number], build_prologue_page(compiled, number)
    blocks = [
        row
        for paragraph in build_beat_lines(compiled, number, lines.notes)
        for row in encode_blocks([pages.Paragraph(paragraph)], lines)
    ]
    if beat.question:
        blocks += encode_blocks([block for block in page.blocks if isinstance(block, pages.Heading)], lines)
    onward = [] if beat.choices else [NEXT, "".join(run.text for run in page.offers[0].line)]
    return {
        "blocks": blocks,
        "picture": beat.picture,
        "alt": beat.alt,
        "choices": [[str(choice.id), lines.encode_text(choice.text), choice.leaves or ""] for choice in beat.choices],
        "onward": onward,
    }
