"""The commands that answer questions and statements of the page, and show what a good answer draws on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from party_card.engine.page import About, Question
from party_card.frontends.terminal import archive_commands, person_file
from party_card.frontends.terminal import page as pages
from party_card.frontends.terminal.model_answer import describe_model_answer_key, write_model_answer
from party_card.frontends.terminal.typed_text import parse_number
from party_card.localization import gettext
from party_card.storage.errors import StorageError

if TYPE_CHECKING:
    from party_card.frontends.terminal.session import TerminalSession


class AnswerEntry(NamedTuple):
    """A text typed for the question with a number."""

    number: int
    text: str
    question: Question


def write_answer(terminal: TerminalSession, argument: str) -> None:
    """Adds a line to the answer to a question; a dash alone deletes the answer. On a briefing, tells of the scene."""
    if about := [line for block in terminal.page.blocks if isinstance(block, About) for line in block.lines]:
        pages.print_about(about, terminal.writer)
        return
    if terminal.page.kind == "file":
        assessments, session = person_file.list_assessments(terminal.page), terminal.session
        save, load = session.save_file_answer, session.file_answers
        person_file.answer_statement(assessments, argument, terminal.writer, save, load)
        terminal.show_notices()
        return
    if terminal.page.kind in archive_commands.ARCHIVE_PAGES:
        archive_commands.write_answer(terminal, argument)
        return
    if (entry := _parse_question(terminal, argument)) is None:
        return
    number, text, question = entry
    previous_text = terminal.session.answers()[number - 1]
    if text:
        try:
            terminal.session.save_answer(number, "" if text == "-" else "\n".join(filter(None, (previous_text, text))))
        except StorageError as error:
            terminal.writer.write(error.message)
    terminal.show_notices()
    answer = terminal.session.answers()[number - 1]
    terminal.show_answer(number, answer)
    if not answer:
        terminal.writer.write(gettext("Nothing is written beneath question {number}.").format(number=number))
    if text and answer and (hint := describe_model_answer_key(question, f"d {number}")):
        terminal.writer.write(hint)


def show_model_answer(terminal: TerminalSession, argument: str) -> None:
    """Shows the model answer to a question, once the player has written an answer."""
    if terminal.page.kind == "archive":
        archive_commands.show_model_answer(terminal)
        return
    if (entry := _parse_question(terminal, argument)) is None:
        return
    number, _, question = entry
    if not terminal.session.answers()[number - 1]:
        terminal.writer.write(
            gettext("First write an answer of your own, as in: a {number} Because").format(number=number)
        )
    else:
        write_model_answer(question, terminal.writer)


def _parse_question(terminal: TerminalSession, argument: str) -> AnswerEntry | None:
    """Parses the number of a question and the text after it; prints the reason and returns None on failure."""
    questions = [block for block in terminal.page.blocks if isinstance(block, Question)]
    number_text, _, text = argument.partition(" ")
    number = parse_number(number_text)
    if not questions:
        terminal.writer.write(gettext("There are no questions on this page."))
    elif number is None or not 0 < number <= len(questions):
        terminal.writer.write(
            gettext("Type the number of a question, 1 to {count}, as in: a 1 Because").format(count=len(questions))
        )
    else:
        return AnswerEntry(number, text.strip(), questions[number - 1])
    return None
