"""Finds what can be shown above a slide: its notes, its glossary entries, or what a good answer draws on."""

from __future__ import annotations

from party_card.engine.page import Page, Question
from party_card.frontends.window.views.projector.note_parts import (
    list_entry_parts,
    list_model_answer_parts,
    list_note_parts,
)
from party_card.frontends.window.views.projector.parts import Part, Slide


def find_note_parts(page: Page | None, slide: Slide) -> tuple[Part, ...]:
    """Returns the notes of a slide; of a question of the debrief, what a good answer draws on."""
    if page is None:
        return ()
    lines = [part.line for part in slide.parts]
    question = next((block for block in page.blocks if isinstance(block, Question) and block.line in lines), None)
    return list_note_parts(page, slide.list_notes()) if question is None else list_model_answer_parts(question)


def find_entry_parts(page: Page | None, slide: Slide) -> tuple[Part, ...]:
    """Returns the glossary entries of the words on a slide."""
    return list_entry_parts(page, slide.list_entries()) if page is not None else ()
