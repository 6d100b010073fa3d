"""Prints who is who, and words explained."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from party_card.engine.campaign_glossary import GlossaryItem
from party_card.engine.entries import LATER_LABEL
from party_card.engine.grades import GRADES
from party_card.engine.page import Entry, Page
from party_card.frontends.terminal.line_text import to_text, with_label
from party_card.frontends.terminal.writer import TerminalWriter
from party_card.localization import gettext, pgettext


def print_glossary(page: Page, writer: TerminalWriter) -> None:
    """Prints the people and terms of a page with their explanations, and what these rest on."""
    for kind, title in (("person", gettext("People")), ("term", gettext("Words"))):
        entries = [entry for entry in page.entries if entry.kind == kind]
        if entries:
            writer.write_after_gap(Text(title, "bold"))
        for entry in entries:
            _print_entry(entry, writer)
    if not page.entries:
        writer.write(gettext("Nobody and nothing on this page needs explaining."))
    writer.write_after_gap(gettext("To search the whole glossary, type w and a name or a word."))


def print_glossary_items(items: Iterable[GlossaryItem], writer: TerminalWriter) -> None:
    """Prints items of the whole glossary."""
    for item in items:
        kind = gettext("person") if item.entry.kind == "person" else gettext("word")
        _print_entry(
            item.entry, writer, kind, *((pgettext("a person or word in the game", "met"),) if item.is_met else ())
        )


def _print_entry(entry: Entry, writer: TerminalWriter, *remarks: str) -> None:
    remark = ", ".join(filter(None, (*remarks, entry.years)))
    name = f"{entry.name} ({remark})" if remark else entry.name
    writer.write(with_label(f"{name}: ", to_text(entry.line)), "  ", "    ")
    if entry.later:
        writer.write(with_label(f"{gettext(LATER_LABEL)}: ", to_text(entry.later)), "    ")
    for note in entry.notes:
        word = gettext(GRADES[note.grade].word)
        writer.write(
            Text(f"[{note.number}] {word[:1].upper()}{word[1:]}. ") + to_text(note.citation), "    ", "        "
        )
