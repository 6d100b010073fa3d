"""The player's answers to the question of the file: what a historian could say, and how surely.

Invariant: an answer is one of the words of `CERTAINTIES`, kept under the statement that it is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.engine.file_words import CERTAINTIES

if TYPE_CHECKING:
    from party_card.app.open_playthrough import OpenPlaythrough
    from party_card.engine.page import Assessment

_KEY_PREFIX = "file: "
"""Keeps the keys apart from the questions of the debrief."""


def list_file_answers(entry: OpenPlaythrough) -> tuple[str, ...]:
    """Returns the player's answer to each statement about the file, empty if there is none."""
    answers = (entry.answers.get(_make_key(assessment), "") for assessment in _list_assessments(entry))
    return tuple(answer if answer in CERTAINTIES else "" for answer in answers)


def set_file_answer(entry: OpenPlaythrough, number: int, answer: str) -> bool:
    """Sets the answer to statement `number`, counted from 1. Returns True if it has changed."""
    if answer and answer not in CERTAINTIES:
        raise ValueError(f"{answer!r} is no answer to the question of the file")
    key = _make_key(_list_assessments(entry)[number - 1])
    if entry.answers.get(key, "") == answer:
        return False
    entry.answers[key] = answer
    return True


def is_file_answer(question: str) -> bool:
    """Returns True if a key of saved answers belongs to a statement about the file."""
    return question.startswith(_KEY_PREFIX)


def _list_assessments(entry: OpenPlaythrough) -> list[Assessment]:
    from party_card.engine.file_page import list_assessments  # noqa: PLC0415  # not needed for the first page

    return list_assessments(entry.playthrough)


def _make_key(assessment: Assessment) -> str:
    return _KEY_PREFIX + "".join(run.text for run in assessment.line)
