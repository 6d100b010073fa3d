"""A playthrough seen as a page: everything that any front end shows is decided here.

Law: the same steps, and the same wish when to see the record, always give the same page. Nothing is shown that the
page does not hold, and every claim on it that rests on a fact carries the number of a note. A page looks at a position
only through the scene's conditions; what it is put together from (`opening`, `shown`, `comparison`, `told`, `asked`)
asks for no playthrough.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from party_card.content.models import Block as Part
from party_card.content.models import CampaignBlock, Debrief, Figure, Passage, PassageId, RecordBlock, Scene
from party_card.content.prose import parse_document, smart_quotes
from party_card.content.quantity import amount
from party_card.engine import page as pages
from party_card.engine.date_format import format_date
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page import Block, Entry, Line, Offer, Page, Run
from party_card.engine.phases import BEGIN, BRIEFING, CLOSE, DEBRIEF, FINISHED, RECORD, REVEAL

if TYPE_CHECKING:
    from party_card.engine.compiled import Evidence
    from party_card.engine.playthrough import Decision, Playthrough

_KINDS = {"documented": "documented", "composite": "composite figure", "invented": "invented"}
SAID = {
    BEGIN: "Begin",
    REVEAL: "See what actually happened",
    RECORD: "To the questions",
    DEBRIEF: "Finish",
}
"""What turns are called; from the record to the questions, from the questions to the end."""
HEADINGS = {RECORD: "What actually happened", DEBRIEF: "Questions to think over", FINISHED: "Finished"}
"""What the pages after an ending are called."""
WHOLE = "The whole story"
"""Above the record, where decisions stand beside theirs first."""


def write_page(playthrough: Playthrough) -> Page:
    """What is shown at this point of a playthrough."""
    writers = {BRIEFING: _briefing, RECORD: _record, DEBRIEF: _debrief, FINISHED: _finished}
    return writers.get(playthrough.state, _passage)(playthrough)


def _plain(text: str) -> Line:
    return (Run(text),)


def _page(
    playthrough: Playthrough, blocks: list[Block], offers: tuple[Offer, ...], notes: FootnoteCollector, **more: object
) -> Page:
    scene = playthrough.compiled.scene
    ending = playthrough.ending.ending if playthrough.ending is not None else None
    values: dict[str, object] = {
        "kind": "passage",
        "scene": str(scene.scene),
        "title": smart_quotes(scene.title),
        "heading": smart_quotes(scene.title),
        "when": format_date(scene.span) if scene.span else "",
        "where": smart_quotes(scene.place),
        "who": f"{smart_quotes(scene.role.name)} ({_KINDS[scene.role.kind]})" if scene.role else "",
        "picture": scene.picture,
        "alt": scene.alt,
        "ending": smart_quotes(ending.title) if ending else "",
    }
    values.update(more)
    entries = glossary_entries(playthrough.compiled, blocks)
    return Page(blocks=tuple(blocks), offers=offers, notes=notes.notes(), entries=entries, **values)  # type: ignore[arg-type]


def glossary_entries(evidence: Evidence, blocks: list[Block]) -> tuple[Entry, ...]:
    """Whom and what the blocks of a page name."""
    return evidence.glossary.entries("\n".join("".join(run.text for run in line) for line in _lines(blocks)))


# ---------------------------------------------------------------------------------------------------- the stages


def _briefing(playthrough: Playthrough) -> Page:
    notes = FootnoteCollector(playthrough.compiled)
    blocks = list(briefing_blocks(playthrough.compiled.scene, notes))
    offers = (Offer(BEGIN, _plain(SAID[BEGIN])),)
    return _page(playthrough, blocks, offers, notes, kind="briefing")


def briefing_blocks(scene: Scene, notes: FootnoteCollector) -> Iterator[Block]:
    """What is read before the first passage."""
    if scene.role is not None and scene.role.text:
        yield from (pages.Paragraph(line) for line in notes.add_paragraphs(scene.role.text))
    if scene.question:
        yield pages.Heading("The question")
        yield from (pages.Paragraph(line) for line in notes.add_paragraphs(scene.question))
    if scene.content_notes:
        yield pages.ContentNote(
            tuple(map(smart_quotes, scene.content_notes)), tuple(notes.add_paragraphs(scene.summary))
        )


def _passage(playthrough: Playthrough) -> Page:
    compiled = playthrough.compiled
    name, passage = PassageId(playthrough.state), playthrough.passage
    assert passage is not None  # noqa: S101  # the caller looked at the state
    notes = FootnoteCollector(compiled)
    blocks: list[Block] = []
    if playthrough.reveal == "each":
        made = playthrough.decisions()
        if made and compiled.scene.passages[made[-1].passage].record is not None:
            blocks.append(comparison(compiled.scene.passages[made[-1].passage], (made[-1],), notes))
    for part in parts(passage):
        if compiled.system.evaluate(part.if_, playthrough.position):
            blocks += passage_blocks(part, notes)
    read = len(playthrough.passages)
    more: dict[str, object] = {
        "kind": "passage",
        "basis": passage.basis,
        "passage": str(name),
        "step": read,
        "steps": read + compiled.remaining.get(name, 0),
    }
    more |= {"when": format_date(passage.date)} if passage.date else {}
    more |= {"where": smart_quotes(passage.place)} if passage.place else {}
    more |= {"picture": passage.picture, "alt": passage.alt} if passage.picture else {}
    return _page(playthrough, blocks, tuple(_offers(playthrough, passage, notes)), notes, **more)


def parts(passage: Passage) -> tuple[Part, ...]:
    """The parts of a passage's text, each with its own condition."""
    return (Part(text=passage.text),) if isinstance(passage.text, str) else passage.text


def passage_blocks(part: Part, notes: FootnoteCollector) -> Iterator[Block]:
    """The blocks of a part of a passage."""
    if part.text is not None:
        yield from (pages.Paragraph(line) for line in notes.add_paragraphs(part.text))
    if part.document is not None:
        yield pages.Document(tuple(notes.add_lines(parse_document(part.document))))


def _offers(playthrough: Playthrough, passage: Passage, notes: FootnoteCollector) -> Iterator[Offer]:
    open_ = playthrough.enabled()
    for choice in passage.choices:
        is_open = choice.id in open_
        if is_open or choice.locked is not None:  # what is hidden leaves no note
            line = notes.add_line(choice.text)
            reason = () if is_open else notes.add_line(choice.locked or "")
            yield Offer(choice.id, line, is_open, reason, choice.hypothesis)
    if REVEAL in open_:
        yield Offer(REVEAL, _plain(SAID[REVEAL]))


def _record(playthrough: Playthrough) -> Page:
    scene = playthrough.compiled.scene
    notes = FootnoteCollector(playthrough.compiled)
    blocks: list[Block] = []
    by_passage: dict[PassageId, list[Decision]] = {}
    for decision in playthrough.decisions():
        by_passage.setdefault(decision.passage, []).append(decision)
    for name, made in by_passage.items():
        if scene.passages[name].record is not None:
            blocks.append(comparison(scene.passages[name], tuple(made), notes))
    holding = [block for block in scene.record if playthrough.compiled.system.evaluate(block.if_, playthrough.position)]
    if blocks and holding:
        blocks.append(pages.Heading(WHOLE))
    for block in holding:
        blocks += record_blocks(block, playthrough.compiled, notes)
    label = SAID[RECORD] if scene.debrief else SAID[DEBRIEF]
    offers = (Offer(CLOSE, _plain(label)),)
    return _page(playthrough, blocks, offers, notes, kind="record", heading=HEADINGS[RECORD])


def record_blocks(block: RecordBlock | CampaignBlock, evidence: Evidence, notes: FootnoteCollector) -> Iterator[Block]:
    """The blocks of a part of the record, or of the campaign's end."""
    if block.text is not None:
        for line in notes.add_paragraphs(block.text):
            yield pages.RecordParagraph(notes.date_of(line), line, notes.grades_of(line))
    if block.chart is not None and (figure := evidence.figures.get(block.chart)) is not None:
        yield _chart(figure, notes)
    if block.unknown is not None:
        yield from (pages.Unknown(line) for line in notes.add_paragraphs(block.unknown))


def comparison(passage: Passage, made: tuple[Decision, ...], notes: FootnoteCollector) -> pages.Comparison:
    """What was decided at a passage beside its record, which it has."""
    did: list[Run] = []
    for decision in made:
        said = decision.choice.did or f"You chose: {decision.choice.text}"
        did += [*((Run(" "),) if did else ()), *notes.add_line(said)]
    done = notes.add_line(passage.record or "")
    return pages.Comparison(
        did=tuple(did),
        date=notes.date_of(done),
        was_done=done,
        grades=notes.grades_of(done),
        matches=made[-1].choice.id in passage.history,
    )


def _chart(figure: Figure, notes: FootnoteCollector) -> pages.Chart:
    # A point that says no number has no bar: a page is shown even while its dossier has mistakes.
    read = [(label, written.text, amount(written.text)) for label, written in figure.points.items()]
    bars = tuple(pages.Bar(label, said.value, text, said.bound) for label, text, said in read if said is not None)
    return pages.Chart(
        smart_quotes(figure.title), figure.unit, bars, notes.add_figure(figure), smart_quotes(figure.note)
    )


def _debrief(playthrough: Playthrough) -> Page:
    notes = FootnoteCollector(playthrough.compiled)
    blocks: list[Block] = [question_block(question, notes) for question in playthrough.compiled.scene.debrief]
    offers = (Offer(CLOSE, _plain(SAID[DEBRIEF])),)
    return _page(playthrough, blocks, offers, notes, kind="debrief", heading=HEADINGS[DEBRIEF])


def question_block(question: Debrief, notes: FootnoteCollector) -> pages.Question:
    """A question of the debrief."""
    return pages.Question(
        notes.add_line(question.ask), question.skill, smart_quotes(" ".join(question.draws_on.split()))
    )


def _finished(playthrough: Playthrough) -> Page:
    notes = FootnoteCollector(playthrough.compiled)
    text = closing_text(playthrough.compiled.scene, len(playthrough.decisions()))
    return _page(playthrough, [pages.Paragraph(_plain(text))], (), notes, kind="finished", heading=HEADINGS[FINISHED])


def closing_text(scene: Scene, count: int) -> str:
    """What is said at the very end, after so many decisions."""
    decided = f"{count} decision" + ("" if count == 1 else "s")
    return f"You have finished “{smart_quotes(scene.title)}”, after {decided}. Others were open to you."


def _lines(blocks: list[Block]) -> Iterator[Line]:
    for block in blocks:
        yield from pages.lines_of(block)
