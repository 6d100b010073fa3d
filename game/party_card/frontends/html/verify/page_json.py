"""Converts pages of the engine to JSON, in the form in which the player builds them.

Invariant: every field of a page is there. A line is an array of runs: a text, a style with a text (1 italic, 2 bold,
3 both), or the number of a note.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from party_card.engine import page as pages
from party_card.engine.page import Block, Entry, Line, Note, Page, Run
from party_card.frontends.shared.scene_data import Json
from party_card.frontends.shared.time_axis import step_distances


def page_to_json(page: Page) -> Json:
    """Returns a page as a JSON object with all its fields."""
    return {
        "kind": page.kind,
        "scene": page.scene,
        "title": page.title,
        "heading": page.heading,
        "when": page.dates,
        "where": page.place,
        "who": page.role,
        "blocks": [block_to_json(block) for block in page.blocks],
        "offers": [
            {
                "id": str(offer.id),
                "line": line_to_json(offer.line),
                "open": offer.is_open,
                "reason": line_to_json(offer.reason),
                "hypothesis": offer.is_hypothesis,
            }
            for offer in page.offers
        ],
        "notes": notes_to_json(page.notes),
        "entries": entries_to_json(page.entries),
        "picture": page.picture,
        "alt": page.alt,
        "basis": page.basis,
        "step": page.step,
        "steps": page.steps,
        "ending": page.ending,
        "passage": page.passage,
        "since": page.since,
    }


def notes_to_json(notes: Iterable[Note]) -> list[Json]:
    """Returns notes as JSON objects."""
    return [
        {
            "number": note.number,
            "fact": note.fact,
            "text": note.text,
            "grade": note.grade,
            "quotes": list(note.quotes),
            "citation": line_to_json(note.citation),
            "hedge": note.hedge,
        }
        for note in notes
    ]


def entries_to_json(entries: Iterable[Entry]) -> list[Json]:
    """Returns people and terms as JSON objects."""
    return [
        {"id": entry.id, "kind": entry.kind, "form": entry.form, "name": entry.name, "text": entry.text}
        for entry in entries
    ]


def block_to_json(block: Block) -> Json:
    """Returns a block as JSON, with its type."""
    match block:
        case pages.Heading(text):
            return {"type": "heading", "text": text}
        case pages.Paragraph(line):
            return {"type": "paragraph", "line": line_to_json(line)}
        case pages.Document(lines):
            return {"type": "document", "lines": _lines_to_json(lines)}
        case pages.ContentNote(topics, summary):
            return {"type": "content-note", "topics": list(topics), "summary": _lines_to_json(summary)}
        case pages.Comparison(did, date, was_done, grades, matches):
            texts: Json = {"did": line_to_json(did), "date": date, "was_done": line_to_json(was_done)}
            return {"type": "comparison", **texts, "grades": list(grades), "matches": matches}
        case pages.RecordParagraph(date, line, grades):
            return {"type": "account", "date": date, "line": line_to_json(line), "grades": list(grades)}
        case pages.Unknown(line):
            return {"type": "unknown", "line": line_to_json(line)}
        case pages.Chart(title, unit, bars, note, remark):
            rows = [{"label": bar.label, "value": bar.value, "shown": bar.text, "bound": bar.bound} for bar in bars]
            chart = {"type": "chart", "title": title, "unit": unit, "bars": rows, "note": note, "remark": remark}
            return {**chart, "at": step_distances([bar.label for bar in bars])}
        case pages.Link(word, date, line, grades):
            return {"type": "link", "word": word, "date": date, "line": line_to_json(line), "grades": list(grades)}
        case pages.Question(line, skill, draws_on):
            return {"type": "question", "line": line_to_json(line), "skill": skill, "draws_on": draws_on}


def line_to_json(line: Line) -> list[Any]:
    """Returns the runs of a line as JSON."""
    return [_run_to_json(run) for run in line]


def _lines_to_json(lines: Iterable[Line]) -> list[list[Any]]:
    return [line_to_json(line) for line in lines]


def _run_to_json(run: Run) -> str | list[Any] | int:
    if run.note is not None:
        return run.note
    style = run.italic + 2 * run.bold
    return [style, run.text] if style else run.text
