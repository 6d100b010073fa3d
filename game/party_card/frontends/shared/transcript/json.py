"""Turns a playthrough into data that `json` can write.

Invariant: it has the content of the other forms; equal playthroughs and answers give equal data. Keys are a format.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from party_card.content.prose import strip_markup
from party_card.engine import page as pages
from party_card.engine.page import Block, Line
from party_card.engine.playthrough import Playthrough
from party_card.frontends.shared.transcript.steps import TranscriptStep, replay_pages


def to_json_data(playthrough: Playthrough, answers: Sequence[str] = ()) -> dict[str, object]:
    """Returns pages, offers, choices and answers as JSON-compatible data."""
    scene = playthrough.compiled.scene
    ending = playthrough.ending_passage.ending if playthrough.ending_passage else None
    return {
        "scene": scene.scene,
        "title": scene.title,
        "hash": playthrough.compiled.content_hash,
        "carried": list(playthrough.imported_traces),
        "steps": list(playthrough.steps),
        "ending": {"id": ending.id, "title": ending.title} if ending else None,
        "left": [
            {"id": trace.id, "kind": trace.kind, "text": strip_markup(trace.text)}
            for trace in playthrough.exported_traces()
        ],
        "answers": list(answers),
        "pages": [_page_data(step) for step in replay_pages(playthrough)],
    }


def _page_data(step: TranscriptStep) -> dict[str, object]:
    page = step.page
    return {
        "kind": page.kind,
        "passage": page.passage or None,
        "heading": page.heading,
        "when": page.dates,
        "where": page.place,
        "basis": page.basis or None,
        "blocks": [_block_data(block) for block in page.blocks],
        "offers": [
            {"id": offer.id, "text": _to_plain(offer.line), "open": offer.is_open}
            | ({"reason": _to_plain(offer.reason)} if offer.reason else {})
            | ({"hypothesis": True} if offer.is_hypothesis else {})
            for offer in page.offers
        ],
        "taken": step.choice.id if step.choice else None,
        "notes": [
            {
                "number": note.number,
                "fact": note.fact,
                "text": note.text,
                "grade": note.grade,
                "quotes": list(note.quotes),
                "citation": _to_plain(note.citation),
                "hedge": note.hedge,
            }
            for note in page.notes
        ],
    }


_BLOCK_TYPES: Mapping[type, str] = {pages.ContentNote: "content-note", pages.RecordParagraph: "account"}
"""Names of block types in the file format that are not the lower-case class name."""


def _block_data(block: Block) -> dict[str, object]:
    kind: dict[str, object] = {"type": _BLOCK_TYPES.get(type(block)) or type(block).__name__.lower()}
    match block:
        case pages.Heading(text):
            return kind | {"text": text}
        case pages.Paragraph(runs) | pages.Unknown(runs):
            return kind | {"text": _to_plain(runs)}
        case pages.Document(lines):
            return kind | {"lines": [_to_plain(runs) for runs in lines]}
        case pages.ContentNote(topics, summary):
            return kind | {"topics": list(topics), "summary": [_to_plain(runs) for runs in summary]}
        case pages.Comparison(player_line, date, record_line, grades, matches):
            texts = {"did": _to_plain(player_line), "date": date, "was_done": _to_plain(record_line)}
            return kind | texts | {"grades": list(grades), "matches": matches}
        case pages.Link(word, date, runs, grades):
            return kind | {"word": word, "date": date, "text": _to_plain(runs), "grades": list(grades)}
        case pages.RecordParagraph(date, runs, grades):
            return kind | {"date": date, "text": _to_plain(runs), "grades": list(grades)}
        case pages.Chart(title, unit, bars, note, remark):
            figures = [{"label": bar.label, "value": bar.value, "shown": bar.text, "bound": bar.bound} for bar in bars]
            return kind | {"title": title, "unit": unit, "bars": figures, "note": note, "remark": remark}
        case pages.Question(runs, skill):
            return kind | {"text": _to_plain(runs), "skill": skill}


def _to_plain(runs: Line) -> str:
    text = ""
    for run in runs:
        text += run.text if run.note is None else f"{'' if not text or text[-1].isspace() else ' '}[{run.note}]"
    return text
