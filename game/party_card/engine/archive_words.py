"""Words of the archive of a campaign, the same in every front end.

Invariant: a sentence is whole; nothing here depends on a front end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from party_card.content.models import StampKind
from party_card.diagnostics.words import format_count
from party_card.engine.file_blocks import ArchivedThing, ArchiveFolder, Certainty, ProvenanceStep, StepKind

ARCHIVE: Final = "The archive"
"""What leads to the archive, whatever a campaign calls its own."""
SHELF_HEADING: Final = "The shelf"
CAN_HEADING: Final = "What a stranger can conclude"
CANNOT_HEADING: Final = "What a stranger cannot conclude"
QUESTION_HEADING: Final = "One question"
GAP: Final = "Gap"
"""The word above what is missing among the papers."""
STRANGER_HEADING: Final = "What a stranger finds"
LIVED_HEADING: Final = "What you lived"
SHOW_LIVED: Final = "Show what you lived"
BACK_TO_SHELF: Final = "Back to the shelf"
OPEN_FILE: Final = "Open file"
FILE_HEADING: Final = "File {number}: {name}"
HOW_TO_JUDGE: Final = "You know only what lies here. How surely can a historian say it?"
PAPER_STATEMENT: Final = "What “{title}” shows"
GAP_STATEMENT: Final = "What would fill the gap: “{gap}”"
MOTIVE_STATEMENT: Final = "Why this person acted so"
DAYS_GAP: Final = "No paper is left of these days: {days}."
REASONS: Final[Mapping[Certainty, str]] = {
    "corroborated": "“{other}” shows the same.",
    "documented": "It is itself a part of what was done. That its words are true does not follow.",
    "reported": "Somebody says so here: one person’s word.",
    "not recorded": "A gap shows that something is missing, not what it was.",
}
"""Why something is as certain as it is; `{other}` is the title of another paper."""
ASSESSED: Final = "Judged"
UNJOINED: Final = "From here on no mark joins these papers."
"""What stands where the way of a thing has broken."""
UNKNOWN_STEP: Final = "Nothing is known from here. Not played to the end: {titles}."
IMPRINT: Final = "Against the light: {imprint}"
STEP_WORDS: Final[Mapping[StepKind, str]] = {
    "use": "", "copy": "A copy with the mark", "break": "The way breaks off", "last": "Where it lies in the end",
    "unjoined": "No mark", "unknown": "",
}  # fmt: skip
"""What a step is, beside its day and office; no more than that if it is empty."""
NO_WAY: Final = "Nothing is known of it yet"
FOLLOW: Final = "Follow the way"
CLOSED_WORDS: Final[Mapping[str, str]] = {"not played": "Not played to the end", "no file": "No file"}
CARD_WORDS: Final[Mapping[StampKind, str]] = {
    "kept": "card kept", "marked": "card marked", "taken-away": "card taken away", "never-had-one": "no card",
}  # fmt: skip
CARD_NOT_RECORDED: Final = "card not recorded"


def describe_folder(folder: ArchiveFolder) -> str:
    """Returns how many papers a folder holds and what became of the card; why it is closed, if it is."""
    if folder.closed:
        return CLOSED_WORDS[folder.closed]
    card = CARD_WORDS[folder.stamp] if folder.stamp is not None else CARD_NOT_RECORDED
    return f"{format_count(folder.paper_count, 'paper')}, {card}"


def describe_thing(thing: ArchivedThing) -> str:
    """Returns how many papers the mark of a thing joins."""
    return f"Its mark joins {format_count(thing.paper_count, 'paper')}" if thing.paper_count else NO_WAY


def describe_step(step: ProvenanceStep) -> str:
    """Returns day, office and kind of a step in a line; empty for one of scenes that were not played."""
    return ". ".join(filter(None, (step.date, step.office, STEP_WORDS[step.kind])))
