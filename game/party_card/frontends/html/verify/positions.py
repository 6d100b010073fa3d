"""Compares the reference player with the engine at every reachable position of a scene.

Invariant: no file is written unless this comparison succeeds. A page of the engine depends on a position only through
the scene's conditions, a page of the reference player only through its tables. So it is enough that at every position
the same choices lead to the same positions, and that the pages are equal for every combination of observations that
occurs; of a scene with very many combinations, for a share of them in which every part is shown and is missing. After
an ending, a page depends on the decisions too. It consists of independent parts, so the parts are compared: the record
for every combination of observations at every ending, the comparison for every choice and every two choices of a
passage, and the citation of every fact after every other. How the parts are joined is compared along playthroughs: the
shortest to each ending, and many at random.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from party_card.content.models import PassageId
from party_card.engine.block_builder import build_comparison
from party_card.engine.entries import find_page_entries
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.phases import DEBRIEF, FILE, FINISHED, RECORD
from party_card.engine.playthrough import Decision
from party_card.engine.transition_system import Position
from party_card.frontends.html.verify.citations import find_citation_mismatches
from party_card.frontends.html.verify.fixture import SceneUnderTest, SyntheticPlaythrough
from party_card.frontends.html.verify.glossary import compare_glossary
from party_card.frontends.html.verify.mismatch import MismatchError, find_difference
from party_card.frontends.html.verify.observations import PageSelection, PassageObserver, apply_update
from party_card.frontends.html.verify.page_json import block_to_json, entries_to_json, notes_to_json
from party_card.frontends.html.verify.playthroughs import compare_playthroughs
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.html.verify.routes import compare_routes
from party_card.modelcheck.state_space import ReachableStates

MAX_POSITIONS = 1_000_000
"""More positions than this are not compared; of a larger scene, an equal share of each passage is."""
MAX_PAGES = 20_000
"""Of a scene whose texts and choices combine to more pages, an equal share of each passage is compared."""
POSITIONS_PER_REPORT = 10_000
"""How often the number of positions compared so far is reported."""


def compare_scene(
    reference: ReferencePlayer,
    number: int,
    states: ReachableStates,
    on_positions: Callable[[str, int], None] | None = None,
) -> int:
    """Compares scene `number` of the player's data with the engine; returns the number of positions compared.

    `on_positions` is called with the scene's name and the number of positions compared so far. Raises MismatchError.
    """
    case = SceneUnderTest(reference, number, states)
    count = _compare_positions(case, on_positions)
    _compare_endings(case)
    compare_playthroughs(case)
    compare_routes(case)
    compare_glossary(reference.data, states.compiled.evidence, case.name)
    for names, expected, actual in find_citation_mismatches(reference.data, number, states.compiled):
        path = f"where {', '.join(names)} are cited one after the other"
        raise MismatchError(case.name, path, "the last note", expected, actual)
    return count


def _compare_positions(case: SceneUnderTest, on_positions: Callable[[str, int], None] | None) -> int:
    """Compares the transitions of every position, and the pages of the first position with each observation."""
    count = 0
    share = MAX_POSITIONS // max(len(case.states.passages), 1)
    max_pages = MAX_PAGES // max(len(case.states.passages), 1)
    is_complete = case.states.state_count <= MAX_POSITIONS
    for passage in case.states.passages:
        decisions = tuple(_iter_decisions_leading_to(case, case.system.passages[passage]))
        pages = PageSelection(max_pages // (1 + len(decisions)))
        observer = PassageObserver(case.reference, case.number, case.compiled, passage)
        transitions = case.system.transitions[passage]
        assignments = case.states.algebra.iter_assignments(passage, case.states.state_sets[passage])
        for values in assignments if is_complete else islice(assignments, share):
            position = case.fill_position(passage, values)
            count += 1
            expected, (actual, updates) = observer.observe_engine(position), observer.observe_reference(position)
            for choice, (is_open, update) in enumerate(zip(expected[0], updates, strict=True)):
                if is_open and transitions[choice](position) != apply_update(position, update):
                    field = f"where `{case.system.choices[passage][choice].id}` leads"
                    targets = transitions[choice](position), apply_update(position, update)
                    raise MismatchError(case.name, case.describe_path(passage, position), field, *targets)
            if on_positions is not None and count % POSITIONS_PER_REPORT == 0:
                on_positions(case.name, count)
            if pages.add((*expected[0], *expected[1]), actual):
                _compare_passage_pages(case, passage, position, decisions)
    return count


def _compare_passage_pages(
    case: SceneUnderTest, passage: int, position: Position, decisions: Iterable[Decision]
) -> None:
    name = case.system.passages[passage]
    case.compare_page(name, position, (), "end")
    for decision in decisions:
        case.compare_page(name, position, (decision,), "each")


def _iter_decisions_leading_to(case: SceneUnderTest, target: PassageId) -> Iterator[Decision]:
    for name, passage in case.compiled.scene.passages.items():
        for choice in passage.choices:
            if choice.goto == target:
                yield Decision(0, name, choice)


def _compare_endings(case: SceneUnderTest) -> None:
    """Compares the pages after each ending: record, questions and the last page; and the exported traces."""
    scene = case.compiled.scene
    conditions = [block.if_ for block in scene.closing_blocks] + [trace.if_ for trace in scene.leaves]
    tables = [row[1] for row in (*case.data["essentials"], *case.data["record"], *case.data["aftermath"])]
    tables += [row[3] for row in case.data["leaves"]]
    first_decisions = [decisions[0] for decisions in _iter_recorded_decisions(case) if decisions]
    last_position: Position | None = None
    max_pages = MAX_PAGES // max(len(case.states.endings), 1)
    for passage in case.states.passages:
        if case.states.model.passage(passage).ending is None:
            continue
        pages = PageSelection(max_pages)
        assignments = case.states.algebra.iter_assignments(passage, case.states.state_sets[passage])
        for values in islice(assignments, MAX_POSITIONS):
            position = case.fill_position(passage, values)
            expected = tuple([case.system.evaluate(condition, position) for condition in conditions])
            actual = tuple([case.reference.look_up(case.number, table, position) for table in tables])
            if pages.add(expected, actual):
                _compare_traces(case, passage, position)
                for decisions in ((), first_decisions):
                    case.compare_page(RECORD, position, decisions, "end")
            last_position = position
    if last_position is not None:
        _compare_filed_decisions(case, last_position)
        _compare_decisions(case, last_position)
        _compare_fates(case, last_position)


def _compare_filed_decisions(case: SceneUnderTest, position: Position) -> None:
    """Compares the file after each choice, and after all of a passage."""
    for name, passage in case.compiled.scene.passages.items() if case.compiled.scene.file else ():
        decisions = tuple(Decision(0, name, choice) for choice in passage.choices)
        for decision in decisions:
            case.compare_page(FILE, position, (decision,), "end")
        case.compare_page(FILE, position, decisions, "end")


def _compare_fates(case: SceneUnderTest, position: Position) -> None:
    """Compares what became of the people of each passage."""
    for name, passage in case.compiled.scene.passages.items():
        for choice in passage.choices[:1]:
            case.compare_page(RECORD, position, (Decision(0, name, choice),), "end")


def _compare_decisions(case: SceneUnderTest, position: Position) -> None:
    """Compares the blocks that depend only on decisions: comparisons, and the number of decisions on the last pages."""
    for decisions in _iter_recorded_decisions(case):
        for decision in decisions:
            _compare_comparison(case, (decision,), position)
            for other_decision in decisions:
                _compare_comparison(case, (decision, other_decision), position)
    scene = case.compiled.scene
    decisions = tuple(
        Decision(0, name, choice) for name, passage in scene.passages.items() for choice in passage.choices[:1]
    )[:1]
    for count in range(3 if decisions else 1):
        for phase in (*((FILE,) if scene.file else ()), *((DEBRIEF,) if scene.debrief else ()), FINISHED):
            case.compare_page(phase, position, decisions * count, "end")


def _compare_comparison(case: SceneUnderTest, decisions: tuple[Decision, ...], position: Position) -> None:
    """Compares the block with the player's decisions at one passage and its record."""
    notes = FootnoteCollector(case.compiled.evidence)
    block = build_comparison(case.compiled.scene.passages[decisions[0].passage], decisions, notes)
    expected = {
        "block": block_to_json(block),
        "notes": notes_to_json(notes.build_notes()),
        "entries": entries_to_json(find_page_entries(case.compiled.evidence, [block], "record")),
    }
    actual = case.reference.comparison(case.build_player_state(RECORD, position, decisions, "end"))
    if expected != actual:
        choices = " and ".join(str(decision.choice.id) for decision in decisions)
        raise MismatchError(case.name, f"beside {choices}", *find_difference(expected, actual))


def _iter_recorded_decisions(case: SceneUnderTest) -> Iterator[tuple[Decision, ...]]:
    """Yields the possible decisions of each passage that has a record."""
    for name, passage in case.compiled.scene.passages.items():
        if passage.record is not None:
            yield tuple(Decision(0, name, choice) for choice in passage.choices)


def _compare_traces(case: SceneUnderTest, passage: int, position: Position) -> None:
    traces = SyntheticPlaythrough(case.compiled, RECORD, position, (), "end").exported_traces()
    expected = [str(trace.id) for trace in traces]
    actual = case.reference.exported_traces(case.build_player_state(RECORD, position, (), "end"))
    if expected != actual:
        raise MismatchError(case.name, case.describe_path(passage, position), "what is left behind", expected, actual)
