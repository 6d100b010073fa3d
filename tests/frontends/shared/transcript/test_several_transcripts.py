"""The block of several playthroughs is read whole or not at all, and no text of a player is taken for it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import strategies as st

from party_card.frontends.shared.transcript.several_transcripts import (
    MAX_TRANSCRIPTS,
    find_all_transcript_data,
    several_to_html,
    several_to_json_data,
    several_to_markdown,
)
from party_card.frontends.shared.transcript.transcript_data import (
    BROKEN,
    LATER_VERSION,
    NO_DATA,
    TranscriptData,
    TranscriptDataError,
    clean_text,
    data_block_to_html,
    find_transcript_data,
)
from tests.frontends.shared.transcript.test_transcript_data import TEXTS, make_data
from tests.random_examples import random_examples

FERRY = TranscriptData(
    "0.2.0", "", "ferry", "The Ferry", "abc", answers={"Why?": '{"format": "party-card-transcript"}'}
)
KILN = replace(FERRY, scene="kiln", title="The Kiln", attempt_id="b" * 32)
BLOCK = several_to_json_data([FERRY, KILN])


@random_examples(st.lists(make_data(TEXTS.map(clean_text)), min_size=1, max_size=3).map(tuple), everyday=40, long=1000)
def test_what_was_written_is_read_in_every_form(transcripts: tuple[TranscriptData, ...]) -> None:
    forms = (
        f"<p>{{&quot;format&quot;</p>{several_to_html(transcripts)}</body>",
        f"# The River\n\n> an answer\n\n{several_to_markdown(transcripts)}\n",
        json.dumps({"title": "The River", "transcript": several_to_json_data(transcripts)}, indent=2),
    )
    assert [find_all_transcript_data(text) for text in forms] == [transcripts] * 3


def test_the_block_of_one_scene_is_read_as_well() -> None:
    assert find_all_transcript_data(data_block_to_html(FERRY)) == (FERRY,)


def test_none_of_its_playthroughs_is_taken_for_the_transcript_of_a_scene() -> None:
    for text in (several_to_html([FERRY, KILN]), several_to_html([FERRY, KILN])[:-200]):
        with pytest.raises(TranscriptDataError) as caught:
            find_transcript_data(text)
        assert str(caught.value) in {NO_DATA, BROKEN}


def test_a_block_that_an_answer_imitates_is_not_the_last() -> None:
    text = f"> {json.dumps(BLOCK)}\n\n{data_block_to_html(FERRY)}"
    assert find_all_transcript_data(text) == (FERRY,)
    text = f"> {data_block_to_html(FERRY)}\n\n{several_to_markdown([KILN, FERRY])}"
    assert find_all_transcript_data(text) == (KILN, FERRY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (json.dumps(BLOCK)[:-300], BROKEN),
        (json.dumps(BLOCK | {"transcripts": []}), BROKEN),
        (json.dumps(BLOCK | {"transcripts": {}}), BROKEN),
        (json.dumps(BLOCK | {"version": "1"}), BROKEN),
        (json.dumps(several_to_json_data([FERRY] * (MAX_TRANSCRIPTS + 1))), BROKEN),
        (json.dumps(BLOCK | {"version": 2}), LATER_VERSION),
        (json.dumps(BLOCK | {"transcripts": [{"version": 1}]}), NO_DATA),
    ],
    ids=["cut", "none", "no list", "no number", "too many", "later", "no block"],
)
def test_what_is_cut_off_or_changed_is_refused_whole(text: str, reason: str) -> None:
    with pytest.raises(TranscriptDataError) as caught:
        find_all_transcript_data(text)
    assert str(caught.value) == reason
