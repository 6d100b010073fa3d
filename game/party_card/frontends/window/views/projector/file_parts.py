"""Turns the blocks of a person's file and of the archive into the parts of slides.

Invariant: a statement that the class is to judge stands alone on its slide; how sure it is stands on the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from party_card.engine.archive_words import GAP, IMPRINT, describe_folder, describe_step, describe_thing
from party_card.engine.file_words import (
    describe_count,
    describe_kind,
    describe_knowledge_of,
    describe_office,
    describe_shown_decisions,
    describe_stamp,
    list_certainties,
)
from party_card.engine.page import (
    ArchivedThing,
    ArchiveFolder,
    Assessment,
    FileCard,
    FileDecision,
    FileGap,
    FilePaper,
    ProvenanceStep,
    Run,
)
from party_card.engine.page_words import CERTAINTIES as CERTAINTY_WORDS
from party_card.frontends.window.toolkit.letter_case import begin_upper_case
from party_card.frontends.window.views.projector.parts import Part, make_label, make_text
from party_card.localization import gettext

FileBlock = FileCard | FilePaper | FileDecision | FileGap | ArchiveFolder | ArchivedThing | ProvenanceStep | Assessment


def list_file_parts(block: FileBlock, number: int) -> Iterator[Part]:
    """Yields the parts of a block; `number` counts the statements of the page."""
    match block:
        case FileCard(name=name, office=office):
            yield make_label(gettext("File: {name}").format(name=name), colour="ink")
            if office:
                yield Part(describe_office(block), "account")
            yield make_text(describe_stamp(block))
            if count := describe_count(block):
                yield make_text(count)
        case FilePaper(letter=letter, title=title, lines=lines, kept=kept):
            yield make_label(f"{letter}. {title}", colour="ink")
            yield replace(make_text(describe_kind(block), "account", colour="soft"), keeps_with_next=bool(lines))
            for line in lines:
                yield Part(line or (Run(" "),), "document", frame="sheet")
            if kept:
                yield Part(kept, "account")
            if shown := describe_shown_decisions(block):
                yield make_text(shown, "account")
        case FileDecision(number=place, line=line):
            yield Part((Run(f"{place}. "), *line), keeps_with_next=True)
            yield make_text(describe_knowledge_of(block), "account", colour="soft")
        case FileGap(line):
            yield make_label(gettext(GAP))
            yield Part(line, italic=True, frame="bar")
        case ArchiveFolder(place, name):
            yield make_label(f"{place}. {name}", colour="ink")
            if block.office:
                yield Part(describe_office(block), "account")
            yield make_text(f"{describe_folder(block)}.", "account", colour="soft")
        case ArchivedThing(place, name):
            yield make_label(f"{place}. {name}", colour="ink")
            yield make_text(f"{describe_thing(block)}.", "account", colour="soft")
        case ProvenanceStep(line=line, imprint=imprint):
            if label := describe_step(block):
                yield make_label(label)
            if line:
                yield Part(line)
            if imprint:
                yield replace(make_text(gettext(IMPRINT).replace("{imprint}", imprint)), frame="bar")
        case Assessment(line, certainty, reason):
            words = " · ".join(gettext(CERTAINTY_WORDS[word]) for word in list_certainties())
            yield make_label(f"{number} · {gettext('How surely can a historian say it?')}")
            yield Part(line, "lead")
            yield make_text(begin_upper_case(words), "account", colour="soft")
            yield make_label(f"{number} · {begin_upper_case(gettext(CERTAINTY_WORDS[certainty]))}", begins_slide=True)
            yield Part(line, "lead")
            yield replace(make_text(reason), frame="bar")
