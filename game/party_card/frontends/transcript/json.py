"""A walk as data that `json` can write, for a program.

Law: it tells the same as the other forms, and the same walk and answers always give the same data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from party_card.content.prose import plain
from party_card.engine.page import (
    Block,
    Chart,
    Comparison,
    ContentNote,
    Document,
    Heading,
    Line,
    Link,
    Paragraph,
    Question,
    RecordParagraph,
    Unknown,
)
from party_card.engine.playthrough import Playthrough
from party_card.frontends.transcript.markdown import TranscriptStep, replay_pages


def transcript_json(playthrough: Playthrough, answers: Sequence[str] = ()) -> dict[str, object]:
    """The walk as data that `json` can write: what was shown, offered, taken, and answered."""
    walk = list(replay_pages(playthrough))
    scene = playthrough.compiled.scene
    ending = playthrough.ending.ending if playthrough.ending else None
    return {
        "scene": scene.scene,
        "title": scene.title,
        "hash": playthrough.compiled.hash,
        "carried": list(playthrough.carried),
        "steps": list(playthrough.steps),
        "ending": {"id": ending.id, "title": ending.title} if ending else None,
        "left": [
            {"id": trace.id, "kind": trace.kind, "text": plain(trace.text)} for trace in playthrough.exported_traces()
        ],
        "answers": list(answers),
        "pages": [_page(stop) for stop in walk],
    }


def _page(stop: TranscriptStep) -> dict[str, object]:
    page = stop.page
    return {
        "kind": page.kind,
        "passage": page.passage or None,
        "heading": page.heading,
        "when": page.when,
        "where": page.where,
        "basis": page.basis or None,
        "blocks": [_block_data(block) for block in page.blocks],
        "offers": [
            {"id": offer.id, "text": _plain(offer.line), "open": offer.open}
            | ({"reason": _plain(offer.reason)} if offer.reason else {})
            | ({"hypothesis": True} if offer.hypothesis else {})
            for offer in page.offers
        ],
        "taken": stop.taken.id if stop.taken else None,
        "notes": [
            {
                "number": note.number,
                "fact": note.fact,
                "text": note.text,
                "grade": note.grade,
                "quotes": list(note.quotes),
                "citation": _plain(note.citation),
                "hedge": note.hedge,
            }
            for note in page.notes
        ],
    }


_BLOCK_TYPES: Mapping[type, str] = {ContentNote: "content-note", RecordParagraph: "account"}
"""Names of block types in the file format that are not the lower-case class name."""


def _block_data(block: Block) -> dict[str, object]:
    kind: dict[str, object] = {"type": _BLOCK_TYPES.get(type(block)) or type(block).__name__.lower()}
    match block:
        case Heading(text):
            return kind | {"text": text}
        case Paragraph(runs) | Unknown(runs):
            return kind | {"text": _plain(runs)}
        case Document(lines):
            return kind | {"lines": [_plain(runs) for runs in lines]}
        case ContentNote(topics, summary):
            return kind | {"topics": list(topics), "summary": [_plain(runs) for runs in summary]}
        case Comparison(did, date, was_done, grades, matches):
            said = {"did": _plain(did), "date": date, "was_done": _plain(was_done)}
            return kind | said | {"grades": list(grades), "matches": matches}
        case Link(word, date, runs, grades):
            return kind | {"word": word, "date": date, "text": _plain(runs), "grades": list(grades)}
        case RecordParagraph(date, runs, grades):
            return kind | {"date": date, "text": _plain(runs), "grades": list(grades)}
        case Chart(title, unit, bars, note, remark):
            figures = [{"label": bar.label, "value": bar.value, "shown": bar.shown, "bound": bar.bound} for bar in bars]
            return kind | {"title": title, "unit": unit, "bars": figures, "note": note, "remark": remark}
        case Question(runs, skill):
            return kind | {"text": _plain(runs), "skill": skill}


def _plain(runs: Line) -> str:
    text = ""
    for run in runs:
        text += run.text if run.note is None else f"{'' if not text or text[-1].isspace() else ' '}[{run.note}]"
    return text
