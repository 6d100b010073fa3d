"""Random play: looks for violations in scenes with too many states to explore all, and compares speeds.

Invariant: the same scene, seed and number of plays give the same result. The path of a failed play is shortened before
it is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Literal, NamedTuple

from party_card.content.models import ChoiceId, TraceId
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.words import backquote, format_count
from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position, TransitionSystem
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.findings import broken_invariant, every_choice_closed
from party_card.modelcheck.findings.messages import format_play_command

MAX_STEPS = 1_000
"""A play is abandoned after this many choices."""
ChoiceIndices = tuple[int, ...]
"""A path: for each choice made, its index among the choices of its passage."""


class Violation(NamedTuple):
    """A broken invariant, by its key in the scene, or a deadlock; `number` is the index of the invariant or passage."""

    kind: Literal["always", "never", "deadlock"]
    number: int


MAX_TRACES_LISTED = 12
"""A scene that imports more traces has too many initial states to list them."""


@frozen_dataclass
class FailedPlay:
    """A play with a violation: its index among the plays of its seed, its shortened path, and the diagnostic.

    `imported_traces` are the traces that the path starts with.
    """

    play: int
    choices: tuple[ChoiceId, ...]
    imported_traces: tuple[TraceId, ...]
    diagnostic: Diagnostic


@frozen_dataclass
class RandomPlays:
    """The result of random play: how many plays and choices there were, how many plays ended, the first failure."""

    plays: int
    steps: int
    ended_plays: int
    failure: FailedPlay | None


def play_randomly(compiled: CompiledScene, plays: int, seed: int = 0, *, max_steps: int = MAX_STEPS) -> RandomPlays:
    """Plays a scene `plays` times with random choices, or up to the first violation."""
    random, system = Random(seed).random, compiled.system  # noqa: S311  # no secret depends on it
    is_end = [not choices for choices in system.choices]
    find_violation = _make_violation_finder(compiled)
    steps = ended_plays = 0
    draw_initial_state = _make_initial_state_drawer(system, random)
    for play in range(plays):
        initial_position = draw_initial_state()
        position = initial_position
        path: list[int] = []
        violation = find_violation(position)
        while violation is None and len(path) < max_steps and not is_end[position[0]]:
            enabled = system.enabled_choices(position)
            choice_index = enabled[int(random() * len(enabled))]
            path.append(choice_index)
            position = system.apply(position, choice_index)
            violation = find_violation(position)
        steps += len(path)
        if violation is not None:

            def fails(position: Position, violation: Violation = violation) -> bool:
                return find_violation(position) == violation

            shortened_path, imported_traces = shorten_path(system, initial_position, tuple(path), fails)
            failure = _build_failure(compiled, seed, play, shortened_path, imported_traces)
            return RandomPlays(play + 1, steps, ended_plays, failure)
        ended_plays += is_end[position[0]]
    return RandomPlays(plays, steps, ended_plays, None)


def _make_initial_state_drawer(system: TransitionSystem, random: Callable[[], float]) -> Callable[[], Position]:
    """Returns a function that draws an initial state; every combination of imported traces is as likely."""
    if not system.trace_slots:
        return lambda: system.initial_position
    if len(system.trace_slots) > MAX_TRACES_LISTED:
        return lambda: system.initial_state([trace for trace in system.trace_slots if random() < 0.5])
    initial_states = list(system.initial_states.values())
    return lambda: initial_states[int(random() * len(initial_states))]


def shorten_path(
    system: TransitionSystem, initial_position: Position, path: ChoiceIndices, fails: Callable[[Position], bool]
) -> tuple[ChoiceIndices, tuple[TraceId, ...]]:
    """Shortens a path whose last position fails, by delta debugging.

    Returns the path without cycles and without all stretches that are not needed, and the fewest imported traces.
    """
    path = _remove_cycles(system, initial_position, path)
    length = len(path) // 2
    while length:
        index = 0
        while index + length <= len(path):
            candidate = path[:index] + path[index + length :]
            end = _replay(system, initial_position, candidate)
            if end is not None and fails(end):
                path = candidate
            else:
                index += 1
        length //= 2

    def fails_with(traces: tuple[TraceId, ...]) -> bool:
        end = _replay(system, system.initial_state(traces), path)
        return end is not None and fails(end)

    if len(system.trace_slots) <= MAX_TRACES_LISTED:
        return path, next(filter(fails_with, system.initial_states))
    is_set = {trace for trace, slots in system.trace_slots.items() if all(initial_position[slot] for slot in slots)}
    traces = tuple(trace for trace in system.trace_slots if trace in is_set)
    for trace in traces:
        fewer_traces = tuple(other for other in traces if other != trace)
        if fails_with(fewer_traces):
            traces = fewer_traces
    return path, traces


def _remove_cycles(system: TransitionSystem, initial_position: Position, path: ChoiceIndices) -> ChoiceIndices:
    """Removes the choices between a position and its next occurrence."""
    acyclic_path: list[int] = []
    position = initial_position
    depths = {position: 0}
    for choice_index in path:
        position = system.apply(position, choice_index)
        acyclic_path.append(choice_index)
        if position in depths:
            del acyclic_path[depths[position] :]
            depths = {past_position: depth for past_position, depth in depths.items() if depth <= len(acyclic_path)}
        depths[position] = len(acyclic_path)
    return tuple(acyclic_path)


def _replay(system: TransitionSystem, initial_position: Position, path: Sequence[int]) -> Position | None:
    """Returns the position at the end of a path; None if one of its choices is closed."""
    position = initial_position
    for choice_index in path:
        if choice_index not in system.enabled_choices(position):
            return None
        position = system.apply(position, choice_index)
    return position


def _make_violation_finder(compiled: CompiledScene) -> Callable[[Position], Violation | None]:
    system, scene = compiled.system, compiled.scene
    """Returns a function that finds the first violation at a position, or None."""
    conditions = system.conditions
    invariants = [(Violation("always", number), conditions[text], True) for number, text in enumerate(scene.always)]
    invariants += [(Violation("never", number), conditions[text], False) for number, text in enumerate(scene.never)]
    may_stop = [not passage.choices or passage.ending is not None for passage in scene.passages.values()]

    def find_violation(position: Position) -> Violation | None:
        for violation, condition, valid_result in invariants:
            if bool(condition(position)) is not valid_result:
                return violation
        if not may_stop[position[0]] and not system.enabled_choices(position):
            return Violation("deadlock", position[0])
        return None

    return find_violation


def _build_failure(
    compiled: CompiledScene, seed: int, play: int, path: ChoiceIndices, imported_traces: tuple[TraceId, ...]
) -> FailedPlay:
    system, scene = compiled.system, compiled.scene
    position = system.initial_state(imported_traces)
    choices: list[ChoiceId] = []
    for choice_index in path:
        choices.append(system.choices[position[0]][choice_index].id)
        position = system.apply(position, choice_index)
    violation = _make_violation_finder(compiled)(position)
    assert violation is not None  # noqa: S101  # the shortened path still fails
    passage = system.passages[position[0]]
    name = backquote(passage)
    helps = (
        f"found by playing at random, seed {seed}, after {format_count(play + 1, 'play')}",
        f"`{format_play_command(scene, choices, imported_traces)}` leads there",
    )
    if violation.kind == "deadlock":
        message = f"in {name} every choice is closed: there is no way on"
        label = scene.location.value("passages").key_label(passage)
        diagnostic = every_choice_closed.RULE.diagnose(message, label, *helps)
    else:
        message = broken_invariant.format_violation(violation.kind, name)
        label = scene.location.value(violation.kind).item(violation.number).label()
        diagnostic = broken_invariant.RULE.diagnose(message, label, *helps)
    return FailedPlay(play, tuple(choices), imported_traces, diagnostic)
