"""The commands that can be typed besides numbers: one function each, and the table that help prints.

Invariant: a command gets the rest of its line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, NamedTuple

from party_card.engine.page import ContentNote, Offer, Question, Run
from party_card.frontends.shared.transcript.files import write_transcript
from party_card.frontends.terminal import page as pages
from party_card.frontends.terminal.session import OPEN_NEXT_SCENE, TerminalSession, parse_number, shorten
from party_card.storage.errors import StorageError


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its names, a line for the list of commands, and its function."""

    names: tuple[str, ...]
    help: str
    run: Callable[[TerminalSession, str], None]


class AnswerEntry(NamedTuple):
    """A text typed for the question with a number."""

    number: int
    text: str
    question: Question


def show_notes(terminal: TerminalSession, argument: str) -> None:
    """Prints a note in full by its number, or all notes of the page."""
    page = terminal.page
    notes = [note for note in page.notes if not argument or note.number == parse_number(argument)]
    for note in notes:
        pages.print_note(note, page, terminal.writer)
    if not page.notes:
        terminal.writer.write("There are no notes on this page.")
    elif not notes:
        numbers = ", ".join(str(note.number) for note in page.notes)
        terminal.writer.write(f"There is no note “{shorten(argument)}” here. The notes of this page: {numbers}.")


def show_people(terminal: TerminalSession, _: str) -> None:
    """Prints the people and terms of the current page."""
    pages.print_glossary(terminal.page, terminal.writer)


def undo(terminal: TerminalSession, _: str) -> None:
    """Takes the last step back, or returns from a page of the campaign."""
    if terminal.campaign_page is not None:
        terminal.next_scene = None
        terminal.show(terminal.session.page())
    elif not terminal.session.playthrough.steps:
        terminal.writer.write("This is the beginning; there is nothing to take back.")
    else:
        terminal.show(terminal.attempt(terminal.session.undo, "You are one step back."))


def restart(terminal: TerminalSession, _: str) -> None:
    """Begins the scene again and shows its first page."""
    restart_scene = partial(terminal.session.restart, terminal.scene)
    page = terminal.attempt(restart_scene, "From the beginning. What you played before is kept.")
    terminal.show(page, introduces_scene=True)


def show_page(terminal: TerminalSession, _: str) -> None:
    """Shows the current page again."""
    terminal.show(terminal.page)


def continue_campaign(terminal: TerminalSession, _: str) -> None:
    """Goes on to the next scene of the campaign, or to its end."""
    session, writer = terminal.session, terminal.writer
    if session.page().kind != "finished":
        writer.write("First finish this scene; then c goes on in the campaign.")
        return
    next_scene = session.next_scene(terminal.scene)
    if next_scene is None:
        end_page = session.campaign_end(terminal.scene) if session.is_campaign_finished(terminal.scene) else None
        if end_page is None:
            writer.write("This scene is not part of a campaign.")
        else:
            terminal.show(end_page)
        return
    terminal.next_scene = next_scene
    intermission = session.intermission(next_scene)
    if intermission is None:
        terminal.choose(OPEN_NEXT_SCENE)
    else:
        offer = Offer(OPEN_NEXT_SCENE, (Run(f"Go on to “{intermission.heading}”"),))
        terminal.show(replace(intermission, offers=(offer,)))


def show_summary(terminal: TerminalSession, _: str) -> None:
    """Shows the summary for players who skip the scene."""
    notes = [block for block in terminal.page.blocks if isinstance(block, ContentNote)]
    for line in [line for note in notes for line in note.summary]:
        terminal.writer.write(pages.to_text(line))
    if not any(note.summary for note in notes):
        terminal.writer.write("There is no summary on this page.")


def write_answer(terminal: TerminalSession, argument: str) -> None:
    """Adds a line to the answer to a question; a dash alone deletes the answer."""
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
        terminal.writer.write(f"Nothing is written beneath question {number}.")
    if text and answer and question.draws_on:
        terminal.writer.write(f"To see what a good answer draws on, type d {number}.")


def show_model_answer(terminal: TerminalSession, argument: str) -> None:
    """Shows the model answer to a question, once the player has written an answer."""
    if (entry := _parse_question(terminal, argument)) is None:
        return
    number, _, question = entry
    if not terminal.session.answers()[number - 1]:
        terminal.writer.write(f"First write an answer of your own, as in: a {number} Because")
    else:
        terminal.writer.write(question.draws_on or "There is nothing more to this question.")


def _parse_question(terminal: TerminalSession, argument: str) -> AnswerEntry | None:
    """Parses the number of a question and the text after it; prints the reason and returns None on failure."""
    questions = [block for block in terminal.page.blocks if isinstance(block, Question)]
    number_text, _, text = argument.partition(" ")
    number = parse_number(number_text)
    if not questions:
        terminal.writer.write("There are no questions on this page.")
    elif number is None or not 0 < number <= len(questions):
        terminal.writer.write(f"Type the number of a question, 1 to {len(questions)}, as in: a 1 Because")
    else:
        return AnswerEntry(number, text.strip(), questions[number - 1])
    return None


def save_transcript(terminal: TerminalSession, _: str) -> None:
    """Writes the transcript and prints its path."""
    session = terminal.session
    try:
        files = write_transcript(session.playthrough, session.player, session.answers(), attempt=session.attempt)
    except OSError as error:
        terminal.writer.write(f"The transcript could not be written: {error.strerror or error}.")
    else:
        terminal.writer.write("Your transcript is in the file")
        terminal.writer.write_copyable(str(files[0]))


def show_help(terminal: TerminalSession, _: str) -> None:
    """Prints the list of commands, and the meaning of the passage's basis."""
    writer, basis = terminal.writer, terminal.session.page().basis
    writer.write_after_gap("1, 2, 3: take the choice of that number. Enter alone: go on, where there is one way.")
    for command in COMMANDS:
        writer.write(f"{command.names[0]} or {command.names[1]}: {command.help}", "", "    ")
    if basis in pages.BASIS_TEXTS:
        writer.write(pages.BASIS_TEXTS[basis])


def leave(terminal: TerminalSession, _: str) -> None:
    """Ends the session."""
    terminal.leave()


COMMANDS: Final = (
    Command(("n", "note", "notes"), "a note of this page in full, as in n 2; all of them with n alone.", show_notes),
    Command(("w", "who"), "who is who, and words explained.", show_people),
    Command(("b", "back"), "back one step.", undo),
    Command(("p", "page"), "this page once more.", show_page),
    Command(("c", "campaign"), "on in the campaign, once a scene is finished.", continue_campaign),
    Command(("a", "answer"), "write an answer to a question, as in a 1 Because; a 1 - takes it away.", write_answer),
    Command(("d", "draws"), "what a good answer draws on, as in d 1, once yours is written.", show_model_answer),
    Command(("s", "summary"), "a summary instead of playing, on the first page.", show_summary),
    Command(("t", "transcript"), "write your transcript to a file and say where it is.", save_transcript),
    Command(("r", "restart"), "from the beginning again; what you played is kept.", restart),
    Command(("?", "help", "h"), "this list.", show_help),
    Command(("q", "quit", "leave", "exit"), "leave; your progress is kept.", leave),
)
