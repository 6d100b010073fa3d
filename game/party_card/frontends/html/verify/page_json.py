"""A page as JSON: what the player in the browser makes of its data, and what it is compared with.

Law: nothing of a page is left out but how Python holds it. A line is an array of runs: a text, a style with a text
(1 italic, 2 bold, 3 both), or the number of a note.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from party_card.engine import page as pages
from party_card.engine.page import Block, Entry, Line, Note, Page, Run
from party_card.frontends.shared.time_axis import steps

Json = dict[str, Any]


def page_json(page: Page) -> Json:
    """The page, key by key."""
    return {
        "kind": page.kind,
        "scene": page.scene,
        "title": page.title,
        "heading": page.heading,
        "when": page.when,
        "where": page.where,
        "who": page.who,
        "blocks": [block_json(block) for block in page.blocks],
        "offers": [
            {
                "id": str(offer.id),
                "line": line_json(offer.line),
                "open": offer.open,
                "reason": line_json(offer.reason),
                "hypothesis": offer.hypothesis,
            }
            for offer in page.offers
        ],
        "notes": notes_json(page.notes),
        "entries": entries_json(page.entries),
        "picture": page.picture,
        "alt": page.alt,
        "basis": page.basis,
        "step": page.step,
        "steps": page.steps,
        "ending": page.ending,
        "passage": page.passage,
        "since": page.since,
    }


def notes_json(notes: Iterable[Note]) -> list[Json]:
    """The notes."""
    return [
        {
            "number": note.number,
            "fact": note.fact,
            "text": note.text,
            "grade": note.grade,
            "quotes": list(note.quotes),
            "citation": line_json(note.citation),
            "hedge": note.hedge,
        }
        for note in notes
    ]


def entries_json(entries: Iterable[Entry]) -> list[Json]:
    """The people and terms."""
    return [
        {"id": entry.id, "kind": entry.kind, "form": entry.form, "name": entry.name, "text": entry.text}
        for entry in entries
    ]


def block_json(block: Block) -> Json:
    """A block, with its type."""
    match block:
        case pages.Heading(text):
            return {"type": "heading", "text": text}
        case pages.Paragraph(line):
            return {"type": "paragraph", "line": line_json(line)}
        case pages.Document(lines):
            return {"type": "document", "lines": _lines(lines)}
        case pages.ContentNote(topics, summary):
            return {"type": "content-note", "topics": list(topics), "summary": _lines(summary)}
        case pages.Comparison(did, date, was_done, grades, matches):
            about: Json = {"did": line_json(did), "date": date, "was_done": line_json(was_done)}
            return {"type": "comparison", **about, "grades": list(grades), "matches": matches}
        case pages.RecordParagraph(date, line, grades):
            return {"type": "account", "date": date, "line": line_json(line), "grades": list(grades)}
        case pages.Unknown(line):
            return {"type": "unknown", "line": line_json(line)}
        case pages.Chart(title, unit, bars, note, remark):
            told = [{"label": b.label, "value": b.value, "shown": b.shown, "bound": b.bound} for b in bars]
            at = steps([bar.label for bar in bars])
            chart = {"type": "chart", "title": title, "unit": unit, "bars": told, "note": note, "remark": remark}
            return {**chart, "at": at}
        case pages.Link(word, date, line, grades):
            return {"type": "link", "word": word, "date": date, "line": line_json(line), "grades": list(grades)}
        case pages.Question(line, skill, draws_on):
            return {"type": "question", "line": line_json(line), "skill": skill, "draws_on": draws_on}


def line_json(line: Line) -> list[Any]:
    """The runs of a line."""
    return [_run(run) for run in line]


def _lines(lines: Iterable[Line]) -> list[list[Any]]:
    return [line_json(line) for line in lines]


def _run(run: Run) -> str | list[Any] | int:
    if run.note is not None:
        return run.note
    style = run.italic + 2 * run.bold
    return [style, run.text] if style else run.text
