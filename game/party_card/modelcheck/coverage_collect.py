"""What has been seen of a scene: by the story tests, or by the proof on every path.

Law: a condition is known by its place, never by its text: the same words may be asked at two places. What is cited
follows from what was seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from party_card.content.models import ConditionText
from party_card.content.prose import cited_fact_ids
from party_card.content.yaml_loader import NodeRef
from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position
from party_card.modelcheck.state_space import ReachableStates
from party_card.modelcheck.story_tests import TestRun

Kind = Literal["text", "choice", "record", "trace"]
RECORD = -1
"""Stands for the record, and for what a scene leaves, where otherwise the number of a passage stands."""


class ConditionRef(NamedTuple):
    """A condition by its place: the number of its passage, what it decides, and the number of that among its kind."""

    passage: int
    kind: Kind
    number: int


class Condition(NamedTuple):
    """A condition and where it is written."""

    asked: ConditionRef
    text: ConditionText
    location: NodeRef


@dataclass(frozen=True, slots=True)
class CoverageData:
    """Passages by number, choices made as (passage, number), and conditions with the answers that were seen."""

    passages: frozenset[int]
    made: frozenset[tuple[int, int]]
    answers: frozenset[tuple[ConditionRef, bool]]


def conditions(compiled: CompiledScene) -> Iterator[Condition]:
    """Every condition of a scene that decides what is shown or open."""
    for number, passage in enumerate(compiled.scene.passages.values()):
        if not isinstance(passage.text, str):
            for place, block in enumerate(passage.text):
                if block.if_ is not None:
                    yield Condition(ConditionRef(number, "text", place), block.if_, block.location.value("if"))
        for place, choice in enumerate(passage.choices):
            if choice.if_ is not None:
                yield Condition(ConditionRef(number, "choice", place), choice.if_, choice.location.value("if"))
    for place, told in enumerate(compiled.scene.record):
        if told.if_ is not None:
            yield Condition(ConditionRef(RECORD, "record", place), told.if_, told.location.value("if"))
    for place, trace in enumerate(compiled.scene.leaves):
        if trace.if_ is not None:
            yield Condition(ConditionRef(RECORD, "trace", place), trace.if_, trace.location.value("if"))


def seen_by_proof(states: ReachableStates) -> CoverageData:
    """What some path shows."""
    ended = [passage for passage in states.passages if states.model.passage(passage).ending is not None]
    answers: set[tuple[ConditionRef, bool]] = set()
    for asked, text, _ in conditions(states.compiled):
        for passage in ended if asked.passage == RECORD else [asked.passage]:
            if states.states_where(passage, text):
                answers.add((asked, True))
            if states.states_where_not(passage, text):
                answers.add((asked, False))
    made = frozenset((way.source, way.number) for way in states.used_transitions)
    return CoverageData(frozenset(states.passages), made, frozenset(answers))


def seen_by_tests(compiled: CompiledScene, runs: Iterable[TestRun]) -> CoverageData:
    """What the story tests came through; the record too, where a test ended."""
    positions: set[Position] = set()
    made: set[tuple[int, int]] = set()
    system = compiled.system
    for run in runs:
        positions.update(run.positions)
        for position, choice in zip(run.positions, run.made, strict=False):
            number = system.choice_index(system.passages[position[0]], choice)
            if number is not None:
                made.add((position[0], number))
    by_passage: dict[int, list[Position]] = {}
    for position in positions:
        by_passage.setdefault(position[0], []).append(position)
    passages = list(compiled.scene.passages.values())
    by_passage[RECORD] = [position for position in positions if passages[position[0]].ending is not None]
    answers = {
        (asked, system.evaluate(text, position))
        for asked, text, _ in conditions(compiled)
        for position in by_passage.get(asked.passage, ())
    }
    return CoverageData(frozenset(position[0] for position in positions), frozenset(made), frozenset(answers))


def facts_cited(compiled: CompiledScene, seen: CoverageData) -> frozenset[str]:
    """The facts cited in what was seen."""
    scene = compiled.scene
    texts: list[str | None] = [scene.question, scene.summary, scene.role.text if scene.role is not None else None]
    ended = False
    for number, passage in enumerate(scene.passages.values()):
        if number not in seen.passages:
            continue
        ended = ended or passage.ending is not None
        if isinstance(passage.text, str):
            texts.append(passage.text)
        else:
            for place, block in enumerate(passage.text):
                if block.if_ is None or (ConditionRef(number, "text", place), True) in seen.answers:
                    texts += [block.text, block.document]
        for place, choice in enumerate(passage.choices):
            asked = ConditionRef(number, "choice", place)
            locked = choice.locked is not None and (asked, False) in seen.answers
            if choice.if_ is None or locked or (asked, True) in seen.answers:
                texts += [choice.text, choice.locked if locked else None]
            if (number, place) in seen.made:
                texts += [choice.did, passage.record]
    if ended:
        for place, told in enumerate(scene.record):
            if told.if_ is None or (ConditionRef(RECORD, "record", place), True) in seen.answers:
                texts += [told.text, told.unknown]
    return frozenset(fact for text in texts if text for fact in cited_fact_ids(text))
