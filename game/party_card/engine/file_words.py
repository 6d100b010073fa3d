"""Words of a person's file, the same in every front end.

Invariant: a sentence is whole; nothing here depends on a front end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from party_card.engine.page_parts import Line, Run
from party_card.localization import format_number, gettext, gettext_noop, list_items, ngettext, quote

if TYPE_CHECKING:
    from party_card.content.models import PaperKind, StampKind
    from party_card.engine.file_blocks import ArchiveFolder, Assessment, Certainty, FileCard, FileDecision, FilePaper

FILE_HEADING: Final = gettext_noop("What remains of you on paper")
CARD: Final = gettext_noop("Party card")
INVENTED: Final = gettext_noop("Invented")
"""The word that stands on every paper that was made up, in every front end."""
INVENTED_REMARK: Final = gettext_noop("(invented)")
PAPERS_HEADING: Final = gettext_noop("The papers")
DECISIONS_HEADING: Final = gettext_noop("Your decisions, and who can know them")
QUESTION: Final = gettext_noop("What could a historian say of you, and how surely?")
NOBODY: Final = gettext_noop("known to nobody but you")
NO_PAPERS: Final = gettext_noop("No paper of yours remains.")
MOTIVE: Final = gettext_noop("You acted as you did because you were afraid.")
MOTIVE_REASON: Final = gettext_noop("Papers show what was done. None of them shows why.")
REASONS: Final[Mapping[Certainty, str]] = {
    "corroborated": gettext_noop("{papers} show it."),
    "documented": gettext_noop("{papers} shows it."),
    "reported": gettext_noop("{papers} says so: one person’s word."),
}
LISTENER_REASON: Final = gettext_noop("No paper shows it. Known to you and {listener}, it was not written down.")
NO_PAPER_REASON: Final = gettext_noop("No paper shows it, and nobody else knew.")
STAMPS: Final[Mapping[StampKind, str]] = {
    "kept": gettext_noop("Kept"),
    "marked": gettext_noop("Marked"),
    "taken-away": gettext_noop("Taken away"),
    "never-had-one": gettext_noop("Never had one"),
}
PAPER_KINDS: Final[Mapping[PaperKind, str]] = {
    "register": gettext_noop("Register"),
    "sheet": gettext_noop("Sheet"),
    "minutes": gettext_noop("Minutes"),
    "letter": gettext_noop("Letter"),
    "photograph": gettext_noop("Photograph"),
    "denunciation": gettext_noop("Denunciation"),
    "telegram": gettext_noop("Telegram"),
    "table": gettext_noop("Table"),
    "list": gettext_noop("List"),
    "note": gettext_noop("Note"),
}
CERTAINTIES: Final[Mapping[Certainty, str]] = {
    "corroborated": gettext_noop("Two or more papers show it."),
    "documented": gettext_noop("A paper shows it."),
    "reported": gettext_noop("A paper says that somebody said it."),
    "not recorded": gettext_noop("No paper shows it."),
}
"""What each answer to the question means, in the order in which they are offered."""

STAMP_SENTENCES: Final[Mapping[StampKind, str]] = {
    "kept": gettext_noop("On the party card stands: kept."),
    "marked": gettext_noop("On the party card stands: marked."),
    "taken-away": gettext_noop("On the party card stands: taken away."),
    "never-had-one": gettext_noop("This person never had a party card."),
}
"""What became of the card, in a sentence."""
STAMP_NOT_RECORDED: Final = gettext_noop("What became of the party card is not recorded.")
VERDICTS: Final[Mapping[Certainty, str]] = {
    "corroborated": gettext_noop("By these papers it is corroborated."),
    "documented": gettext_noop("By these papers it is documented."),
    "reported": gettext_noop("By these papers it is reported."),
    "not recorded": gettext_noop("By these papers it is not recorded."),
}
"""What is said to a wrong answer."""


def describe_stamp(card: FileCard) -> str:
    """Returns a sentence on what became of the card."""
    return gettext(STAMP_NOT_RECORDED if card.stamp is None else STAMP_SENTENCES[card.stamp])


def describe_count(card: FileCard) -> str:
    """Returns a sentence on how many decisions left no paper; empty if the decisions are not known."""
    if not card.decision_count:
        return ""
    sentence = ngettext(
        "{unrecorded} of {count} decision left no paper.",
        "{unrecorded} of {count} decisions left no paper.",
        card.decision_count,
    )
    return sentence.format(unrecorded=card.unrecorded_count, count=format_number(card.decision_count))


def describe_office(card: FileCard | ArchiveFolder) -> Line:
    """Returns the office that would keep the file, marked if it is invented."""
    return (*card.office, Run(" " + gettext(INVENTED_REMARK))) if card.is_office_invented else card.office


def describe_kind(paper: FilePaper) -> str:
    """Returns what a paper is, with the word that it is invented."""
    return gettext("{kind}, invented").format(kind=gettext(PAPER_KINDS[paper.kind]))


def describe_knowledge_of(decision: FileDecision) -> str:
    """Returns which papers show a decision, and who knows of it beside the player."""
    papers = [f"{letter}: {title}" for letter, title in zip(decision.papers, decision.titles, strict=True)]
    known = gettext("known to you and {listener}")
    listener = [known.format(listener=decision.listener)] if decision.listener else []
    return "; ".join((*papers, *listener)) or gettext(NOBODY)


def describe_shown_decisions(paper: FilePaper) -> str:
    """Returns which decisions a paper shows; empty if none of this playthrough."""
    if not paper.decisions:
        return ""
    sentence = ngettext("Shows decision {numbers}.", "Shows decisions {numbers}.", len(paper.decisions))
    return sentence.format(numbers=list_items([str(number) for number in paper.decisions]))


def explain_papers(certainty: Certainty, titles: Sequence[str]) -> str:
    """Returns why something is as certain as it is, by the titles of the papers that show it."""
    quoted = [quote(title) for title in titles]
    return gettext(REASONS[certainty]).format(papers=list_items(quoted))


def explain_listener(listener: str) -> str:
    """Returns why something that one person knows is not recorded."""
    return gettext(LISTENER_REASON).format(listener=listener)


def describe_result(assessment: Assessment, answer: str) -> str:
    """Returns what to say to an answer; empty if there is none."""
    if not answer:
        return ""
    verdict = gettext("Yes.") if answer == assessment.certainty else gettext(VERDICTS[assessment.certainty])
    return f"{verdict} {assessment.reason}"


def list_certainties() -> Sequence[Certainty]:
    """Returns the answers in the order in which they are offered."""
    return tuple(CERTAINTIES)
