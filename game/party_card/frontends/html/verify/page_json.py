"""Converts pages of the engine to JSON, in the form in which the player builds them.

Invariant: every field of a page is there. A line is an array of runs: a text, a style with a text (1 italic, 2 bold,
3 both), or the number of a note.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from party_card.engine import page as pages
from party_card.engine.document_words import FORMS, describe_head, get_remark, list_answers, list_texts
from party_card.engine.page import Attestation, Bar, Block, Entry, Line, Note, Page, Run, Sheet
from party_card.engine.source_words import describe_knowledge, name_stance
from party_card.frontends.html.encode.place_maps import encode_place_map
from party_card.frontends.shared.scene_data import Json
from party_card.frontends.shared.time_axis import step_distances
from party_card.localization import gettext


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
        "cost": page.cost,
        "causes": list(page.causes),
        "passage": page.passage,
        "since": page.since,
        "map": None if page.places is None else encode_place_map(page.places),
        "minutes": page.minutes,
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
            "attestations": [attestation_to_json(attestation) for attestation in note.attestations],
            "conclusion": note.conclusion,
            "document": None if note.document is None else sheet_to_json(note.document),
        }
        for note in notes
    ]


def attestation_to_json(attestation: Attestation) -> Json:
    """Returns what a source says of a fact as a JSON object, in words."""
    return {
        "stance": name_stance(attestation),
        "knowledge": list(describe_knowledge(attestation)),
        "interest": attestation.interest,
        "value": attestation.value,
        "says": attestation.says,
        "citation": line_to_json(attestation.citation),
    }


def sheet_to_json(sheet: Sheet) -> Json:
    """Returns the sheet of a document as a JSON object, in words."""
    return {
        "form": sheet.form,
        "kind": gettext(FORMS[sheet.form]),
        "head": list(describe_head(sheet)),
        "texts": [text._asdict() | {"paragraphs": list(text.paragraphs)} for text in list_texts(sheet)],
        "columns": list(sheet.columns),
        "rows": [list(row) for row in sheet.rows],
        "answers": [list(answer) for answer in list_answers(sheet)],
        "kept": sheet.kept,
        "remark": get_remark(sheet),
        "citations": _lines_to_json(sheet.further_citations),
    }


def entries_to_json(entries: Iterable[Entry]) -> list[Json]:
    """Returns people and terms as JSON objects."""
    return [
        {
            "id": entry.id,
            "kind": entry.kind,
            "form": entry.form,
            "name": entry.name,
            "years": entry.years,
            "line": line_to_json(entry.line),
            "later": line_to_json(entry.later),
            "notes": notes_to_json(entry.notes),
        }
        for entry in entries
    ]


def block_to_json(block: Block) -> Json:
    """Returns a block as JSON, with its type."""
    match block:
        case pages.Heading(text, level):
            return {"type": "heading", "text": text, "level": level}
        case pages.Paragraph(line):
            return {"type": "paragraph", "line": line_to_json(line)}
        case pages.Hook(line):
            return {"type": "hook", "line": line_to_json(line)}
        case pages.About(lines):
            return {"type": "about", "lines": _lines_to_json(lines)}
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
            rows = [_bar_to_json(bar) for bar in bars]
            chart = {"type": "chart", "title": title, "unit": unit, "bars": rows, "note": note, "remark": remark}
            return {**chart, "at": step_distances([bar.label for bar in bars])}
        case pages.Statement(label, line, grades):
            return {"type": "statement", "word": label, "line": line_to_json(line), "grades": list(grades)}
        case pages.SourceComparison(line, grades, attestations, gap, conclusion):
            claim = {"type": "source-comparison", "line": line_to_json(line), "grades": list(grades)}
            compared = [attestation_to_json(attestation) for attestation in attestations]
            return {**claim, "attestations": compared, "gap": gap, "conclusion": conclusion}
        case pages.Link(word, date, line, grades):
            return {"type": "link", "word": word, "date": date, "line": line_to_json(line), "grades": list(grades)}
        case pages.Question(line, skill, draws_on, rubric):
            question: Json = {"type": "question", "line": line_to_json(line), "skill": skill}
            return {**question, "draws_on": draws_on, "rubric": list(rubric)}
        case pages.FileCard(name, office, is_invented, stamp, decision_count, unrecorded_count):
            counts: Json = {"decisions": decision_count, "unrecorded": unrecorded_count}
            card: Json = {"type": "file-card", "name": name, "office": line_to_json(office), "invented": is_invented}
            return {**card, "stamp": stamp or "", **counts}
        case pages.FilePaper(letter, paper_kind, title, lines, kept, decisions):
            paper: Json = {"type": "file-paper", "letter": letter, "kind": paper_kind, "title": title}
            texts = {"lines": _lines_to_json(lines), "kept": line_to_json(kept)}
            return {**paper, **texts, "decisions": list(decisions)}
        case pages.FileDecision(number, line, papers, titles, listener):
            decision: Json = {"type": "file-decision", "number": number, "line": line_to_json(line)}
            return {**decision, "papers": list(papers), "titles": list(titles), "listener": listener}
        case pages.FileGap(line):
            return {"type": "file-gap", "line": line_to_json(line)}
        case pages.ArchiveFolder(number, name, closed, office, is_invented, stamp, paper_count, is_assessed):
            folder: Json = {"type": "folder", "number": number, "name": name, "closed": closed}
            folder |= {"office": line_to_json(office), "invented": is_invented, "stamp": stamp or ""}
            return {**folder, "papers": paper_count, "assessed": is_assessed}
        case pages.ArchivedThing(number, name, paper_count):
            return {"type": "thing", "number": number, "name": name, "papers": paper_count}
        case pages.ProvenanceStep(step, date, office, line, imprint):
            place: Json = {"type": "step", "kind": step, "date": date, "office": office}
            return {**place, "line": line_to_json(line), "imprint": imprint}
        case pages.Assessment(line, certainty, reason):
            return {"type": "assessment", "line": line_to_json(line), "certainty": certainty, "reason": reason}


def _bar_to_json(bar: Bar) -> Json:
    number = {"label": bar.label, "value": bar.value, "shown": bar.text, "bound": bar.bound, "low": bar.low}
    return {**number, "by": line_to_json(bar.by), "grade": bar.grade or ""}


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
