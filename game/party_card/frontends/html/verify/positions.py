"""The twin against the engine, over every proven position: no file is written that disagrees.

Law: a page of the engine looks at a position through the scene's conditions alone, a page of the twin through its
tables alone. So it is enough that at every position the same moves lead to the same positions, and that the pages are
equal for every combination of answers that some position gives. After an ending a page depends on the decisions too.
It is put together from parts that do not know of each other, so the parts are compared: the record for every
combination of answers at every ending, the comparison for every choice and every two choices of a passage, and the
citation of every fact after every other. How parts are put together is compared along walks: the shortest to each
ending, and many at random.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page_builder import comparison, glossary_entries
from party_card.engine.phases import DEBRIEF, FINISHED, RECORD
from party_card.engine.playthrough import Decision
from party_card.engine.transition_system import Position
from party_card.frontends.html.verify.citations import notes_apart
from party_card.frontends.html.verify.fixture import MismatchError, SceneUnderTest, SyntheticPlaythrough, difference
from party_card.frontends.html.verify.observations import Answers, moved
from party_card.frontends.html.verify.page_json import block_json, entries_json, notes_json
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.html.verify.walks import compare_walks
from party_card.modelcheck.state_space import ReachableStates

__all__ = ["MismatchError", "compare", "difference"]

MOST_POSITIONS = 1_000_000
"""So many positions are walked; of a larger scene as many, a share of each passage."""


def compare(reference: ReferencePlayer, number: int, states: ReachableStates) -> int:
    """Compares scene `number` of the twin's data with the engine; returns how many positions were walked.

    Raises Disagreement.
    """
    case = SceneUnderTest(reference, number, states)
    walked = _positions(case)
    _afterwards(case)
    compare_walks(case)
    for names, ours, theirs in notes_apart(reference.data, number, states.compiled):
        where = f"where {', '.join(names)} are cited one after the other"
        raise MismatchError(case.name, where, "the last note", ours, theirs)
    return walked


def _positions(case: SceneUnderTest) -> int:
    """Every position: its moves, and its page where no other has given the same answers."""
    walked = 0
    share = MOST_POSITIONS // max(len(case.states.passages), 1)
    enough = case.states.positions <= MOST_POSITIONS
    for passage in case.states.passages:
        seen: set[object] = set()
        answers = Answers(case.reference, case.number, case.compiled, passage)
        steps = case.system.transitions[passage]
        values = case.states.space.assignments(passage, case.states.reachable[passage])
        for found in values if enough else islice(values, share):
            position = case.filled(passage, found)
            walked += 1
            ours, (theirs, moves) = answers.engine(position), answers.twin(position)
            for choice, (is_open, move) in enumerate(zip(ours[0], moves, strict=True)):
                if is_open and steps[choice](position) != moved(position, move):
                    what = f"where `{case.system.choices[passage][choice].id}` leads"
                    led = steps[choice](position), moved(position, move)
                    raise MismatchError(case.name, case.where(passage, position), what, *led)
            if (ours, theirs) not in seen:
                seen.add((ours, theirs))
                _pages(case, passage, position)
    return walked


def _pages(case: SceneUnderTest, passage: int, position: Position) -> None:
    name = case.system.passages[passage]
    case.same(name, position, (), "end")
    for decision in _leading(case, passage):
        case.same(name, position, (decision,), "each")


def _leading(case: SceneUnderTest, passage: int) -> Iterator[Decision]:
    for name, written in case.compiled.scene.passages.items():
        for choice in written.choices:
            if choice.goto == case.system.passages[passage]:
                yield Decision(0, name, choice)


def _afterwards(case: SceneUnderTest) -> None:
    """Record, traces, questions and end."""
    endings = [number for number in case.states.passages if case.states.model.passage(number).ending is not None]
    scene = case.compiled.scene
    asked = [block.if_ for block in scene.record]
    left = [trace.if_ for trace in scene.leaves]
    tables = [row[1] for row in case.data["record"]] + [row[3] for row in case.data["leaves"]]
    everything = [made[0] for made in _decided(case) if made]
    last: Position | None = None
    for passage in endings:
        seen: set[object] = set()
        values = case.states.space.assignments(passage, case.states.reachable[passage])
        for found in islice(values, MOST_POSITIONS):
            position = case.filled(passage, found)
            ours = tuple([case.system.evaluate(condition, position) for condition in (*asked, *left)])
            theirs = tuple([case.reference.table_lookup(case.number, table, position) for table in tables])
            if (ours, theirs) not in seen:
                seen.add((ours, theirs))
                _traces(case, passage, position)
                for decisions in ((), everything):
                    case.same(RECORD, position, decisions, "end")
            last = position
    if last is None:
        return
    for made in _decided(case):
        for one in made:
            _beside(case, (one,), last)
            for other in made:
                _beside(case, (one, other), last)
    any_one = next((Decision(0, name, one) for name, row in scene.passages.items() for one in row.choices), None)
    for count in range(3 if any_one else 1):
        for stage in (*((DEBRIEF,) if scene.debrief else ()), FINISHED):
            case.same(stage, last, [any_one] * count if any_one else [], "end")


def _beside(case: SceneUnderTest, decisions: tuple[Decision, ...], position: Position) -> None:
    """Compares the comparison alone that stands beside decisions at one passage."""
    notes = FootnoteCollector(case.compiled)
    block = comparison(case.compiled.scene.passages[decisions[0].passage], decisions, notes)
    ours = {
        "block": block_json(block),
        "notes": notes_json(notes.notes()),
        "entries": entries_json(glossary_entries(case.compiled, [block])),
    }
    theirs = case.reference.comparison(case.played(RECORD, position, decisions, "end"))
    if ours != theirs:
        told = " and ".join(str(decision.choice.id) for decision in decisions)
        raise MismatchError(case.name, f"beside {told}", *difference(ours, theirs))


def _decided(case: SceneUnderTest) -> Iterator[tuple[Decision, ...]]:
    """By passage, the decisions that a record stands beside."""
    for name, passage in case.compiled.scene.passages.items():
        if passage.record is not None:
            yield tuple(Decision(0, name, choice) for choice in passage.choices)


def _traces(case: SceneUnderTest, passage: int, position: Position) -> None:
    ours = [
        str(trace.id) for trace in SyntheticPlaythrough(case.compiled, RECORD, position, (), "end").exported_traces()
    ]
    theirs = case.reference.exported_traces(case.played(RECORD, position, (), "end"))
    if ours != theirs:
        raise MismatchError(case.name, case.where(passage, position), "what is left behind", ours, theirs)
