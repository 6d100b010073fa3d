"""Describes a scene for the teacher's page: its passages in order, their choices, and what really happened there.

Invariant: texts only. Whatever shows them shows them as text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from party_card.classroom.replay import Replayer
from party_card.content.edtf import format_date
from party_card.content.models import Passage, PassageId, Scene
from party_card.content.models.record import Rubric
from party_card.content.prose import smart_quotes, strip_markup
from party_card.engine.block_builder import build_passage_blocks
from party_card.engine.compiled import CompiledScene
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page import Line, list_block_lines
from party_card.engine.page_builder import build_page
from party_card.engine.phases import PHASE_TRIGGERS
from party_card.engine.playthrough import Playthrough
from party_card.frontends.html.page_messages import choose_page_language
from party_card.frontends.shared.rubric_words import LEVEL_NAMES
from party_card.frontends.shared.scene_map.route_layout import layout_routes
from party_card.frontends.shared.scene_map.titles import first_words
from party_card.localization import use_language

Outline = dict[str, Any]
"""A JSON object."""


def build_outline(compiled: CompiledScene) -> Outline:
    """Returns the outline of a scene; its passages come in the order in which they are reached, endings last."""
    scene = compiled.scene
    notes = FootnoteCollector(compiled.evidence)
    passages = [_describe_passage(name, scene.passages[name], notes) for name in sort_passages(scene)]
    return {
        "scene": str(scene.scene),
        "title": smart_quotes(scene.title),
        "when": format_date(scene.span) if scene.span else "",
        "where": smart_quotes(scene.place),
        "question": _join(notes.add_line(scene.question)),
        "passages": passages,
        "questions": [
            {
                "text": _join(notes.add_line(question.ask)),
                "skill": question.skill,
                "hint": _join(notes.add_line(question.draws_on)),
                "rubric": _describe_rubric(question.rubric),
            }
            for question in scene.debrief
        ],
        "sources": [_join(note.citation) for note in notes.build_notes()],
    }


def sort_passages(scene: Scene) -> tuple[PassageId, ...]:
    """Returns the passages in the order in which they are reached."""
    places = layout_routes(scene).places
    return tuple(sorted(scene.passages, key=lambda name: (places[name].x, places[name].y)))


def describe_place(replayer: Replayer, steps: str) -> Outline:
    """Returns the passage that the class has come to together, as its page has it: its text, and what is on offer.

    It is in the language of the scene, with its dates, for everybody.
    """
    replayed = replayer.replay(steps)
    assert replayed is not None  # noqa: S101  # what a lesson has stored was replayed
    triggers = [step.trigger for step in replayed.steps]
    playthrough, _ = Playthrough.resume(replayer.compiled, triggers, replayer.carried_traces(steps))
    with use_language(choose_page_language(replayer.compiled.evidence.language)):
        page = build_page(playthrough)
    return {
        "passage": page.passage,
        "when": page.dates,
        "where": page.place,
        "ending": page.ending,
        "text": [_join(line) for block in page.blocks for line in list_block_lines(block)],
        "offers": [
            {"id": offer.id, "text": _join(offer.line), "open": offer.is_open, "reason": _join(offer.reason)}
            for offer in page.offers
            if offer.id not in PHASE_TRIGGERS
        ],
    }


def _describe_passage(name: PassageId, passage: Passage, notes: FootnoteCollector) -> Outline:
    record = notes.add_line(passage.record or "")
    blocks = [block for part in passage.blocks for block in build_passage_blocks(part, notes)]
    return {
        "id": str(name),
        "title": first_words(passage),
        "when": format_date(passage.date) if passage.date else "",
        "where": smart_quotes(passage.place),
        "text": [_join(line) for block in blocks for line in list_block_lines(block)],
        "ending": smart_quotes(passage.ending.title) if passage.ending else "",
        "record": _join(record),
        "recordWhen": notes.date_of(record),
        "grades": list(notes.grades_of(record)),
        "choices": [
            {
                "id": str(choice.id),
                "text": _join(notes.add_line(choice.text)),
                "did": _join(notes.add_line(choice.did or choice.text)),
                "goto": str(choice.goto),
                "isInRecord": choice.id in passage.history,
                "isHypothesis": choice.hypothesis,
                "overlooks": _join(notes.add_line(choice.overlooks)),
            }
            for choice in passage.choices
        ],
    }


def _describe_rubric(rubric: Rubric | None) -> list[list[str]]:
    """Returns the name and the text of each level, lowest first; empty if the author wrote no rubric."""
    texts = () if rubric is None else map(strip_markup, rubric.texts)
    return [[name, text] for name, text in zip(LEVEL_NAMES, texts, strict=False)]


def _join(line: Iterable[Any] | Line) -> str:
    """Returns the text of a line without the numbers of its notes."""
    return "".join(run.text for run in line if run.note is None).strip()
