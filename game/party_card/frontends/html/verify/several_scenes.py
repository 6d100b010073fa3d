"""Compares several scenes with the engine, one after the other or in several processes.

Invariant: results come in the order of the scenes, and are those of `compare_scene`. Processes are copies of this one,
which have the scenes; where a system cannot make such copies, scenes are compared one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableSequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing.sharedctypes import RawArray

from party_card.frontends.html.verify.positions import compare_scene
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.localization import current_language, set_language
from party_card.modelcheck.state_space import ReachableStates
from party_card.platform.processes import choose_process_context
from party_card.services.executors import explain_lost_processes
from party_card.storage.own_languages import use_own_languages

SECONDS_BETWEEN_REPORTS = 0.25
"""How often it is looked how many positions other processes have compared."""
PositionsCallback = Callable[[str, int], None]
"""Called from time to time with the name of a scene and the number of its positions compared so far."""


def compare_scenes(
    reference: ReferencePlayer,
    states: Mapping[int, ReachableStates],
    on_positions: PositionsCallback | None = None,
    jobs: int = 1,
) -> Iterator[int]:
    """Compares scenes, given by their states, in `jobs` processes; yields the number of positions compared of each.

    Each is given by its number in the data of the player. Raises MismatchError, and UsageError if a process
    ends before it is done.
    """
    context = choose_process_context()
    if jobs == 1 or len(states) <= 1 or context is None:
        for number, scene_states in states.items():
            yield compare_scene(reference, number, scene_states, on_positions)
        return
    counts = RawArray("q", max(states) + 1)
    work = (reference, states, counts)
    executor = ProcessPoolExecutor(
        min(jobs, len(states)), context, initializer=_begin_work, initargs=(current_language(), work)
    )
    try:
        futures = {number: executor.submit(_compare_in_worker, number) for number in states}
        for number, future in futures.items():
            while True:
                try:
                    with explain_lost_processes():
                        count = future.result(SECONDS_BETWEEN_REPORTS)
                    yield count
                    break
                except TimeoutError:
                    if on_positions is not None:
                        on_positions(str(states[number].compiled.scene.scene), counts[number])
    finally:
        executor.shutdown(cancel_futures=True)


_WORK: list[tuple[ReferencePlayer, Mapping[int, ReachableStates], MutableSequence[int]]] = []
"""In a worker: what it compares, and where it says how many positions of each scene it has compared."""


def _begin_work(
    language: str, work: tuple[ReferencePlayer, Mapping[int, ReachableStates], MutableSequence[int]]
) -> None:
    use_own_languages()
    set_language(language)
    _WORK.append(work)


def _compare_in_worker(number: int) -> int:
    reference, states, counts = _WORK[0]
    return compare_scene(reference, number, states[number], partial(_keep_count, counts, number))


def _keep_count(counts: MutableSequence[int], number: int, _scene: str, positions: int) -> None:
    counts[number] = positions
