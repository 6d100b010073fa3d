"""Words of a person's file, the same in every front end.

Invariant: a sentence is whole; nothing here depends on a front end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from party_card.diagnostics.words import format_count
from party_card.engine.page_parts import Line, Run

if TYPE_CHECKING:
    from party_card.content.models import PaperKind, StampKind
    from party_card.engine.file_blocks import ArchiveFolder, Assessment, Certainty, FileCard, FileDecision, FilePaper

FILE_HEADING: Final = "What remains of you on paper"
CARD: Final = "Party card"
INVENTED: Final = "Invented"
"""The word that stands on every paper that was made up, in every front end."""
PAPERS_HEADING: Final = "The papers"
DECISIONS_HEADING: Final = "Your decisions, and who can know them"
QUESTION: Final = "What could a historian say of you, and how surely?"
NOBODY: Final = "known to nobody but you"
NO_PAPERS: Final = "No paper of yours remains."
MOTIVE: Final = "You acted as you did because you were afraid."
MOTIVE_REASON: Final = "Papers show what was done. None of them shows why."
REASONS: Final[Mapping[Certainty, str]] = {
    "corroborated": "{papers} show it.",
    "documented": "{papers} shows it.",
    "reported": "{papers} says so: one person’s word.",
}
LISTENER_REASON: Final = "No paper shows it. Known to you and {listener}, it was not written down."
NO_PAPER_REASON: Final = "No paper shows it, and nobody else knew."
STAMPS: Final[Mapping[StampKind, str]] = {
    "kept": "Kept", "marked": "Marked", "taken-away": "Taken away", "never-had-one": "Never had one",
}  # fmt: skip
PAPER_KINDS: Final[Mapping[PaperKind, str]] = {
    "register": "Register", "sheet": "Sheet", "minutes": "Minutes", "letter": "Letter", "photograph": "Photograph",
    "denunciation": "Denunciation", "telegram": "Telegram", "table": "Table", "list": "List", "note": "Note",
}  # fmt: skip
CERTAINTIES: Final[Mapping[Certainty, str]] = {
    "corroborated": "Two or more papers show it.",
    "documented": "A paper shows it.",
    "reported": "A paper says that somebody said it.",
    "not recorded": "No paper shows it.",
}
"""What each answer to the question means, in the order in which they are offered."""


def describe_stamp(card: FileCard) -> str:
    """Returns a sentence on what became of the card."""
    if card.stamp is None:
        return "What became of the party card is not recorded."
    if card.stamp == "never-had-one":
        return "This person never had a party card."
    return f"On the party card stands: {STAMPS[card.stamp].lower()}."


def describe_count(card: FileCard) -> str:
    """Returns a sentence on how many decisions left no paper; empty if the decisions are not known."""
    if not card.decision_count:
        return ""
    decisions = format_count(card.decision_count, "decision")
    return f"{card.unrecorded_count} of {decisions} left no paper."


def describe_office(card: FileCard | ArchiveFolder) -> Line:
    """Returns the office that would keep the file, marked if it is invented."""
    return (*card.office, Run(f" ({INVENTED.lower()})")) if card.is_office_invented else card.office


def describe_kind(paper: FilePaper) -> str:
    """Returns what a paper is, with the word that it is invented."""
    return f"{PAPER_KINDS[paper.kind]}, {INVENTED.lower()}"


def describe_knowledge_of(decision: FileDecision) -> str:
    """Returns which papers show a decision, and who knows of it beside the player."""
    papers = [f"{letter}: {title}" for letter, title in zip(decision.papers, decision.titles, strict=True)]
    listener = [f"known to you and {decision.listener}"] if decision.listener else []
    return "; ".join((*papers, *listener)) or NOBODY


def describe_shown_decisions(paper: FilePaper) -> str:
    """Returns which decisions a paper shows; empty if none of this playthrough."""
    if not paper.decisions:
        return ""
    numbers = [str(number) for number in paper.decisions]
    if len(numbers) == 1:
        return f"Shows decision {numbers[0]}."
    return f"Shows decisions {', '.join(numbers[:-1])} and {numbers[-1]}."


def explain_papers(certainty: Certainty, titles: Sequence[str]) -> str:
    """Returns why something is as certain as it is, by the titles of the papers that show it."""
    quoted = [f"“{title}”" for title in titles]
    papers = f"{', '.join(quoted[:-1])} and {quoted[-1]}" if len(quoted) > 1 else quoted[0]
    return REASONS[certainty].replace("{papers}", papers)


def explain_listener(listener: str) -> str:
    """Returns why something that one person knows is not recorded."""
    return LISTENER_REASON.replace("{listener}", listener)


def describe_result(assessment: Assessment, answer: str) -> str:
    """Returns what to say to an answer; empty if there is none."""
    if not answer:
        return ""
    verdict = "Yes." if answer == assessment.certainty else f"By these papers it is {assessment.certainty}."
    return f"{verdict} {assessment.reason}"


def list_certainties() -> Sequence[Certainty]:
    """Returns the answers in the order in which they are offered."""
    return tuple(CERTAINTIES)
