"""Playing at random: for scenes with too many positions to visit every one, and to compare speeds.

Law: the same scene, seed and number of plays give the same result. A failure is shortened before it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from party_card.content.models import ChoiceId, TraceId
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.words import counted, named
from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position, TransitionSystem
from party_card.modelcheck.findings import broken_invariant, every_choice_closed
from party_card.modelcheck.findings.messages import command_of

MOST_STEPS = 1_000
"""A play is left after so many choices."""
Path = tuple[int, ...]
"""The numbers of the choices made, each among those of its passage."""
Wrong = tuple[str, int]
"""The key and the number of an invariant that is broken; "" and a passage where every choice is closed."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A play that went wrong: its number among the plays of its seed, its path made short, and what is told of it.

    `carried` are the traces that the path begins with.
    """

    seed: int
    play: int
    choices: tuple[ChoiceId, ...]
    carried: tuple[TraceId, ...]
    diagnostic: Diagnostic


@dataclass(frozen=True, slots=True)
class RandomPlays:
    """What came of playing at random: how many plays ended, how many were left, and the first that went wrong."""

    plays: int
    steps: int
    ended: int
    left: int
    made: frozenset[tuple[int, int]]
    failure: Failure | None


def play_at_random(compiled: CompiledScene, plays: int, seed: int = 0, *, most_steps: int = MOST_STEPS) -> RandomPlays:
    """Plays a scene again and again, up to the first play that goes wrong."""
    chance, system = Random(seed).random, compiled.system  # noqa: S311  # no secret hangs on it
    ends = [not choices for choices in system.choices]
    wrong = _wrong(compiled)
    made: set[tuple[int, int]] = set()
    steps = ended = 0
    starts = list(system.initial_states.values())
    for play in range(plays):
        start = starts[int(chance() * len(starts))] if len(starts) > 1 else system.start
        position = start
        path: list[int] = []
        fails = wrong(position)
        while fails is None and len(path) < most_steps and not ends[position[0]]:
            offers = system.enabled_choices(position)
            number = offers[int(chance() * len(offers))]
            made.add((position[0], number))
            path.append(number)
            position = system.apply(position, number)
            fails = wrong(position)
        steps += len(path)
        if fails is not None:
            failure = _failure(
                compiled, seed, play, *shortened(system, start, tuple(path), partial(_same, wrong, fails))
            )
            return RandomPlays(play + 1, steps, ended, play - ended, frozenset(made), failure)
        ended += ends[position[0]]
    return RandomPlays(plays, steps, ended, plays - ended, frozenset(made), None)


def shortened(
    system: TransitionSystem, start: Position, path: Path, fails: Callable[[Position], bool]
) -> tuple[Path, tuple[TraceId, ...]]:
    """A path that fails in the same way, without circles and what else can be left out, with little carried."""
    path = _straight(system, start, path)
    cut = len(path) // 2
    while cut:
        at = 0
        while at + cut <= len(path):
            shorter = path[:at] + path[at + cut :]
            end = _replayed(system, start, shorter)
            if end is not None and fails(end):
                path = shorter
            else:
                at += 1
        cut //= 2
    ends = ((carried, _replayed(system, first, path)) for carried, first in system.initial_states.items())
    return path, next(carried for carried, end in ends if end is not None and fails(end))


def _straight(system: TransitionSystem, start: Position, path: Path) -> Path:
    """A path without the choices between one position and the same position again."""
    kept: list[int] = []
    position = start
    depths = {position: 0}
    for number in path:
        position = system.apply(position, number)
        kept.append(number)
        if position in depths:
            del kept[depths[position] :]
            depths = {known: depth for known, depth in depths.items() if depth <= len(kept)}
        depths[position] = len(kept)
    return tuple(kept)


def _replayed(system: TransitionSystem, start: Position, path: Sequence[int]) -> Position | None:
    """Where a path leads; None where a choice of it is closed."""
    position = start
    for number in path:
        if number not in system.enabled_choices(position):
            return None
        position = system.apply(position, number)
    return position


def _same(wrong: Callable[[Position], Wrong | None], first: Wrong, position: Position) -> bool:
    return wrong(position) == first


def _wrong(compiled: CompiledScene) -> Callable[[Position], Wrong | None]:
    """What is wrong at a position, or None."""
    system, scene = compiled.system, compiled.scene
    invariants = [(("always", number), system.conditions[text], True) for number, text in enumerate(scene.always)]
    invariants += [(("never", number), system.conditions[text], False) for number, text in enumerate(scene.never)]
    last = [not passage.choices or passage.ending is not None for passage in scene.passages.values()]

    def wrong(position: Position) -> Wrong | None:
        for name, test, wanted in invariants:
            if bool(test(position)) is not wanted:
                return name
        if not last[position[0]] and not system.enabled_choices(position):
            return "", position[0]
        return None

    return wrong


def _failure(compiled: CompiledScene, seed: int, play: int, path: Path, carried: tuple[TraceId, ...]) -> Failure:
    system, scene = compiled.system, compiled.scene
    position = system.initial_state(carried)
    choices: list[ChoiceId] = []
    for number in path:
        choices.append(system.choices[position[0]][number].id)
        position = system.apply(position, number)
    wrong = _wrong(compiled)(position)
    assert wrong is not None  # noqa: S101  # it was shortened so that it still fails
    name = named(system.passages[position[0]])
    label: Label
    if wrong[0]:
        code = broken_invariant.CODE
        said = "this must always hold, but it is false" if wrong[0] == "always" else "this must never be, but it is so"
        message, label = f"{said} in {name}", scene.location.value(wrong[0]).item(wrong[1]).label()
    else:
        code, message = every_choice_closed.CODE, f"in {name} every choice is closed: there is no way on"
        label = scene.location.label(scene.location.value("passages").key_span(system.passages[position[0]]))
    helps = (
        Help(f"found by playing at random, seed {seed}, after {counted(play + 1, 'play')}"),
        Help(f"`{command_of(scene, choices, carried)}` leads there"),
    )
    return Failure(seed, play, tuple(choices), carried, Diagnostic(code, Severity.ERROR, message, label, helps=helps))
