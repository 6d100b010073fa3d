"""The commands that can be typed besides numbers: one function each, and the table that help prints.

Invariant: a command gets the rest of its line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from rich.text import Text

from party_card.app.storage_words import describe_earlier_playthroughs
from party_card.engine.campaign_glossary import describe_matches, search_glossary
from party_card.engine.page import ContentNote
from party_card.frontends.shared.transcript.files import write_archive_transcript, write_session_transcript
from party_card.frontends.terminal import archive_commands, glossary, route
from party_card.frontends.terminal import page as pages
from party_card.frontends.terminal.answer_commands import show_model_answer, write_answer
from party_card.frontends.terminal.campaign_commands import continue_campaign, show_prologue
from party_card.frontends.terminal.line_text import to_text
from party_card.frontends.terminal.session import TerminalSession
from party_card.frontends.terminal.typed_text import parse_number, shorten
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext, gettext_noop

WHOLE_GLOSSARY: Final = "all"
"""The word that lists the whole glossary."""


@frozen_dataclass
class Command:
    """A command: its names, a line for the list of commands, and its function."""

    names: tuple[str, ...]
    help: str
    run: Callable[[TerminalSession, str], None]


def show_notes(terminal: TerminalSession, argument: str) -> None:
    """Prints a note in full by its number, or all notes of the page."""
    page = terminal.page
    notes = [note for note in page.notes if not argument or note.number == parse_number(argument)]
    for note in notes:
        pages.print_note(note, page, terminal.writer)
    if not page.notes:
        terminal.writer.write(gettext("There are no notes on this page."))
    elif not notes:
        numbers = ", ".join(str(note.number) for note in page.notes)
        terminal.writer.write(
            gettext("There is no note “{text}” here. The notes of this page: {numbers}.").format(
                text=shorten(argument), numbers=numbers
            )
        )


def show_people(terminal: TerminalSession, argument: str) -> None:
    """Prints the people and terms of the current page, or those of the whole glossary that have the words typed."""
    if not argument:
        glossary.print_glossary(terminal.page, terminal.writer)
        return
    items = terminal.session.list_glossary(terminal.scene, terminal.page)
    query = "" if argument.lower() == WHOLE_GLOSSARY else argument
    matches = search_glossary(items, query)
    terminal.writer.write(describe_matches(len(matches), items, query))
    glossary.print_glossary_items(matches, terminal.writer)


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
        terminal.writer.write(gettext("This is the beginning; there is nothing to take back."))
    else:
        terminal.show(terminal.attempt(terminal.session.undo, lambda: gettext("Undid one choice.")))


def restart(terminal: TerminalSession, _: str) -> None:
    """Begins the scene again and shows its first page."""
    restart_scene = partial(terminal.session.restart, terminal.scene)
    session = terminal.session
    page = terminal.attempt(
        restart_scene,
        lambda: gettext("From the beginning. {earlier}").format(
            earlier=describe_earlier_playthroughs(session.storage_error)
        ),
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
            lambda: gettext("Back at fork {number}. {earlier}").format(
                number=number, earlier=describe_earlier_playthroughs(session.storage_error)
            ),
        )
        terminal.show(page)


def skip(terminal: TerminalSession, _: str) -> None:
    """Skips the passages that the player has read, up to a new passage or a new choice."""
    page = terminal.page if terminal.campaign_page is None else None
    if page is None or not page.skip_choice:
        terminal.writer.write(
            gettext("There is nothing to skip here: this passage, or one of its choices, is new to you.")
        )
        return
    while page.skip_choice:
        offer = next(offer for offer in page.offers if offer.id == page.skip_choice)
        terminal.writer.write(Text(gettext("Skipped:") + " ") + to_text(offer.line))
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
        terminal.writer.write(to_text(line))
    if any(note.summary for note in notes):
        terminal.writer.write_after_gap(gettext("To see what really happened, type e. To play the scene, type 1."))
    else:
        terminal.writer.write(gettext("There is no summary on this page."))


def show_skipped_record(terminal: TerminalSession, _: str) -> None:
    """Shows the record to players who skip the scene."""
    if terminal.page.kind == "briefing":
        terminal.show(replace(terminal.session.skipped_record(), offers=terminal.page.offers))
    else:
        terminal.writer.write(gettext("What really happened comes after the ending of the scene."))


def save_transcript(terminal: TerminalSession, _: str) -> None:
    """Writes the transcript and prints its path."""
    session = terminal.session
    try:
        if terminal.archive is not None and terminal.page.kind in archive_commands.ARCHIVE_PAGES:
            files = write_archive_transcript(terminal.archive, session.player)
        else:
            files = write_session_transcript(session)
    except OSError as error:
        terminal.writer.write(
            gettext("The transcript could not be written: {reason}.").format(reason=error.strerror or error)
        )
    else:
        terminal.writer.write(gettext("Your transcript is in the file"))
        terminal.writer.write_copyable(str(files[0]))


def show_help(terminal: TerminalSession, _: str) -> None:
    """Prints the list of commands, and the meaning of the passage's basis."""
    writer, basis = terminal.writer, terminal.session.page().basis
    writer.write_after_gap(gettext("1, 2, 3: choose. Enter alone: go on, where there is one way."))
    for command in COMMANDS:
        writer.write(_describe_command(command), "", "    ")
    if basis in pages.BASIS_TEXTS:
        writer.write(gettext(pages.BASIS_TEXTS[basis]))
    if terminal.session.playthrough.steps:
        writer.write(terminal.session.describe_place())


def _describe_command(command: Command) -> str:
    first, second, *_ = command.names
    line = gettext("{name} or {other_name}: {description}")
    return line.format(name=first, other_name=second, description=gettext(command.help))


def leave(terminal: TerminalSession, _: str) -> None:
    """Ends the session."""
    terminal.leave()


COMMANDS: Final = (
    Command(
        ("n", "note", "notes"),
        gettext_noop("a note of this page in full, as in n 2; all of them with n alone."),
        show_notes,
    ),
    Command(
        ("w", "who"),
        gettext_noop(
            "who is who, and words explained: those of this page with w alone; as in w plenum, all that have the word; "
            "w all for the whole glossary."
        ),
        show_people,
    ),
    Command(("b", "back"), gettext_noop("undo the last choice."), undo),
    Command(("k", "skip"), gettext_noop("skip what you have read, up to the next new choice."), skip),
    Command(("p", "page"), gettext_noop("this page once more."), show_page),
    Command(
        ("c", "campaign"),
        gettext_noop("on in the campaign, once a scene is finished; c end for the campaign’s end."),
        continue_campaign,
    ),
    Command(
        ("v", "archive"),
        gettext_noop("the archive: the files of everybody whom you played."),
        archive_commands.show_archive,
    ),
    Command(
        ("f", "fork", "route"),
        gettext_noop("endings found and your route; f 2 plays on from its second fork."),
        show_route,
    ),
    Command(
        ("a", "answer"),
        gettext_noop(
            "write an answer to a question, as in a 1 Because; a 1 - takes it away. On the first page: about the scene."
        ),
        write_answer,
    ),
    Command(
        ("d", "draws"),
        gettext_noop("what a good answer draws on, as in d 1, once yours is written."),
        show_model_answer,
    ),
    Command(("s", "summary"), gettext_noop("a summary instead of playing, on the first page."), show_summary),
    Command(("o", "prologue"), gettext_noop("the prologue of the campaign; s skips it."), show_prologue),
    Command(
        ("e", "events"), gettext_noop("what really happened, without playing, on the first page."), show_skipped_record
    ),
    Command(("t", "transcript"), gettext_noop("write your transcript to a file and say where it is."), save_transcript),
    Command(("r", "restart"), gettext_noop("from the beginning again."), restart),
    Command(("?", "help", "h"), gettext_noop("this list."), show_help),
    Command(("q", "quit", "leave", "exit"), gettext_noop("leave."), leave),
)
