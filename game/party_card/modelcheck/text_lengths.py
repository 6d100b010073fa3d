"""Counts the words of texts that a player reads: of passages, of the record, of decisions, and of the file.

What became of people is not counted, nor are notes and sources, nor the questions of debrief and file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache, cached_property
from typing import NamedTuple

from party_card.content.models import ConditionText, Fact, Passage, RecordBlock
from party_card.content.prose import strip_markup
from party_card.engine.attestations import build_attestations
from party_card.engine.compiled import CompiledScene, Evidence
from party_card.engine.file_blocks import FileDecision, FilePaper
from party_card.engine.file_page import build_file_blocks, tell_choice
from party_card.engine.file_state import is_filed
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page import list_block_lines
from party_card.engine.phases import BEGIN
from party_card.engine.playthrough import Playthrough
from party_card.modelcheck.model import Transition
from party_card.modelcheck.state_space import ReachableStates


class TextLength(NamedTuple):
    """The condition of a text, the words shown if it holds, and the words shown if it does not."""

    condition: ConditionText | None
    word_count: int
    word_count_otherwise: int


@cache
def count_words(text: str) -> int:
    """Counts the words of a text as a reader sees it."""
    return len(strip_markup(text).split())


class SceneTextLengths:
    """The lengths of all texts of a scene, each counted once.

    What became of people is not counted, as it depends on all passages of a path; neither are notes and sources.
    """

    def __init__(self, states: ReachableStates) -> None:
        self._model = states.model
        self._compiled = states.compiled
        self._by_passage: dict[int, tuple[TextLength, ...]] = {}
        self._comparisons: dict[tuple[int, int], int] = {}

    def at_passage(self, passage: int) -> tuple[TextLength, ...]:
        """Returns the length of each text of a passage; at an ending, of each part of the record too."""
        lengths = self._by_passage.get(passage)
        if lengths is None:
            content = self._model.passage(passage)
            lengths = tuple(_iter_text_lengths(content))
            if content.ending is not None:
                lengths = (*lengths, *self._closing_lengths)
            self._by_passage[passage] = lengths
        return lengths

    @cached_property
    def _closing_lengths(self) -> tuple[TextLength, ...]:
        evidence = self._compiled.evidence
        parts = self._compiled.scene.closing_blocks
        return tuple(TextLength(part.if_, _count_closing_words(part, evidence), 0) for part in parts)

    def of_comparison(self, transition: Transition) -> int:
        """Returns the words that a choice adds to the record: the player's decision, and the historical one."""
        key = transition.source, transition.choice_index
        words = self._comparisons.get(key)
        if words is None:
            passage, decision = self._model.passage(transition.source), transition.choice.did or transition.choice.text
            texts = () if passage.record is None else (passage.record, passage.in_common, decision)
            words = self._comparisons[key] = sum(map(count_words, texts))
        return words


def _iter_text_lengths(passage: Passage) -> Iterator[TextLength]:
    for block in passage.blocks:
        yield TextLength(block.if_, count_words(block.text or block.document or ""), 0)
    for choice in passage.choices:
        locked_words = 0 if choice.locked is None else count_words(choice.text) + count_words(choice.locked)
        yield TextLength(choice.if_, count_words(choice.text), locked_words)
    if passage.ending is not None:
        yield TextLength(None, count_words(passage.ending.cost), 0)


def _count_closing_words(part: RecordBlock, evidence: Evidence) -> int:
    """Counts the words of a part of the record or of what came after; a chart is looked at, and its estimates read."""
    texts = [part.heading, part.label, part.text, part.unknown]
    if part.compare is not None and isinstance(fact := evidence.facts.get(part.compare), Fact):
        attestations = build_attestations(fact, evidence)
        texts += [fact.text, fact.conclusion, *(text for item in attestations for text in (item.says, item.interest))]
    if part.chart is not None and (figure := evidence.figures.get(part.chart)) is not None:
        texts += [f"{estimate.label} {estimate.number.text} {estimate.by}" for estimate in figure.estimates]
    return sum(count_words(text) for text in texts if text)


def count_file_words(compiled: CompiledScene, choices: Iterable[str], imported_traces: Collection[str] = ()) -> int:
    """Counts the words of papers and decisions on the page of the file after a path to an ending."""
    playthrough = Playthrough(compiled, imported_traces)
    for trigger in (BEGIN, *choices):
        playthrough.choose(trigger)
    blocks = build_file_blocks(playthrough, FootnoteCollector(compiled.evidence))
    texts = ["".join(run.text for run in line) for block in blocks for line in list_block_lines(block)]
    texts += [block.title for block in blocks if isinstance(block, FilePaper)]
    texts += [block.listener for block in blocks if isinstance(block, FileDecision)]
    return sum(len(text.split()) for text in texts)


def bound_file_words(compiled: CompiledScene) -> int:
    """Returns a number of words that no page of the file exceeds: all papers, and the longest choice of a passage."""
    scene = compiled.scene
    if scene.file is None:
        return 0
    words = sum(count_words(text) for _, _, text in scene.file.iter_prose() if text)
    words += sum(count_words(paper.title) for paper in scene.file.papers)
    for name, passage in scene.passages.items():
        if is_filed(scene, name) and passage.choices:
            words += max(
                count_words(tell_choice(choice)) + count_words(scene.file.find_listener(name, choice.id))
                for choice in passage.choices
            )
    return words
