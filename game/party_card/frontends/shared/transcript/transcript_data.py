"""Defines the data block of a transcript, which every form carries, so that a program can read it again.

Invariant: what `find_transcript_data` returns is bounded in every length, and its texts hold no lone surrogates and no
control characters but line breaks and tabs. The block is ASCII, holds no `<`, `>`, `&` or backtick, and is the last
object of its kind in a file; so nothing that a player has written can end it or be taken for it.

Where the block stands:

- HTML: in `<script type="application/json" id="party-card-transcript">`, at the end of the body.
- Markdown: in a fenced block at the end, which stays when the text is copied as it is shown.
- JSON: under the key `transcript`, the last one.

A question is known by its text as it is shown, without the marks of notes: `question_id`. Two questions of one scene
with the same text share an answer. Texts of the debrief stand in `answers`, the words given to statements about the
file in `file_answers`; questions without an answer are left out. Of the steps only choices in passages are in it.
`seconds` is how long the passage was shown before the choice, None if it was not measured. `attempt_id` is random and
stays with a playthrough; of blocks with the same one, that with the highest `revision` counts. It is empty if nothing
is saved, as for a transcript of a route that a command replays.

The optional key `hands` says that a class played together on a projector: the hands for the choices of each step, in
the order of the steps. Readers that do not know it take the playthrough for a student's.

A transcript of several playthroughs has a block of its own in its place: `several_transcripts`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from typing import Final

from party_card.engine.page import Line
from party_card.frontends.shared.html import Html
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext, gettext_noop
from party_card.storage.player_name import MAX_NICKNAME_CHARS

FORMAT: Final = "party-card-transcript"
SEVERAL_FORMAT: Final = "party-card-transcripts"
"""The format of the block that holds several of these."""
VERSION: Final = 1
MAX_FILE_CHARS: Final = 16_000_000
"""The longest text that is searched; the longest transcripts have under 1,000,000 characters."""
MAX_STEPS: Final = 500
MAX_ANSWERS: Final = 100
MAX_ANSWER_CHARS: Final = 100_000
MAX_SECONDS: Final = 86_400
MAX_HANDS: Final = 9_999
MAX_HAND_CHOICES: Final = 100
"""For how many choices of a step hands are read."""
_MAX_QUESTION_CHARS = 2_000
_MAX_NAME_CHARS = 300
_MAX_TRACES = 100
_MAX_NUMBER = 2**53 - 1  # the highest whole number that a browser keeps

_BEGINNING = re.compile(r'\{\s*"format"\s*:\s*"party-card-transcripts?"')
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ATTEMPT_ID = re.compile(r"(?:[0-9a-f]{16,64})?")
_ESCAPES: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "`": "\\u0060", "\x7f": "\\u007f"}

MARKDOWN_HEADING: Final = gettext_noop("For the teacher’s report")

NO_DATA: Final = gettext_noop(
    "This file holds no transcript of Party Card, or one of an earlier version, which has no data for a report."
)
TOO_LONG: Final = gettext_noop("This file is too long for a transcript of Party Card.")
BROKEN: Final = gettext_noop("The data of this transcript are cut off or were changed, and cannot be read.")
LATER_VERSION: Final = gettext_noop(
    "This transcript was written by a later version of Party Card than this one, which cannot read it."
)


class TranscriptDataError(Exception):
    """There are no data of a transcript, or not such as can be read; the message is a whole sentence for users."""


@frozen_dataclass
class TranscriptDataStep:
    """A choice made in a passage; `seconds` is how long the passage was shown, None if it was not measured."""

    passage: str
    choice: str
    seconds: int | None = None


@frozen_dataclass
class TranscriptData:
    """A playthrough as the data block of a transcript tells it.

    `app` is the version of the program, `hash` that of the scene's content, `carried` the ids of the imported traces,
    `ending` the id of the ending, empty before one. Answers stand by `question_id`. `attempt` counts the player's
    playthroughs of the scene from 1. `begun` and `saved` are days on the player's clock, None if unknown. `hands` are
    those of a class for the choices of each step, not of more steps than there are; None if no class played together.
    """

    app: str
    pack: str
    scene: str
    title: str
    hash: str
    carried: tuple[str, ...] = ()
    steps: tuple[TranscriptDataStep, ...] = ()
    ending: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    file_answers: Mapping[str, str] = field(default_factory=dict)
    nickname: str = ""
    attempt_id: str = ""
    attempt: int = 1
    begun: date | None = None
    saved: date | None = None
    revision: int = 0
    hands: tuple[Mapping[str, int], ...] | None = None


def question_id(line: Line) -> str:
    """Returns the text by which a question is known: as shown, without the marks of notes."""
    return clean_text("".join(run.text for run in line if run.note is None).strip())[:_MAX_QUESTION_CHARS]


def clean_text(text: str) -> str:
    """Replaces lone surrogates and control characters other than line breaks and tabs, as the reader does."""
    return _UNPRINTABLE.sub("\ufffd", text)


# ------------------------------------------------------------------------------------------------------------ write


def to_json_data(data: TranscriptData) -> dict[str, object]:
    """Returns the block as JSON-compatible data; `format` is its first key."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "app": data.app,
        "pack": data.pack,
        "scene": data.scene,
        "title": data.title,
        "hash": data.hash,
        "carried": list(data.carried),
        "steps": [{"passage": step.passage, "choice": step.choice, "seconds": step.seconds} for step in data.steps],
        "ending": data.ending or None,
        "answers": {clean_text(question): clean_text(answer) for question, answer in data.answers.items()},
        "file_answers": dict(data.file_answers),
        "nickname": clean_text(data.nickname),
        "attempt_id": data.attempt_id,
        "attempt": data.attempt,
        "begun": data.begun.isoformat() if data.begun else None,
        "saved": data.saved.isoformat() if data.saved else None,
        "revision": data.revision,
        **({"hands": [dict(counts) for counts in data.hands]} if data.hands is not None else {}),
    }


def to_block_text(data: TranscriptData) -> str:
    """Returns the block as text that can stand in HTML and in Markdown."""
    return _encode(to_json_data(data))


def _encode(block: Mapping[str, object]) -> str:
    text = json.dumps(block)
    for character, escape in _ESCAPES.items():  # these characters stand within strings only
        text = text.replace(character, escape)
    return text


def data_block_to_html(data: TranscriptData) -> Html:
    """Returns the block as the element of an HTML document."""
    return write_block_element(to_json_data(data))


def write_block_element(block: Mapping[str, object]) -> Html:
    """Returns a block of JSON-compatible data as the element of an HTML document."""
    return Html(f'<script type="application/json" id="{block["format"]}">{_encode(block)}</script>')


def data_block_to_markdown(data: TranscriptData) -> str:
    """Returns the block as the last paragraphs of a Markdown document."""
    return write_block_paragraphs(to_json_data(data))


def write_block_paragraphs(block: Mapping[str, object]) -> str:
    """Returns a block of JSON-compatible data as the last paragraphs of a Markdown document."""
    return f"## {gettext(MARKDOWN_HEADING)}\n\n```json\n{_encode(block)}\n```"


# ------------------------------------------------------------------------------------------------------------- read


def find_transcript_data(text: str) -> TranscriptData:
    """Finds and reads the block in the text of an HTML, Markdown or JSON file. Raises TranscriptDataError."""
    return read_transcript_data(find_block(text))


def find_block(text: str) -> object:
    """Returns the JSON of the last block in a text, of one playthrough or several. Raises TranscriptDataError."""
    if len(text) > MAX_FILE_CHARS:
        raise TranscriptDataError(gettext(TOO_LONG))
    start = max((match.start() for match in _BEGINNING.finditer(text)), default=-1)
    if start < 0:
        raise TranscriptDataError(gettext(NO_DATA))
    try:
        value, _ = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError) as error:
        raise TranscriptDataError(gettext(BROKEN)) from error
    return value


def read_transcript_data(value: object) -> TranscriptData:
    """Reads the block from parsed JSON; unknown keys are ignored. Raises TranscriptDataError."""
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise TranscriptDataError(gettext(NO_DATA))
    if _read_number(value, "version") > VERSION:
        raise TranscriptDataError(gettext(LATER_VERSION))
    attempt_id = _read_text(value, "attempt_id")
    if not _ATTEMPT_ID.fullmatch(attempt_id):
        raise TranscriptDataError(gettext(BROKEN))
    steps = tuple(map(_read_step, _read_list(value, "steps", MAX_STEPS)))
    return TranscriptData(
        app=_read_text(value, "app"),
        pack=_read_text(value, "pack"),
        scene=_read_text(value, "scene"),
        title=_read_text(value, "title"),
        hash=_read_text(value, "hash"),
        carried=tuple(_to_text(trace, _MAX_NAME_CHARS) for trace in _read_list(value, "carried", _MAX_TRACES)),
        steps=steps,
        ending="" if value.get("ending") is None else _read_text(value, "ending"),
        answers=_read_answers(value, "answers"),
        file_answers=_read_answers(value, "file_answers"),
        nickname=_read_text(value, "nickname", MAX_NICKNAME_CHARS),
        attempt_id=attempt_id,
        attempt=_read_number(value, "attempt"),
        begun=_read_day(value, "begun"),
        saved=_read_day(value, "saved"),
        revision=_read_number(value, "revision"),
        hands=_read_hands(value, len(steps)),
    )


def _read_step(value: object) -> TranscriptDataStep:
    if not isinstance(value, dict):
        raise TranscriptDataError(gettext(BROKEN))
    seconds = None if value.get("seconds") is None else _read_number(value, "seconds", MAX_SECONDS)
    return TranscriptDataStep(_read_text(value, "passage"), _read_text(value, "choice"), seconds)


def _read_hands(data: Mapping[str, object], step_count: int) -> tuple[Mapping[str, int], ...] | None:
    if data.get("hands") is None:
        return None
    return tuple(map(_read_counts, _read_list(data, "hands", step_count)))


def _read_counts(value: object) -> Mapping[str, int]:
    if not isinstance(value, dict) or len(value) > MAX_HAND_CHOICES:
        raise TranscriptDataError(gettext(BROKEN))
    return {_to_text(choice, _MAX_NAME_CHARS): _read_number(value, choice, MAX_HANDS) for choice in value}


def _read_answers(data: Mapping[str, object], key: str) -> Mapping[str, str]:
    value = data.get(key)
    if not isinstance(value, dict) or len(value) > MAX_ANSWERS:
        raise TranscriptDataError(gettext(BROKEN))
    return {_to_text(name, _MAX_QUESTION_CHARS): _to_text(text, MAX_ANSWER_CHARS) for name, text in value.items()}


def _read_list(data: Mapping[str, object], key: str, max_length: int) -> Iterable[object]:
    value = data.get(key)
    if not isinstance(value, list) or len(value) > max_length:
        raise TranscriptDataError(gettext(BROKEN))
    return value


def _read_text(data: Mapping[str, object], key: str, max_chars: int = _MAX_NAME_CHARS) -> str:
    return _to_text(data.get(key), max_chars)


def _to_text(value: object, max_chars: int) -> str:
    if not isinstance(value, str) or len(value) > max_chars:
        raise TranscriptDataError(gettext(BROKEN))
    return clean_text(value)


def _read_number(data: Mapping[str, object], key: str, maximum: int = _MAX_NUMBER) -> int:
    value = data.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= maximum:
        raise TranscriptDataError(gettext(BROKEN))
    return value


def _read_day(data: Mapping[str, object], key: str) -> date | None:
    value = data.get(key)
    if value is None:
        return None
    try:
        return date.fromisoformat(_to_text(value, len("2026-11-30")))
    except ValueError as error:
        raise TranscriptDataError(gettext(BROKEN)) from error
