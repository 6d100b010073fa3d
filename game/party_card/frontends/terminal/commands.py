"""The commands that can be typed besides numbers: one function each, and the table that help prints.

Invariant: a command gets the rest of its line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

from rich.text import Text

from party_card.app.storage_words import describe_earlier_playthroughs
from party_card.engine.campaign_glossary import describe_matches, search_glossary
from party_card.engine.page import About, ContentNote, Question
from party_card.frontends.shared.transcript.files import write_archive_transcript, write_session_transcript
from party_card.frontends.terminal import archive_commands, person_file, route
from party_card.frontends.terminal import page as pages
from party_card.frontends.terminal.campaign_commands import CAMPAIGN_END, continue_campaign, show_prologue
from party_card.frontends.terminal.model_answer import describe_model_answer_key, write_model_answer
from party_card.frontends.terminal.session import TerminalSession
from party_card.frontends.terminal.typed_text import parse_number, shorten
from party_card.frozen_dataclass import frozen_dataclass
from party_card.storage.errors import StorageError

WHOLE_GLOSSARY: Final = "all"
"""The word that lists the whole glossary."""


@frozen_dataclass
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


def show_people(terminal: TerminalSession, argument: str) -> None:
    """Prints the people and terms of the current page, or those of the whole glossary that have the words typed."""
    if not argument:
        pages.print_glossary(terminal.page, terminal.writer)
        return
    items = terminal.session.list_glossary(terminal.scene, terminal.page)
    query = "" if argument.lower() == WHOLE_GLOSSARY else argument
    matches = search_glossary(items, query)
    terminal.writer.write(describe_matches(len(matches), items, query))
    pages.print_glossary_items(matches, terminal.writer)


def undo(terminal: TerminalSession, _: str) -> None:
    """Takes the last step back, or returns from a page of the campaign."""
    page = terminal.page
    if page.kind == "prologue" and page.step > 1:
        terminal.show_beat(page.step - 2)
    elif page.kind in ("folder", "provenance"):
        archive_commands.show_shelf(terminal)
    elif terminal.campaign_page is not None and page.kind != "prologue":
        terminal.next_scene = None
        terminal.show(terminal.session.page())
    elif page.kind == "prologue" or not terminal.session.playthrough.steps:
        terminal.writer.write("This is the beginning; there is nothing to take back.")
    else:
        terminal.show(terminal.attempt(terminal.session.undo, lambda: "Undid one choice."))


def restart(terminal: TerminalSession, _: str) -> None:
    """Begins the scene again and shows its first page."""
    restart_scene = partial(terminal.session.restart, terminal.scene)
    session = terminal.session
    page = terminal.attempt(
        restart_scene, lambda: f"From the beginning. {describe_earlier_playthroughs(session.storage_error)}"
    )
    terminal.show(page, introduces_scene=True)


def show_route(terminal: TerminalSession, argument: str) -> None:
    """Lists endings and forks, or plays on from the fork with a number as a playthrough of its own."""
    routes = terminal.session.find_routes()
    number = parse_number(argument)
    if not argument or terminal.campaign_page is not None:
        route.print_routes(terminal.session.playthrough.compiled.scene, routes, terminal.writer)
    elif number is None or not 0 < number <= len(routes.forks):
        terminal.writer.write(route.describe_wrong_number(shorten(argument), len(routes.forks)))
    else:
        step = routes.forks[number - 1].decision.step
        session = terminal.session
        page = terminal.attempt(
            partial(session.branch_at, step),
            lambda: f"Back at fork {number}. {describe_earlier_playthroughs(session.storage_error)}",
        )
        terminal.show(page)


def skip(terminal: TerminalSession, _: str) -> None:
    """Skips the passages that the player has read, up to a new passage or a new choice."""
    page = terminal.page if terminal.campaign_page is None else None
    if page is None or not page.skip_choice:
        terminal.writer.write("There is nothing to skip here: this passage, or one of its choices, is new to you.")
        return
    while page.skip_choice:
        offer = next(offer for offer in page.offers if offer.id == page.skip_choice)
        terminal.writer.write(Text("Skipped: ") + pages.to_text(offer.line))
        position = terminal.session.playthrough.steps
        page = terminal.attempt(partial(terminal.session.choose, page.skip_choice))
        if terminal.session.playthrough.steps == position:
            break  # it could not be saved
    terminal.show(page)


def show_page(terminal: TerminalSession, _: str) -> None:
    """Shows the current page again."""
    terminal.show(terminal.page, layer=terminal.layer)


def show_summary(terminal: TerminalSession, _: str) -> None:
    """Shows the summary for players who skip the scene; skips the prologue."""
    if terminal.page.kind == "prologue":
        terminal.end_prologue()
        return
    notes = [block for block in terminal.page.blocks if isinstance(block, ContentNote)]
    for line in [line for note in notes for line in note.summary]:
        terminal.writer.write(pages.to_text(line))
    if any(note.summary for note in notes):
        terminal.writer.write_after_gap("To see what really happened, type e. To play the scene, type 1.")
    else:
        terminal.writer.write("There is no summary on this page.")


def show_skipped_record(terminal: TerminalSession, _: str) -> None:
    """Shows the record to players who skip the scene."""
    if terminal.page.kind == "briefing":
        terminal.show(replace(terminal.session.skipped_record(), offers=terminal.page.offers))
    else:
        terminal.writer.write("What really happened comes after the ending of the scene.")


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
        terminal.writer.write(f"Nothing is written beneath question {number}.")
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
        terminal.writer.write(f"First write an answer of your own, as in: a {number} Because")
    else:
        write_model_answer(question, terminal.writer)


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
        if terminal.archive is not None and terminal.page.kind in archive_commands.ARCHIVE_PAGES:
            files = write_archive_transcript(terminal.archive, session.player)
        else:
            files = write_session_transcript(session)
    except OSError as error:
        terminal.writer.write(f"The transcript could not be written: {error.strerror or error}.")
    else:
        terminal.writer.write("Your transcript is in the file")
        terminal.writer.write_copyable(str(files[0]))


def show_help(terminal: TerminalSession, _: str) -> None:
    """Prints the list of commands, and the meaning of the passage's basis."""
    writer, basis = terminal.writer, terminal.session.page().basis
    writer.write_after_gap("1, 2, 3: choose. Enter alone: go on, where there is one way.")
    for command in COMMANDS:
        writer.write(f"{command.names[0]} or {command.names[1]}: {command.help}", "", "    ")
    if basis in pages.BASIS_TEXTS:
        writer.write(pages.BASIS_TEXTS[basis])
    if terminal.session.playthrough.steps:
        writer.write(terminal.session.describe_place())


def leave(terminal: TerminalSession, _: str) -> None:
    """Ends the session."""
    terminal.leave()


COMMANDS: Final = (
    Command(("n", "note", "notes"), "a note of this page in full, as in n 2; all of them with n alone.", show_notes),
    Command(
        ("w", "who"),
        f"who is who, and words explained: those of this page with w alone; as in w plenum, all that have the word; "
        f"w {WHOLE_GLOSSARY} for the whole glossary.",
        show_people,
    ),
    Command(("b", "back"), "undo the last choice.", undo),
    Command(("k", "skip"), "skip what you have read, up to the next new choice.", skip),
    Command(("p", "page"), "this page once more.", show_page),
    Command(
        ("c", "campaign"),
        f"on in the campaign, once a scene is finished; c {CAMPAIGN_END} for the campaign’s end.",
        continue_campaign,
    ),
    Command(("v", "archive"), "the archive: the files of everybody whom you played.", archive_commands.show_archive),
    Command(("f", "fork", "route"), "endings found and your route; f 2 plays on from its second fork.", show_route),
    Command(
        ("a", "answer"),
        "write an answer to a question, as in a 1 Because; a 1 - takes it away. On the first page: about the scene.",
        write_answer,
    ),
    Command(("d", "draws"), "what a good answer draws on, as in d 1, once yours is written.", show_model_answer),
    Command(("s", "summary"), "a summary instead of playing, on the first page.", show_summary),
    Command(("o", "prologue"), "the prologue of the campaign; s skips it.", show_prologue),
    Command(("e", "events"), "what really happened, without playing, on the first page.", show_skipped_record),
    Command(("t", "transcript"), "write your transcript to a file and say where it is.", save_transcript),
    Command(("r", "restart"), "from the beginning again.", restart),
    Command(("?", "help", "h"), "this list.", show_help),
    Command(("q", "quit", "leave", "exit"), "leave.", leave),
)
