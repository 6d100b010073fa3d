"""Prints the answers in the archive of a campaign, and what can be typed there.

Invariant: on the shelf a number opens the file of that number; Enter alone goes on.
"""

from __future__ import annotations

from party_card.app.archive import PlayerArchive
from party_card.engine.archive_words import BACK_TO_SHELF, SHOW_LIVED
from party_card.engine.campaign_pages import CAMPAIGN_END_HEADING
from party_card.engine.consequences import end_sentence
from party_card.engine.page import ArchivedThing, FileDecision, Page, Question
from party_card.frontends.terminal import person_file
from party_card.frontends.terminal.writer import TerminalWriter
from party_card.localization import gettext


def print_shelf_commands(page: Page, archive: PlayerArchive, writer: TerminalWriter, *, leads_to_end: bool) -> None:
    """Prints how to answer the question, and how to open a file."""
    if any(isinstance(block, Question) for block in page.blocks):
        writer.write_after_gap(gettext("To write an answer, type a and your words, as in: a I would say"))
        if archive.question_answer:
            writer.write(gettext("Your answer:"))
            for line in archive.question_answer.split("\n"):
                writer.write(line, "  ", "  ")
    numbers = ", ".join(map(str, archive.numbers))
    writer.write_after_gap(gettext("Type the number of a file to open it: {numbers}.").format(numbers=numbers))
    thing = next((block for block in page.blocks if isinstance(block, ArchivedThing)), None)
    if thing is not None:
        writer.write(
            gettext("Type {number} to follow the way of this: {name}").format(
                number=thing.number, name=end_sentence(thing.name)
            )
        )
    onward = (
        gettext("Press Enter to go on: {heading}. Type b to go back.").format(heading=gettext(CAMPAIGN_END_HEADING))
        if leads_to_end
        else gettext("Type b to go back.")
    )
    writer.write(onward)


def print_folder_commands(page: Page, archive: PlayerArchive, number: int, writer: TerminalWriter) -> None:
    """Prints how to judge what lies in a file, the answers so far, and where Enter leads."""
    person_file.print_answers(person_file.list_assessments(page), archive.answers(number), writer)
    onward = gettext(BACK_TO_SHELF if shows_lived(page) else SHOW_LIVED)
    writer.write_after_gap(gettext("Press Enter to go on: {onward}. Type b for the shelf.").format(onward=onward))


def shows_lived(page: Page) -> bool:
    """Returns True if what was lived stands beside the papers of a file."""
    return any(isinstance(block, FileDecision) for block in page.blocks)
