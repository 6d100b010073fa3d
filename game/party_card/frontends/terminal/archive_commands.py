"""The commands that lead through the archive of a campaign: to the shelf, to its files, and on.

Invariant: on the shelf a number opens the file of that number; Enter alone goes on, from the papers of a file to what
was lived, then back to the shelf, and from there to the end of the campaign.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from party_card.engine.page import Question
from party_card.frontends.terminal import person_file
from party_card.frontends.terminal.archive import shows_lived
from party_card.frontends.terminal.model_answer import describe_model_answer_key, write_model_answer
from party_card.frontends.terminal.session import TerminalSession
from party_card.frontends.terminal.typed_text import parse_number
from party_card.localization import gettext

ARCHIVE_PAGES: Final = frozenset({"archive", "folder", "provenance"})
"""The kinds of pages on which a line is for the archive."""


def show_archive(terminal: TerminalSession, _: str) -> None:
    """Shows the archive of the campaign."""
    if not open_archive(terminal):
        terminal.writer.write(gettext("The archive opens once you have finished a scene that leaves a file."))


def open_archive(terminal: TerminalSession) -> bool:
    """Shows the shelf of the campaign; returns False if no file stands there yet."""
    terminal.archive = terminal.session.open_archive(terminal.scene)
    if terminal.archive is not None:
        show_shelf(terminal)
    return terminal.archive is not None


def show_shelf(terminal: TerminalSession) -> None:
    """Shows the shelf of the archive that is open."""
    if terminal.archive is not None:
        terminal.show(terminal.archive.page())


def answer_line(terminal: TerminalSession, number: int | None, *, is_empty: bool) -> bool:
    """Opens the file of a number, or goes on after Enter alone. Returns False if the line is for something else."""
    archive = terminal.archive
    if archive is None or terminal.page.kind not in ARCHIVE_PAGES:
        return False
    if terminal.page.kind == "provenance":
        if is_empty:
            show_shelf(terminal)
        return is_empty
    if terminal.page.kind == "folder":
        if is_empty and not shows_lived(terminal.page):
            terminal.show(archive.folder_page(terminal.folder, shows_lived=True))
        elif is_empty:
            show_shelf(terminal)
        return is_empty
    if is_empty and terminal.leads_to_end:
        page = terminal.session.campaign_end(terminal.scene)
        if page is not None:
            terminal.show(page)
        return page is not None
    if number is None:
        return False
    if number in archive.numbers:
        terminal.folder = number
        terminal.show(archive.folder_page(number, shows_lived=False))
    elif number == archive.thing_number:
        terminal.show(archive.provenance_page())
    else:
        numbers = ", ".join(map(str, archive.numbers))
        terminal.writer.write(
            gettext("No file stands at place {number}. Type one of these: {numbers}.").format(
                number=number, numbers=numbers
            )
        )
    return True


def write_answer(terminal: TerminalSession, argument: str) -> None:
    """Answers a statement about the file that is open or, on the shelf, adds a line to the answer to the question."""
    archive, page = terminal.archive, terminal.page
    if archive is None:
        return
    if page.kind == "folder":
        save = partial(archive.save_answer, terminal.folder)
        load = partial(archive.answers, terminal.folder)
        assessments = person_file.list_assessments(page)
        person_file.answer_statement(assessments, argument, terminal.writer, save, load)
    elif (question := _find_question(terminal)) is None:
        terminal.writer.write(gettext("There are no questions on this page."))
    else:
        first_word, _, rest = argument.partition(" ")
        text = rest.strip() if parse_number(first_word) == 1 else argument  # as at the questions of a scene
        if text:
            lines = [] if text == "-" else [*filter(None, [archive.question_answer]), text]
            archive.save_question_answer("\n".join(lines))
        terminal.show_answer(1, archive.question_answer)
        if not archive.question_answer:
            terminal.writer.write(gettext("Nothing is written beneath the question."))
        elif text and (hint := describe_model_answer_key(question, "d")):
            terminal.writer.write(hint)
    terminal.show_notices()


def _find_question(terminal: TerminalSession) -> Question | None:
    return next((block for block in terminal.page.blocks if isinstance(block, Question)), None)


def show_model_answer(terminal: TerminalSession) -> None:
    """Shows what a good answer to the question draws on, once the player has written an answer."""
    question = _find_question(terminal)
    if terminal.archive is None or question is None:
        terminal.writer.write(gettext("There are no questions on this page."))
    elif not terminal.archive.question_answer:
        terminal.writer.write(gettext("First write an answer of your own, as in: a I would say"))
    else:
        write_model_answer(question, terminal.writer)
