"""Words of the archive of a campaign, the same in every front end.

Invariant: a sentence is whole; nothing here depends on a front end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from party_card.content.models import StampKind
from party_card.engine.file_blocks import ArchivedThing, ArchiveFolder, Certainty, ProvenanceStep, StepKind
from party_card.localization import format_number, gettext, gettext_noop, ngettext

ARCHIVE: Final = gettext_noop("The archive")
"""What leads to the archive, whatever a campaign calls its own."""
SHELF_HEADING: Final = gettext_noop("The shelf")
CAN_HEADING: Final = gettext_noop("What a stranger can conclude")
CANNOT_HEADING: Final = gettext_noop("What a stranger cannot conclude")
QUESTION_HEADING: Final = gettext_noop("One question")
GAP: Final = gettext_noop("Gap")
"""The word above what is missing among the papers."""
STRANGER_HEADING: Final = gettext_noop("What a stranger finds")
LIVED_HEADING: Final = gettext_noop("What you lived")
SHOW_LIVED: Final = gettext_noop("Show what you lived")
BACK_TO_SHELF: Final = gettext_noop("Back to the shelf")
OPEN_FILE: Final = gettext_noop("Open file {number}: {name}")
FILE_HEADING: Final = gettext_noop("File {number}: {name}")
HOW_TO_JUDGE: Final = gettext_noop("You know only what lies here. How surely can a historian say it?")
PAPER_STATEMENT: Final = gettext_noop("What “{title}” shows")
GAP_STATEMENT: Final = gettext_noop("What would fill the gap: “{gap}”")
MOTIVE_STATEMENT: Final = gettext_noop("Why this person acted so")
DAYS_GAP: Final = gettext_noop("No paper is left of these days: {days}.")
REASONS: Final[Mapping[Certainty, str]] = {
    "corroborated": gettext_noop("“{other}” shows the same."),
    "documented": gettext_noop("It is itself a part of what was done. That its words are true does not follow."),
    "reported": gettext_noop("Somebody says so here: one person’s word."),
    "not recorded": gettext_noop("A gap shows that something is missing, not what it was."),
}
"""Why something is as certain as it is; `{other}` is the title of another paper."""
ASSESSED: Final = gettext_noop("Judged")
UNJOINED: Final = gettext_noop("From here on no mark joins these papers.")
"""What stands where the way of a thing has broken."""
UNKNOWN_STEP: Final = gettext_noop("Nothing is known from here. Not played to the end: {titles}.")
IMPRINT: Final = gettext_noop("Against the light: {imprint}")
STEP_WORDS: Final[Mapping[StepKind, str]] = {
    "use": "",
    "copy": gettext_noop("A copy with the mark"),
    "break": gettext_noop("The way breaks off"),
    "last": gettext_noop("Where it lies in the end"),
    "unjoined": gettext_noop("No mark"),
    "unknown": "",
}
"""What a step is, beside its day and office; no more than that if it is empty."""
NO_WAY: Final = gettext_noop("Nothing is known of it yet")
FOLLOW: Final = gettext_noop("Follow the way")
CLOSED_WORDS: Final[Mapping[str, str]] = {
    "not played": gettext_noop("Not played to the end"),
    "no file": gettext_noop("No file"),
}

CARD_WORDS: Final[Mapping[StampKind, str]] = {
    "kept": gettext_noop("card kept"),
    "marked": gettext_noop("card marked"),
    "taken-away": gettext_noop("card taken away"),
    "never-had-one": gettext_noop("no card"),
}
CARD_NOT_RECORDED: Final = gettext_noop("card not recorded")


def describe_folder(folder: ArchiveFolder) -> str:
    """Returns how many papers a folder holds and what became of the card; why it is closed, if it is."""
    if folder.closed:
        return gettext(CLOSED_WORDS[folder.closed])
    papers = ngettext("{count} paper", "{count} papers", folder.paper_count)
    card = CARD_WORDS[folder.stamp] if folder.stamp is not None else CARD_NOT_RECORDED
    return f"{papers.format(count=format_number(folder.paper_count))}, {gettext(card)}"


def describe_thing(thing: ArchivedThing) -> str:
    """Returns how many papers the mark of a thing joins."""
    count = thing.paper_count
    if not count:
        return gettext(NO_WAY)
    sentence = ngettext("Its mark joins {count} paper", "Its mark joins {count} papers", count)
    return sentence.format(count=format_number(count))


def describe_step(step: ProvenanceStep) -> str:
    """Returns day, office and kind of a step in a line; empty for one of scenes that were not played."""
    kind = gettext(STEP_WORDS[step.kind]) if STEP_WORDS[step.kind] else ""
    return ". ".join(part for part in (step.date, step.office, kind) if part)
