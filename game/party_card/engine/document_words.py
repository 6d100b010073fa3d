"""Defines how front ends name the parts of a document's sheet, and lists them as lines for speech and paper.

Invariant: each form, language and question has its words here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from party_card.content.languages import name_language
from party_card.content.models import DocumentForm
from party_card.engine.page import Line, Run, Sheet
from party_card.localization import gettext, gettext_noop

FORMS: Mapping[DocumentForm, str] = {
    "typescript": gettext_noop("Typed page"),
    "telegram": gettext_noop("Telegram"),
    "newspaper": gettext_noop("Newspaper column"),
    "handwriting": gettext_noop("Handwritten page"),
    "table": gettext_noop("Table of figures"),
}
DESCRIPTION = gettext_noop("What it says, in our words")
QUESTIONS = gettext_noop("Three questions to ask")
KEPT = gettext_noop("Where it is kept")
FURTHER_CITATIONS = gettext_noop("Also in")
DRAWN_REMARK = gettext_noop("The sheet is drawn for this game; the words are those of the document.")


class SheetText(NamedTuple):
    """The words of a document in one language: heading, language code, paragraphs, and a remark below them."""

    heading: str
    language: str
    paragraphs: tuple[str, ...]
    remark: str = ""


def list_texts(sheet: Sheet) -> tuple[SheetText, ...]:
    """Returns the original, the translation and the description of a document, as far as it has them."""
    name = name_language(sheet.language)
    original = SheetText(
        gettext("In {language}").format(language=gettext(name)) if name else gettext("Original"),
        sheet.language,
        sheet.original,
    )
    translator = gettext("Translation: {translator}").format(translator=sheet.translator) if sheet.translator else ""
    translation = SheetText(_name_heading(sheet.text_language), sheet.text_language, sheet.translation, translator)
    description = SheetText(gettext(DESCRIPTION), sheet.text_language, sheet.description)
    is_foreign = not sheet.original or sheet.language != sheet.text_language
    texts = (original, translation, description) if is_foreign else (original, description)
    return tuple(text for text in texts if text.paragraphs)


def _name_heading(language: str) -> str:
    name = name_language(language)
    return gettext("In {language}").format(language=gettext(name)) if name else gettext("Original")


def list_answers(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Returns the three questions of sourcing with the answers, as far as there are any."""
    answers = (
        (gettext("Who wrote it?"), sheet.maker),
        (gettext("For whom?"), sheet.audience),
        (gettext("Why?"), sheet.purpose),
    )
    return tuple((question, answer) for question, answer in answers if answer)


def describe_head(sheet: Sheet) -> tuple[str, ...]:
    """Returns author and date, as far as they are known."""
    return tuple(part for part in (sheet.author, sheet.date) if part)


def get_remark(sheet: Sheet) -> str:
    """Returns what is to be known of the drawing of a sheet; empty if it shows no words of the time."""
    return gettext(DRAWN_REMARK) if sheet.original or sheet.translation else ""


def list_sheet_lines(sheet: Sheet) -> tuple[Line, ...]:
    """Returns a sheet in short, as lines for transcripts and papers: form and head, words, table, answers, place."""
    head = ", ".join((gettext(FORMS[sheet.form]), *describe_head(sheet)))
    lines: list[Line] = [(Run(f"{head}.", bold=True),)]
    for text in list_texts(sheet):
        words = " ".join(text.paragraphs)
        remark = f" ({text.remark})" if text.remark else ""
        lines.append((Run(f"{text.heading}: ", bold=True), Run(f"{words}{remark}")))
    lines += [(Run("; ".join(f"{name}: {cell}" for name, cell in pairs) + "."),) for pairs in list_cells(sheet)]
    lines += [(Run(f"{question} ", bold=True), Run(answer)) for question, answer in list_answers(sheet)]
    if sheet.kept:
        lines.append((Run(f"{gettext(KEPT)}: ", bold=True), Run(sheet.kept)))
    lines += [(Run(f"{gettext(FURTHER_CITATIONS)}: ", bold=True), *citation) for citation in sheet.further_citations]
    return tuple(lines)


def list_cells(sheet: Sheet) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Returns the rows of a table, each cell with the heading of its column."""
    return tuple(tuple(zip(sheet.columns, row, strict=False)) for row in sheet.rows)
