"""Builds the page that shows what remains on paper of the person who was played.

Invariant: the page follows from the finished playthrough alone. Every paper is shown as invented, and every decision
with the papers that show it or with who knows of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from party_card.content.models import Choice, Paper, PaperKind
from party_card.content.prose import smart_quotes
from party_card.engine.file_blocks import Assessment, Certainty, FileCard, FileDecision, FilePaper
from party_card.engine.file_state import FileState, is_filed
from party_card.engine.file_words import (
    DECISIONS_HEADING,
    MOTIVE,
    MOTIVE_REASON,
    NO_PAPER_REASON,
    PAPERS_HEADING,
    QUESTION,
    explain_listener,
    explain_papers,
)
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page import Block, Heading
from party_card.engine.page_parts import Line, Run
from party_card.engine.playthrough import Decision, Playthrough
from party_card.engine.record_words import YOU_CHOSE
from party_card.localization import gettext

HEARSAY_KINDS: Final[frozenset[PaperKind]] = frozenset({"letter", "denunciation", "note"})
"""Papers in which somebody says something of a person; the others record a decision themselves."""
MAX_ASSESSMENTS: Final = 3
"""So many statements about decisions are asked; one about motives comes after them."""
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def read_file_state(playthrough: Playthrough, traces: Collection[str] = ()) -> FileState:
    """Returns what the file of a finished playthrough is computed from; `traces` are those of the whole campaign."""
    choices = [(decision.passage, decision.choice.id) for decision in playthrough.decisions()]
    return FileState(playthrough.compiled, playthrough.position, choices, playthrough.passages, traces)


def letter_of(index: int) -> str:
    """Returns the letter of a paper by its index: A to Z, then AA, AB and so on."""
    quotient, rest = divmod(index, len(_LETTERS))
    return (letter_of(quotient - 1) if quotient else "") + _LETTERS[rest]


def build_file_blocks(playthrough: Playthrough, notes: FootnoteCollector) -> list[Block]:
    """Builds the blocks of the file: card, papers, decisions, and the question."""
    state = read_file_state(playthrough)
    scene = playthrough.compiled.scene
    listed = [decision for decision in playthrough.decisions() if is_filed(scene, decision.passage)]
    letters = {paper.id: letter_of(index) for index, paper in enumerate(state.papers)}
    unrecorded_count = sum(all(item.passage not in paper.shows for paper in state.papers) for item in listed)
    blocks: list[Block] = [build_card(state, len(listed), unrecorded_count, notes)]
    papers = []
    for paper in state.papers:
        numbers = tuple(number for number, item in enumerate(listed, 1) if item.passage in paper.shows)
        papers.append(build_paper(state, paper, letters[paper.id], numbers, notes))
    if papers:
        blocks += [Heading(gettext(PAPERS_HEADING)), *papers]
    decisions = [
        FileDecision(
            number=number,
            line=describe_decision(decision, notes),
            papers=tuple(letters[paper.id] for paper in state.papers if decision.passage in paper.shows),
            titles=tuple(smart_quotes(paper.title) for paper in state.papers if decision.passage in paper.shows),
            listener=smart_quotes(state.file.find_listener(decision.passage, decision.choice.id)),
        )
        for number, decision in enumerate(listed, 1)
    ]
    if decisions:
        blocks += [
            Heading(gettext(DECISIONS_HEADING)),
            *decisions,
            Heading(gettext(QUESTION)),
            *build_assessments(decisions, papers),
        ]
    return blocks


def list_assessments(playthrough: Playthrough) -> list[Assessment]:
    """Returns the statements of the question about the file of a playthrough; none before its ending."""
    if playthrough.ending_passage is None or playthrough.compiled.scene.file is None:
        return []
    blocks = build_file_blocks(playthrough, FootnoteCollector(playthrough.compiled.evidence))
    return [block for block in blocks if isinstance(block, Assessment)]


def tell_choice(choice: Choice) -> str:
    """Returns what a choice was, in the past tense if the author has written it so."""
    return choice.did or gettext(YOU_CHOSE).format(choice=choice.text)


def describe_decision(decision: Decision, notes: FootnoteCollector) -> Line:
    """Returns what the player did, in the past tense if the author has written it so."""
    return notes.add_line(tell_choice(decision.choice))


def build_card(state: FileState, decision_count: int, unrecorded_count: int, notes: FootnoteCollector) -> FileCard:
    """Builds the card of a file; without counts for somebody who does not know the decisions."""
    office = notes.add_line(state.file.office)
    return FileCard(
        name=smart_quotes(state.file.name),
        office=office,
        is_office_invented=bool(office) and all(run.note is None for run in office),
        stamp=state.stamp.stamp if state.stamp is not None else None,
        decision_count=decision_count,
        unrecorded_count=unrecorded_count,
    )


def build_paper(
    state: FileState, paper: Paper, letter: str, decisions: tuple[int, ...], notes: FootnoteCollector
) -> FilePaper:
    """Builds a paper of a file; `decisions` are the numbers of those that it shows."""
    lines = tuple(line for text in state.list_texts(paper) for line in notes.add_paragraphs(text.text))
    return FilePaper(letter, paper.kind, smart_quotes(paper.title), lines, notes.add_line(paper.kept), decisions)


def build_assessments(decisions: Sequence[FileDecision], papers: Sequence[FilePaper]) -> Iterator[Assessment]:
    """Builds the statements of the question: of each certainty one first, in the order in which things were done."""
    papers_by_letter = {paper.letter: paper for paper in papers}
    shown_by = [[papers_by_letter[letter] for letter in decision.papers] for decision in decisions]
    certainties = [assess_certainty(shown_papers) for shown_papers in shown_by]
    chosen: list[int] = []
    for _ in range(MAX_ASSESSMENTS):
        seen: set[Certainty] = set()
        for index, certainty in enumerate(certainties):
            if index not in chosen and certainty not in seen and len(chosen) < MAX_ASSESSMENTS:
                seen.add(certainty)
                chosen.append(index)
    for index in sorted(chosen):
        line = tuple(run for run in decisions[index].line if run.note is None)
        reason = _explain(decisions[index], certainties[index], shown_by[index])
        yield Assessment(line, certainties[index], reason)
    yield Assessment((Run(gettext(MOTIVE)),), "not recorded", gettext(MOTIVE_REASON))


def assess_certainty(papers: Sequence[FilePaper]) -> Certainty:
    """Returns how surely a historian could say what these papers show."""
    if len(papers) > 1:
        return "corroborated"
    if not papers:
        return "not recorded"
    return "reported" if papers[0].kind in HEARSAY_KINDS else "documented"


def _explain(decision: FileDecision, certainty: Certainty, papers: Sequence[FilePaper]) -> str:
    if papers:
        return explain_papers(certainty, [paper.title for paper in papers])
    return explain_listener(decision.listener) if decision.listener else gettext(NO_PAPER_REASON)
