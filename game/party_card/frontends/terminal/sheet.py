"""Prints the sheet of a document as lines of text: what form it has, its words in each language, and its sourcing.

Invariant: as on every page of the terminal, words stand for what a window draws: where the words of the document begin
and end, and which column a number is in.
"""

from __future__ import annotations

from rich.text import Text

from party_card.engine.document_words import FORMS, KEPT, describe_head, list_answers, list_cells, list_texts
from party_card.engine.page import Sheet
from party_card.frontends.terminal.writer import TerminalWriter
from party_card.localization import gettext

_INDENT = "    "


def print_sheet(sheet: Sheet, writer: TerminalWriter) -> None:
    """Prints a document, without its sources."""
    writer.write(f"{', '.join((FORMS[sheet.form], *describe_head(sheet)))}.")
    for text in list_texts(sheet):
        writer.write_after_gap(Text(f"{text.heading}:", "bold"))
        for paragraph in text.paragraphs:
            writer.write(paragraph, _INDENT)
        if text.remark:
            writer.write(text.remark, "  ")
    if sheet.rows:
        writer.write()
    for pairs in list_cells(sheet):
        writer.write("; ".join(f"{heading}: {cell}" for heading, cell in pairs) + ".", _INDENT)
    if sheet.original or sheet.translation or sheet.rows:
        writer.write(gettext("The document ends."))
    writer.write()
    for question, answer in list_answers(sheet):
        writer.write(Text.assemble((f"{question} ", "bold"), answer))
    if sheet.kept:
        writer.write(f"{KEPT}: {sheet.kept}")
