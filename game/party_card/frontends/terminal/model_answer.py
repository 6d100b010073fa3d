"""Prints what a good answer to a question of the debrief draws on, and how answers are judged."""

from __future__ import annotations

from party_card.engine.page import Question
from party_card.frontends.shared.rubric_words import LEVEL_NAMES, RUBRIC_HEADING
from party_card.frontends.terminal.writer import TerminalWriter
from party_card.localization import gettext


def describe_model_answer_key(question: Question, command: str) -> str:
    """Returns a sentence that says what `command` shows after an answer; empty if there is nothing to show."""
    if question.draws_on and question.rubric:
        return gettext("To see what a good answer draws on and how answers are judged, type {command}.").format(
            command=command
        )
    if question.rubric:
        return gettext("To see how answers are judged, type {command}.").format(command=command)
    return (
        gettext("To see what a good answer draws on, type {command}.").format(command=command)
        if question.draws_on
        else ""
    )


def write_model_answer(question: Question, writer: TerminalWriter) -> None:
    """Prints the model answer to a question and its rubric."""
    if question.draws_on or not question.rubric:
        writer.write(question.draws_on or gettext("There is nothing more to this question."))
    if question.rubric:
        writer.write(f"{gettext(RUBRIC_HEADING)}:")
        for name, text in zip(LEVEL_NAMES, question.rubric, strict=True):
            writer.write(text, f"  {gettext(name)}: ")
