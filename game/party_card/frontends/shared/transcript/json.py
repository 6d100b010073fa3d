"""Turns a playthrough into data that `json` can write.

Invariant: it has the content of the other forms; equal playthroughs and answers give equal data. Keys are a format.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from party_card.content.models import Ending
from party_card.content.prose import strip_markup
from party_card.engine import page as pages
from party_card.engine.document_words import list_answers, list_texts
from party_card.engine.page import Block, Line, Page
from party_card.engine.place_words import list_page_sentences
from party_card.engine.playthrough import Playthrough
from party_card.engine.source_words import describe_knowledge, name_stance
from party_card.frontends.shared.transcript.build_data import build_transcript_data
from party_card.frontends.shared.transcript.steps import TranscriptStep, list_people, replay_pages
from party_card.frontends.shared.transcript.transcript_data import to_json_data as data_to_json


def to_json_data(
    playthrough: Playthrough, answers: Sequence[str] = (), *, file_answers: Sequence[str] = ()
) -> dict[str, object]:
    """Returns pages, offers, choices and answers as JSON-compatible data."""
    scene = playthrough.compiled.scene
    ending = playthrough.ending_passage.ending if playthrough.ending_passage else None
    steps = list(replay_pages(playthrough))
    return {
        "scene": scene.scene,
        "title": scene.title,
        "hash": playthrough.compiled.content_hash,
        "carried": list(playthrough.imported_traces),
        "steps": list(playthrough.steps),
        "ending": {"id": ending.id, "title": ending.title} | _cost(ending) if ending else None,
        "left": [
            {"id": trace.id, "kind": trace.kind, "text": strip_markup(trace.text)}
            for trace in playthrough.exported_traces()
        ],
        "answers": list(answers),
        "file_answers": list(file_answers),
        "pages": [_page_data(step) for step in steps],
        "people": [_person(entry) for entry in list_people(playthrough, steps)],
        "transcript": data_to_json(build_transcript_data(playthrough, answers, file_answers)),
    }


def _cost(ending: Ending) -> dict[str, str]:
    return {"cost": strip_markup(ending.cost)} if ending.cost else {}


def page_to_data(page: Page) -> dict[str, object]:
    """Returns a page on which nothing is chosen as JSON-compatible data."""
    return {
        "kind": page.kind,
        "title": page.title,
        "heading": page.heading,
        "when": page.dates,
        "blocks": [_block_data(block) for block in page.blocks],
        "notes": [_note(note) for note in page.notes],
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
        "places": list(list_page_sentences(page)),
        "blocks": [_block_data(block) for block in page.blocks],
        "offers": [
            {"id": offer.id, "text": _to_plain(offer.line), "open": offer.is_open}
            | ({"reason": _to_plain(offer.reason)} if offer.reason else {})
            | ({"hypothesis": True} if offer.is_hypothesis else {})
            for offer in page.offers
        ],
        "taken": step.choice.id if step.choice else None,
        "notes": [_note(note) for note in page.notes],
        **({"causes": list(page.causes)} if page.causes else {}),
    }


def _note(note: pages.Note) -> dict[str, object]:
    return {
        "number": note.number,
        "fact": note.fact,
        "text": note.text,
        "grade": note.grade,
        "quotes": list(note.quotes),
        "citation": _to_plain(note.citation),
        "hedge": note.hedge,
        "attestations": [_attestation(attestation) for attestation in note.attestations],
        "conclusion": note.conclusion,
    } | ({"document": _sheet(note.document)} if note.document else {})


def _person(entry: pages.Entry) -> dict[str, object]:
    """Returns who somebody was and, in a transcript that goes beyond the ending, what became of them."""
    texts = {"was": _to_plain(entry.line)} | ({"later": _to_plain(entry.later)} if entry.later else {})
    person = {"id": entry.id, "name": entry.name, "years": entry.years, **texts}
    return {**person, "notes": [_note(note) for note in entry.notes]}


def _attestation(attestation: pages.Attestation) -> dict[str, object]:
    return {
        "stance": name_stance(attestation),
        "knowledge": list(describe_knowledge(attestation)),
        "interest": attestation.interest,
        "value": attestation.value,
        "says": attestation.says,
        "citation": _to_plain(attestation.citation),
    }


def _sheet(sheet: pages.Sheet) -> dict[str, object]:
    return {
        "form": sheet.form,
        "author": sheet.author,
        "date": sheet.date,
        "texts": [text._asdict() | {"paragraphs": list(text.paragraphs)} for text in list_texts(sheet)],
        "columns": list(sheet.columns),
        "rows": [list(row) for row in sheet.rows],
        "answers": dict(list_answers(sheet)),
        "kept": sheet.kept,
        "further_citations": [_to_plain(citation) for citation in sheet.further_citations],
    }


_BLOCK_TYPES: Mapping[type, str] = {
    pages.ContentNote: "content-note",
    pages.RecordParagraph: "account",
    pages.SourceComparison: "source-comparison",
    pages.FileCard: "file-card",
    pages.FilePaper: "file-paper",
    pages.FileDecision: "file-decision",
    pages.FileGap: "file-gap",
    pages.ArchiveFolder: "folder",
    pages.ArchivedThing: "thing",
    pages.ProvenanceStep: "step",
}
"""Names of block types in the file format that are not the lower-case class name."""


def _block_data(block: Block) -> dict[str, object]:
    kind: dict[str, object] = {"type": _BLOCK_TYPES.get(type(block)) or type(block).__name__.lower()}
    match block:
        case pages.Heading(text):
            return kind | {"text": text}
        case pages.Paragraph(runs) | pages.Hook(runs) | pages.Unknown(runs) | pages.FileGap(runs):
            return kind | {"text": _to_plain(runs)}
        case pages.Document(lines) | pages.About(lines):
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
            figures = [_bar(bar) for bar in bars]
            return kind | {"title": title, "unit": unit, "bars": figures, "note": note, "remark": remark}
        case pages.Statement(label, runs, grades):
            return kind | {"label": label, "text": _to_plain(runs), "grades": list(grades)}
        case pages.SourceComparison(runs, grades, attestations, gap, conclusion):
            sources = [_attestation(attestation) for attestation in attestations]
            compared = {"text": _to_plain(runs), "grades": list(grades), "attestations": sources}
            return kind | compared | {"gap": gap, "conclusion": conclusion}
        case pages.Question(runs, skill):
            return kind | {"text": _to_plain(runs), "skill": skill}
        case pages.FileCard(name, office, is_invented, stamp, decision_count, unrecorded_count):
            counts = {"decisions": decision_count, "unrecorded": unrecorded_count}
            return kind | {"name": name, "office": _to_plain(office), "invented": is_invented, "stamp": stamp, **counts}
        case pages.FilePaper(letter, paper_kind, title, lines, kept, decisions):
            names = {"letter": letter, "kind": paper_kind, "title": title, "invented": True}
            paper_lines = [_to_plain(line) for line in lines]
            return kind | names | {"lines": paper_lines, "kept": _to_plain(kept), "decisions": list(decisions)}
        case pages.FileDecision(number, line, papers, titles, listener):
            shown = {"papers": list(papers), "titles": list(titles), "listener": listener}
            return kind | {"number": number, "text": _to_plain(line), **shown}
        case pages.ArchiveFolder(number, name, closed, office, is_invented, stamp, paper_count, is_assessed):
            place = {"number": number, "name": name, "closed": closed, "office": _to_plain(office)}
            held = {"stamp": stamp, "papers": paper_count, "assessed": is_assessed}
            return kind | place | {"invented": is_invented, **held}
        case pages.ArchivedThing(number, name, paper_count):
            return kind | {"number": number, "name": name, "papers": paper_count}
        case pages.ProvenanceStep(step, date, office, line, imprint):
            return kind | {"kind": step, "date": date, "office": office, "text": _to_plain(line), "imprint": imprint}
        case pages.Assessment(line, certainty, reason):
            return kind | {"text": _to_plain(line), "certainty": certainty, "reason": reason}


def _bar(bar: pages.Bar) -> dict[str, object]:
    """Returns a bar; with its lower end if it is a range, and with whose it is if it is an estimate."""
    data: dict[str, object] = {"label": bar.label, "value": bar.value, "shown": bar.text, "bound": bar.bound}
    data |= {} if bar.low is None else {"low": bar.low}
    return data | ({"by": _to_plain(bar.by), "grade": bar.grade} if bar.by else {})


def _to_plain(runs: Line) -> str:
    text = ""
    for run in runs:
        text += run.text if run.note is None else f"{'' if not text or text[-1].isspace() else ' '}[{run.note}]"
    return text
