"""Defines the data block of a transcript of several playthroughs, such as the archive of a campaign.

Invariant: each playthrough in it is a block as in the transcript of one scene, but with `format` as its last key. A
program looks for blocks whose first key is `format`, so it reads all playthroughs of a file or none.

The block stands where that of one playthrough stands (see `transcript_data`). Its keys are `format`, `version`, and
`transcripts`, the list of blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from party_card.frontends.shared.html import Html
from party_card.frontends.shared.transcript.transcript_data import (
    BROKEN,
    LATER_VERSION,
    SEVERAL_FORMAT,
    TranscriptData,
    TranscriptDataError,
    find_block,
    read_transcript_data,
    to_json_data,
    write_block_element,
    write_block_paragraphs,
)

VERSION: Final = 1
MAX_TRANSCRIPTS: Final = 100


def several_to_json_data(transcripts: Sequence[TranscriptData]) -> dict[str, object]:
    """Returns the block as JSON-compatible data; `format` is its first key."""
    blocks = [to_json_data(data) for data in transcripts]
    for block in blocks:
        block["format"] = block.pop("format")  # the last key
    return {"format": SEVERAL_FORMAT, "version": VERSION, "transcripts": blocks}


def several_to_html(transcripts: Sequence[TranscriptData]) -> Html:
    """Returns the block as the element of an HTML document."""
    return write_block_element(several_to_json_data(transcripts))


def several_to_markdown(transcripts: Sequence[TranscriptData]) -> str:
    """Returns the block as the last paragraphs of a Markdown document."""
    return write_block_paragraphs(several_to_json_data(transcripts))


def find_all_transcript_data(text: str) -> tuple[TranscriptData, ...]:
    """Finds and reads the block of one playthrough or of several in the text of a file. Raises TranscriptDataError."""
    value = find_block(text)
    if not isinstance(value, dict) or value.get("format") != SEVERAL_FORMAT:
        return (read_transcript_data(value),)
    version, blocks = value.get("version"), value.get("transcripts")
    if type(version) is not int or not isinstance(blocks, list) or not 0 < len(blocks) <= MAX_TRANSCRIPTS:
        raise TranscriptDataError(BROKEN)
    if version > VERSION:
        raise TranscriptDataError(LATER_VERSION)
    return tuple(map(read_transcript_data, blocks))
