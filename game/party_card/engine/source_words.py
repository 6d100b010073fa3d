"""Defines how front ends name kinds of sources and what a further source says of a fact.

Invariant: each value of `SourceKind` and `Stance` has its words here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping

from party_card.content.models import SourceKind, Stance
from party_card.engine.document_words import list_sheet_lines
from party_card.engine.page import Attestation, Line, Note, Run, SourceComparison
from party_card.localization import gettext, gettext_noop

SOURCE_KINDS: Mapping[SourceKind, str] = {
    "document": gettext_noop("Document of the time"),
    "memoir": gettext_noop("Memoir"),
    "newspaper": gettext_noop("Newspaper"),
    "statistics": gettext_noop("Statistics"),
    "scholarship": gettext_noop("Scholarship"),
    "encyclopaedia": gettext_noop("Encyclopaedia"),
}
STANCES: Mapping[Stance, str] = {
    "agrees": gettext_noop("Agrees"),
    "differs": gettext_noop("Differs"),
    "adds": gettext_noop("Adds"),
}
COMPARISON = gettext_noop("What the sources say")
KNOWLEDGE = gettext_noop("How it knows")
INTEREST = gettext_noop("What it wanted")
CONCLUSION = gettext_noop("What follows")
CLAIM = gettext_noop("The claim")
"""In place of a stance, for the source of the claim itself."""


def name_stance(attestation: Attestation) -> str:
    """Returns the heading of an attestation."""
    return gettext(STANCES[attestation.stance] if attestation.stance else CLAIM)


def describe_knowledge(attestation: Attestation) -> tuple[str, ...]:
    """Returns how a source knows: its kind, its distance from the event, and its audience, as far as they are known."""
    kind = gettext(SOURCE_KINDS[attestation.kind]) if attestation.kind else ""
    audience = gettext("for {audience}").format(audience=attestation.audience) if attestation.audience else ""
    return tuple(part for part in (kind, attestation.distance, audience) if part)


def list_note_details(note: Note) -> tuple[Line, ...]:
    """Returns what stands below the citation of a note where it is printed in short, as lines.

    These are the lines of a document's sheet, or one for each further source of a fact (stance, value, what it says,
    citation) and one for what follows.
    """
    lines: list[Line] = [*list_sheet_lines(note.document)] if note.document else []
    for attestation in note.attestations[1:]:
        heading = ": ".join(part for part in (name_stance(attestation), attestation.value) if part)
        says = f" {attestation.says}" if attestation.says else ""
        lines.append((Run(f"{heading}.{says} "), *attestation.citation))
    if note.conclusion and lines:
        lines.append((Run(f"{gettext(CONCLUSION)}: {note.conclusion}"),))
    return tuple(lines)


def describe_gap(block: SourceComparison) -> str:
    """Returns a sentence on how far apart the days of two sources are."""
    return gettext("The two are {gap}.").format(gap=block.gap)


def list_comparison_lines(block: SourceComparison) -> tuple[Line, ...]:
    """Returns what stands below the claim of a comparison, as lines: each source, how far apart their days are, and
    what follows.
    """
    lines: list[Line] = []
    for attestation in block.attestations:
        heading = ": ".join(part for part in (name_stance(attestation), attestation.value) if part)
        knowledge = ", ".join(describe_knowledge(attestation))
        sentences = (attestation.says, f"{knowledge}." if knowledge else "", attestation.interest)
        text = " ".join(sentence for sentence in sentences if sentence)
        lines.append((Run(f"{heading}. ", bold=True), Run(f"{text} " if text else ""), *attestation.citation))
    if block.gap:
        lines.append((Run(describe_gap(block)),))
    if block.conclusion:
        lines.append((Run(f"{gettext(CONCLUSION)}: ", bold=True), Run(block.conclusion)))
    return tuple(lines)
