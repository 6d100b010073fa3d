"""The data block of a transcript is read as it was written, and nothing that a player writes can break it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from party_card.engine.page import Run
from party_card.frontends.shared.transcript.transcript_data import (
    BROKEN,
    LATER_VERSION,
    MAX_ANSWER_CHARS,
    MAX_FILE_CHARS,
    MAX_HAND_CHOICES,
    MAX_HANDS,
    MAX_STEPS,
    NO_DATA,
    TOO_LONG,
    TranscriptData,
    TranscriptDataError,
    TranscriptDataStep,
    clean_text,
    find_transcript_data,
    question_id,
    read_transcript_data,
    to_block_text,
    to_json_data,
)
from tests.random_examples import random_examples

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!-- -->",
    "--> ]]>",
    "```\n~~~",
    '{"format": "party-card-transcript", "version": 1}',
    "\\u003c\\",
    "\ud800\udfff",
    "\x00\x1b\x7f\x85\u2028",
)
TEXTS: SearchStrategy[str] = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=20)
)
ANY_TEXTS = st.one_of(TEXTS, st.text(max_size=20))
DAYS = st.none() | st.dates()
NUMBERS = st.integers(0, 2**53 - 1)


def make_data(texts: SearchStrategy[str]) -> SearchStrategy[TranscriptData]:
    steps = st.builds(TranscriptDataStep, texts, texts, st.none() | st.integers(0, 86_400))
    answers = st.dictionaries(texts, texts, max_size=4)
    return st.builds(
        TranscriptData,
        app=texts,
        pack=texts,
        scene=texts,
        title=texts,
        hash=texts,
        carried=st.lists(texts, max_size=3).map(tuple),
        steps=st.lists(steps, max_size=4).map(tuple),
        ending=texts,
        answers=answers,
        file_answers=answers,
        nickname=texts.map(lambda text: text[:24]),
        attempt_id=st.just("") | st.binary(min_size=8, max_size=32).map(bytes.hex),
        attempt=NUMBERS,
        begun=DAYS,
        saved=DAYS,
        revision=NUMBERS,
        hands=st.none()
        | st.lists(st.dictionaries(texts, st.integers(0, MAX_HANDS), max_size=3), max_size=4).map(tuple),
    ).map(lambda data: replace(data, hands=data.hands and data.hands[: len(data.steps)]))


def in_html(block: str) -> str:
    return f'<body><p>{{"format": "party-card-transcript"</p><script type="application/json">{block}</script></body>'


def in_markdown(block: str) -> str:
    return f"# A scene\n\n> &lt;an answer\n\n```json\n{block}\n```\n"


def in_json(block: str) -> str:
    return json.dumps({"scene": "a", "transcript": json.loads(block)}, indent=2, ensure_ascii=False)


SAMPLE = TranscriptData("0.2.0", "", "drawer", "The drawer", "abc", steps=(TranscriptDataStep("desk", "read", 7),))
LESSON = replace(SAMPLE, hands=({"read": 14, "burn": 13},))


@random_examples(
    make_data(TEXTS.map(clean_text)), st.sampled_from((in_html, in_markdown, in_json)), everyday=60, long=3000
)
def test_what_was_written_is_read(data: TranscriptData, wrap: Any) -> None:
    assert find_transcript_data(wrap(to_block_text(data))) == data


@random_examples(make_data(ANY_TEXTS), everyday=60, long=3000)
def test_no_answer_ends_the_block_or_the_fence(data: TranscriptData) -> None:
    block = to_block_text(data)
    assert block.isascii()
    assert block.isprintable()
    assert not set("<>&`") & set(block)
    read = find_transcript_data(in_html(block))
    assert read.answers == {clean_text(question): clean_text(answer) for question, answer in data.answers.items()}
    json.dumps(to_json_data(read), ensure_ascii=False).encode()  # a lone surrogate would raise


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXTS, lambda value: st.lists(value, max_size=3)
)
CHANGES = st.dictionaries(st.sampled_from(sorted(to_json_data(LESSON))), VALUES, max_size=3)


@random_examples(CHANGES, st.integers(0, 800), everyday=150, long=5000)
def test_changed_data_are_read_or_refused_with_a_sentence(changes: dict[str, object], cut: int) -> None:
    text = json.dumps(to_json_data(SAMPLE) | changes)
    for changed in (text, text[:-cut]):
        try:
            assert isinstance(find_transcript_data(changed), TranscriptData)
        except TranscriptDataError as error:
            assert str(error) in {NO_DATA, BROKEN, LATER_VERSION}


@random_examples(st.text(), everyday=50, long=3000)
def test_any_other_text_is_no_transcript(text: str) -> None:
    with pytest.raises(TranscriptDataError, match="no transcript"):
        find_transcript_data(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"format": "party-card-transcript"' + ', "a": [' * 100_000,
        '{"format": "party-card-transcript", "version": ' + "9" * 10_000 + "}",
        '{"format": "party-card-transcript", ' * 100_000,
        '{"format": "party-card-transcript"' + ' {"format"' * 100_000,
    ],
    ids=["deep", "a long number", "many beginnings", "many false beginnings"],
)
def test_data_made_to_exhaust_the_reader_are_refused(text: str) -> None:
    with pytest.raises(TranscriptDataError, match="cut off or were changed"):
        find_transcript_data(text)


@pytest.mark.parametrize(
    "changes",
    [
        {"steps": [{"passage": "a", "choice": "b", "seconds": 1}] * (MAX_STEPS + 1)},
        {"steps": [{"passage": "a", "choice": "b", "seconds": True}]},
        {"steps": [{"passage": "a", "choice": "b", "seconds": -1}]},
        {"steps": ["a"]},
        {"answers": {"a": "b" * (MAX_ANSWER_CHARS + 1)}},
        {"answers": {str(number): "" for number in range(101)}},
        {"answers": []},
        {"nickname": "n" * 25},
        {"attempt_id": "../../etc"},
        {"begun": "yesterday"},
        {"revision": 1.5},
        {"hands": {"read": 1}},
        {"hands": [{}, {}]},
        {"hands": [7]},
        {"hands": [{"read": MAX_HANDS + 1}]},
        {"hands": [{"read": -1}]},
        {"hands": [{"read": True}]},
        {"hands": [{"read": 1.0}]},
        {"hands": [{"read": "1"}]},
        {"hands": [{"r" * 301: 1}]},
        {"hands": [{str(number): 1 for number in range(MAX_HAND_CHOICES + 1)}]},
        {"version": None},
        {"scene": None},
    ],
    ids=lambda changes: str(changes)[:40],
)
def test_what_exceeds_the_bounds_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(TranscriptDataError) as refused:
        read_transcript_data(to_json_data(SAMPLE) | changes)
    assert str(refused.value) == BROKEN


def test_unknown_keys_are_ignored_and_a_later_version_is_named() -> None:
    assert read_transcript_data(to_json_data(SAMPLE) | {"mood": "good"}) == SAMPLE
    with pytest.raises(TranscriptDataError) as refused:
        read_transcript_data(to_json_data(SAMPLE) | {"version": 2})
    assert str(refused.value) == LATER_VERSION


def test_hands_are_read_up_to_their_bounds_and_a_block_without_them_has_none() -> None:
    most = {str(number): MAX_HANDS for number in range(MAX_HAND_CHOICES)}
    assert read_transcript_data(to_json_data(SAMPLE) | {"hands": [most]}).hands == (most,)
    assert read_transcript_data(to_json_data(SAMPLE) | {"hands": []}).hands == ()
    assert read_transcript_data(to_json_data(SAMPLE) | {"hands": None}) == SAMPLE
    assert "hands" not in to_json_data(SAMPLE), "readers of earlier versions find what they know"


def test_a_file_that_is_too_long_is_not_searched() -> None:
    with pytest.raises(TranscriptDataError) as refused:
        find_transcript_data(" " * (MAX_FILE_CHARS + 1))
    assert str(refused.value) == TOO_LONG


def test_days_are_written_as_dates_and_no_ending_as_null() -> None:
    written = to_json_data(TranscriptData("0.2.0", "", "a", "A", "h", begun=date(2026, 11, 30)))
    assert (written["begun"], written["saved"], written["ending"]) == ("2026-11-30", None, None)


def test_a_question_is_known_by_its_text_without_marks_of_notes() -> None:
    assert question_id((Run("Who "), Run("gained", italic=True), Run("", note=2), Run("? "))) == "Who gained?"
